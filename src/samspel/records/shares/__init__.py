"""Frozen links for those who never sign in: what they show, until when, how often opened."""
