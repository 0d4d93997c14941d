"""Writes what the program itself knows into docs: tables, options, codes, roles, what it prints.

A page holds prose written by hand and passages between two marks:

    <!-- from the program: tables -->
    …
    <!-- end -->

A passage whose name begins with `$` is a command, run in a folder that the page's commands share,
with what it prints; `| head -9` shows the first nine lines. `script/reference` writes the
passages anew; a house test fails when one is not what the program says. `pages()` gives every
page as it should be.
"""

import argparse
import contextlib
import io
import json
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import notebook  # beside this file

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PASSAGE = re.compile(r"(<!-- from the program: ([^\n]+) -->\n).*?(<!-- end -->)", re.DOTALL)

ROW_IS = {
    "ecosystems": "an ecosystem",
    "actors": "an organisation or a sole trader, never a private person",
    "actor_spells": "an actor's dated state, overriding `actors` on its days",
    "memberships": "one spell of one actor in one ecosystem",
    "interplay": "one dated act in which actors took part",
    "participations": "one actor in one act",
    "waves": "one round of questions, with the period the answers are about",
    "answers": "one answer of one respondent to one item",
    "coverage": "a claim that something is fully recorded",
    "places": "a municipality",
    "bridges": "a bridge in one state",
    "outcomes": "an indicator's value",
    "limits": "what a source cannot show",
    "aliases": "another name of an actor, or one it had",
    "identifiers": "an official number of an actor, or that it has none",
    "successions": "that one actor goes on as another from a day",
    "relations": "who owns, competes with, is part of or supplies whom",
    "offers": "what an actor says that it contributes or seeks, or is about",
    "industries": "an SNI code of an actor on some days",
    "core_industries": "an SNI code that an ecosystem counts as its own",
    "boundaries": "a version of who counts as of an ecosystem, and since when",
    "act_facts": "one thing told of an act, by its kind or by a person",
    "kind_defaults": "what a kind of act says of an act until a person does",
    "notes": "a dated line beside the acts: an idea, a conflict, a lesson",
    "note_actors": "an actor that a note is about",
    "note_acts": "an act that a note led to",
}
KINDS = {
    "key": "key",
    "text": "text",
    "date": "date",
    "number": "number",
    "flag": "yes/no",
    "roles": "roles, with `|` between",
    "org_number": "organisation number",
    "country": "country, ISO 3166 alpha-2",
    "identifier": "official number, by its scheme",
}


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


# ------------------------------------------------------------------------------------- tables


def tables() -> str:
    """Every table of ours, with its columns."""
    from samspel.tables import ALL_CONTRACTS

    return "\n".join(map(_one_table, ALL_CONTRACTS))


def _one_table(contract) -> str:
    from samspel.terms.meanings import meaning

    needed = "required" if contract.required else "optional"
    unique = ", ".join(f"`{column}`" for column in contract.key)
    rows = [
        (
            f"`{column.name}`",
            KINDS[column.kind],
            "yes" if column.required else "",
            _allowed(column),
            meaning(contract.name, column.name),
        )
        for column in contract.columns
    ]
    return (
        f"### {contract.name}\n\n"
        f"One row is {ROW_IS[contract.name]}. The table is {needed}. Unique by {unique}.\n\n"
        + _table(("Column", "Kind", "Must be filled", "Values", "Says"), rows)
    )


def _allowed(column) -> str:
    parts = [", ".join(f"`{value}`" for value in column.values)]
    if column.refers:
        parts.append(f"a key of [{column.refers}](#{column.refers})")
    if column.or_all:
        parts.append("or `*` for all")
    return " ".join(part for part in parts if part)


# --------------------------------------------------------------------------------------- JSON


def _schema(name: str = "run") -> dict:
    file = ROOT / "src" / "samspel" / "reports" / f"{name}.schema.json"
    return json.loads(file.read_text(encoding="utf-8"))


def json_keys() -> str:
    """The keys of the public JSON, from its schema."""
    schema = _schema()
    parts = [f"### `{where}`\n\n{_keyed(schema, where)}" for where in ("run", "gap")]
    return "\n".join(parts)


