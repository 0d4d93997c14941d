"""Signing in and out, regions, people and their roles."""
