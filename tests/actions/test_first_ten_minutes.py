"""From twenty pasted names to told answers and a measured wheel (issue 5 item 1)."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from records.cast import Cast
from samspel.actions import (
    classify_places,
    first_grid,
    first_list,
    first_members,
    first_sides,
    first_wheel,
)
from samspel.actions.enter_rows import find_rows
from samspel.actions.joined_tables import read_tables
from samspel.records.beginning.api import Kept
from samspel.records.gaps.api import get_measured
from samspel.records.register.api import ActorQuery, EntryQuery, list_actors, list_entries
from samspel.terms import PageRequest, Refusal, Viewer

LIST = "\n".join(
    ["Org.nr\tFöretag\tOrt\tKontaktperson", "556036-0793\tBerg AB\tLuleå\tAnna Ek"]
    + [f"\tFirma {at} AB\tBoden\t" for at in range(2, 19)]
    + ["\tTreehotel\tHarads\t", "\tByns ideella förening\tByn\t"]
)


def begin(by: Viewer, text: str = LIST, **more: object) -> None:
    kept = Kept(ecosystem_name="Besöksnäringen", platform="Visit Norr ek. för.", text=text)
    first_list.keep_list(kept=replace(kept, **more), changes=None, by=by)  # type: ignore[arg-type]


def enter(by: Viewer, **choices: str) -> first_members.Entered:
    return first_members.enter_members(choices=choices, changes=None, by=by)


def names(by: Viewer) -> dict[str, str]:
    rows = list_actors(ActorQuery(), page=PageRequest(size=200), by=by).rows
    return {row.name: row.sector for row in rows}


def test_nothing_is_filled_in_that_nothing_says(cast: Cast) -> None:
    """R23: a name that says nothing waits for a person; then all is entered as one."""
    begin(cast.alice)
    listed = first_list.lines_of(by=cast.alice)
    assert [line.name for line in listed.lines if not line.kind] == ["Treehotel"]
    assert (len(listed.lines), listed.new, listed.left) == (21, 21, 1)
    with pytest.raises(Refusal, match="kinds_missing"):
        enter(cast.alice, out3="out")
    assert names(cast.alice) == {}
    again = first_list.lines_of(by=cast.alice)
    assert [line.at for line in again.lines if line.out] == [3], "what was chosen is kept"
    done = enter(cast.alice, rest="private:firm", out3="")
    assert (done.actors, done.members) == (21, 21)
    assert names(cast.alice)["Treehotel"] == "private"
    assert names(cast.alice)["Byns ideella förening"] == "civil"
    entries = list_entries(EntryQuery(), page=PageRequest(), by=cast.alice)
    assert [entry.origin for entry in entries.rows] == ["paste"]
    assert first_list.find_list(by=cast.alice) is None, "the pasted text is forgotten"


def test_persons_and_unknown_columns(cast: Cast) -> None:
    """R146: contact persons are never taken in; other columns are kept beside."""
    begin(cast.alice, "Företag\tKontaktperson\tE-post\tNisch\nBerg AB\tAnna Ek\ta@b.se\tfiske")
    enter(cast.alice)
    tables, _ = read_tables(by=cast.alice)
    assert "Anna" not in str(tables["actors"].to_dicts())
    row = find_rows(table="actors", column="name", values=["Berg AB"], by=cast.alice)
    assert row["Nisch"][0] == "fiske"


def test_a_kept_column_can_be_dropped_before_it_is_entered(cast: Cast) -> None:
    """It is listed with a first value, and goes along only while nobody leaves it out."""
    begin(cast.alice, "Företag\tNisch\tKommentar\nBerg AB\tfiske\tny 2025", platform="")
    listed = first_list.lines_of(by=cast.alice)
    told = [(one.heading, one.first, one.out) for one in listed.kept]
    assert told == [("Nisch", "fiske", False), ("Kommentar", "ny 2025", False)]
    enter(cast.alice, **{listed.kept[1].choice: "out"})
    row = find_rows(table="actors", column="name", values=["Berg AB"], by=cast.alice)
    assert row["Nisch"][0] == "fiske"
    assert "ny 2025" not in str(row.to_dicts())


def test_a_sole_trader_is_marked_and_its_number_never_kept(cast: Cast) -> None:
    """R146: the number is a person's."""
    begin(cast.alice, "Företag\tOrg.nr\nAnnas fisk\t850101-1236\nBerg AB\t556036-0793")
    lines = {line.name: line for line in first_list.lines_of(by=cast.alice).lines}
    assert [lines[name].out for name in ("Annas fisk", "Berg AB")] == [True, False]
    enter(cast.alice, rest="private:firm", out0="")
    row = find_rows(table="actors", column="name", values=["Annas fisk"], by=cast.alice)
    assert (row["org_number"][0], row["sole_trader"][0]) == (None, "True")


