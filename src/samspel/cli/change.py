"""`samspel change PATH --from DATE`: what changed between two days, and what may be said of it.

Neighbours get `asked`, the settings that `samspel stop-rule` shares. Exit codes as for `gaps`.
"""

import argparse
from datetime import date

from samspel.cli.gaps import USAGE, ecosystem_of, today
from samspel.cli.telling import answer, say, told, usable
from samspel.effects import measure_change
from samspel.gaps import load_definitions
from samspel.reports import render_change_json, render_change_table
from samspel.reports.words import for_language
from samspel.tables import Tables, follow
from samspel.terms import BadData, ChangeSettings

__all__ = ["asked", "run"]


def run(arguments: argparse.Namespace) -> int:
    """Read, measure on both days, render, answer."""
    language = arguments.language
    last = arguments.to_on or today(language)
    if last <= arguments.from_on:
        text = for_language(language).gettext(
            "--to (%(last)s) must come after --from (%(first)s). Choose a later last day or an "
            "earlier first one."
        )
        say(text % {"last": last, "first": arguments.from_on})
        return 2
    try:
        tables = usable(arguments.path, language)
        if tables is None:
            return 1
        settings = asked(tables, arguments, (arguments.from_on, last))
        if settings is None:
            return 2
        change = measure_change(follow(tables, last), settings)
    except BadData as fault:
        told(fault.problems, language)
        return 2 if fault.problems[0].code in USAGE else 1
    json = arguments.format == "json"
    content = render_change_json(change) if json else render_change_table(change, language)
    answer(content, arguments.out, language)
    return 0


def asked(
    tables: Tables, arguments: argparse.Namespace, days: tuple[date, date]
) -> ChangeSettings | None:
    """The settings of the arguments; None when several ecosystems stand to choose from."""
    ecosystem = ecosystem_of(tables, arguments)
    if ecosystem is None:
        return None
    return ChangeSettings(
        ecosystem=ecosystem,
        from_on=days[0],
        to_on=days[1],
        definitions=load_definitions(arguments.definitions),
        window_months=arguments.window,
        delta=arguments.delta / 100,
        as_recorded=arguments.as_recorded,
        max_size=arguments.max_size,
        seed=arguments.seed,
        refuse_told=arguments.refuse_told,
    )
