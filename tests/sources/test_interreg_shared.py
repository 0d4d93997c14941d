"""The real Interreg file against an independent reading: the csv module and plain loops only.

The mapping file is data and is read as such; no line of product code takes part in `_plain`.
"""

import csv
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from samspel.gaps import load_definitions, measure_all
from samspel.sources import mapping_text, read_interreg
from samspel.tables import Reading, check
from samspel.terms import Run, RunSettings

COUNTY = "Norrbottens län"
# The day of the extract, and the day after which its 24-month window begins.
ON, BEFORE = date(2026, 6, 9), date(2024, 6, 9)


@pytest.fixture(scope="module")
def partners(shared_data: Path) -> Path:
    return shared_data / "interreg-se-2021-2027" / "partners.csv"


@pytest.fixture(scope="module")
def reading(partners: Path) -> Reading:
    return read_interreg(partners, region=COUNTY, ecosystem="norrbotten")


@dataclass
class Plain:
    """What the plain reading found: everything by name."""

    members: set[str]
    others: set[str]
    acts: dict[tuple[str, str], set[str]]
    dates: dict[tuple[str, str], tuple[date, date]]
    sectors: dict[str, str]
    roles: dict[str, set[str]]


@pytest.fixture(scope="module")
def plain(partners: Path) -> Plain:
    return _plain(partners)


def _plain(path: Path) -> Plain:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["organisationsnamn"].strip()]
    words = tomllib.loads(mapping_text())
    known = {n.lower(): a["name"] for a in words["alias"] for n in [a["name"], *a["also"]]}
    for row in rows:
        name = " ".join(row["organisationsnamn"].split())
        row["who"] = known.get(name.lower(), name).lower()
    members = {row["who"] for row in rows if row["nuts3"] == COUNTY}
    acts, dates = defaultdict(set), {}
    wanted = {(r["program"], r["projektnamn"]) for r in rows if r["nuts3"] == COUNTY}
    for row in rows:
        key = (row["program"], row["projektnamn"])
        if key in wanted:
            acts[key].add(row["who"])
            try:
                start, end = (date.fromisoformat(row[c]) for c in ("startdatum", "slutdatum"))
            except ValueError:
                continue
            if start <= end:
                first, last = dates.get(key, (start, end))
                dates[key] = (min(first, start), max(last, end))
    acts = {key: who for key, who in acts.items() if key in dates}
    others = {who for present in acts.values() for who in present} - members
    sectors, roles = {}, {}
    for who in members | others:
        sector, role = _kind([row for row in rows if row["who"] == who], who, words)
        sectors[who], roles[who] = sector, set(role)
    return Plain(members, others, acts, dates, sectors, roles)


def _kind(rows: list[dict[str, str]], who: str, words: dict) -> tuple[str, list[str]]:
    for part in words["name"]:
        if who in [name.lower() for name in part["names"]]:
            return part["sector"], part["roles"]
    counts = Counter((row["organisationstyp"], row["organisationsagande"]) for row in rows)
    pairs = [((k["type"], o), k) for k in words["kind"] for o in k["ownership"]]
    most = max(counts.values())
    for pair, kind in pairs:
        if counts.get(pair) == most:
            return kind["sector"], kind["roles"]
    raise AssertionError(who)


@pytest.mark.shared
def test_norrbotten_agrees_with_the_plain_reading(reading: Reading, plain: Plain) -> None:
    """R27-R35, R121: members, those who come along, acts and who took part in which."""
    tables = reading.tables
    assert reading.errors == ()
    assert check(tables) == ()
    names = dict(zip(tables["actors"]["actor_id"], tables["actors"]["name"], strict=True))
    members = {names[actor].lower() for actor in tables["memberships"]["actor_id"]}
    assert members == plain.members
    assert {name.lower() for name in names.values()} - members == plain.others
    titles = dict(
        zip(tables["interplay"]["interplay_id"], tables["interplay"]["title"], strict=True)
    )
    found = {(titles[act], names[who].lower()) for act, who, _ in tables["participations"].rows()}
    assert found == {(key[1], who) for key, present in plain.acts.items() for who in present}
    assert tables["interplay"].height == len(plain.acts)
    assert tables["participations"].height == sum(map(len, plain.acts.values()))


