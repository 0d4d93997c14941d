"""`samspel read interreg`: the list of Swedish partners as our tables, with every doubt told."""

import argparse

from samspel.cli.telling import answer, say, told
from samspel.reports.words import Words, for_language
from samspel.sources import load_mapping, mapping_text, read_interreg
from samspel.tables import Reading, check, write
from samspel.terms import BadData

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Print the mapping, or read and write. Nothing is written when an error stands."""
    if arguments.print_mapping:
        answer(mapping_text(), arguments.out, arguments.language)
        return 0
    if missing := _missing(arguments):
        say(
            _words(arguments).gettext("samspel read interreg needs %(missing)s.")
            % {"missing": ", ".join(missing)}
        )
        return 2
    try:
        reading = _read(arguments)
        told(reading.problems, arguments.language)
        if reading.errors:
            return 1
        write(reading.tables, arguments.out, form=arguments.form)
    except BadData as fault:
        return told(fault.problems, arguments.language)
    say(_words(arguments).gettext("Wrote %(file)s.") % {"file": arguments.out})
    return 0


def _words(arguments: argparse.Namespace) -> Words:
    return for_language(arguments.language)


def _missing(arguments: argparse.Namespace) -> list[str]:
    asked = {
        "PARTNERS.csv": arguments.file,
        "--region": arguments.region,
        "--ecosystem": arguments.ecosystem,
        "--out": arguments.out,
    }
    return [name for name, given in asked.items() if not given]


def _read(arguments: argparse.Namespace) -> Reading:
    mapping = load_mapping(arguments.mapping) if arguments.mapping else None
    reading = read_interreg(
        arguments.file, region=arguments.region, ecosystem=arguments.ecosystem, mapping=mapping
    )
    if reading.errors:
        return reading
    return Reading(reading.tables, (*reading.problems, *check(reading.tables)))
