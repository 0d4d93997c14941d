"""Writes what the program itself knows into docs/reference: tables, options, codes, roles.

A page holds prose written by hand and passages between two marks:

    <!-- from the program: tables -->
    …
    <!-- end -->

`script/reference` writes the passages anew; a house test fails when one is not what the program
says. `pages()` gives every page as it should be.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
PASSAGE = re.compile(r"(<!-- from the program: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

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
}


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


# ------------------------------------------------------------------------------------- tables


def tables() -> str:
    """Every table of ours, with its columns."""
    from samspel.tables import CONTRACTS

    return "\n".join(map(_one_table, CONTRACTS))


def _one_table(contract) -> str:
    needed = "required" if contract.required else "optional"
    unique = ", ".join(f"`{column}`" for column in contract.key)
    rows = [
        (
            f"`{column.name}`",
            KINDS[column.kind],
            "yes" if column.required else "",
            _allowed(column),
        )
        for column in contract.columns
    ]
    return (
        f"### {contract.name}\n\n"
        f"One row is {ROW_IS[contract.name]}. The table is {needed}. Unique by {unique}.\n\n"
        + _table(("Column", "Kind", "Must be filled", "Values"), rows)
    )


def _allowed(column) -> str:
    parts = [", ".join(f"`{value}`" for value in column.values)]
    if column.refers:
        parts.append(f"a key of [{column.refers}](#{column.refers})")
    if column.or_all:
        parts.append("or `*` for all")
    return " ".join(part for part in parts if part)


# --------------------------------------------------------------------------------------- JSON


def _schema() -> dict:
    file = ROOT / "src" / "samspel" / "reports" / "run.schema.json"
    return json.loads(file.read_text(encoding="utf-8"))


def json_keys() -> str:
    """The keys of the public JSON, from its schema."""
    found = _schema()["$defs"]
    return "\n".join(
        f"### `{where}`\n\n" + _table(("Key", "Type", "Is"), list(_keys(found[where])))
        for where in ("run", "gap")
    )


def _keys(of: dict) -> Iterator[tuple[str, ...]]:
    for key, value in of["properties"].items():
        yield f"`{key}`", _type(value), value.get("description", "")
        for inner, it in value.get("properties", {}).items():
            yield f"`{key}.{inner}`", _type(it), it.get("description", "")


def _type(value: dict) -> str:
    names = {"count": "whole number", "share": "number or null", "reason": "code or null"}
    if "$ref" in value:
        return names.get(value["$ref"].rpartition("/")[2], "object")
    if "anyOf" in value:
        return "object or null"
    if "enum" in value:
        return ", ".join(f"`{each}`" for each in value["enum"])
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
            *("yes" if role in each.roles else "" for role in ROLE_NAMES),
            each.refusal,
        )
        for key, each in ACTIONS.items()
    ]
    return _table(("What", "Key", *ROLE_NAMES.values(), "Said to the others"), rows)


def refusals() -> str:
    """Every other refusal of the service."""
    from samspel.records.accounts.roles import REFUSALS

    return _table(("Code", "Sentence"), [(f"`{code}`", text) for code, text in REFUSALS.items()])


PASSAGES: dict[str, Callable[[], str]] = {
    "tables": tables,
    "json": json_keys,
    "reasons": reasons,
    "measures": measures,
    "roles": roles,
    "refusals": refusals,
}


def _written(text: str) -> str:
    return PASSAGE.sub(lambda m: f"{m[1]}{PASSAGES[m[2]]().strip()}\n{m[3]}", text)


def pages() -> dict[Path, str]:
    """Every page of the reference that holds a passage, as it should be."""
    texts = {page: page.read_text(encoding="utf-8") for page in sorted(REFERENCE.rglob("*.md"))}
    return {page: _written(text) for page, text in texts.items() if PASSAGE.search(text)}


def main() -> int:
    for page, text in pages().items():
        if page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")
            print(f"wrote {page.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
