"""What to hold against a change: what it rests on, what would turn it, how much would be seen.

Neighbours get `caveats_of`.
"""

from samspel.reports.change_words import CHANGE_REASON_SENTENCES, VERDICT_TAGS
from samspel.reports.words import N_, Words
from samspel.terms import Change, GapChange, Verdict

__all__ = ["caveats_of"]

_TURNS = (
    (
        "turns_at",
        N_(
            "If those with contact answer %(times)s times as readily as the others, both times, "
            "the verdict is another."
        ),
    ),
    (
        "turns_at_from",
        N_(
            "If those with contact answer %(times)s times as readily as the others the first time "
            "only, the verdict is another."
        ),
    ),
    (
        "turns_at_to",
        N_(
            "If those with contact answer %(times)s times as readily as the others the last time "
            "only, the verdict is another."
        ),
    ),
)


def caveats_of(change: Change, gap: GapChange, say: Words) -> tuple[str, ...]:
    """The sentences, in the order of what they put in doubt; empty where there is nothing."""
    found = []
    if gap.rests_on_act:
        found.append(_one_act(change, gap.rests_on_act, say))
    found += _leaning(change, gap, say)
    if gap.only_once:
        kept = [_source_name(each, say) for each in gap.only_once]
        text = say.gettext("In one of the two periods only: %(names)s.")
        found.append(text % {"names": say.listing(kept)})
    found += [*_asked(gap, say), *_told(gap, say)]
    if "too_few_answers" in gap.why.values():
        left_out = CHANGE_REASON_SENTENCES["too_few_answers"]
        found.append(say.gettext(left_out))
    if any(code.startswith("answers_") for code in gap.why.values()):
        found.append(
            say.gettext(
                "Nearly all who answered, of a day or of a group, said the same, or most answers "
                "are of one legal person: numbers that would tell what each one said are left out."
            )
        )
    if gap.swap and (gap.power or gap.power_under):
        found.append(_power(gap, say))
    return tuple(found)


def _leaning(change: Change, gap: GapChange, say: Words) -> list[str]:
    """How far the verdict holds when those with contact answer more readily than the others."""
    found = []
    if gap.holds_at:
        text = say.gettext(
            "The verdict holds also if those with contact answer %(times)s times as readily as "
            "the others, both times."
        )
        if gap.turns_at_from is gap.turns_at_to is None:
            text = say.gettext(
                "The verdict holds also if those with contact answer %(times)s times as readily "
                "as the others, both times or only one of them."
            )
        found.append(text % {"times": say.decimal(gap.holds_at, 0)})
    turns = [(getattr(gap, name), text) for name, text in _TURNS]
    found += [say.gettext(text) % {"times": say.decimal(at)} for at, text in turns if at]
    certain = gap.verdict not in (None, Verdict.CANNOT_SAY) and not found
    if certain and not change.settings.as_recorded:
        found.append(
            say.gettext(
                "Of those who stayed nobody is unknown, so no readiness to answer turns it."
            )
        )
    return found


def _asked(gap: GapChange, say: Words) -> list[str]:
    """That a change is partly of the asking, where one survey asks about a longer time."""
    if not gap.asked_unlike:
        return []
    text = say.gettext(
        "The survey of the first day asks about %(first)s days, that of the last about %(last)s. A "
        "longer time finds more contacts, so part of the change may come of the asking alone."
    )
    days = {"first": gap.asked_from or 0, "last": gap.asked_to or 0}
    return [text % {key: say.number(value) for key, value in days.items()}]


def _told(gap: GapChange, say: Words) -> list[str]:
    """How much of each day's figure rests on what others told, and whether the verdict does."""
    found = []
    if gap.told_from or gap.told_to:
        text = say.gettext(
            "What others have told is all that is known of %(first)s of %(near_from)s the first "
            "day and %(last)s of %(near_to)s the last."
        )
        values = {"first": gap.told_from, "near_from": gap.near_from}
        values |= {"last": gap.told_to, "near_to": gap.near_to}
        found.append(text % {key: say.number(value) for key, value in values.items()})
    if gap.without_told not in (None, gap.verdict):
        tag = say.gettext(VERDICT_TAGS[gap.without_told])
        text = say.gettext("Without what others have told the verdict is another: %(verdict)s.")
        found.append(text % {"verdict": tag})
    if gap.told_undated:
        text = say.ngettext(
            "What others have told of one has no date and is left out: it says nothing of when.",
            "What others have told of %(count)s has no date and is left out: it says nothing of "
            "when.",
            gap.told_undated,
        )
        found.append(text % {"count": say.number(gap.told_undated)})
    return found


def _one_act(change: Change, act: str, say: Words) -> str:
    if act == "wave:":
        return say.gettext("The verdict rests on one actor's answer: without it, it falls.")
    text = say.gettext("The verdict rests on one act, %(act)s: without it, it falls.")
    return text % {"act": change.names.get(act, act)}


def _source_name(source: str, say: Words) -> str:
    if source == "wave:":
        return say.gettext("answers to a survey")
    if source == "told:":
        return say.gettext("what others have told")
    return source or say.gettext("acts without a source")


def _power(gap: GapChange, say: Words) -> str:
    """How often a true fall of 10, 20 and 30 points would be seen among so many."""
    if gap.power:
        text = say.gettext(
            "With %(known)s whose state is known both times, a true fall of %(falls)s points is "
            "seen at least about %(often)s times in 100."
        )
    else:
        text = say.gettext(
            "With only %(known)s whose state is known both times, a true fall of %(falls)s points "
            "is seen more rarely than %(often)s times in 100."
        )
    power = sorted((gap.power or gap.power_under).items())
    return text % {
        "known": say.number(gap.swap.known if gap.swap else 0),
        "falls": say.listing([str(fall) for fall, _ in power]),
        "often": say.listing([say.number(round(100 * often)) for _, often in power]),
    }
