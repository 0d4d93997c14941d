"""What is done to narrow a gap, one row a bridge and state."""