def test_who_is_there_already_is_told_with_the_reason(cast: Cast) -> None:
    """R17: within the list and against the register, sure ones taken, others offered."""
    begin(cast.alice, "Berg AB\t556036-0793\nLTU\t\nNorrlands Fiske AB\t", platform="")
    enter(cast.alice)
    text = (
        "BERG AB\t\nAnnat namn\t5560360793\nLuleå tekniska universitet\t\n"
        "Norrlands Fiskare AB\t\nNy AB\t\nny ab\t"
    )
    begin(cast.alice, text, ecosystem="besoksnaringen", platform="")
    lines = {line.name: line for line in first_list.lines_of(by=cast.alice).lines}
    assert lines["BERG AB"].same == "berg-ab"
    assert lines["Annat namn"].matches[0].reasons == ("same_number",)
    assert lines["Norrlands Fiskare AB"].matches[0].reasons == ("alike",)
    assert lines["Norrlands Fiskare AB"].same == "", "offered, not taken"
    assert lines["ny ab"].same == "row-4"
    before = len(names(cast.alice))
    at = lines["Norrlands Fiskare AB"].at
    done = enter(cast.alice, **{f"same{at}": "norrlands-fiske-ab"})
    assert len(names(cast.alice)) == before + done.actors
    assert "Annat namn" not in names(cast.alice)
    assert "Norrlands Fiskare AB" not in names(cast.alice)


def test_a_columns_meaning_is_remembered(cast: Cast) -> None:
    begin(cast.alice, "Kundnamn\tX\nBerg AB\tLuleå")
    assert not first_list.read_list(by=cast.alice).sure
    first_list.say_columns(columns=("name", "municipality"), heading_row=1, by=cast.alice)
    begin(cast.alice, "kundnamn\tx\nDal AB\tBoden")
    read = first_list.read_list(by=cast.alice)
    assert [one.field for one in read.columns] == ["name", "municipality"]
    assert read.named("name") == ("Dal AB",)
    begin(cast.alice, "Våra kunder\nkundnamn\tx\nFors AB\tBoden")
    read = first_list.read_list(by=cast.alice)
    assert (read.named("name"), read.above) == (("Fors AB",), ("Våra kunder",))


def test_a_list_is_its_makers_alone_and_two_windows_never_undo_each_other(cast: Cast) -> None:
    begin(cast.alice)
    other = replace(cast.alice, contact=(cast.alice.contact or 0) + 1000)
    assert first_list.find_list(by=other) is None
    begun = first_list.find_list(by=cast.alice)
    assert begun is not None
    first_list.choose(choices={"kind0": "civil:civil"}, changes=begun.changes, by=cast.alice)
    with pytest.raises(Refusal, match="draft_was_changed"):
        first_list.choose(choices={"kind0": ""}, changes=begun.changes, by=cast.alice)


@pytest.fixture
def entered(cast: Cast) -> Cast:
    """Twenty members, their platform, and the far sides of Norrbotten."""
    begin(cast.alice)
    enter(cast.alice, rest="private:firm")
    keys = [
        line.key
        for side in first_sides.list_sides(county="25", by=cast.alice)
        for line in side.lines
    ]
    added = first_sides.enter_sides(
        ecosystem="besoksnaringen", county="25", keys=keys, by=cast.alice
    )
    assert added == len(keys)
    return cast


def test_the_far_sides_are_entered_once(entered: Cast) -> None:
    sides = first_sides.list_sides(county="25", by=entered.alice)
    assert all(line.actor for side in sides for line in side.lines)
    keys = [line.key for side in sides for line in side.lines]
    assert not first_sides.enter_sides(
        ecosystem="besoksnaringen", county="25", keys=keys, by=entered.alice
    )


def tell_all(by: Viewer, value: object = None) -> int:
    grid = first_grid.get_grid(ecosystem="besoksnaringen", by=by)
    told = {
        (row.actor_id, gap): "yes" if (place + len(gap)) % 3 else "no"
        for place, row in enumerate(grid.rows)
        for gap in row.cells
    }
    return first_grid.tell_contacts(ecosystem="besoksnaringen", told=told, by=by)


