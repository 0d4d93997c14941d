"""Links that are shared."""

from django.db import models


class Share(models.Model):
    """A link to a run or a memo as it was when the link was made: nothing in it changes after.

    `page` is what is shown, in words and one drawing; `document` the memo's PDF. The secret is
    kept as its hash. Of who opens it, nothing is kept but how often it was opened.
    Personal data: who made it, by contact.
    """

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    ecosystem = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    source = models.BigIntegerField()
    title = models.CharField(max_length=500)
    language = models.CharField(max_length=5)
    page = models.JSONField()
    document = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", null=True)
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    until = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    opened = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["region", "-id"], name="shares_region_ix")]

    def __str__(self) -> str:
        return f"{self.kind} {self.source}"
