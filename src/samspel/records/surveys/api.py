"""Waves and answers, kept as tables. Single answers are shown to nobody here."""

from samspel.records import rows
from samspel.records.surveys import models

__all__ = ["KEEPER"]

KEEPER = rows.Keeper(models.Wave, models.Answer)