@pytest.mark.shared
def test_norrbotten_has_the_counts_that_its_source_note_gives(reading: Reading) -> None:
    """98 projects, 56 with two partners or more; 51 names, three of them other names of two."""
    tables = reading.tables
    assert tables["interplay"].height == 98
    assert tables["memberships"].height == 48
    sizes = tables["participations"].group_by("interplay_id").len()["len"]
    assert (sizes >= 2).sum() == 56


@pytest.mark.shared
def test_the_dirt_is_told_in_the_numbers_that_the_source_note_gives(reading: Reading) -> None:
    counts = Counter(problem.code for problem in reading.problems)
    assert counts["interreg_blank_name"] == 17
    assert counts["interreg_blank_county"] == 7
    assert counts["interreg_ends_before_start"] == 2
    assert counts["interreg_bad_date"] == 7
    assert counts["interreg_dates_differ"] == 4


@pytest.fixture(scope="module")
def run(reading: Reading) -> Run:
    settings = RunSettings("norrbotten", ON, load_definitions("memo-b"), as_recorded=True)
    return measure_all(reading.tables, settings)


@pytest.mark.shared
def test_the_gaps_as_recorded_agree_with_the_plain_loops(run: Run, plain: Plain) -> None:
    """R53-R62: near, far and reached by loops; the estimate as recorded is 1 - reached/near."""
    carry = [
        present
        for key, present in plain.acts.items()
        if plain.dates[key][0] <= ON and plain.dates[key][1] > BEFORE and 2 <= len(present) <= 50
    ]
    for gap, (near, far) in _sides(plain).items():
        reached = {i for present in carry for i in present & near if (present & far) - {i}}
        figure = run.gap(gap)
        assert (figure.near, figure.far, figure.reached) == (len(near), len(far), len(reached))
        if figure.reason is None:
            assert figure.estimate == pytest.approx(1 - len(reached) / len(near))


def _sides(plain: Plain) -> dict[str, tuple[set[str], set[str]]]:
    everyone = plain.members | plain.others

    def having(role: str, among: set[str]) -> set[str]:
        return {who for who in among if role in plain.roles[who]}

    firms = having("firm", plain.members)
    public = {who for who in everyone if plain.sectors[who] == "public"}
    civil = {who for who in everyone if plain.sectors[who] == "civil"}
    return {
        "research": (firms, having("research", everyone)),
        "education": (firms, having("education", everyone)),
        "capital": (firms | having("education", plain.members), having("capital", everyone)),
        "authority": (firms, having("authority", public) | civil),
        "firms": (firms, firms),
        "ecosystems": (plain.members, set()),
        "global": (plain.members, having("market", everyone)),
    }


@pytest.mark.shared
def test_what_the_source_cannot_show_has_no_estimate(run: Run) -> None:
    """Also as recorded: a list of Swedish partners cannot show a foreign one."""
    assert run.gap("global").reason == "limits"
    assert run.gap("global").estimate is None
    assert run.gap("ecosystems").reason == "no_other_ecosystem"
    assert run.gap("capital").reason == "no_far_side"


@pytest.mark.shared
def test_every_county_is_read(partners: Path) -> None:
    with partners.open(encoding="utf-8-sig", newline="") as file:
        counties = {row["nuts3"] for row in csv.DictReader(file)} - {""}
    assert len(counties) == 21
    for county in sorted(counties):
        reading = read_interreg(partners, region=county, ecosystem=county)
        assert reading.errors == ()
        assert reading.tables["memberships"].height > 0
        assert check(reading.tables) == ()
