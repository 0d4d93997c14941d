"""What is noted beside the acts: ideas, conflicts, lessons, changes."""
