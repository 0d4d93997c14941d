"""`samspel places PATH`: every gap by place class and by distance.

Takes the options of `gaps`. 0 answered; 1 bad data; 2 bad usage.
"""

import argparse

from samspel.cli.gaps import answer_measured
from samspel.tables import Tables
from samspel.terms import RunSettings

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Read, measure by place, render, answer."""
    from samspel.gaps.place import measure_places
    from samspel.reports.place_json import render_places_json
    from samspel.reports.place_table import render_places_table

    def render(tables: Tables, settings: RunSettings) -> str:
        places = measure_places(tables, settings)
        if arguments.format == "json":
            return render_places_json(places)
        return render_places_table(places, arguments.language)

    return answer_measured(arguments, render)
