"""Waves of questions and the answers given."""
