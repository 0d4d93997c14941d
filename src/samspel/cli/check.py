"""`samspel check PATH`: every problem with its place and remedy; 1 when an error stands."""

import argparse

from samspel.cli.telling import answer
from samspel.reports.problems import render_problems
from samspel.tables import read
from samspel.terms import BadData, Severity

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Print the problems on standard output, since here they are the answer."""
    try:
        problems = read(arguments.path).problems
    except BadData as fault:
        problems = fault.problems
    answer(render_problems(problems, arguments.language), None, arguments.language)
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0
