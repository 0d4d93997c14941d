"""`samspel read cordis`: CORDIS's organisations and projects as our tables, every doubt told."""

import argparse

from samspel.cli.telling import answer, say, told
from samspel.reports.words import Words, for_language
from samspel.sources import cordis_mapping_text, load_cordis_mapping, read_cordis
from samspel.tables import Reading, check, write
from samspel.terms import BadData

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Print the mapping, or read and write. Nothing is written when an error stands."""
    words = for_language(arguments.language)
    if arguments.print_mapping:
        answer(cordis_mapping_text(), arguments.out, arguments.language)
        return 0
    if missing := _missing(arguments, words):
        text = words.gettext("samspel read cordis needs %(missing)s.")
        say(text % {"missing": ", ".join(missing)})
        return 2
    try:
        reading = _read(arguments)
        told(reading.problems, arguments.language)
        if reading.errors:
            return 1
        write(reading.tables, arguments.out, form=arguments.form)
    except BadData as fault:
        return told(fault.problems, arguments.language)
    say(words.gettext("Wrote %(file)s.") % {"file": arguments.out})
    return 0


def _missing(arguments: argparse.Namespace, words: Words) -> list[str]:
    one_place = (arguments.country or arguments.region or "").strip()
    asked = {
        "ORGANIZATION.csv": arguments.file,
        words.gettext("one of --country and --region"): one_place,
        "--ecosystem": arguments.ecosystem,
        "--out": arguments.out,
    }
    return [name for name, given in asked.items() if not given]


def _read(arguments: argparse.Namespace) -> Reading:
    mapping = load_cordis_mapping(arguments.mapping) if arguments.mapping else None
    reading = read_cordis(
        arguments.file,
        arguments.projects,
        country=arguments.country,
        region=arguments.region,
        ecosystem=arguments.ecosystem,
        mapping=mapping,
    )
    if reading.errors:
        return reading
    return Reading(reading.tables, (*reading.problems, *check(reading.tables)))
