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
