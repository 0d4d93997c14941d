"""Answer the seven questions behind a personal link: look, begin, save, finish, say no thanks.

    link -> who it opens for -> what is given now + one part -> rows that differ -> one entry

A save works out the rows that the respondent's answers come to, and enters what differs from
those there are: a later answer ends the earlier. They lie in the wave's own workspace until it
closes. Who answers is an actor; nothing here is done in the name of a person.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl
from django.db import transaction

from samspel.actions.enter_rows import Entering, enter_rows, find_rows
from samspel.actions.watch_wave import EVERY, watch
from samspel.records.accounts.api import system_viewer
from samspel.records.audit.api import record_event
from samspel.records.rows import contract
from samspel.records.surveys import api as surveys
from samspel.records.surveys.api import InvitationRow
from samspel.terms import Refusal, Viewer

__all__ = [
    "CHOICES",
    "MOST_NAMED",
    "GapAnswer",
    "Given",
    "Part",
    "begin",
    "decline",
    "finish",
    "forget",
    "look",
    "save",
    "who",
]

CHOICES = ("yes", "no", "unwanted")
MOST_NAMED = 3
MOST_WRONG = 20  # links that open nothing, from one address in ten minutes
MOST_SAVES = 240  # by one link in ten minutes

_TABLES = ("answers", "interplay", "participations", "coverage")
Rows = Mapping[str, list[dict[str, object]]]
There = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class GapAnswer:
    """What is said of one gap: one of `CHOICES`, and with whom, as actor ids."""

    choice: str
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """All that a respondent has given. `need` is a gap's key or `nothing`; `whole`: with this,
    all its contacts of the days asked about are told."""

    gaps: Mapping[str, GapAnswer] = field(default_factory=dict)
    need: str = ""
    whole: bool = False
    lines: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What one save changes. A blank choice takes a gap's answer back, a blank need or line too;
    what is None, or not there, stands."""

    gaps: Mapping[str, GapAnswer] = field(default_factory=dict)
    need: str | None = None
    whole: bool | None = None
    lines: Mapping[str, str] = field(default_factory=dict)


# ----------------------------------------------------------------------------------- the link


def look(*, secret: str, address: str) -> tuple[InvitationRow, Given]:
    """Whom the link opens for, and what is given. Changes nothing: for the GET.

    Refusals: `bad_link`, `too_many_links_tried`.
    """
    invitation = _opened(secret, address)
    by = _inside(invitation)
    return invitation, _given(invitation, _there(invitation, by), by)


def who(*, secret: str, address: str) -> InvitationRow:
    """Whom the link opens for, and no more. Refusals as `look`."""
    return _opened(secret, address)


def begin(*, secret: str, address: str) -> InvitationRow:
    """Note that the respondent has begun: for the button. Refusals: and those of `save`."""
    invitation = _open(secret, address)
    surveys.mark_invitation(invitation.id, "began", by=_inside(invitation))
    return invitation


def decline(*, secret: str, address: str) -> InvitationRow:
    """No thanks: no more letters. The link goes on working, should they think again."""
    invitation = _open(secret, address)
    with transaction.atomic():
        surveys.mark_invitation(invitation.id, "declined", by=_inside(invitation))
        wave = invitation.asking.wave_id
        record_event("decline", "wave", wave, by=_inside(invitation))
    return invitation


def finish(*, secret: str, address: str) -> InvitationRow:
    """Note that the respondent has come to the end."""
    invitation = _open(secret, address)
    surveys.mark_invitation(invitation.id, "began", "finished", by=_inside(invitation))
    return invitation


def _opened(secret: str, address: str) -> InvitationRow:
    wrong = f"wrong:{address}"
    if surveys.too_many(wrong, most=MOST_WRONG):
        raise Refusal("too_many_links_tried")
    invitation = surveys.open_link(secret)
    if invitation is None:
        surveys.try_once(wrong, most=MOST_WRONG)
        raise Refusal("bad_link")
    return invitation


