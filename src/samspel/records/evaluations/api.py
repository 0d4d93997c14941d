"""Outcomes, kept as a table."""

from samspel.records import rows
from samspel.records.evaluations import models

__all__ = ["KEEPER"]

KEEPER = rows.Keeper(models.Outcome)
