"""What each column of our tables says, in one English sentence; the catalogue has its Swedish.

Neighbours get `meaning(table, column)`. The reference, the workbook's notes and the API's
description say the same, so that they cannot drift apart. A column that is the same in every
table is said once, under its own name.
"""

from collections.abc import Mapping

from samspel.terms.marking import N_

__all__ = ["meaning"]

_EVERYWHERE: Mapping[str, str] = {
    "ecosystem_id": N_("The ecosystem, by its key."),
    "actor_id": N_("The actor, by its key."),
    "interplay_id": N_("The act, by its key."),
    "note_id": N_("The note, by its key."),
    "wave_id": N_("The wave, by its key."),
    "country": N_("The country: two letters such as SE, or its name."),
    "region": N_("The region, county or other part of the country, as its source writes it."),
    "municipality": N_("The municipality: its code of four digits, or its name."),
    "latitude": N_("Degrees north of the equator, WGS 84."),
    "longitude": N_("Degrees east of Greenwich, WGS 84."),
    "valid_from": N_("The first day it holds. Empty: since before the record begins."),
    "valid_until": N_("The last day it holds. Empty: it still holds."),
    "gap": N_("The gap, by its key in the definitions."),
    "source": N_("Where it is known from: a file, a system, a person's office."),
    "kind": N_("What kind it is."),
    "code": N_("The industry's SNI code, such as 16.10."),
    "from_actor": N_("The actor that it is told of, by its key."),
    "to_actor": N_("The other actor, by its key."),
}
_OWN: Mapping[str, Mapping[str, str]] = {
    "ecosystems": {
        "ecosystem_id": N_("A short key of your own. It stays, also when the name changes."),
        "name": N_("What the ecosystem is called."),
    },
    "actors": {
        "actor_id": N_("A short key of your own. It stays, also when the name changes."),
        "name": N_("The organisation's name; its earlier and other names stand in aliases."),
        "sector": N_("academia, public, private or civil (the civil sector)."),
        "roles": N_(
            "What it does in the interplay: any of firm, research, education, capital, authority,"
            " civil, platform, support, market and other, with | between."
        ),
        "org_number": N_(
            "The Swedish organisation number, ten digits. A sole trader's is a person's: leave"
            " it out."
        ),
        "industry": N_("Its main industry, as an SNI code."),
    },
    "actor_spells": {
        "sector": N_("Its sector on those days. Empty: as in actors."),
        "roles": N_("Its roles on those days. Empty: as in actors."),
        "country": N_("Its country on those days. Empty: as in actors."),
        "municipality": N_("Its municipality on those days. Empty: as in actors."),
    },
    "memberships": {
        "member_from": N_("The first day. Empty: since before the record begins."),
        "member_until": N_("The last day. Empty: still a member."),
        "is_platform": N_("1 for the organisation that runs the ecosystem's platform."),
        "is_financier": N_("1 for who finances it."),
    },
    "interplay": {
        "interplay_id": N_("A key of the act, which stays."),
        "kind": N_("What kind of act it is: meeting, project, or a word of your own."),
        "title": N_("What it was called. Never the name of a person."),
        "started_on": N_("The day it happened, or began."),
        "ended_on": N_("The last day, when it went on for more than one."),
        "flow": N_("What flowed between the actors, where somebody has said so."),
        "level": N_(
            "Whether it was regional, national or international, where somebody has said so."
        ),
        "source": N_("Where it is known from. wave: and a wave's key: a report in that wave."),
    },
    "participations": {
        "role": N_(
            "As what it took part: organiser, introducer, coordinator, or a word of your own."
        ),
    },
    "waves": {
        "wave_id": N_("A key of the round of questions, which stays."),
        "closed_on": N_("The day it closed. Empty: it is still open."),
        "asks_from": N_("The first day that the answers are about."),
        "asks_until": N_("The last day that the answers are about."),
    },
    "answers": {
        "wave_id": N_("The wave, by its key; told: and what follows for an answer somebody told."),
        "respondent_id": N_("The actor that answers, by its key; never a person."),
        "item": N_("The question: contact: and a gap, or another item of the method."),
        "about": N_("The actor that the answer is about. Empty: the respondent itself."),
        "value": N_("What was answered."),
    },
    "coverage": {
        "actor_id": N_("The actor whose acts are all there, by its key, or * for all members."),
        "gap": N_("The gap, by its key, or * for all of them."),
        "from": N_("The first day that is fully recorded."),
        "until": N_("The last day that is fully recorded."),
        "by": N_(
            "Who says that everything of those days is there: an office, not a name. From the log: "
            "region, or platform: and the ecosystem's key."
        ),
    },
    "places": {
        "municipality": N_("The municipality's code of four digits, or its name."),
        "name": N_("What the municipality is called."),
        "place_class": N_("Dense or sparse, as the region sees it."),
    },
    "bridges": {
        "bridge_id": N_("A key of the bridge, which stays; it has one row for each state."),
        "near_actor_id": N_("The actor on the near side, by its key."),
        "far_actor_id": N_("The actor on the far side, by its key."),
        "state": N_("How far the bridge has come."),
        "state_on": N_("The day it came so far."),
        "cost": N_("What it costs, in kronor."),
    },
    "outcomes": {
        "indicator": N_("What is measured, by a key of your own."),
        "on": N_("The day the value is of."),
        "value": N_("The value."),
        "unit": N_("What the value is counted in."),
        "source": N_("Who says so: a register, statistics, a report."),
    },
    "limits": {
        "gap": N_("The gap that the source cannot show, by its key, or * for all of them."),
        "reason": N_("Why the source cannot show it, in a sentence."),
    },
    "aliases": {
        "name": N_("Another name of the actor, or one that it had."),
        "language": N_("The language of the name, in two letters, when it is a translation."),
    },
    "identifiers": {
        "scheme": N_("Which number it is; none says that the actor has no number."),
        "value": N_("The number, checked as its scheme demands."),
    },
    "successions": {
        "from_actor": N_("The actor that ends, by its key."),
        "to_actor": N_("The actor that it goes on as, by its key."),
        "kind": N_("Whether it was renamed, merged or split."),
        "on": N_("The first day of the new actor."),
    },
    "relations": {
        "kind": N_("How the first actor stands to the other: owner, competitor, part or supplier."),
        "share": N_("Per cent, of an owner."),
    },
    "offers": {
        "kind": N_("What it contributes or seeks, or a part of its profile."),
        "text": N_("It, in the actor's own words."),
    },
    "boundaries": {
        "version": N_("The version's key, such as 2."),
        "valid_from": N_("The first day that this version holds."),
        "rule": N_("Who counts as of the ecosystem, in words."),
        "decided_on": N_("The day it was decided."),
        "source": N_("The decision, by its number."),
    },
    "act_facts": {
        "fact": N_("What is told of the act; part_of names the act that it is a part of."),
        "value": N_("Which of the fact's words, or the key of the whole act."),
        "basis": N_("given when a person said it; default when it follows from the act's kind."),
    },
    "kind_defaults": {
        "kind": N_("The kind of act that it is said of."),
        "fact": N_("What is told of such an act until a person tells it."),
        "value": N_("Which of the fact's words."),
    },
    "notes": {
        "note_id": N_("A key of the note, which stays."),
        "noted_on": N_("The day it was noted."),
        "kind": N_("What kind of note it is."),
        "text": N_("The note, in one line. Never the name of a person."),
        "area": N_("The area of smart specialisation that it concerns, in your own words."),
        "aspect": N_("What was changed, or to whom it was told."),
        "solution": N_("How a conflict was solved, in one line."),
        "state": N_("Whether something has come of it yet."),
        "sees": N_("Who may see it: the platform's own, the region, or the actors it names."),
    },
}


def meaning(table: str, column: str) -> str:
    """The sentence of a column; KeyError when there is none."""
    own = _OWN.get(table, {})
    return own[column] if column in own else _EVERYWHERE[column]
