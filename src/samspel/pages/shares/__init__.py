"""Frozen links: made and revoked by who works here, opened by who never signs in."""
