"""Indicators' values over time."""
