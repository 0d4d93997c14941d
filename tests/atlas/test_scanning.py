"""Tables that are scanned: read as the reader reads them, or refused with place and remedy.

Nothing that the reader understands may be lost in silence (issue 3 item 7; R146).
"""

import json
import shutil
from importlib.util import find_spec

import polars as pl
import pytest

from samspel.atlas import Local, opened, scan
from samspel.cli import main
from samspel.sources import example
from samspel.tables import CONTRACTS, read, write
from samspel.tables.swedish import heading_in, table_in
from samspel.terms import BadData


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The made-up region as CSV."""
    folder = tmp_path_factory.mktemp("written")
    write(example.build().tables, folder / "tables", form="csv")
    return folder / "tables"


@pytest.fixture
def region(written, tmp_path):
    return shutil.copytree(written, tmp_path / "tables")


def change(file, *, drop=(), **columns):
    """The file's columns, dropped or with other cells in all rows or in the first."""
    frame = pl.read_csv(file, infer_schema=False, separator=";").drop(drop)
    for name, value in columns.items():
        first = pl.int_range(pl.len()) == 0
        frame = frame.with_columns(pl.when(first).then(pl.lit(value)).otherwise(name).alias(name))
    frame.write_csv(file, separator=";")


def told(folder, engine=None):
    with pytest.raises(BadData) as refused:
        scan(folder, engine)
    return [(p.code, p.place.file, p.place.row, p.place.column) for p in refused.value.problems]


REQUIRED = [
    (contract.name, column.name)
    for contract in CONTRACTS
    for column in contract.columns
    if column.required
]


@pytest.mark.parametrize(("table", "column"), REQUIRED)
def test_a_required_column_that_is_not_there_is_told(written, tmp_path, table, column):
    """It was a column of nothing, and figures came of it."""
    source = pl.DataFrame({c: ["x"] for c in next(x for x in CONTRACTS if x.name == table).schema})
    for name in ("ecosystems", "actors", "memberships", "interplay", "participations"):
        shutil.copy(written / f"{name}.csv", tmp_path)
    there = tmp_path / f"{table}.csv"
    if there.exists():
        change(there, drop=[column])
    else:
        source.drop(column).write_csv(there, separator=";")
    assert ("missing_column", f"{table}.csv", 0, column) in told(tmp_path)


@pytest.mark.parametrize(
    ("table", "cells", "code"),
    [
        ("memberships", {"is_platform": "kanske"}, "bad_flag"),
        ("memberships", {"member_from": "2026-02-30"}, "bad_date"),
        ("memberships", {"member_from": "0001-01-01"}, "bad_date"),
        ("memberships", {"member_from": "20260228"}, "not_as_scanned"),
        ("memberships", {"actor_id": ""}, "blank_cell"),
        ("memberships", {"actor_id": " a"}, "not_as_scanned"),
        ("interplay", {"started_on": "1/2/2026"}, "ambiguous_date"),
        ("interplay", {"kind": "möte"}, "not_as_scanned"),
        ("interplay", {"level": "planet"}, "unknown_value"),
        ("actors", {"sector": "Privat"}, "not_as_scanned"),
        ("actors", {"sector": "planet"}, "unknown_value"),
        ("actors", {"roles": "firm|forskning"}, "not_as_scanned"),
        ("actors", {"roles": "Firm"}, "not_as_scanned"),
        ("actors", {"country": "Sverige"}, "not_as_scanned"),
        ("actors", {"country": "Qland"}, "bad_country"),
        ("actors", {"latitude": "north"}, "bad_number"),
        ("answers", {"item": "contact:research", "value": "ja"}, "unknown_value"),
        ("participations", {"role": "arrangör"}, "not_as_scanned"),
    ],
)
def test_a_cell_that_would_be_lost_is_told_with_its_place(region, table, cells, code):
    change(region / f"{table}.csv", **cells)
    assert told(region) == [(code, f"{table}.csv", 2, list(cells)[-1])]


def test_a_parquet_cell_is_told_alike(written, tmp_path):
    for file in written.glob("*.csv"):
        pl.read_csv(file, infer_schema=False, separator=";").write_parquet(
            tmp_path / f"{file.stem}.parquet"
        )
    scan(tmp_path)
    actors = tmp_path / "actors.parquet"
    pl.read_parquet(actors).with_columns(sector=pl.lit("privat")).write_parquet(actors)
    assert set(told(tmp_path)[:500]) <= {
        ("not_as_scanned", "actors.parquet", row, "sector") for row in range(1000)
    }
    pl.read_parquet(actors).with_columns(roles=pl.lit(b"x")).write_parquet(actors)
    assert told(tmp_path) == [("bad_type", "actors.parquet", 0, "roles")]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("actors.csv", b"", "empty_file"),
        ("actors.csv", b"\n\n", "empty_file"),
        ("actors.csv", "actor_id,name,sector\na,Åsele,private\n".encode("cp1252"), "not_utf8"),
        ("actors.csv", b"actor_id,name,sector\na,b,private,c,d\n", "cannot_be_scanned"),
        ("actors.csv", b"actor_id,name,sector,sector\n", "duplicate_column"),
        ("actors.parquet", b"PAR1 and no more", "unreadable_file"),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_file_that_cannot_be_scanned_is_named(
    region, tmp_path, capsys, name, data, code, language
):
    """Each a traceback once; now the file, what is wrong and what to do, in the person's words."""
    (region / "actors.csv").unlink()
    (region / name).write_bytes(data)
    assert {each[:2] for each in told(region)} == {(code, name)}
    out = ["--out", str(tmp_path / "x.json"), "--language", language]
    asked = ["atlas", str(region), "--on", "2026-09-30", "--scan-over", "0", "--workers", "1", *out]
    assert main(asked) == 1
    said = capsys.readouterr().err
    assert name in said
    assert "→" in said
    assert "polars" not in said.lower()
    assert not (tmp_path / "x.json").exists()


