"""One row a change."""

from django.db import models


class AuditRow(models.Model):
    """Who did what, to what, when. Ids and words only: no foreign key, and never deleted.

    `workspace`: of what a platform keeps for itself, told to who leads it alone.
    Personal data: none beside the id of a contact, which outlives the contact's emptying.
    """

    region = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    values = models.JSONField(default=dict)
    workspace = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["region", "-id"], name="audit_region_ix")]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} {self.key}"
