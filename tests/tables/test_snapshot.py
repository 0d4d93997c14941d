"""The hash of what was read (issue 2, item 5): an outsider's reading of its docstring agrees."""

import hashlib
import unicodedata
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from samspel.tables import CONTRACTS, FORMS, Kind, Tables, diff, hash_rows, read, snapshot, write

# --------------------------------------------------- the outsider, by plain loops, from the text


def _plain_text(value: Any, kind: Kind) -> str:
    if kind is Kind.FLAG:
        return "1" if value else "0"
    if value is None:
        return ""
    if kind is Kind.DATE:
        return value.isoformat()
    if kind is Kind.NUMBER:
        text = repr(0.0 if value == 0 else value)
        return text[:-2] if text.endswith(".0") else text
    space = "".join(chr(n) for n in range(0x3001) if _is_white_space(chr(n)))
    text = unicodedata.normalize("NFC", value).strip(space)
    if kind is Kind.ORG_NUMBER:
        return "".join(c for c in text if c != "-" and c not in space)
    if kind is Kind.ROLES:
        parts = {part.strip(space) for part in text.split("|")} - {""}
        return "|".join(sorted(parts, key=str.encode))
    return text


def _is_white_space(letter: str) -> bool:
    # Python's isspace also takes the four information separators, which Unicode does not.
    return letter.isspace() and letter not in "\x1c\x1d\x1e\x1f"


def _plain_field(text: str) -> bytes:
    return str(len(text.encode())).encode() + b":" + text.encode()


def plain_snapshot(tables: Tables) -> str:
    whole = _plain_field("samspel-tables/1")
    for contract in CONTRACTS:
        rows = set()
        for row in tables[contract.name].iter_rows(named=True):
            fields = [_plain_field(_plain_text(row[c.name], c.kind)) for c in contract.columns]
            rows.add(b"".join(fields))
        whole += _plain_field(contract.name) + _plain_field(str(len(rows)))
        whole += b"".join(sorted(rows))
    return "sha256:" + hashlib.sha256(whole).hexdigest()


# ------------------------------------------------------------------------------- any tables

# Text as it is kept: no control characters, no surrogates; anything else that people type.
_LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\ufffe\uffff"
)
_TEXT = st.text(_LETTERS, min_size=1, max_size=12).filter(lambda t: t.strip() != "")
_FORMULAS = ["=cmd()", "'=x", "''+1", "-5", "@a", " =1", "\uff1dx", "'", "''"]
_TRICKS = ["a;b", 'a"b', "a\nb", "007", "1e5", "ja", "e\u0301", "1,5", "2024-01-01", "|", "NA"]
_NASTY = st.sampled_from([*_FORMULAS, *_TRICKS, "null"])
_KEYS = st.one_of(_TEXT, _NASTY)
_DATES = st.dates(date(1800, 1, 1), date(9999, 12, 31))
_NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False, width=64, allow_subnormal=False),
    st.sampled_from([0.1, 1 / 3, -0.0, 1e22, 65.584819, 123456789.125]),
)


def _values(kind: Kind) -> st.SearchStrategy[Any]:
    if kind is Kind.DATE:
        return _DATES
    if kind is Kind.NUMBER:
        return _NUMBERS
    if kind is Kind.FLAG:
        return st.booleans()
    if kind is Kind.COUNTRY:
        return st.sampled_from(["SE", "FI", "NO"])
    if kind is Kind.ROLES:
        return st.sampled_from(["firm", "research|firm", "firm|research", "a|a"])
    if kind is Kind.ORG_NUMBER:
        return st.sampled_from(["556036-0793", "5560360793", "2021002841", "DE 123-4"])
    return _KEYS


@st.composite
def any_tables(draw: st.DrawFn) -> Tables:
    frames = {}
    for contract in CONTRACTS:
        count = draw(st.integers(0, 3))
        columns = {}
        for column in contract.columns:
            value = st.sampled_from(column.values) if column.values else _values(column.kind)
            blank = value if column.required else st.none() | value
            columns[column.name] = draw(st.lists(blank, min_size=count, max_size=count))
        frames[contract.name] = pl.DataFrame(columns, schema=contract.schema)
    return Tables.of(**frames)


@given(any_tables())
@settings(max_examples=15, deadline=None)
def test_an_outsider_gets_the_same_hash(tables: Tables) -> None:
    assert snapshot(tables) == plain_snapshot(tables)


@pytest.mark.parametrize("form", FORMS)
@given(tables=any_tables())
@settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_every_form_gives_the_same_hash(
    form: Any, tables: Tables, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("round") / ("all.xlsx" if form == "xlsx" else "all")
    write(tables, out, form=form)
    again = read(out).tables
    assert snapshot(again) == snapshot(tables)
    # A repeated key is told as an error; the first row of it stands on both sides.
    assert diff(tables, again).is_empty


def test_spelling_order_and_repetition_do_not_matter() -> None:
    first = Tables.of(
        actors=pl.DataFrame(
            {
                "actor_id": ["b", "a", "a"],
                "name": ["Lule\u00e5 ", "Åre", "Åre"],
                "sector": ["private"] * 3,
                "roles": ["research | firm", None, None],
                "org_number": ["556036-0793", "", ""],
            }
        )
    )
    second = Tables.of(
        actors=pl.DataFrame(
            {
                "actor_id": ["a", "b"],
                "name": ["Åre", "Lulea\u030a"],
                "sector": ["private"] * 2,
                "roles": ["", "firm|research"],
                "org_number": [None, "5560360793"],
                "colour": ["red", "blue"],
            }
        )
    )
    assert snapshot(first) == snapshot(second)


def test_where_one_cell_ends_matters() -> None:
    one = Tables.of(limits=pl.DataFrame({"ecosystem_id": ["ab"], "gap": ["c"], "reason": ["d"]}))
    two = Tables.of(limits=pl.DataFrame({"ecosystem_id": ["a"], "gap": ["bc"], "reason": ["d"]}))
    assert snapshot(one) != snapshot(two)


def test_a_missing_flag_means_no() -> None:
    spell = {"ecosystem_id": ["e"], "actor_id": ["a"]}
    blank = hash_rows("memberships", pl.DataFrame(spell))
    said = hash_rows("memberships", pl.DataFrame({**spell, "is_platform": [False]}))
    platform = hash_rows("memberships", pl.DataFrame({**spell, "is_platform": [True]}))
    assert blank == said != platform


def test_the_hash_is_pinned() -> None:
    """Another release, or another library, must not change what a stored run refers to."""
    tables = Tables.of(
        ecosystems=pl.DataFrame({"ecosystem_id": ["e"], "name": ["Luleå"], "country": ["SE"]}),
        outcomes=pl.DataFrame(
            {"ecosystem_id": ["e"], "indicator": ["i"], "on": [date(2026, 9, 30)], "value": [0.1]}
        ),
    )
    assert snapshot(tables) == plain_snapshot(tables)
    assert snapshot(Tables.of()) == (
        "sha256:ff616c5f394bb8d88ceb8d9d8ef50329a65c24270670f395be3b0069c50b4916"
    )


def test_rows_of_an_unknown_table_are_refused() -> None:
    with pytest.raises(KeyError):
        hash_rows("nodes_and_ties", pl.DataFrame())
