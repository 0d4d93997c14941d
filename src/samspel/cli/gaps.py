"""`samspel gaps PATH`: the seven gaps of one ecosystem on one day.

Only the answer goes to standard output. 0 answered, also when the answer is "no estimate";
1 bad data; 2 bad usage.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import date

from samspel.cli.telling import answer, say, told, usable
from samspel.gaps import load_definitions, measure_all
from samspel.reports.words import for_language
from samspel.tables import Tables, follow
from samspel.terms import BadData, Run, RunSettings

__all__ = ["USAGE", "Render", "answer_measured", "ecosystem_of", "run", "today"]

Render = Callable[[Tables, RunSettings], str | bytes]

USAGE = ("unknown_ecosystem", "definitions_not_found")  # a wrong word, not wrong data


def run(arguments: argparse.Namespace) -> int:
    """Read, measure, render, answer."""
    if arguments.out is None and arguments.format == "pdf" and sys.stdout.isatty():
        words = for_language(arguments.language)
        say(words.gettext("A PDF is not shown in a terminal: add --out FILE."))
        return 2

    def render(tables: Tables, settings: RunSettings) -> str | bytes:
        return _render(measure_all(tables, settings), arguments, tables)

    try:
        return answer_measured(arguments, render)
    except ModuleNotFoundError as missing:
        return _missing_extra(missing, arguments.language)


def answer_measured(arguments: argparse.Namespace, render: Render) -> int:
    """Read the tables and the options of `gaps`, and answer with what `render` makes of them."""
    try:
        return _answered(arguments, render)
    except BadData as fault:
        told(fault.problems, arguments.language)
        return 2 if fault.problems[0].code in USAGE else 1


def _answered(arguments: argparse.Namespace, render: Render) -> int:
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
    answer(render(follow(tables, settings.on), settings), arguments.out, arguments.language)
    return 0


def ecosystem_of(tables: Tables, arguments: argparse.Namespace) -> str | None:
    """The one asked for, or the only one; None when several stand to choose from."""
    if arguments.ecosystem:
        return str(arguments.ecosystem)
    known = tables["ecosystems"].select("ecosystem_id", "name").sort("ecosystem_id").rows()
    if len(known) == 1:
        return str(known[0][0])
    words = for_language(arguments.language)
    if not known:
        say(words.gettext("There is no ecosystem in the tables."))
        return None
    say(words.gettext("There are several ecosystems; choose one with --ecosystem:"))
    for key, name in known:
        say(f"  {key}  {name}")
    return None


def today(language: str) -> date:
    """Today, and that it was chosen."""
    # The clock enters here: below, a day is always given.
    day = date.today()  # noqa: DTZ011 - the day on the wall where the person sits
    say(for_language(language).gettext("Measured on %(day)s (today).") % {"day": day})
    return day


def _names(tables: Tables) -> dict[str, str]:
    """Actor id to name, so that a report calls nobody by a key."""
    return dict(tables["actors"].select("actor_id", "name").rows())


def _render(run: Run, arguments: argparse.Namespace, tables: Tables) -> str | bytes:
    from samspel import reports

    if arguments.format == "json":
        return reports.render_json(run)
    if arguments.format == "html":
        return reports.render_html(run, arguments.language, names=_names(tables))
    if arguments.format == "pdf":
        return reports.render_pdf(run, arguments.language, names=_names(tables))
    return reports.render_table(
        run, arguments.language, names=_names(tables), brief=arguments.brief
    )


def _missing_extra(missing: ModuleNotFoundError, language: str) -> int:
    if (missing.name or "").split(".")[0] not in {"typst", "vl_convert"}:
        raise missing
    text = for_language(language).gettext("This needs more than is installed: %(command)s")
    say(text % {"command": "pip install 'samspel[documents]'"})
    return 1