def test_a_page_of_parquet_that_is_damaged_is_no_traceback(region, tmp_path, capsys):
    write(read(region).tables, tmp_path / "parquet", form="parquet")
    file = tmp_path / "parquet" / "participations.parquet"
    data = bytearray(file.read_bytes())
    data[8 : len(data) // 2] = b"\xff" * (len(data) // 2 - 8)
    file.write_bytes(bytes(data))
    asked = ["--on", "2026-09-30", "--scan-over", "0", "--workers", "1", "--language", "en"]
    out = ["--out", str(tmp_path / "x.json")]
    assert main(["atlas", str(tmp_path / "parquet"), *asked, *out]) == 1
    assert "participations.parquet" in capsys.readouterr().err


def test_two_files_of_one_table_are_told(region):
    shutil.copy(region / "actors.csv", region / "Aktörer.csv")
    assert [each[0] for each in told(region)] == ["two_files_one_table"]


@pytest.fixture
def swedish(region):
    """The same tables as a Swedish office would save them: names, headings, ja and nej, `;`."""
    for file in sorted(region.glob("*.csv")):
        frame = pl.read_csv(file, infer_schema=False, separator=";")
        flags = [name for name in ("is_platform", "is_financier") if name in frame.columns]
        frame = frame.with_columns(
            pl.when(pl.col(name).is_in(["1", "true"])).then(pl.lit("Ja")).otherwise(pl.lit("nej"))
            .alias(name)
            for name in flags
        )  # fmt: skip
        names = {name: heading_in(file.stem, name, "sv") for name in frame.columns}
        frame.rename(names).write_csv(
            region / f"{table_in(file.stem, 'sv')}.csv", separator=";", include_bom=True
        )
        if table_in(file.stem, "sv") != file.stem:
            file.unlink()
    return region


def test_swedish_names_headings_and_flags_are_read_as_the_reader_reads_them(swedish, tmp_path):
    """`ja` was no, and the platform was lost."""
    outs = []
    for over in ("0", "200"):
        outs.append(tmp_path / f"{over}.json")
        asked = ["--on", "2026-09-30", "--workers", "1", "--scan-over", over]
        assert main(["atlas", str(swedish), *asked, "--out", str(outs[-1])]) == 0
    scanned, as_read = (json.loads(out.read_text("utf-8"))["units"] for out in outs)
    assert scanned == as_read
    assert Local().found(scan(swedish)["memberships"])["is_platform"].any()


@pytest.mark.parametrize(
    ("table", "cells", "column"),
    [
        ("participations", {"actor_id": "nobody"}, "actor_id"),
        ("participations", {"interplay_id": "nothing"}, "interplay_id"),
        ("memberships", {"ecosystem_id": "nowhere"}, "ecosystem_id"),
        ("interplay", {"source": "wave:none"}, "source"),
        ("answers", {"wave_id": "none"}, "wave_id"),
        ("coverage", {"actor_id": "nobody"}, "actor_id"),
    ],
)
def test_an_id_that_is_nowhere_is_told_and_not_left_out(region, table, cells, column):
    change(region / f"{table}.csv", **cells)
    assert told(region) == [("unknown_reference", f"{table}.csv", 2, column)]
    assert main(["check", str(region)]) == 1, "as the reader has it"


@pytest.mark.parametrize("table", ["ecosystems", "actors", "interplay", "memberships", "waves"])
def test_a_row_that_stands_twice_is_told_and_not_counted_twice(region, table):
    file = region / f"{table}.csv"
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([*lines, lines[1]]) + "\n", "utf-8")
    key = next(contract for contract in CONTRACTS if contract.name == table).key[0]
    assert told(region) == [("twice_as_scanned", file.name, len(lines) + 1, key)]


def test_who_takes_part_twice_in_an_act_counts_once(region):
    asked = ["atlas", str(region), "--scan-over", "0", "--workers", "1", "--on", "2026-09-30"]
    outs = region / "once.json", region / "twice.json"
    assert main([*asked, "--out", str(outs[0])]) == 0
    file = region / "participations.csv"
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([*lines, *lines[1:50]]) + "\n", "utf-8")
    assert main([*asked, "--out", str(outs[1])]) == 0
    once, twice = (json.loads(out.read_text("utf-8"))["units"] for out in outs)
    assert once == twice


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_spark_scans_the_same_cells(swedish, tmp_path, monkeypatch):
    if find_spec("pyspark") is None or not shutil.which("java"):
        pytest.skip("pyspark or java is not here")
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    here = scan(swedish)
    with opened(None, tmp_path) as engine:
        there = scan(swedish, engine)
        for contract in CONTRACTS:
            found = engine.found(there[contract.name]).sort(pl.all())
            assert found.equals(Local().found(here[contract.name]).sort(pl.all())), contract.name
        change(
            swedish / f"{table_in('memberships', 'sv')}.csv",
            drop=[heading_in("memberships", "actor_id", "sv")],
        )
        assert told(swedish, engine)[0][0] == "missing_column"