def change_json_keys() -> str:
    """The keys of the public JSON of a change and of the stop rule, from their schemas."""
    change, rule = _schema("change"), _schema("stop_rule")
    parts = [
        ("A change", _keyed(change)),
        ("`change`", _keyed(change, "change")),
        ("`gaps`", _keyed(change, "gap")),
        ("`areas`", _keyed(change, "area")),
        ("`swap`", _keyed(change, "swap")),
        ("`next_step`", _keyed(change, "next_step")),
        ("A stop rule", _keyed(rule)),
        ("`rule`", _keyed(rule, "rule")),
        ("`errors`", _keyed(rule, "errors")),
    ]
    return "\n".join(f"### {name}\n\n{table}" for name, table in parts)


def lens_json_keys() -> str:
    """The keys of the public JSON of the other lenses, from their schemas."""
    told = {
        "places": ("gap", "class", "next_step", "split", "reading", "band", "municipality"),
        "activity": ("gap",),
        "release": ("release", "cell", "answer", "share", "check"),
    }
    parts = []
    for name, kinds in told.items():
        schema = _schema(name)
        parts.append(f"### {name.capitalize()}\n\n" + _keyed(schema))
        parts += [f"#### `{kind}` ({name})\n\n" + _keyed(schema, kind) for kind in kinds]
    return "\n".join(parts)


def _keyed(schema: dict, kind: str = "") -> str:
    """A row a key of the document, or of one kind of object in it."""
    part = schema["$defs"][kind] if kind else schema
    return _table(("Key", "Type", "Is"), list(_keys(part, schema.get("$defs", {}))))


def memo_json_keys() -> str:
    """The keys of the public JSON of a memo as it was read, from its schema."""
    return _keyed(_schema("reading"))


def change_reasons() -> str:
    """Every reason for no verdict, in both languages."""
    from samspel.reports.change_words import CHANGE_REASON_SENTENCES, VERDICT_TAGS
    from samspel.reports.words import for_language

    both = [*VERDICT_TAGS.items(), *CHANGE_REASON_SENTENCES.items()]
    swedish = for_language("sv")
    rows = [(f"`{code}`", text, swedish.gettext(text)) for code, text in both]
    return _table(("Code", "English", "Swedish"), rows)


def _keys(of: dict, kinds: dict) -> Iterator[tuple[str, ...]]:
    for key, value in of["properties"].items():
        yield f"`{key}`", _type(value, kinds), value.get("description", "")
        for inner, it in value.get("properties", {}).items():
            yield f"`{key}.{inner}`", _type(it, kinds), it.get("description", "")
        for inner, it in value.get("items", {}).get("properties", {}).items():
            yield f"`{key}[].{inner}`", _type(it, kinds), it.get("description", "")


# Kinds that have a word of their own; of reasons there are many, and they have a table.
_KINDS = {
    "count": "whole number",
    "share": "number or null",
    "reason": "code or null",
    "run_reason": "code or null",
}


