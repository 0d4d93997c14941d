"""Indicators' values over time."""

from django.db import models

from samspel.records.rows import Row

_KEY = 200
_TEXT = 500


class Outcome(Row):
    """A row of `outcomes`: an indicator's value on a day."""

    TABLE = "outcomes"

    ecosystem_id = models.CharField(max_length=_KEY)
    indicator = models.CharField(max_length=_KEY)
    on = models.DateField()
    value = models.FloatField()
    unit = models.CharField(max_length=_TEXT, blank=True)
    source = models.CharField(max_length=_TEXT, blank=True)

    class Meta:
        indexes = [models.Index(fields=["region", "ecosystem_id"], name="evaluations_outcome_ix")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.on}"
