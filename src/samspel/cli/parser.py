"""The commands and their options.

Neighbours get `parse(argv)`, which runs the command, and `SERVICE_VERBS`, those that the upper
floor runs.
"""

import argparse
import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

from samspel.cli.telling import no_place_for, not_written
from samspel.cli.telling import say as tell
from samspel.cli.usage import count_of, day_of, parser_in
from samspel.reports.words import LANGUAGES, N_, Words, for_language

__all__ = ["SERVICE_VERBS", "language_of", "parse"]

SERVICE_VERBS: Mapping[str, str] = {
    "serve": N_("run the pages and the worker, together"),
    "worker": N_("run the worker alone"),
    "migrate": N_("bring the database to this version's form"),
    "backup": N_("copy everything kept into one new file"),
    "restore": N_("put such a copy back"),
    "user": N_("add users, make sign-in links, list users"),
}

_FORMS = ("csv", "parquet", "xlsx")
_FORMATS = ("table", "json", "html", "pdf")


class _Verbs(Protocol):
    """What argparse gives to add commands to."""

    def add_parser(
        self,
        name: str,
        *,
        help: str,  # noqa: A002 - argparse's word
        description: str,
    ) -> argparse.ArgumentParser: ...


def parse(argv: Sequence[str]) -> int:
    """Understand the arguments and run the command; its exit code.

    Raises
    ------
    SystemExit
        By argparse: 0 after help, 2 on bad usage.
    """
    language = language_of(argv, os.environ)
    arguments = _parser(for_language(language)).parse_args(argv)
    arguments.language = language
    command = import_module(f"samspel.cli.{arguments.module}")
    out: Path | None = getattr(arguments, "out", None)
    if out is not None and "answers" in arguments and (why := no_place_for(out, language)):
        tell(why)
        return 2
    try:
        return int(command.run(arguments))
    except BrokenPipeError:
        raise
    except OSError as fault:
        if out is None:
            raise
        tell(not_written(out, fault, language))
        return 1


