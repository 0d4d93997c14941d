"""Waves of questions and the answers given."""

from django.db import models

from samspel.records.rows import Row

_KEY = 200
_TEXT = 500


class Wave(Row):
    """A row of `waves`: one round of questions and the days it asks about."""

    TABLE = "waves"

    wave_id = models.CharField(max_length=_KEY)
    ecosystem_id = models.CharField(max_length=_KEY)
    closed_on = models.DateField(null=True)
    asks_from = models.DateField()
    asks_until = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["region", "wave_id"], name="surveys_wave_ix")]

    def __str__(self) -> str:
        return self.wave_id


class Answer(Row):
    """A row of `answers`. Personal data: none; who answers is an actor."""

    TABLE = "answers"

    wave_id = models.CharField(max_length=_KEY)
    respondent_id = models.CharField(max_length=_KEY)
    item = models.CharField(max_length=_TEXT)
    about = models.CharField(max_length=_KEY, blank=True)
    value = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["region", "wave_id"], name="surveys_answer_ix"),
            models.Index(fields=["came_with"], name="surveys_answer_came_ix"),
        ]

    def __str__(self) -> str:
        return f"{self.item} in {self.wave_id}"
