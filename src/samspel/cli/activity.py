"""`samspel activity PATH`: the bridges of every gap. Effort, not effect.

Takes the options of `gaps`. 0 answered; 1 bad data; 2 bad usage.
"""

import argparse

from samspel.cli.gaps import USAGE, ecosystem_of, today
from samspel.cli.telling import answer, told, usable
from samspel.gaps import load_definitions
from samspel.terms import BadData, RunSettings

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Read, count, render, answer."""
    try:
        return _answered(arguments)
    except BadData as fault:
        told(fault.problems, arguments.language)
        return 2 if fault.problems[0].code in USAGE else 1


def _answered(arguments: argparse.Namespace) -> int:
    from samspel.gaps.activity import measure_activity
    from samspel.reports.activity_report import render_activity_json, render_activity_table

    definitions = load_definitions(arguments.definitions)
    tables = usable(arguments.path, arguments.language)
    if tables is None:
        return 1
    ecosystem = ecosystem_of(tables, arguments)
    if ecosystem is None:
        return 2
    settings = RunSettings(
        ecosystem=ecosystem,
        on=arguments.on or today(arguments.language),
        definitions=definitions,
        window_months=arguments.window,
        as_recorded=arguments.as_recorded,
        max_size=arguments.max_size,
        seed=arguments.seed,
    )
    activity = measure_activity(tables, settings)
    content = (
        render_activity_json(activity)
        if arguments.format == "json"
        else render_activity_table(activity, arguments.language)
    )
    answer(content, arguments.out, arguments.language)
    return 0