def _type(value: dict, kinds: dict) -> str:
    """The kind of a value; of a closed list its values, wherever the schema keeps them."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return _KINDS.get(name) or _type(kinds.get(name, {"type": "object"}), kinds)
    if "anyOf" in value:
        either = dict.fromkeys(_type(each, kinds) for each in value["anyOf"])
        return " or ".join(sorted(either, key=lambda kind: kind == "null"))
    if "enum" in value:
        return ", ".join(f"`{each or json.dumps(each)}`" for each in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    kind = value.get("type", "")
    return " or ".join(kind) if isinstance(kind, list) else kind


# -------------------------------------------------------------------------------------- codes


def reasons() -> str:
    """Every reason for no answer, in both languages."""
    from samspel.reports import reason_sentence
    from samspel.terms import REASONS

    rows = [(f"`{c}`", reason_sentence(c, "en"), reason_sentence(c, "sv")) for c in REASONS]
    return _table(("Code", "English", "Swedish"), rows)


def measures() -> str:
    """The register of measures."""
    from samspel.gaps import MEASURES

    rows = [
        (
            f"[{each.key}]({each.key}.md)",
            f"`{each.module}`",
            ", ".join(f"`{key}`" for key in each.keys),
            ", ".join(f"`{Path(proof).name}`" for proof in each.proofs),
            ", ".join(each.serves),
        )
        for each in MEASURES
    ]
    return _table(("Measure", "Module", "Keys", "Proofs", "Serves"), rows)


def roles() -> str:
    """The role table of the service."""
    from samspel.records.accounts.roles import ACTIONS, ROLE_NAMES

    rows = [
        (
            each.sentence,
            f"`{key}`",
            "whole region" if each.whole else "",
            *("yes" if role in each.roles else "" for role in ROLE_NAMES),
            each.refusal,
        )
        for key, each in ACTIONS.items()
    ]
    return _table(("What", "Key", "Held", *ROLE_NAMES.values(), "Said to the others"), rows)


def act_facts() -> str:
    """What may be told of an act, with the words that it may be told in."""
    from samspel.terms.act_facts import FACTS

    rows = [(f"`{fact}`", ", ".join(f"`{v}`" for v in values)) for fact, values in FACTS.items()]
    return _table(("Fact", "Values"), rows)


def kinds_of_act() -> str:
    """What each kind of act says of an act until a person does."""
    from samspel.terms.act_facts import DEFAULTS, FACTS

    rows = [
        (f"`{kind}`", *(", ".join(said[fact]) for fact in FACTS)) for kind, said in DEFAULTS.items()
    ]
    return _table(("Kind", *(f"`{fact}`" for fact in FACTS)), rows)


def refusals() -> str:
    """Every other refusal of the service."""
    from samspel.records.accounts.roles import REFUSALS

    return _table(("Code", "Sentence"), [(f"`{code}`", text) for code, text in REFUSALS.items()])


def problems() -> str:
    """Every problem that may be told of what is read, with its remedy."""
    from samspel.reports.problems import _SENTENCES

    def shown(text: str) -> str:
        return re.sub(r"%\((\w+)\)s", r"‹\1›", text).replace("|", "\\|")

    rows = [(f"`{code}`", shown(what), shown(do)) for code, (what, do) in _SENTENCES.items()]
    return _table(("Code", "What is wrong", "What to do"), rows)


def gap_columns() -> str:
    """The columns of a measurement's table in a notebook."""
    from samspel.notebook.columns import GAP_COLUMNS

    return _columns(GAP_COLUMNS)


def change_columns() -> str:
    """The columns of a change's table in a notebook."""
    from samspel.notebook.columns import CHANGE_COLUMNS

    return _columns(CHANGE_COLUMNS)


def _columns(columns) -> str:
    rows = [(f"`{name}`", f"{kind}", is_what) for name, kind, is_what in columns]
    return _table(("Column", "Type", "Is"), rows)


# ------------------------------------------------------------------------------- command line


def command_line() -> str:
    """Every command with its arguments and options, as argparse knows them."""
    from samspel.cli.parser import SERVICE_VERBS, _parser
    from samspel.reports.words import for_language

    return "\n".join(
        _command(words, parser)
        for words, parser in _commands(_parser(for_language("en")), "samspel")
        if words.split()[1] not in SERVICE_VERBS
    )


def service_commands() -> str:
    """The verbs of the service."""
    from samspel.server.__main__ import _parser

    return "\n".join(
        _command(words, parser)
        for words, parser in _commands(_parser(), "samspel")
        if parser.description or " user " in words
    )


def _commands(parser: argparse.ArgumentParser, words: str) -> Iterator[tuple]:
    inner = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not inner:
        yield words, parser
    for action in inner:
        helps = {choice.dest: choice.help for choice in action._choices_actions}
        for name, each in action.choices.items():
            each.description = each.description or helps.get(name)
            yield from _commands(each, f"{words} {name}")


