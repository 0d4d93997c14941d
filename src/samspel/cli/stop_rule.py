"""`samspel stop-rule PATH`: what the stop rule says, beside how often it would say so wrongly.

Exit codes as for `gaps`: what the rule says never decides the code.
"""

import argparse

from samspel.cli.change import asked
from samspel.cli.gaps import USAGE, today
from samspel.cli.telling import answer, say, told, usable
from samspel.effects import alone_areas, read_stop_rule
from samspel.gaps import load_definitions
from samspel.reports import render_stop_rule_json, render_stop_rule_table
from samspel.reports.words import N_, for_language
from samspel.tables import follow
from samspel.terms import BadData, StopRule, months_before

__all__ = ["run"]

_FAULTS = {
    "patience_under_window": N_("--patience must be at least as many months as --window."),
    "several_over_areas": N_(
        "--several cannot be more than there are areas. Write a lower number, or more --areas."
    ),
    "unknown_area": N_(
        "There is no such area: %(areas)s. With --areas, choose among %(known)s; platform: and a "
        "gap, such as platform:%(first)s; or outcome: and an indicator."
    ),
}


def run(arguments: argparse.Namespace) -> int:
    """Read, measure over the patience, simulate, render, answer."""
    language = arguments.language
    last = arguments.to_on or today(language)
    rule = StopRule(
        areas=tuple(key.strip() for key in arguments.areas.split(",") if key.strip()),
        several=arguments.several,
        patience_months=arguments.patience,
        worth=arguments.worth / 100,
    )
    try:
        tables = usable(arguments.path, language)
        if tables is None:
            return 1
        first = months_before(last, rule.patience_months)
        settings = asked(tables, arguments, (first, last))
        if settings is None:
            return 2
        reading = read_stop_rule(follow(tables, last), settings, rule)
    except BadData as fault:
        told(fault.problems, language)
        return 2 if fault.problems[0].code in USAGE else 1
    except ValueError as fault:
        return _refused(str(fault), arguments)
    json = arguments.format == "json"
    content = render_stop_rule_json(reading) if json else render_stop_rule_table(reading, language)
    answer(content, arguments.out, language)
    return 0


def _refused(fault: str, arguments: argparse.Namespace) -> int:
    code, _, areas = fault.partition(" ")
    if code not in _FAULTS:
        raise ValueError(fault)
    known = alone_areas(load_definitions(arguments.definitions))
    values = {"areas": areas, "known": ", ".join(known), "first": known[0]}
    say(for_language(arguments.language).gettext(_FAULTS[code]) % values)
    return 2
