"""`samspel check PATH`: every problem with its place and remedy; 1 when an error stands."""

import argparse

from samspel.cli.telling import answer, told
from samspel.reports.problems import render_problems
from samspel.tables import read
from samspel.terms import BadData

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Print the problems on standard output, since here they are the answer."""
    try:
        reading = read(arguments.path)
    except BadData as fault:
        return told(fault.problems, arguments.language)
    answer(render_problems(reading.problems, arguments.language), None, arguments.language)
    return 1 if reading.errors else 0
