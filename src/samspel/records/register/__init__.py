"""Regions, ecosystems, actors, memberships, places, limits, and the imports that bring rows."""
