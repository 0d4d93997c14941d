"""The history of changes, told as sentences."""