def _open(secret: str, address: str) -> InvitationRow:
    """For what changes something: the wave must be open, and the link not tried too often."""
    invitation = _opened(secret, address)
    if not surveys.try_once(f"save:{invitation.id}", most=MOST_SAVES):
        raise Refusal("too_many_saves")
    state = invitation.asking.state
    if state != "open":
        raise Refusal("wave_is_over" if state == "closed" else "wave_is_stopped")
    return invitation


def _inside(invitation: InvitationRow) -> Viewer:
    """The system in the wave's own workspace, on behalf of the respondent."""
    workspace = surveys.workspace_of_wave(invitation.asking.wave_id)
    return replace(system_viewer(invitation.asking.region), workspaces=frozenset({workspace}))


# ---------------------------------------------------------------------------------- the saving


def save(*, secret: str, address: str, part: Part) -> Given:
    """Save a part; what is given after it.

    Refusals: `bad_link`, `too_many_links_tried`, `too_many_saves`, `wave_is_over`,
    `wave_is_stopped`, `bad_answer`, `named_without_contact`.
    """
    invitation = _open(secret, address)
    _check(part, invitation)
    by = _inside(invitation)
    with transaction.atomic():
        asked = invitation.contact
        invitation = surveys.invitation_to_answer(invitation.id, by=by)
        if invitation.asking.state != "open":
            raise Refusal("wave_is_over")
        if invitation.contact != asked:  # another is asked since the link was opened
            raise Refusal("bad_link")
        there = _there(invitation, by)
        given = _joined(_given(invitation, there, by), part)
        _enter(invitation, there, given, by)
        for item, text in part.lines.items():
            surveys.keep_line(invitation.id, item, text, by=by)
        _note(invitation, by)
    return given


def forget(*, invitation: InvitationRow) -> None:
    """End all that was answered by an invitation, in the transaction of who asks another."""
    by = _inside(invitation)
    _enter(invitation, _there(invitation, by), Given({}, "", whole=False), by)


def _check(part: Part, invitation: InvitationRow) -> None:
    for gap, answer in part.gaps.items():
        if gap not in invitation.asks or answer.choice not in {"", *CHOICES}:
            raise Refusal("bad_answer")
        if answer.named and answer.choice != "yes":
            raise Refusal("named_without_contact")
        if len(answer.named) > MOST_NAMED or invitation.actor_id in answer.named:
            raise Refusal("bad_answer")
    if part.need not in {None, "", "nothing", *invitation.asks}:
        raise Refusal("bad_answer")


def _joined(given: Given, part: Part) -> Given:
    gaps = {**given.gaps, **part.gaps}
    return Given(
        gaps={gap: answer for gap, answer in gaps.items() if answer.choice},
        need=given.need if part.need is None else part.need,
        whole=given.whole if part.whole is None else part.whole,
        lines={**given.lines, **part.lines},
    )


def _note(invitation: InvitationRow, by: Viewer) -> None:
    """Mark that it has answered; every fifth who does is a step."""
    if invitation.answered_at is not None:
        return
    surveys.mark_invitation(invitation.id, "began", "answered", by=by)
    answered = surveys.count_response(invitation.asking.id, by=by).answered
    if answered % EVERY == 0:
        watch(asking=invitation.asking, what="step", by=system_viewer(by.region))


def _enter(invitation: InvitationRow, there: There, given: Given, by: Viewer) -> None:
    wanted = _rows(invitation, given)
    adds: dict[str, pl.DataFrame] = {}
    ends: dict[str, list[int]] = {}
    for table in _TABLES:
        schema = contract(table).schema
        new = pl.DataFrame(wanted.get(table, []), schema=schema)
        old = there[table]
        keys = old.select(list(schema)).rows()
        gone = [row for row, key in zip(old["_row"], keys, strict=True) if key not in new.rows()]
        more = new.filter([row not in keys for row in new.rows()]) if new.height else new
        if more.height:
            adds[table] = more
        if gone:
            ends[table] = gone
    if adds or ends:
        workspace = surveys.workspace_of_wave(invitation.asking.wave_id)
        enter_rows(entering=Entering("wave", adds, ends, workspace=workspace), by=by)


