"""Dated acts, who took part in them, and what is declared to be fully recorded."""