def test_told_answers_alone_draw_the_wheel(entered: Cast) -> None:
    """Method section 1: told by the platform is no respondent's answer, so nothing is withheld."""
    grid = first_grid.get_grid(ecosystem="besoksnaringen", by=entered.alice)
    assert [side.gap for side in grid.sides] == [
        "research", "education", "capital", "authority", "firms", "global",
    ]  # fmt: skip
    assert grid.empty == ("ecosystems",)
    assert len(grid.rows) == 20
    assert not any(row.name == "Visit Norr ek. för." for row in grid.rows), "on neither side"
    assert tell_all(entered.alice) == grid.cells
    drawn = first_wheel.draw_wheel(ecosystem="besoksnaringen", by=entered.alice)
    run = get_measured(drawn.run, by=entered.alice)
    said = {figure.gap: figure for figure in run.gaps if figure.estimate is not None}
    assert set(said) == {side.gap for side in grid.sides}
    assert all(figure.told == figure.near for figure in said.values())
    assert run.gap("ecosystems").reason == "no_other_ecosystem"


def test_a_cell_is_told_anew_taken_back_and_left_unknown(entered: Cast) -> None:
    alice = entered.alice

    def tell(value: str) -> int:
        told = {("treehotel", "research"): value}
        return first_grid.tell_contacts(ecosystem="besoksnaringen", told=told, by=alice)

    def cell() -> str:
        grid = first_grid.get_grid(ecosystem="besoksnaringen", by=alice)
        return next(row for row in grid.rows if row.actor_id == "treehotel").cells["research"]

    for value in ("yes", "no", "unknown", ""):
        assert tell(value) == 1
        assert cell() == value
        assert tell(value) == 0, "what is as it was is no entry"
    rows = read_tables(by=alice)[0]["answers"]
    assert rows.height == 0
    with pytest.raises(Refusal, match="not_told_so"):
        first_grid.tell_contacts(
            ecosystem="besoksnaringen", told={("ghost", "research"): "yes"}, by=alice
        )


def test_what_a_leader_enters_stays_with_the_platform(entered: Cast) -> None:
    """Issue 5 item 7: its own until it is handed in, and its wheel counts it."""
    leader = replace(
        entered.alice,
        roles=frozenset({"platform_leader"}),
        ecosystems=frozenset({"besoksnaringen"}),
        workspaces=frozenset({"besoksnaringen"}),
    )
    begin(leader, "Fors AB", ecosystem="besoksnaringen", platform="", ecosystem_name="")
    enter(leader)
    assert "Fors AB" not in names(entered.alice)
    tell_all(leader)
    assert read_tables(by=entered.alice)[0]["answers"].height == 0
    drawn = first_wheel.draw_wheel(ecosystem="besoksnaringen", by=leader)
    assert get_measured(drawn.run, by=leader).gap("firms").told == 20
    begin(leader, "Fors AB", ecosystem_name="Ett eget", platform="")
    with pytest.raises(Refusal):
        enter(leader)


def test_a_real_list_nobody_prepared(cast: Cast, shared_data: Path) -> None:
    """Norrbotten's Interreg partners as somebody would copy them: mixed columns, each project a
    row, so most names stand several times; entered whole, each once."""
    path = shared_data / "interreg-se-2021-2027" / "partners.csv"
    columns = ["projektnamn", "organisationstyp", "organisationsnamn", "organisationsagande"]
    rows = pl.read_csv(path, infer_schema=False).filter(pl.col("nuts3") == "Norrbottens län")
    text = rows.select(*columns, "startdatum", "partnerbudget").write_csv(separator="\t")
    begin(cast.alice, text, platform="")
    listed = first_list.lines_of(by=cast.alice)
    assert not listed.pasted.sure, "the days are guessed, so the columns are shown first"
    assert [one.field for one in listed.pasted.columns] == [
        "keep", "roles", "name", "ownership", "member_from", "keep",
    ]  # fmt: skip
    assert len(listed.lines) == 125, "one row of the source has no name"
    distinct = {
        " ".join(name.split()).casefold() for name in rows["organisationsnamn"].drop_nulls()
    }
    assert 40 <= listed.new <= len(distinct)
    ltu = [line for line in listed.lines if "tekniska universitet" in line.name.casefold()]
    assert sum(not line.same for line in ltu) == 1
    done = enter(cast.alice, rest="private:firm")
    assert done.actors == done.members == listed.new
    assert names(cast.alice)["Luleå kommun"] == "public"


