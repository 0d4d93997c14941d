"""Memo drafts and what was rendered from them."""

from django.db import models


class Memo(models.Model):
    """One version of a memo: its texts while a draft, and the document once rendered.

    A rendered version never changes; a new version begins as its copy. Personal data: who
    wrote it, by contact; the texts may name persons who decide, as public documents do.
    """

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    run = models.ForeignKey("gaps.Run", models.PROTECT, related_name="+", null=True)
    agreement = models.ForeignKey(
        "agreements.Agreement", models.SET_NULL, related_name="+", null=True
    )
    earlier = models.OneToOneField("self", models.PROTECT, related_name="+", null=True)
    version = models.IntegerField(default=1)
    ecosystem = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=5)
    title = models.CharField(max_length=500)
    dnr = models.CharField(max_length=60, blank=True)
    texts = models.JSONField()
    state = models.CharField(max_length=10, default="draft")
    document = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", null=True)
    changes = models.IntegerField(default=0)
    changed_at = models.DateTimeField()
    by = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["region", "-id"], name="memos_region_ix")]

    def __str__(self) -> str:
        return self.title
