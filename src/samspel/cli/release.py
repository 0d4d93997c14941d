"""`samspel release PATH --wave ID`: the perceived figures of a closed wave, once and for all.

0 released; 1 bad data, or the release is refused with its reason; 2 bad usage.
"""

import argparse
from datetime import date
from pathlib import Path

from samspel.cli.telling import answer, say, told, usable
from samspel.reports.words import for_language
from samspel.tables import Tables, follow
from samspel.terms import BadData
from samspel.terms.releases import Release

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Read, check against earlier releases, release."""
    from samspel.gaps.perceived import ReleaseRefused
    from samspel.reports.release_table import RELEASE_REFUSAL_WORDS

    words = for_language(arguments.language)
    try:
        return _answered(arguments)
    except ReleaseRefused as refusal:
        say(words.gettext(RELEASE_REFUSAL_WORDS[refusal.code]) % {"wave": refusal.wave})
        return 1
    except BadData as fault:
        told(fault.problems, arguments.language)
        return 2 if fault.problems[0].code == "definitions_not_found" else 1


def _answered(arguments: argparse.Namespace) -> int:
    from samspel.gaps import load_definitions
    from samspel.gaps.perceived import ReleaseSettings, make_release
    from samspel.reports.release_json import render_release_json
    from samspel.reports.release_table import render_release_table

    definitions = load_definitions(arguments.definitions)
    earlier = _earlier(arguments.earlier, arguments.language)
    tables = None if earlier is None else usable(arguments.path, arguments.language)
    if tables is None or earlier is None:
        return 1
    if unknown := _no_such_wave(tables, arguments):
        say(unknown)
        return 2
    closed_on = _closing_day(tables, arguments.wave)
    # Each wave by the actors of the day it closed, as it was released.
    kept = {each.wave: follow(tables, each.closed_on) for each in earlier}
    settings = ReleaseSettings(definitions, earlier, arguments.seed, kept=kept)
    release = make_release(follow(tables, closed_on), arguments.wave, settings)
    as_json = arguments.format == "json"
    content = (
        render_release_json(release)
        if as_json
        else render_release_table(release, arguments.language)
    )
    answer(content, arguments.out, arguments.language)
    return 0


def _no_such_wave(tables: Tables, arguments: argparse.Namespace) -> str:
    """What to write in place of a wave that is not there; empty when it is."""
    known = tables["waves"]["wave_id"].drop_nulls().unique().sort().to_list()
    if arguments.wave in known:
        return ""
    words = for_language(arguments.language)
    if not known:
        return words.gettext("The table waves is empty: there is nothing to release. Add the wave.")
    text = words.gettext("There is no wave %(wave)s. With --wave, choose among %(known)s.")
    return text % {"wave": arguments.wave, "known": ", ".join(known)}


def _closing_day(tables: Tables, wave: str) -> date:
    # The clock enters here: below, a wave with a closing day is closed.
    from samspel.gaps.perceived import ReleaseRefused

    today = date.today()  # noqa: DTZ011 - the day on the wall where the person sits
    days = dict(tables["waves"].select("wave_id", "closed_on").iter_rows())
    closed_on: date | None = days.get(wave)
    if closed_on is not None and closed_on > today:
        raise ReleaseRefused("wave_not_closed", wave)
    return closed_on or today  # without one the release itself is refused, with its reason


def _earlier(files: list[Path], language: str) -> tuple[Release, ...] | None:
    from samspel.reports.release_json import read_release_json

    found = []
    for file in files:
        try:
            found.append(read_release_json(file.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            text = for_language(language).gettext("This is no earlier release: %(file)s.")
            say(text % {"file": file})
            return None
    return tuple(found)