def test_what_is_no_municipality_is_a_place_beside_and_is_asked_about(cast: Cast) -> None:
    """R137: a village under the heading Ort is never silently a municipality."""
    text = (
        "Företag\tOrt\tLand\nA AB\tKiruna\t\nB AB\tBODENS KOMMUN\t\nC AB\tHarads\t\n"
        "D AB\tharads\t\nE AB\tPorjus\tSverige\nF Oy\tRovaniemi\tFinland\nG AB\t2583\tSvealand"
    )
    begin(cast.alice, text, platform="")
    listed = first_list.lines_of(by=cast.alice)
    assert [one.name for one in listed.towns] == ["Harads", "Porjus"], "asked once each"
    assert [line.no_country for line in listed.lines if line.no_country] == ["Svealand"]
    harads, porjus = (one.choice for one in listed.towns)
    with pytest.raises(Refusal, match="town_unknown"):
        enter(cast.alice, **{harads: "Boden", porjus: "Jockmock"})
    enter(cast.alice, **{porjus: ""})
    rows = find_rows(
        table="actors",
        column="name",
        values=[f"{one} {'Oy' if one == 'F' else 'AB'}" for one in "ABCDEFG"],
        by=cast.alice,
    ).sort("name")
    told = rows.select("municipality", "locality", "country").rows()
    assert told == [
        ("2584", None, None),
        ("2582", None, None),
        ("2582", "Harads", None),
        ("2582", "harads", None),
        (None, "Porjus", "SE"),
        (None, "Rovaniemi", "FI"),
        ("2583", None, None),
    ]
    shown = list_actors(ActorQuery(), page=PageRequest(), by=cast.alice).rows
    assert {row.municipality_name for row in shown} == {"Kiruna", "Boden", "Haparanda", ""}


def test_the_region_says_what_is_dense_and_the_figures_split_by_it(cast: Cast) -> None:
    """R138: by a person, undone like all else; what else stands of the place is kept."""
    begin(cast.alice, "Företag\tOrt\nA AB\tKiruna\nB AB\tKiruna\nC AB\tBoden", platform="")
    enter(cast.alice)
    towns = classify_places.list_towns(by=cast.alice)
    assert [(one.name, one.place_class, one.actors) for one in towns] == [
        ("Boden", "", 1),
        ("Kiruna", "", 2),
    ]
    entry = classify_places.classify_places(
        classes={"2582": "dense", "2584": "sparse"}, by=cast.alice
    )
    assert entry is not None
    tables, _ = read_tables(by=cast.alice)
    kinds = tables["places"].sort("municipality").select("municipality", "name", "place_class")
    assert kinds.rows() == [("2582", "Boden", "dense"), ("2584", "Kiruna", "sparse")]
    assert classify_places.classify_places(classes={"2582": "dense"}, by=cast.alice) is None
    classify_places.classify_places(classes={"2582": ""}, by=cast.alice)
    assert [one.place_class for one in classify_places.list_towns(by=cast.alice)] == ["", "sparse"]
    with pytest.raises(Refusal, match="not_found"):
        classify_places.classify_places(classes={"Atlantis": "dense"}, by=cast.alice)


def test_what_a_form_sends_back_as_it_was_suggested_is_no_choice(cast: Cast) -> None:
    """R23: the reason of a suggestion stays, also when the form comes back for another line."""
    begin(cast.alice, "Berg AB\nDal kommun\nTreehotel", platform="")
    lines = first_list.lines_of(by=cast.alice).lines
    sent = {f"kind{line.at}": line.kind for line in lines}
    with pytest.raises(Refusal, match="kinds_missing"):
        enter(cast.alice, **{**sent, "kind1": "civil:civil"})
    again = first_list.lines_of(by=cast.alice).lines
    assert [line.chosen for line in again] == [False, True, False]


def test_whom_we_ship_is_found_by_every_name_it_has(cast: Cast) -> None:
    """R17: Swedish Lapland visitors board = Swedish Lapland vb, whether pasted or ticked."""
    begin(cast.alice, "Swedish Lapland Visitors Board\nBerg AB", platform="")
    enter(cast.alice)
    first_sides.enter_sides(
        ecosystem="besoksnaringen",
        county="25",
        keys=["lulea-tekniska-universitet"],
        by=cast.alice,
    )

    def search(text: str) -> list[str]:
        found = list_actors(ActorQuery(text=text), page=PageRequest(), by=cast.alice)
        return [row.name for row in found.rows]

    for text in ("SLVB", "Swedish Lapland vb", "Arctic Sweden Visitors Board AB"):
        assert search(text) == ["Swedish Lapland Visitors Board"]
    assert search("LTU") == ["Luleå tekniska universitet"]
