"""The made-up region (issue item 6): whole, plausible, the same every time, and marked."""

import json
import os
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from stdnum.se import orgnr

from samspel.sources import example
from samspel.tables import check, read, snapshot
from samspel.terms import FLOWS, GAP_KEYS, LEVELS, Money

PRODUCT = Path(example.__file__).parents[2]


@pytest.fixture(scope="module")
def made() -> example.Example:
    return example.build()


def test_it_has_the_size_and_parts_the_memos_speak_of(made: example.Example) -> None:
    """R23, R27-R35: 14 municipalities, seven ecosystems, about 400 actors of all four sectors."""
    tables = made.tables
    assert tables["places"].height == 14
    assert set(tables["places"]["place_class"]) == {"dense", "sparse"}
    assert tables["ecosystems"].height == 7
    assert tables["actors"].height == 400
    assert set(tables["actors"]["sector"]) == {"academia", "public", "private", "civil"}
    roles = set("|".join(tables["actors"]["roles"]).split("|"))
    assert roles >= {"firm", "research", "education", "capital", "authority", "civil", "market"}
    assert tables["waves"].height == 2


@pytest.mark.parametrize("actors", [7, 20, 400])
def test_no_row_of_it_has_a_fault(actors: int) -> None:
    assert check(example.build(actors=actors).tables) == ()


def test_a_region_without_actors_has_named_its_ecosystems_and_nothing_else() -> None:
    tables = example.build(actors=0).tables
    filled = {name for name, frame in tables.frames.items() if frame.height}
    assert filled == {"ecosystems", "places"}


@pytest.mark.parametrize("actors", [-1, 1, 6])
def test_too_few_actors_are_refused(actors: int) -> None:
    with pytest.raises(ValueError, match="at least 7"):
        example.build(actors=actors)


@pytest.mark.parametrize("actors", [7, 300, 1000])
def test_it_has_as_many_actors_as_asked_for(actors: int) -> None:
    tables = example.build(actors=actors).tables
    assert tables["actors"].height == actors
    assert tables["actors"]["actor_id"].n_unique() == actors
    assert tables["actors"]["name"].n_unique() == actors


def test_it_is_built_in_under_three_seconds() -> None:
    start = time.process_time()
    example.build()
    assert time.process_time() - start < 3


def test_the_same_seed_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    """A word order that hangs on a set or a hash would differ between these two."""
    program = (
        "import sys; from pathlib import Path; from samspel.sources import example; "
        "example.write(Path(sys.argv[1]), actors=60)"
    )
    for name, seed in (("a", "1"), ("b", "2")):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", program, str(tmp_path / name)]
        subprocess.run(command, check=True, env=environment, timeout=60)
    assert _content(tmp_path / "a") == _content(tmp_path / "b")
    assert len(_content(tmp_path / "a")) == 3 + 20