# ----------------------------------------------------------------- answers as rows, and back


def _given(invitation: InvitationRow, there: There, by: Viewer) -> Given:
    wave = invitation.asking.wave_id
    items = dict(there["answers"].select("item", "value").iter_rows())
    others = there["participations"].filter(pl.col("role") != "reporter").sort("_row")
    named: dict[str, tuple[str, ...]] = {}
    for act, actor in others.select("interplay_id", "actor_id").iter_rows():
        gap = act.removeprefix(f"{wave}:").partition(":")[0]
        named[gap] = (*named.get(gap, ()), actor)
    gaps = {
        gap: GapAnswer(
            "unwanted" if f"wants:{gap}" in items else items[f"contact:{gap}"], named.get(gap, ())
        )
        for gap in invitation.asks
        if f"contact:{gap}" in items
    }
    lines = surveys.get_lines(invitation.id, by=by)
    return Given(gaps, items.get("need", ""), there["coverage"].height > 0, lines)


def _there(invitation: InvitationRow, by: Viewer) -> There:
    """The respondent's rows in this wave, with `_row`."""
    wave, actor = invitation.asking.wave_id, invitation.actor_id

    def find(table: str, column: str, values: list[str]) -> pl.DataFrame:
        return find_rows(table=table, column=column, values=values, by=by)

    reports = find("participations", "actor_id", [actor]).filter(
        pl.col("role") == "reporter", pl.col("interplay_id").str.starts_with(f"{wave}:")
    )
    acts = reports["interplay_id"].to_list()
    return {
        "answers": find("answers", "respondent_id", [actor]).filter(pl.col("wave_id") == wave),
        "interplay": find("interplay", "interplay_id", acts),
        "participations": find("participations", "interplay_id", acts),
        "coverage": find("coverage", "actor_id", [actor]).filter(pl.col("by") == _source(wave)),
    }


def _source(wave: str) -> str:
    return f"wave:{wave}"


def _rows(invitation: InvitationRow, given: Given) -> Rows:
    """What the answers come to: an item a gap, a wish of its own where contact is not wanted, a
    report of each who is named, and a claim of full record where all is told."""
    answers, wave = [], invitation.asking.wave_id
    found: dict[str, list[dict[str, object]]] = {table: [] for table in _TABLES}
    for gap, answer in given.gaps.items():
        answers.append((f"contact:{gap}", "yes" if answer.choice == "yes" else "no"))
        if answer.choice == "unwanted":
            answers.append((f"wants:{gap}", "no"))
        for actor in answer.named:
            _report(invitation, gap, actor, found)
        if given.whole:
            found["coverage"].append(_claim(invitation, gap))
    if given.need:
        answers.append(("need", given.need))
    found["answers"] = [
        {"wave_id": wave, "respondent_id": invitation.actor_id, "item": item, "value": value}
        for item, value in answers
    ]
    return found


def _report(
    invitation: InvitationRow, gap: str, actor: str, found: dict[str, list[dict[str, object]]]
) -> None:
    """A report is an act of the days asked about, in which the respondent has the role."""
    asking, me = invitation.asking, invitation.actor_id
    pair = hashlib.sha256(f"{me}|{actor}".encode()).hexdigest()[:20]
    act = f"{asking.wave_id}:{gap}:{pair}"
    found["interplay"].append(
        {
            "interplay_id": act,
            "kind": "contact",
            "started_on": asking.asks_from,
            "ended_on": asking.asks_until,
            "source": _source(asking.wave_id),
        }
    )
    found["participations"] += [
        {"interplay_id": act, "actor_id": me, "role": "reporter"},
        {"interplay_id": act, "actor_id": actor, "role": "participant"},
    ]


def _claim(invitation: InvitationRow, gap: str) -> dict[str, object]:
    asking = invitation.asking
    return {
        "ecosystem_id": asking.ecosystem,
        "actor_id": invitation.actor_id,
        "gap": gap,
        "from": asking.asks_from,
        "until": asking.asks_until,
        "by": _source(asking.wave_id),
    }
