"""The first ten minutes: from a pasted list to the first wheel, and more by pasting later."""
