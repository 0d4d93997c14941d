"""Regions, the entries that bring rows, and who is who: ecosystems, actors, memberships."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from samspel.records.rows import Row

_KEY = 200
_TEXT = 500


def searchable(*parts: str) -> str:
    """Case folded once, when written: SQLite folds no letter outside ASCII when it compares."""
    return " ".join(parts).casefold()[:1000]


class Region(models.Model):
    """A region that keeps its own register. Nothing is shared between two.

    `version` counts what was made current: a plan made on an older register is not applied.
    """

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    is_example = models.BooleanField(default=False)
    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.key


class Entry(models.Model):
    """What brings rows and takes rows away together: a file, a form, a wave's answers.

    A file is planned -> staging -> applied;  planned | staging -> cancelled. What a person enters
    is `applied` at once, or `kept` in the `workspace` of an ecosystem until it is handed in
    (kept -> applied), given up (kept -> cancelled), or the region changed the same row (kept ->
    overtaken). An applied one may be taken back (applied -> undone).

    `made` and `unmade` are the register's version when it became current and when it was taken
    back: the register as it was at any version can be read while others write.
    `tables` are those it touches, `ended` those that lose a row. Personal data: who, by contact.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    origin = models.CharField(max_length=20, default="file")
    workspace = models.CharField(max_length=_KEY, blank=True)
    state = models.CharField(max_length=12, default="planned")
    made = models.BigIntegerField(null=True)
    unmade = models.BigIntegerField(null=True)
    tables = models.JSONField(default=list)
    ended = models.JSONField(default=list)
    upload = models.BigIntegerField(null=True)
    changes = models.BigIntegerField(null=True)
    plan = models.JSONField(default=dict)
    version = models.BigIntegerField()
    pieces = models.IntegerField(default=0)
    pieces_done = models.IntegerField(default=0)
    by = models.BigIntegerField(null=True)
    planned_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region"], condition=Q(state="staging"), name="register_one_staging"
            )
        ]
        indexes = [
            models.Index(fields=["region", "made"], name="register_entry_made_ix"),
            models.Index(
                fields=["region"],
                condition=Q(made__isnull=True) | Q(unmade__isnull=False),
                name="register_entry_hidden_ix",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.pk} {self.state}"


class Ecosystem(Row):
    """A row of `ecosystems`."""

    TABLE = "ecosystems"
    FIELDS: ClassVar[Mapping[str, str]] = {"region": "region_name"}

    ecosystem_id = models.CharField(max_length=_KEY)
    name = models.CharField(max_length=_TEXT)
    country = models.CharField(max_length=2, blank=True)
    region_name = models.CharField(max_length=_TEXT, blank=True)

    class Meta:
        indexes = [models.Index(fields=["region", "ecosystem_id"], name="register_ecosystem_ix")]

    def __str__(self) -> str:
        return self.ecosystem_id


class Actor(Row):
    """A row of `actors`: an organisation or a sole trader. `search` is the name, folded.

    Personal data: a sole trader's name is a person's; its number is never kept.
    """

    TABLE = "actors"
    FIELDS: ClassVar[Mapping[str, str]] = {"region": "region_name"}

    actor_id = models.CharField(max_length=_KEY)
    name = models.CharField(max_length=_TEXT)
    sector = models.CharField(max_length=20)
    roles = models.CharField(max_length=_TEXT, blank=True)
    org_number = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, blank=True)
    region_name = models.CharField(max_length=_TEXT, blank=True)
    municipality = models.CharField(max_length=_KEY, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    industry = models.CharField(max_length=_TEXT, blank=True)
    search = models.CharField(max_length=1000)

    class Meta:
        indexes = [
            models.Index(fields=["region", "actor_id"], name="register_actor_ix"),
            models.Index(fields=["region", "name", "actor_id"], name="register_actor_name_ix"),
            models.Index(fields=["came_with"], name="register_actor_came_ix"),
        ]

    def __str__(self) -> str:
        return self.actor_id

    @classmethod
    def derived(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """The name, the key and the organisation number, folded."""
        parts = (values["name"], values["actor_id"], values["org_number"])
        return {"search": searchable(*parts)}


class ActorSpell(Row):
    """A row of `actor_spells`: an actor's state on some days."""

    TABLE = "actor_spells"

    actor_id = models.CharField(max_length=_KEY)
    sector = models.CharField(max_length=20, blank=True)
    roles = models.CharField(max_length=_TEXT, blank=True)
    country = models.CharField(max_length=2, blank=True)
    municipality = models.CharField(max_length=_KEY, blank=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["region", "actor_id"], name="register_spell_ix")]

    def __str__(self) -> str:
        return self.actor_id


class Membership(Row):
    """A row of `memberships`: one spell of one actor in one ecosystem."""

    TABLE = "memberships"

    ecosystem_id = models.CharField(max_length=_KEY)
    actor_id = models.CharField(max_length=_KEY)
    member_from = models.DateField(null=True)
    member_until = models.DateField(null=True)
    is_platform = models.BooleanField(null=True)
    is_financier = models.BooleanField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["region", "ecosystem_id"], name="register_member_ecosystem_ix"),
            models.Index(fields=["region", "actor_id"], name="register_member_actor_ix"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} in {self.ecosystem_id}"


class Place(Row):
    """A row of `places`: a municipality."""

    TABLE = "places"

    municipality = models.CharField(max_length=_KEY)
    name = models.CharField(max_length=_TEXT)
    place_class = models.CharField(max_length=20, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        indexes = [models.Index(fields=["region", "municipality"], name="register_place_ix")]

    def __str__(self) -> str:
        return self.municipality


class Limit(Row):
    """A row of `limits`: what a source cannot show."""

    TABLE = "limits"

    ecosystem_id = models.CharField(max_length=_KEY)
    gap = models.CharField(max_length=_KEY)
    reason = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["region", "ecosystem_id"], name="register_limit_ix")]

    def __str__(self) -> str:
        return f"{self.gap} of {self.ecosystem_id}"