def _content(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_another_seed_gives_another_region(made: example.Example) -> None:
    assert snapshot(example.build(7).tables) != snapshot(made.tables)


def test_what_is_written_is_what_was_built(made: example.Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    reading = read(tmp_path / "tables")
    assert reading.problems == ()
    assert snapshot(reading.tables) == snapshot(made.tables)
    assert pl.read_csv(tmp_path / "truth.csv").height == made.truth.height
    assert "påhittat" in (tmp_path / "LÄSMIG.md").read_text(encoding="utf-8")


def test_writing_again_replaces_what_was_written(tmp_path: Path) -> None:
    example.write(tmp_path, actors=7)
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    example.write(tmp_path, actors=20)
    assert read(tmp_path / "tables").tables["actors"].height == 20
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "keep"


def test_everything_says_that_it_is_made_up(made: example.Example) -> None:
    assert "Påhittade" in made.region
    assert all("(påhittat)" in name for name in made.tables["ecosystems"]["name"])
    assert "påhittat" in made.agreement.title


def test_the_agreement_has_the_pilots_figures(made: example.Example, tmp_path: Path) -> None:
    """R80-R83: 2 000 000 a year, 6 000 000 in all, 2023-10-01 to 2026-09-30."""
    agreement = made.agreement
    assert agreement.yearly == Money.kronor(2_000_000)
    assert agreement.total == agreement.yearly * 3 == Money.kronor(6_000_000)
    assert (agreement.first_on, agreement.last_on) == (date(2023, 10, 1), date(2026, 9, 30))
    assert agreement.recipient_id in set(made.tables["actors"]["actor_id"])
    example.write(tmp_path, actors=7)
    written = json.loads((tmp_path / "agreement.json").read_text(encoding="utf-8"))
    assert written["total_kronor"] == "6000000"
    assert written["example"] is True


def test_organisation_numbers_point_at_nobody(made: example.Example) -> None:
    """Group 4 is given to no kind of organisation, and no third digit is a person's."""
    actors = made.tables["actors"]
    numbers = actors["org_number"].drop_nulls().to_list()
    assert len(numbers) > 300
    assert all(n[0] == "4" and n[2] not in "01" and orgnr.is_valid(n) for n in numbers)
    assert len(set(numbers)) == len(numbers)
    sole = actors.filter(pl.col("sole_trader"))
    assert sole.height > 20
    assert sole["org_number"].null_count() == sole.height


def test_members_join_and_leave(made: example.Example) -> None:
    spells = made.tables["memberships"].filter(pl.col("ecosystem_id") == example.VISITOR)
    assert spells["member_from"].drop_nulls().len() > 20
    left = spells["member_until"].drop_nulls()
    assert ((left >= date(2024, 10, 1)) & (left < made.on)).sum() >= 5
    assert spells["is_platform"].sum() == 1
    assert spells["is_financier"].sum() == 1


def test_acts_are_of_many_kinds_over_three_years(made: example.Example) -> None:
    """R66-R68: kinds, flows and levels; a conference is a meeting place and no contact."""
    acts = made.tables["interplay"]
    assert set(acts["kind"]) >= {
        "project", "meeting", "study_visit", "degree_project", "investment", "agreement",
        "conference", "contact",
    }  # fmt: skip
    assert acts["started_on"].min() >= date(2023, 10, 1)
    assert acts["started_on"].max() <= made.on
    assert set(acts["flow"].drop_nulls()) == set(FLOWS)
    assert set(acts["level"].drop_nulls()) == set(LEVELS)
    sizes = made.tables["participations"].group_by("interplay_id").len()
    conferences = acts.filter(pl.col("kind") == "conference")["interplay_id"].implode()
    big = sizes.filter(pl.col("interplay_id").is_in(conferences))["len"]
    assert big.min() > 50


def test_every_record_is_true_and_some_truths_are_unrecorded(made: example.Example) -> None:
    """X13: what nobody wrote down did happen; only the truth file knows."""
    recorded = made.truth.filter("recorded").select("interplay_id", "actor_id", "role")
    acts = made.tables["interplay"].filter(~pl.col("source").str.starts_with("wave:"))
    written = made.tables["participations"].join(acts, on="interplay_id", how="semi")
    assert written.sort(pl.all()).equals(recorded.sort(pl.all()))
    before = pl.col("started_on") < date(2023, 10, 1)
    share = made.truth.filter(~before)["recorded"].mean()
    assert 0.5 < share < 0.9
    # Before the agreement nobody kept a record; the first survey asks about that year too.
    assert not made.truth.filter(before)["recorded"].any()
    waves = made.tables["waves"].sort("wave_id")
    asked = (waves["asks_until"] - waves["asks_from"]).dt.total_days() / 365.25
    assert asked.to_list() == pytest.approx([2, 2], abs=0.1)


def test_every_named_contact_took_place(made: example.Example) -> None:
    """A report names somebody whom its reporter did meet."""
    met = made.truth.select("interplay_id", "actor_id")
    pairs = met.join(met, on="interplay_id").select("actor_id", "actor_id_right").unique()
    reports = made.tables["interplay"].filter(pl.col("source").str.starts_with("wave:"))
    rows = made.tables["participations"].join(reports, on="interplay_id", how="semi")
    reporter = rows.filter(pl.col("role") == "reporter").select("interplay_id", "actor_id")
    named = rows.filter(pl.col("role") != "reporter").select("interplay_id", "actor_id")
    claims = reporter.join(named, on="interplay_id").select("actor_id", "actor_id_right")
    assert claims.height > 100
    assert claims.join(pairs, on=["actor_id", "actor_id_right"], how="anti").is_empty()


def test_surveys_have_holes_and_the_platform_tells_of_the_silent(made: example.Example) -> None:
    answers = made.tables["answers"]
    waves = set(made.tables["waves"]["wave_id"])
    own = answers.filter(pl.col("wave_id").is_in(sorted(waves)))
    items = set(own["item"])
    assert "contact:ecosystems" not in items
    asked = ("contact", "works", "important", "trend", "cause", "need", "offer")
    assert items <= {"value", *(f"{item}:{gap}" for item in asked for gap in GAP_KEYS)}
    worth = own.filter(pl.col("item") == "value")
    assert set(worth["value"]) == {"1", "2", "3", "4"}
    told = answers.filter(pl.col("wave_id").str.starts_with("told:"))
    assert told.height > 5
    assert not set(told["about"]) & set(own["respondent_id"])


def test_no_product_code_reads_the_truth() -> None:
    """Only the made-up region's own package may name the truth, as a file or as a frame."""
    readers = [
        path.relative_to(PRODUCT).as_posix()
        for path in PRODUCT.rglob("*.py")
        if re.search(r"truth\.csv|\.truth\b", path.read_text(encoding="utf-8"))
    ]
    assert sorted(readers) == [
        "sources/example/__init__.py",
        "sources/example/writing.py",
    ]
