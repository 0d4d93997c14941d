"""The stop rule in words: what it says, the rule itself, each area, how often it would be wrong.

Neighbours get `stop_rule_lines`, `rule_sentences`, `rule_area_rows`, `rule_error_rows`,
`rule_next_steps` and `area_name_of_rule`.
"""

from samspel.reports.change_steps import rule_step
from samspel.reports.change_words import AREA_NAMES, CHANGE_REASON_SENTENCES
from samspel.reports.changes import name_of_gap, verdict_tag
from samspel.reports.words import N_, Words, for_language
from samspel.terms import StopRuleErrors, StopRuleReading

__all__ = [
    "area_name_of_rule",
    "rule_area_rows",
    "rule_error_rows",
    "rule_next_steps",
    "rule_sentences",
    "stop_rule_lines",
]

_CANNOT_TELL = N_(
    "At this size and coverage the rule cannot tell a stagnant ecosystem from one that improves."
)
_KINDS = (
    ("improving", N_("Flagged although it improves as much as is worth continuing for")),
    ("stagnant", N_("Flagged when it stands still")),
    ("declining", N_("Flagged when it declines as much")),
)

_NEVER = N_("Never has a verdict: let the decision name another area.")


def stop_rule_lines(reading: StopRuleReading, language: str) -> tuple[str, ...]:
    """The rule in sentences; where it cannot tell, that is the first."""
    say, rule = for_language(language), reading.rule
    found = []
    if reading.errors and not reading.errors.tells:
        found.append(say.gettext(_CANNOT_TELL))
    values = {
        "count": say.number(len(reading.not_forward)),
        "areas": say.number(len(rule.areas)),
        "several": say.number(rule.several),
    }
    if reading.flagged is None:
        text = say.gettext(
            "The rule cannot be used: fewer than %(several)s of the %(areas)s areas have a verdict."
        )
    elif reading.flagged:
        text = say.gettext(
            "The rule flags: %(count)s of the %(areas)s areas are not developing forward, and "
            "%(several)s are enough."
        )
    else:
        text = say.gettext(
            "The rule does not flag: %(count)s of the %(areas)s areas are not developing forward, "
            "and %(several)s would be needed."
        )
    found.append(text % values)
    if reading.errors:
        found.append(_errors(reading.errors, say))
    found.append(say.gettext("The system flags; people decide, give reasons and hear the actor."))
    return tuple(found)


def _errors(errors: StopRuleErrors, say: Words) -> str:
    text = say.gettext(
        "In %(count)s simulated ecosystems of this size and coverage it flags %(stagnant)s of the "
        "stagnant, %(declining)s of the declining and %(improving)s of those that improve enough; "
        "in %(unusable)s of the stagnant it cannot be used."
    )
    shares = ("stagnant", "declining", "improving", "unusable")
    told = {name: say.percent(getattr(errors, name)) for name in shares}
    how = say.gettext(
        "That is %(difference)s points more of the stagnant than of those that improve, "
        "±%(margin)s by the number of simulations; at least 50 tell them apart."
    )
    points = {
        "difference": say.decimal(100 * errors.difference, 0),
        "margin": say.decimal(100 * errors.margin, 0),
    }
    return f"{text % {'count': say.number(errors.simulations), **told}} {how % points}"


def area_name_of_rule(reading: StopRuleReading, key: str, language: str) -> str:
    """What an area of the rule is called."""
    definitions = reading.settings.definitions
    area, _, of = key.partition(":")
    if area not in AREA_NAMES:
        return name_of_gap(definitions, key, language)
    named = name_of_gap(definitions, of, language) if area == "platform" else of
    return for_language(language).gettext(AREA_NAMES[area]) % {"key": named}


def rule_sentences(reading: StopRuleReading, language: str) -> tuple[str, ...]:
    """The decision's rule in words, with its parameters."""
    say, rule = for_language(language), reading.rule
    areas = [say.within(area_name_of_rule(reading, key, language)) for key in rule.areas]
    first = say.gettext(
        "The rule flags when at least %(several)s of %(n)s areas are not developing forward "
        "from %(start)s to %(end)s, %(months)s months."
    )
    values = {
        "several": say.number(rule.several),
        "n": say.number(len(areas)),
        "start": say.date(reading.settings.from_on),
        "end": say.date(reading.settings.to_on),
        "months": say.number(rule.patience_months),
    }
    named = say.gettext("The areas are %(areas)s.") % {"areas": say.listing(areas)}
    what = say.gettext(
        "An area is not developing forward when it has moved backward, or has not clearly moved "
        "by more than %(delta)s points. What moved no more than chance would, and what cannot be "
        "said, count neither for nor against."
    )
    worth = say.gettext(
        "An improvement of %(worth)s points over the period is what it is worth continuing for."
    )
    delta = say.decimal(100 * reading.settings.delta, 0)
    points = say.decimal(100 * rule.worth, 0)
    told = (first % values, named, what % {"delta": delta}, worth % {"worth": points})
    if reading.settings.refuse_told:
        return (*told, say.gettext("What others have told is left out."))
    return told


def rule_area_rows(reading: StopRuleReading, language: str) -> tuple[tuple[str, ...], ...]:
    """A row an area: its name, its verdict, how it counts, and why it has none."""
    say = for_language(language)
    return tuple(_row(reading, key, say) for key in reading.verdicts)


def _row(reading: StopRuleReading, key: str, say: Words) -> tuple[str, ...]:
    verdict = reading.verdicts[key]
    if key in reading.not_forward:
        counts = say.gettext("counts towards a flag")
    elif verdict is not None and verdict.value == "forward":
        counts = say.gettext("counts against a flag")
    else:
        counts = say.gettext("does not count")
    why = CHANGE_REASON_SENTENCES.get(reading.missing.get(key, ""), "")
    return (
        area_name_of_rule(reading, key, say.language),
        verdict_tag(verdict, say.language),
        counts,
        say.gettext(why) if why else "",
    )


def rule_error_rows(reading: StopRuleReading, language: str) -> tuple[tuple[str, ...], ...]:
    """A row a kind of ecosystem: of a hundred such, how many the rule would flag. Natural
    frequencies, since a share of a share is heard wrongly."""
    say, errors = for_language(language), reading.errors
    if errors is None:
        return ()
    text = say.gettext("%(count)s of 100")
    rows = [
        (say.gettext(name), text % {"count": say.number(round(100 * getattr(errors, kind)))})
        for kind, name in _KINDS
    ]
    unusable = say.gettext("The rule cannot be used when it stands still")
    return (*rows, (unusable, text % {"count": say.number(round(100 * errors.unusable))}))


def rule_next_steps(reading: StopRuleReading, language: str) -> tuple[str, ...]:
    """What would give the areas without a verdict one, with what it takes: areas that need the
    same stand together. Of a reading kept before steps were, why they have none."""
    say = for_language(language)
    found: dict[str, list[str]] = {}
    for reason, keys in reading.unsaid.items():
        for key in keys:
            why = _NEVER if reason == "no_test" else CHANGE_REASON_SENTENCES[reason]
            step = rule_step(reading, key, say) or say.gettext(why)
            found.setdefault(step, []).append(area_name_of_rule(reading, key, language))
    return tuple(f"{say.listing(names)}: {say.within(step)}" for step, names in found.items())
