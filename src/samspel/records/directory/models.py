"""What is opened to everybody, and who wishes not to be there. Nothing is open by itself."""

from django.db import models

_KEY = 200


class Desk(models.Model):
    """How a region's open pages are answered for: where one writes to have something corrected,
    and whether search engines may keep the pages. Personal data: none, a mailbox is a function's.
    """

    region = models.OneToOneField("register.Region", models.PROTECT, related_name="+")
    mailbox = models.CharField(max_length=254, blank=True)
    is_found = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"desk of {self.region_id}"


class Opening(models.Model):
    """That the members of an ecosystem have short pages that everybody can see, from when until
    when. Personal data: who opened and closed it, by contact."""

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    ecosystem_id = models.CharField(max_length=_KEY)
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "ecosystem_id"],
                condition=models.Q(closed_at=None),
                name="directory_open_once",
            )
        ]

    def __str__(self) -> str:
        return self.ecosystem_id


class Wish(models.Model):
    """Whether an actor may be shown: as the actor itself says (`is_own`), and as the region does.

    Either's no is a no. Personal data: who said it, by contact.
    """

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    actor_id = models.CharField(max_length=_KEY)
    is_own = models.BooleanField()
    shown = models.BooleanField()
    said_at = models.DateTimeField()
    by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "actor_id", "is_own"], name="directory_one_wish"
            )
        ]

    def __str__(self) -> str:
        return self.actor_id


class ShownOffer(models.Model):
    """A row of `offers` that is shown to everybody: this text and no other. A changed one is
    another row, and is shown when it has been ticked in its turn. Personal data: who ticked it."""

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    offer = models.OneToOneField("register.Offer", models.CASCADE, related_name="+")
    ticked_at = models.DateTimeField()
    by = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"offer {self.offer_id}"
