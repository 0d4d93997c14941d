"""Matters: what a diary number stands for."""

from django.db import models


class Matter(models.Model):
    """A matter of the region's diary (R2), and the decision it rests on (R3)."""

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    dnr = models.CharField(max_length=60)
    title = models.CharField(max_length=500)
    parent_dnr = models.CharField(max_length=60, blank=True)
    ecosystem = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "dnr"], name="programmes_dnr_once")
        ]

    def __str__(self) -> str:
        return self.dnr


class DraftMatter(models.Model):
    """A matter as read out of a document, to be corrected and kept by a person (issue 4).

    `text` is the document's own text; `reading` has where in it each field's words stand, what
    was unsure and what stands in a decision point. `fields` is what the person has kept.
    Personal data: who kept it, by contact; the text may name persons who decide, as public
    documents do.
    """

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    document = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    dnr = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=500, blank=True)
    fields = models.JSONField()
    text = models.TextField()
    reading = models.JSONField()
    state = models.CharField(max_length=12, default="read")
    changes = models.IntegerField(default=0)
    changed_at = models.DateTimeField()
    by = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["region", "-id"], name="programmes_draft_ix")]

    def __str__(self) -> str:
        return self.title or self.dnr
