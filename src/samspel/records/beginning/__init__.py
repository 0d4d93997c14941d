"""What somebody has begun to enter, and how the columns of a source were read."""
