"""Matters: memos read in, shown beside their words, corrected and kept."""
