"""Memos as pages: drafted from a run, edited, previewed, taken away as PDF."""
