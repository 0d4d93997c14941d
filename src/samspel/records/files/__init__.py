"""Bytes by their hash: uploads, frozen tables, rendered documents."""
