"""Work in the background, one row each."""

from django.db import models


class Job(models.Model):
    """What is asked of the worker and how far it has come. Ids and words, no foreign key.

    `workspace`: it works on what a platform keeps for itself, and is seen by who leads it alone.
    Personal data: the id of the contact who asked.
    """

    region = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    values = models.JSONField(default=dict)
    workspace = models.CharField(max_length=200, blank=True, default="")
    by = models.BigIntegerField(null=True)
    state = models.CharField(max_length=12, default="queued")
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    what = models.CharField(max_length=60, default="")
    claim = models.CharField(max_length=40, default="")
    attempts = models.IntegerField(default=0)
    error = models.CharField(max_length=60, default="")
    error_values = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    queued_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "id"], name="jobs_state_ix"),
            models.Index(fields=["region", "-id"], name="jobs_region_ix"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id} {self.state}"
