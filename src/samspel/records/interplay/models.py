"""Dated acts, who took part, what is told of them, and what is declared to be fully recorded."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from samspel.records.lists import Covering
from samspel.records.rows import Row

_KEY = 200
_TEXT = 500


class Act(Row):
    """A row of `interplay`. `last_on` is the day it ended: the day it started when not said."""

    TABLE = "interplay"

    interplay_id = models.CharField(max_length=_KEY)
    kind = models.CharField(max_length=_TEXT, blank=True)
    title = models.TextField(blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    flow = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=_TEXT, blank=True)
    last_on = models.DateField()
    search = models.TextField()

    class Meta:
        indexes = [
            Covering(
                fields=["region", "interplay_id"],
                covers=["came_with", "left_with", "started_on", "last_on", "kind", "source"],
                name="interplay_act_key_ix",
            ),
            Covering(
                fields=["region", "-started_on", "interplay_id"],
                covers=["came_with", "left_with", "last_on", "kind", "source", "search"],
                name="interplay_act_list_ix",
            ),
            Covering(
                fields=["region", "kind"],
                covers=["came_with", "left_with", "source"],
                name="interplay_act_kind_ix",
            ),
            models.Index(
                fields=["region", "came_with", "left_with", "source"], name="interplay_act_seen_ix"
            ),
        ]

    def __str__(self) -> str:
        return self.interplay_id

    @classmethod
    def derived(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """The last day, and title and key folded."""
        parts = f"{values['title']} {values['interplay_id']}"
        return {
            "last_on": values["ended_on"] or values["started_on"],
            "search": parts.casefold(),
        }


class Participation(Row):
    """A row of `participations`: one actor in one act."""

    TABLE = "participations"

    interplay_id = models.CharField(max_length=_KEY)
    actor_id = models.CharField(max_length=_KEY)
    role = models.CharField(max_length=_TEXT, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["region", "interplay_id", "actor_id", "came_with", "left_with"],
                name="interplay_part_of_act_ix",
            ),
            models.Index(
                fields=["region", "actor_id", "interplay_id", "came_with", "left_with"],
                name="interplay_part_of_actor_ix",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} in {self.interplay_id}"


class Coverage(Row):
    """A row of `coverage`: somebody's claim that something is fully recorded."""

    TABLE = "coverage"
    FIELDS: ClassVar[Mapping[str, str]] = {"from": "covers_from", "until": "covers_until"}

    ecosystem_id = models.CharField(max_length=_KEY)
    actor_id = models.CharField(max_length=_KEY)
    gap = models.CharField(max_length=_KEY)
    covers_from = models.DateField()
    covers_until = models.DateField()
    by = models.CharField(max_length=_TEXT)

    class Meta:
        indexes = [models.Index(fields=["region", "ecosystem_id"], name="interplay_coverage_ix")]

    def __str__(self) -> str:
        return f"{self.gap} of {self.actor_id}"


class ActFact(Row):
    """A row of `act_facts`: one thing told of an act, by its kind or by a person."""

    TABLE = "act_facts"

    interplay_id = models.CharField(max_length=_KEY)
    fact = models.CharField(max_length=20)
    value = models.CharField(max_length=_KEY)
    basis = models.CharField(max_length=10)

    class Meta:
        indexes = [
            models.Index(fields=["region", "interplay_id"], name="interplay_fact_act_ix"),
            models.Index(
                fields=["region", "fact", "value", "interplay_id", "came_with", "left_with"],
                name="interplay_fact_told_ix",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact} {self.value} of {self.interplay_id}"


class KindDefault(Row):
    """A row of `kind_defaults`: what a kind of act says of an act until a person does."""

    TABLE = "kind_defaults"

    kind = models.CharField(max_length=_KEY)
    fact = models.CharField(max_length=20)
    value = models.CharField(max_length=_KEY)

    class Meta:
        indexes = [models.Index(fields=["region", "kind"], name="interplay_default_ix")]

    def __str__(self) -> str:
        return f"{self.fact} {self.value} of {self.kind}"


class MailWish(models.Model):
    """Whether somebody wants the monthly mail about an ecosystem's log: those who lead its
    platform get it unless they have said no. Personal data: who, and the wish."""

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    contact = models.ForeignKey("contacts.Contact", models.CASCADE, related_name="+")
    ecosystem_id = models.CharField(max_length=_KEY)
    wanted = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "contact", "ecosystem_id"], name="interplay_one_wish"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} {self.ecosystem_id}"
