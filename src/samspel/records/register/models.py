"""Regions, the entries that bring rows, and who is who: ecosystems, actors, memberships."""

from collections.abc import Mapping
from typing import Any, ClassVar
from unicodedata import combining, normalize

from django.db import models
from django.db.models import Q

from samspel.records.lists import Covering
from samspel.records.rows import Row
from samspel.terms import Viewer
from samspel.terms.ordering import swedish_order

_KEY = 200
_TEXT = 500
ORDERED = 200  # two digits a letter


def searchable(*parts: str) -> str:
    """Case folded once, when written: SQLite folds no letter outside ASCII when it compares.

    Where a name has letters with marks it stands once more without them: who writes from
    abroad finds Luleå as Lulea.
    """
    folded = " ".join(part for part in parts if part).casefold()
    bare = plain_letters(folded)
    return (folded if bare == folded else f"{folded} {bare}")[:1000]


def fold(name: str) -> str:
    """A name as it is compared: whatever its case and its blanks."""
    return " ".join(name.casefold().split())[:_TEXT]


def in_order(name: str) -> str:
    """A name as it is put in order: its first hundred letters."""
    return swedish_order(name)[:ORDERED]


def plain_letters(text: str) -> str:
    """The text without the marks above and below its letters."""
    return "".join(sign for sign in normalize("NFKD", text) if not combining(sign))


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
    """A row of `actors`: an organisation or a sole trader. `search` is the name, folded; by
    `ordered` it stands where a reader looks for it, in every database.

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
    folded = models.CharField(max_length=_TEXT, default="")
    ordered = models.CharField(max_length=ORDERED, default="")

    class Meta:
        indexes = [
            models.Index(fields=["region", "actor_id"], name="register_actor_ix"),
            Covering(
                fields=["region", "ordered", "actor_id"],
                covers=["came_with", "left_with", "sector", "municipality", "roles", "search"],
                name="register_actor_order_ix",
            ),
            models.Index(
                fields=["region", "came_with", "left_with"], name="register_actor_seen_ix"
            ),
            models.Index(
                fields=["region", "folded"],
                name="register_actor_folded_ix",
                opclasses=["", "text_pattern_ops"],  # where LIKE goes by an index
            ),
            models.Index(fields=["region", "org_number"], name="register_actor_number_ix"),
        ]

    def __str__(self) -> str:
        return self.actor_id

    @classmethod
    def derived(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """The name, the key and the organisation number, folded; the name alone; its order."""
        parts = (values["name"], values["actor_id"], values["org_number"])
        return {
            "search": searchable(*parts),
            "folded": fold(values["name"]),
            "ordered": in_order(values["name"]),
        }


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
            Covering(
                fields=["region", "ecosystem_id", "actor_id", "came_with", "left_with"],
                covers=["member_from", "member_until"],
                name="register_member_of_ix",
            ),
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


class Alias(Row):
    """A row of `aliases`: another name of an actor, or one it had. `search` is it, folded."""

    TABLE = "aliases"

    actor_id = models.CharField(max_length=_KEY)
    name = models.CharField(max_length=_TEXT)
    language = models.CharField(max_length=20, blank=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    search = models.CharField(max_length=1000)
    folded = models.CharField(max_length=_TEXT, default="")

    class Meta:
        indexes = [
            Covering(
                fields=["region", "actor_id"],
                covers=["came_with", "left_with", "search"],
                name="register_alias_of_ix",
            ),
            models.Index(fields=["region", "folded"], name="register_alias_folded_ix"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def derived(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """The name, folded."""
        return {"search": searchable(values["name"]), "folded": fold(values["name"])}


class Identifier(Row):
    """A row of `identifiers`: an official number of an actor, or that it has none.

    Personal data: none; a sole trader's number is never kept.
    """

    TABLE = "identifiers"

    actor_id = models.CharField(max_length=_KEY)
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=_KEY, blank=True)
    search = models.CharField(max_length=1000)

    class Meta:
        indexes = [
            models.Index(fields=["region", "actor_id"], name="register_identifier_ix"),
            Covering(
                fields=["region", "search"],
                covers=["came_with", "left_with", "actor_id"],
                name="register_identifier_found_ix",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"

    @classmethod
    def derived(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """The number, folded."""
        return {"search": searchable(values["value"])}


class Succession(Row):
    """A row of `successions`: one actor goes on as another from a day."""

    TABLE = "successions"

    from_actor = models.CharField(max_length=_KEY)
    to_actor = models.CharField(max_length=_KEY)
    kind = models.CharField(max_length=20)
    on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["region", "from_actor"], name="register_succession_from_ix"),
            models.Index(fields=["region", "to_actor"], name="register_succession_to_ix"),
        ]

    def __str__(self) -> str:
        return f"{self.from_actor} {self.kind} {self.to_actor}"


class Relation(Row):
    """A row of `relations`: who owns, competes with, is part of or supplies whom.

    That two compete is told to those only whose role sees competitors (R27).
    """

    TABLE = "relations"

    from_actor = models.CharField(max_length=_KEY)
    to_actor = models.CharField(max_length=_KEY)
    kind = models.CharField(max_length=20)
    share = models.FloatField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["region", "from_actor"], name="register_relation_from_ix"),
            models.Index(fields=["region", "to_actor"], name="register_relation_to_ix"),
        ]

    def __str__(self) -> str:
        return f"{self.from_actor} {self.kind} {self.to_actor}"

    @classmethod
    def seen(cls, by: Viewer) -> Q:
        """All of them, or all but who competes with whom."""
        return Q() if "competitors" in by.sees or "system" in by.roles else ~Q(kind="competitor")


class Offer(Row):
    """A row of `offers`: what an actor says that it contributes or seeks, or is about (R123)."""

    TABLE = "offers"

    actor_id = models.CharField(max_length=_KEY)
    kind = models.CharField(max_length=20)
    text = models.TextField()
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["region", "actor_id"], name="register_offer_ix")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.actor_id}"


class Industry(Row):
    """A row of `industries`: an SNI code of an actor on some days."""

    TABLE = "industries"

    actor_id = models.CharField(max_length=_KEY)
    code = models.CharField(max_length=_KEY)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["region", "actor_id"], name="register_industry_ix")]

    def __str__(self) -> str:
        return f"{self.code} of {self.actor_id}"


class CoreIndustry(Row):
    """A row of `core_industries`: an SNI code that an ecosystem counts as its own (R28)."""

    TABLE = "core_industries"

    ecosystem_id = models.CharField(max_length=_KEY)
    code = models.CharField(max_length=_KEY)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["region", "ecosystem_id"], name="register_core_ix")]

    def __str__(self) -> str:
        return f"{self.code} of {self.ecosystem_id}"


class Boundary(Row):
    """A row of `boundaries`: a version of who counts as of an ecosystem, and since when (R121)."""

    TABLE = "boundaries"

    ecosystem_id = models.CharField(max_length=_KEY)
    version = models.CharField(max_length=_KEY)
    valid_from = models.DateField()
    rule = models.TextField()
    decided_on = models.DateField(null=True)
    source = models.CharField(max_length=_TEXT, blank=True)

    class Meta:
        indexes = [models.Index(fields=["region", "ecosystem_id"], name="register_boundary_ix")]

    def __str__(self) -> str:
        return f"{self.version} of {self.ecosystem_id}"
