"""A file's name in a region. The bytes lie in the data folder, by their hash."""

from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """One region's right to some bytes. Two regions may hold the same bytes and not know it.

    `kind` is what the file is for: `upload`, `plan`, `tables`, `document`.
    `workspace`: it holds what a platform keeps for itself, for who leads it alone.
    `emptied_at`: nobody opens it any more, and `emptied_by`, a contact, saw to that; the same bytes
    sent again are another row. Personal data: whatever an uploaded workbook holds, which goes when
    the file is emptied; who emptied it, by contact.
    """

    region = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    workspace = models.CharField(max_length=200, blank=True, default="")
    stored_at = models.DateTimeField()
    emptied_at = models.DateTimeField(null=True)
    emptied_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "sha256", "kind", "name", "workspace"],
                condition=Q(emptied_at=None),
                name="files_once_a_region",
            )
        ]

    def __str__(self) -> str:
        return self.name
