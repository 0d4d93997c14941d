"""Reading the real lists (issue 3, item 5) against plain loops over the same bytes."""

import csv
import gzip
import io
from datetime import date
from pathlib import Path

import pytest

from samspel.gaps import load_definitions, measure_all
from samspel.sources import read_cordis
from samspel.tables import Reading
from samspel.terms import RunSettings

ON, MAX_SIZE = date(2018, 12, 31), 50


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> list[dict[str, str]]:
    text = gzip.decompress((shared_data / "cordis-h2020" / "h2020.csv.gz").read_bytes()).decode()
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def sweden(shared_data: Path) -> Reading:
    path = shared_data / "cordis-h2020" / "h2020.csv.gz"
    return read_cordis(path, country="SE", ecosystem="Sverige")


def test_counts_of_sweden(rows: list[dict[str, str]], sweden: Reading) -> None:
    """Members, acts and participations: every project with a Swedish row and a start."""
    members = {row["pic"] for row in rows if row["country"] == "SE"}
    swedish = {row["rcn"] for row in rows if row["country"] == "SE"}
    dated = {row["rcn"] for row in rows if row["rcn"] in swedish and row["start_date"] != "NA"}
    parts = {(row["rcn"], row["pic"]) for row in rows if row["rcn"] in dated}
    tables = sweden.tables
    assert sweden.errors == ()
    assert {a.removeprefix("pic-") for a in tables["memberships"]["actor_id"]} == members
    ids = tables["interplay"]["interplay_id"]
    assert {act.removeprefix("cordis-rcn-") for act in ids} == dated
    assert tables["participations"].height == len(parts)
    assert tables["actors"].height == len({pic for _, pic in parts} | members)


FAR = {
    "research": lambda kind, country: kind in {"HES", "REC"},
    "education": lambda kind, country: kind == "HES",
    "authority": lambda kind, country: kind == "PUB",
    "firms": lambda kind, country: kind == "PRC" and country == "SE",
    "global": lambda kind, country: country not in {"SE", "NA"},
}


def _reached(rows: list[dict[str, str]], gap: str) -> tuple[int, int]:
    """Near actors and how many of them met a far actor, by loops and sets alone."""
    acts: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows:
        start, end = row["start_date"], row["end_date"]
        end = start if end == "NA" else end
        if start != "NA" and start <= "2018-12-31" and end > "2016-12-31":
            acts.setdefault(row["rcn"], []).append((row["pic"], row["type"], row["country"]))
    home = {row["pic"]: row["type"] for row in rows if row["country"] == "SE"}
    near = {pic for pic, kind in home.items() if gap == "global" or kind == "PRC"}
    reached = set()
    for act in acts.values():
        if 2 <= len({pic for pic, *_ in act}) <= MAX_SIZE:
            far = {pic for pic, kind, country in act if FAR[gap](kind, country)}
            reached |= {pic for pic, *_ in act if pic in near and far - {pic}}
    return len(near), len(reached)


def test_the_seven_gaps_of_sweden(rows: list[dict[str, str]], sweden: Reading) -> None:
    """As recorded the gap is 1 - reached / near, to the last digit."""
    settings = RunSettings(
        ecosystem="sverige", on=ON, definitions=load_definitions("memo-a"), as_recorded=True
    )
    run = measure_all(sweden.tables, settings)
    figures = {figure.gap: figure for figure in run.gaps}
    for gap in FAR:
        near, reached = _reached(rows, gap)
        assert (figures[gap].near, figures[gap].reached) == (near, reached), gap
        assert figures[gap].estimate == pytest.approx(1 - reached / near, abs=1e-12)
    assert figures["capital"].reason == "limits"


def test_the_official_layout_of_the_sample(shared_data: Path, tmp_path: Path) -> None:
    """The sample's projects are not those of its organisations: it is refused with them."""
    folder = shared_data / "cordis-h2020-fullcolumns-sample"
    text = gzip.decompress((folder / "organizations.csv.gz").read_bytes()).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    here = [row for row in rows if row["country"] == "SE"]
    path = folder / "organizations.csv.gz"
    refused = read_cordis(path, folder / "projects.csv", country="SE", ecosystem="x")
    assert [problem.code for problem in refused.errors] == ["cordis_other_programme"]
    ids = sorted({row["projectID"] for row in here})
    lines = ["id;startDate;endDate", *(f"{key};2016-01-01;2018-01-01" for key in ids[1:])]
    own = tmp_path / "project.csv"
    own.write_text("\n".join(lines), encoding="utf-8")
    reading = read_cordis(path, own, country="SE", ecosystem="x")
    assert reading.errors == ()
    assert reading.tables["memberships"].height == len({row["organisationID"] for row in here})
    left_out = [p for p in reading.problems if p.code == "cordis_project_not_there"]
    assert [p.values["project"] for p in left_out] == ids[:1]
    whole = {row["organisationID"]: row["vatNumber"][2:12] for row in here if row["vatNumber"]}
    kept = dict(reading.tables["actors"].select("actor_id", "org_number").rows())
    for pic, number in whole.items():
        assert kept[f"pic-{pic}"].removeprefix("SE") == number


def test_the_sample_has_no_regions(shared_data: Path) -> None:
    folder = shared_data / "cordis-h2020-fullcolumns-sample"
    reading = read_cordis(
        folder / "organizations.csv.gz", folder / "projects.csv", region="SE332", ecosystem="x"
    )
    assert [p.code for p in reading.errors] == ["cordis_no_regions"]
