"""Lists that are begun and not yet entered, and what a source's columns turned out to be."""

from django.db import models


class Begun(models.Model):
    """A pasted or typed list with the choices made so far: one a person and region.

    It is its maker's alone, whatever other roles see, and is emptied when it is entered or given
    up. `changes` counts how often it was kept, so that two windows never undo each other.
    Personal data: whose it is, by contact; a pasted text may name persons until it is emptied.
    """

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    by = models.BigIntegerField()
    ecosystem = models.CharField(max_length=200, blank=True)
    ecosystem_name = models.CharField(max_length=500, blank=True)
    platform = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    heading_row = models.IntegerField(null=True)
    columns = models.JSONField(default=list)
    choices = models.JSONField(default=dict)
    changes = models.IntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "by"], name="beginning_one_a_person")
        ]

    def __str__(self) -> str:
        return f"begun {self.pk}"


class Reading(models.Model):
    """What a source's columns were said to be, found again by the signature of its headings."""

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    signature = models.CharField(max_length=32)
    headed = models.BooleanField()
    columns = models.JSONField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "signature"], name="beginning_signature_once")
        ]

    def __str__(self) -> str:
        return self.signature
