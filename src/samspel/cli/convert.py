"""`samspel convert PATH OUT --form …`: the same tables as CSV, Parquet or a workbook."""

import argparse

from samspel.cli.telling import say, told, usable
from samspel.reports.words import for_language
from samspel.tables import write
from samspel.terms import BadData

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Write, whole or not at all. Tables with an error are not written."""
    tables = usable(arguments.path, arguments.language)
    if tables is None:
        return 1
    try:
        write(tables, arguments.out, form=arguments.form)
    except BadData as fault:
        return told(fault.problems, arguments.language)
    say(for_language(arguments.language).gettext("Wrote %(file)s.") % {"file": arguments.out})
    return 0