def language_of(argv: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for, else that of the surroundings, else Swedish.

    >>> language_of(["gaps", "--language", "en"], {}), language_of([], {"LANG": "C.UTF-8"})
    ('en', 'sv')
    """
    for at, word in enumerate(argv):
        asked = argv[at + 1] if word == "--language" and at + 1 < len(argv) else ""
        asked = word.removeprefix("--language=") if word.startswith("--language=") else asked
        if asked in LANGUAGES:
            return asked
    said = next(
        (environment[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(n)), ""
    )
    if said.startswith("sv") or said.split(".")[0] in ("", "C", "POSIX"):
        return "sv"
    return "en"


def _parser(say: Words) -> argparse.ArgumentParser:
    import samspel

    parser = parser_in(say)(
        prog="samspel",
        description=say.gettext("Measures the interplay of innovation ecosystems."),
    )
    parser.add_argument("--version", action="version", version=f"samspel {samspel.__version__}")
    verbs = parser.add_subparsers(required=True, metavar=say.gettext("COMMAND"))
    _add_tables(verbs, say)
    _add_read(verbs, say)
    _add_gaps(verbs, say)
    _add_change(verbs, say)
    _add_lenses(verbs, say)
    _add_atlas(verbs, say)
    _add_more(verbs, say)
    for verb, text in SERVICE_VERBS.items():
        _add(verbs, (verb, "service", say.gettext(text)), say)
    return parser


def _add(verbs: _Verbs, verb: tuple[str, str, str], say: Words) -> argparse.ArgumentParser:
    name, module, text = verb
    parser = verbs.add_parser(name, help=text, description=text)
    parser.set_defaults(module=module)
    _add_language(parser, say)
    return parser


def _add_language(parser: argparse.ArgumentParser, say: Words) -> None:
    text = say.gettext("language of messages and reports (default: that of the computer, else sv)")
    parser.add_argument("--language", choices=LANGUAGES, help=text)


def _add_path(parser: argparse.ArgumentParser, say: Words) -> None:
    text = say.gettext("a folder of CSV or Parquet files, an .xlsx workbook, or a zipped folder")
    parser.add_argument("path", metavar="PATH", type=Path, help=text)


def _add_form(parser: argparse.ArgumentParser, say: Words) -> None:
    text = say.gettext("the form to write (default: xlsx where the name ends so, else csv)")
    parser.add_argument("--form", choices=_FORMS, help=text)


def _add_tables(verbs: _Verbs, say: Words) -> None:
    check = _add(verbs, ("check", "check", say.gettext("say everything that is wrong")), say)
    _add_path(check, say)
    text = say.gettext("print the hash of the tables' content")
    _add_path(_add(verbs, ("snapshot", "snapshot", text), say), say)
    text = say.gettext("write the tables in another form")
    convert = _add(verbs, ("convert", "convert", text), say)
    _add_path(convert, say)
    convert.add_argument("out", metavar="OUT", type=Path)
    _add_form(convert, say)


def _add_read(verbs: _Verbs, say: Words) -> None:
    text = say.gettext("read other people's data into our tables")
    read = verbs.add_parser("read", help=text, description=text)
    sources = read.add_subparsers(required=True, metavar=say.gettext("SOURCE"))
    text = say.gettext("Interreg's list of Swedish partners")
    interreg = _add(sources, ("interreg", "interreg", text), say)
    interreg.add_argument("file", metavar="PARTNERS.csv", type=Path, nargs="?")
    interreg.add_argument("--region", metavar="COUNTY", help=say.gettext("as the file spells it"))
    interreg.add_argument("--ecosystem", metavar="KEY", help=say.gettext("what to call it"))
    interreg.add_argument("--out", metavar="DIR", type=Path)
    text = say.gettext("an edited mapping of types, owners, roles and names")
    interreg.add_argument("--mapping", metavar="FILE", type=Path, help=text)
    text = say.gettext("print the mapping to edit, and nothing else")
    interreg.add_argument("--print-mapping", action="store_true", help=text)
    _add_form(interreg, say)
    _add_read_cordis(sources, say)


def _add_read_cordis(sources: _Verbs, say: Words) -> None:
    text = say.gettext("CORDIS's organisations and projects, of Horizon 2020 or Horizon Europe")
    cordis = _add(sources, ("cordis", "cordis", text), say)
    cordis.add_argument("file", metavar="ORGANIZATION.csv", type=Path, nargs="?")
    cordis.add_argument("projects", metavar="PROJECT.csv", type=Path, nargs="?")
    where = cordis.add_mutually_exclusive_group()
    text = say.gettext("everybody in one country, such as SE")
    where.add_argument("--country", metavar="CODE", help=text)
    text = say.gettext("everybody in one NUTS region, such as SE332")
    where.add_argument("--region", metavar="NUTS", help=text)
    cordis.add_argument("--ecosystem", metavar="KEY", help=say.gettext("what to call it"))
    cordis.add_argument("--out", metavar="DIR", type=Path)
    text = say.gettext("an edited mapping of types and roles")
    cordis.add_argument("--mapping", metavar="FILE", type=Path, help=text)
    text = say.gettext("print the mapping to edit, and nothing else")
    cordis.add_argument("--print-mapping", action="store_true", help=text)
    _add_form(cordis, say)


def _add_gaps(verbs: _Verbs, say: Words) -> None:
    gaps = _add(verbs, ("gaps", "gaps", say.gettext("measure the seven gaps")), say)
    _add_measured(gaps, say, _FORMATS)
    text = say.gettext("as a table, leave out what stands beside each figure")
    gaps.add_argument("--brief", action="store_true", help=text)
    text = say.gettext("measure the gaps by place: dense, sparse, and by distance")
    _add_measured(_add(verbs, ("places", "places", text), say), say, ("table", "json"))


def _add_measured(gaps: argparse.ArgumentParser, say: Words, formats: Sequence[str]) -> None:
    """What every command that measures gaps on a day takes."""
    _add_path(gaps, say)
    text = say.gettext("the day to measure on (default: today)")
    gaps.add_argument("--on", metavar="DATE", type=day_of(say), help=text)
    _add_measuring(gaps, say)
    gaps.add_argument("--format", choices=formats, default="table")
    _add_out(gaps, say)


def _add_measuring(verb: argparse.ArgumentParser, say: Words) -> None:
    text = say.gettext("which ecosystem, when there are several")
    verb.add_argument("--ecosystem", metavar="KEY", help=text)
    _add_how(verb, say)


def _add_how(verb: argparse.ArgumentParser, say: Words) -> None:
    text = say.gettext("months back (default: 24)")
    verb.add_argument(
        "--window", metavar="MONTHS", type=count_of(1, 1200, say), default=24, help=text
    )
    text = say.gettext("memo-a, memo-b or a TOML file (default: memo-a)")
    verb.add_argument("--definitions", metavar="NAME", default="memo-a", help=text)
    text = say.gettext("take the record as complete, and say so everywhere")
    verb.add_argument("--as-recorded", action="store_true", help=text)
    text = say.gettext("the largest act that carries contact (default: 50)")
    verb.add_argument(
        "--max-size", metavar="N", type=count_of(2, 1_000_000, say), default=50, help=text
    )
    text = say.gettext("where random numbers start (default: 0)")
    verb.add_argument("--seed", metavar="N", type=count_of(0, 2**63 - 1, say), default=0, help=text)


def _add_out(verb: argparse.ArgumentParser, say: Words) -> None:
    text = say.gettext("write there, whole or not at all, in place of printing")
    verb.add_argument("--out", metavar="FILE", type=Path, help=text)
    verb.set_defaults(answers=True)


def _add_atlas(verbs: _Verbs, say: Words) -> None:
    text = say.gettext(
        "measure the gaps of every ecosystem, region, country or municipality in one run"
    )
    atlas = _add(verbs, ("atlas", "atlas", text), say)
    _add_path(atlas, say)
    text = say.gettext("what to measure one by one (default: ecosystem)")
    kinds = ("ecosystem", "region", "country", "municipality")
    atlas.add_argument("--by", choices=kinds, default="ecosystem", help=text)
    text = say.gettext("the day to measure on (default: today)")
    atlas.add_argument("--on", metavar="DATE", type=day_of(say), help=text)
    _add_how(atlas, say)
    text = say.gettext("worker processes (default: one for each core)")
    atlas.add_argument("--workers", metavar="N", type=count_of(1, 1000, say), help=text)
    text = say.gettext("scan a folder over so many megabytes, cell by cell alone (default: 200)")
    atlas.add_argument(
        "--scan-over", metavar="MB", type=count_of(0, 10**9, say), default=200, help=text
    )
    _add_engine(atlas, say)
    text = say.gettext("the form to write (default: as the file's name ends)")
    atlas.add_argument("--format", choices=("json", "csv", "parquet"), help=text)
    text = say.gettext("the file to write: .json, .csv or .parquet")
    atlas.add_argument("--out", metavar="FILE", type=Path, required=True, help=text)
    atlas.set_defaults(answers=True)


def _add_engine(atlas: argparse.ArgumentParser, say: Words) -> None:
    text = say.gettext("what carries it out: this machine, or Apache Spark (default: local)")
    atlas.add_argument("--engine", choices=("local", "spark"), default="local", help=text)
    text = say.gettext("the address of the Spark cluster (default: this machine's cores)")
    atlas.add_argument("--master", metavar="URL", help=text)
    text = say.gettext(
        "a folder for the steps, that every worker reaches (default: a temporary one)"
    )
    atlas.add_argument("--work", metavar="FOLDER", type=Path, help=text)


def _add_change(verbs: _Verbs, say: Words) -> None:
    text = say.gettext("say what changed between two days")
    change = _add(verbs, ("change", "change", text), say)
    _add_path(change, say)
    text = say.gettext("the first day")
    change.add_argument(
        "--from", dest="from_on", metavar="DATE", type=day_of(say), required=True, help=text
    )
    text = say.gettext("the last day (default: today)")
    change.add_argument("--to", dest="to_on", metavar="DATE", type=day_of(say), help=text)
    _add_delta(change, say)
    _add_refusing(change, say)
    _add_measuring(change, say)
    change.add_argument("--format", choices=_FORMATS[:2], default="table")
    _add_out(change, say)
    text = say.gettext("say what the stop rule says, and how often it would be wrong")
    stop = _add(verbs, ("stop-rule", "stop_rule", text), say)
    _add_path(stop, say)
    text = say.gettext("the last day (default: today)")
    stop.add_argument("--to", dest="to_on", metavar="DATE", type=day_of(say), help=text)
    text = say.gettext("the areas the decision names, with commas between (default: every gap)")
    stop.add_argument("--areas", metavar="KEYS", default="", help=text)
    text = say.gettext("how many areas are several (default: 3)")
    stop.add_argument("--several", metavar="N", type=count_of(1, 1000, say), default=3, help=text)
    text = say.gettext("months over which the change is read (default: 36)")
    stop.add_argument(
        "--patience", metavar="MONTHS", type=count_of(1, 1200, say), default=36, help=text
    )
    text = say.gettext("points of improvement worth continuing for (default: 10)")
    stop.add_argument(
        "--worth", metavar="POINTS", type=count_of(1, 100, say), default=10, help=text
    )
    _add_delta(stop, say)
    _add_refusing(stop, say)
    _add_measuring(stop, say)
    stop.add_argument("--format", choices=_FORMATS[:2], default="table")
    _add_out(stop, say)


def _add_delta(verb: argparse.ArgumentParser, say: Words) -> None:
    text = say.gettext("points beyond which a change is told (default: 5)")
    verb.add_argument("--delta", metavar="POINTS", type=count_of(0, 99, say), default=5, help=text)


def _add_refusing(verb: argparse.ArgumentParser, say: Words) -> None:
    text = say.gettext("leave out what others have told of an actor")
    verb.add_argument("--refuse-told", action="store_true", help=text)


def _add_lenses(verbs: _Verbs, say: Words) -> None:
    text = say.gettext("release the perceived figures of a closed wave, once")
    release = _add(verbs, ("release", "release", text), say)
    _add_path(release, say)
    text = say.gettext("which wave")
    release.add_argument("--wave", metavar="ID", required=True, help=text)
    text = say.gettext("every earlier release of the ecosystem, as JSON")
    release.add_argument("--earlier", metavar="FILE", type=Path, nargs="+", default=[], help=text)
    text = say.gettext("memo-a, memo-b or a TOML file (default: memo-a)")
    release.add_argument("--definitions", metavar="NAME", default="memo-a", help=text)
    text = say.gettext("where random numbers start (default: 0)")
    release.add_argument(
        "--seed", metavar="N", type=count_of(0, 2**63 - 1, say), default=0, help=text
    )
    release.add_argument("--format", choices=("table", "json"), default="table")
    _add_out(release, say)
    text = say.gettext("count the bridges of each gap: effort, not effect")
    _add_measured(_add(verbs, ("activity", "activity", text), say), say, ("table", "json"))


def _add_more(verbs: _Verbs, say: Words) -> None:
    text = say.gettext("write the made-up region")
    example = _add(verbs, ("example", "example", text), say)
    example.add_argument("out", metavar="DIR", type=Path)
    text = say.gettext("where random numbers start (default: 2032)")
    example.add_argument(
        "--seed", metavar="N", type=count_of(0, 2**63 - 1, say), default=2032, help=text
    )
    text = say.gettext("print the gap definitions of a memo, to read or to edit")
    definitions = _add(verbs, ("definitions", "definitions", text), say)
    definitions.add_argument("name", nargs="?", choices=("memo-a", "memo-b"), default="memo-a")
    _add_read_memo(verbs, say)


def _add_read_memo(verbs: _Verbs, say: Words) -> None:
    text = say.gettext("read a decision memo into its fields, with the words of each")
    memo = _add(verbs, ("read-memo", "read_memo", text), say)
    text = say.gettext("a PDF with text, a DOCX or a text file")
    memo.add_argument("file", metavar="FILE", type=Path, help=text)
    text = say.gettext("how to print it (default: json)")
    memo.add_argument("--format", choices=("json", "table"), default="json", help=text)
