"""`samspel activity PATH`: the bridges of every gap. Effort, not effect.

Takes the options of `gaps`. 0 answered; 1 bad data; 2 bad usage.
"""

import argparse

from samspel.cli.gaps import answer_measured
from samspel.tables import Tables
from samspel.terms import RunSettings

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Read, count, render, answer."""
    from samspel.gaps.activity import measure_activity
    from samspel.reports.activity_report import render_activity_json, render_activity_table

    def render(tables: Tables, settings: RunSettings) -> str:
        activity = measure_activity(tables, settings)
        if arguments.format == "json":
            return render_activity_json(activity)
        return render_activity_table(activity, arguments.language)

    return answer_measured(arguments, render)