def _command(words: str, parser: argparse.ArgumentParser) -> str:
    shown = [a for a in parser._actions if not isinstance(a, argparse._HelpAction)]
    rows = [(_spelled(a), (a.help or "").replace("|", "\\|")) for a in shown]
    head = f"### `{words}`\n\n{_sentence(parser.description or '')}\n"
    return head + ("\n" + _table(("Argument", "Is"), rows) if rows else "")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "." if text else ""


def _spelled(action: argparse.Action) -> str:
    value = action.metavar or (
        "{" + ", ".join(map(str, action.choices)) + "}" if action.choices else action.dest.upper()
    )
    if not action.option_strings:
        return f"`{value}`" if action.nargs != "?" else f"`[{value}]`"
    flag = action.option_strings[-1]
    return f"`{flag}`" if action.nargs == 0 else f"`{flag} {value}`"


PASSAGES: dict[str, Callable[[], str]] = {
    "tables": tables,
    "json": json_keys,
    "change json": change_json_keys,
    "lens json": lens_json_keys,
    "memo json": memo_json_keys,
    "change reasons": change_reasons,
    "reasons": reasons,
    "measures": measures,
    "problems": problems,
    "command-line": command_line,
    "service-commands": service_commands,
    "gap columns": gap_columns,
    "change columns": change_columns,
    "roles": roles,
    "act facts": act_facts,
    "kinds of act": kinds_of_act,
    "refusals": refusals,
}


# ------------------------------------------------------------------------ what a command prints


def console(command: str) -> str:
    """The command and what it prints, both ways out, where one stands."""
    typed, _, lines = command.partition(" | head -")
    shown = _run(shlex.split(typed)[1:]).rstrip("\n").split("\n")
    if lines and len(shown) > int(lines):
        shown = [*shown[: int(lines)], "…"]
    return "\n".join(["```console", f"$ {typed}", *shown, "```"])


def _run(arguments: list[str]) -> str:
    from samspel.cli import main as samspel

    out = io.StringIO()
    spoken = {name: os.environ.pop(name, None) for name in ("LC_ALL", "LC_MESSAGES", "LANG")}
    os.environ["LC_ALL"] = "en_GB.UTF-8"
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            samspel(arguments)
    finally:
        del os.environ["LC_ALL"]
        os.environ.update({name: value for name, value in spoken.items() if value is not None})
    return out.getvalue()


def _passage(name: str) -> str:
    return console(name[2:]) if name.startswith("$ ") else PASSAGES[name]()


def _written(text: str) -> str:
    # The page's commands share a folder: one writes what the next one reads.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return PASSAGE.sub(lambda m: f"{m[1]}{_passage(m[2]).strip()}\n{m[3]}", text)


def wheel(language: str) -> str:
    """The gap wheel of the made-up region's visitor economy."""
    from samspel.gaps import load_definitions, measure_all
    from samspel.reports import render_wheel
    from samspel.sources import example
    from samspel.terms import RunSettings

    made = example.build()
    settings = RunSettings(example.VISITOR, made.on, load_definitions("memo-b"))
    drawn = render_wheel(measure_all(made.tables, settings), language)
    # A reader's machine may lack the typeface and put a wider one in its place: room for it.
    return re.sub(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', _wider, drawn, count=1) + "\n"


def _wider(found: re.Match) -> str:
    return f'viewBox="-60 -10 {float(found[1]) + 120:g} {float(found[2]) + 20:g}"'


def pages() -> dict[Path, str]:
    """Every page that holds a passage, the pictures and the notebook, as they should be."""
    texts = {page: page.read_text(encoding="utf-8") for page in sorted(DOCS.rglob("*.md"))}
    written = {page: _written(text) for page, text in texts.items() if PASSAGE.search(text)}
    tutorial = DOCS / "tutorials" / "notebook.ipynb"
    return {
        DOCS / "pictures" / "gap-wheel.svg": wheel("en"),
        DOCS / "pictures" / "gaphjulet.svg": wheel("sv"),
        tutorial: notebook.run(tutorial),
        **written,
    }


def main() -> int:
    for page, text in pages().items():
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.parent.mkdir(exist_ok=True)
            page.write_text(text, encoding="utf-8")
            print(f"wrote {page.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
