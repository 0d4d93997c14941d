"""Matters: diary numbers, titles and what each rests on."""
