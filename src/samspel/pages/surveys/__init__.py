"""Waves of questions as pages: for those who ask, and for those who answer."""
