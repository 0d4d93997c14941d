"""Bridges, kept as a table."""

from samspel.records import rows
from samspel.records.bridges import models

__all__ = ["KEEPER"]

KEEPER = rows.Keeper(models.Bridge)
