"""`samspel read-memo FILE`: a decision memo as its fields, with the words each was read from."""

import argparse

from samspel.cli.telling import answer, told
from samspel.reports.reading_json import render_reading_json
from samspel.reports.reading_table import render_reading_table
from samspel.sources.memos import read_memo
from samspel.terms import BadData

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Print the reading; 1 when the file cannot be read, with what to do about it."""
    try:
        reading = read_memo(arguments.file)
    except BadData as fault:
        return told(fault.problems, arguments.language)
    if arguments.format == "json":
        answer(render_reading_json(reading), None, arguments.language)
    else:
        answer(render_reading_table(reading, arguments.language), None, arguments.language)
    return 0
