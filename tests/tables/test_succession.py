"""Acts follow who goes on as another; a day before reads the actors of that day (R17)."""

from datetime import date

import polars as pl

from samspel.tables import Tables, check, follow, read, snapshot, write

BEFORE, AFTER = date(2024, 12, 31), date(2025, 6, 1)
ON = date(2025, 1, 1)


def _tables(**succession: list) -> Tables:
    actors = ["a", "b", "c", "uni"]
    return Tables.of(
        ecosystems=pl.DataFrame({"ecosystem_id": ["e"], "name": ["E"]}),
        actors=pl.DataFrame({"actor_id": actors, "name": actors, "sector": ["private"] * 4}),
        memberships=pl.DataFrame(
            {
                "ecosystem_id": ["e", "e"],
                "actor_id": ["a", "b"],
                "member_from": [date(2020, 1, 1), date(2020, 1, 1)],
                "member_until": [BEFORE, None],
            }
        ),
        interplay=pl.DataFrame(
            {"interplay_id": ["i", "j"], "started_on": [date(2024, 5, 1), date(2025, 5, 1)]}
        ),
        participations=pl.DataFrame(
            {"interplay_id": ["i", "i", "j", "j"], "actor_id": ["a", "uni", "a", "uni"]}
        ),
        waves=pl.DataFrame(
            {
                "wave_id": ["w"],
                "ecosystem_id": ["e"],
                "asks_from": [date(2024, 1, 1)],
                "asks_until": [BEFORE],
            }
        ),
        answers=pl.DataFrame(
            {
                "wave_id": ["told:x", "w", "w"],
                "respondent_id": ["a", "a", "b"],
                "item": ["contact:research"] * 3,
                "about": ["a", None, None],
                "value": ["yes", "yes", "no"],
            }
        ),
        coverage=pl.DataFrame(
            {
                "ecosystem_id": ["e", "e"],
                "actor_id": ["a", "b"],
                "gap": ["*", "research"],
                "from": [date(2024, 1, 1), date(2023, 1, 1)],
                "until": [date(2024, 6, 30), date(2025, 6, 30)],
                "by": ["p", "p"],
            }
        ),
        successions=pl.DataFrame(succession),
    )


def _merged(kind: str = "merged") -> Tables:
    return _tables(from_actor=["a"], to_actor=["b"], kind=[kind], on=[ON])


def test_a_day_before_reads_what_it_read_then() -> None:
    tables = _merged()
    assert follow(tables, BEFORE) is tables
    assert snapshot(follow(tables, BEFORE)) == snapshot(tables)


def test_acts_and_memberships_follow_and_the_old_actor_is_gone() -> None:
    now = follow(_merged(), AFTER)
    assert now["actors"]["actor_id"].to_list() == ["b", "c", "uni"]
    parts = now["participations"].sort("interplay_id", "actor_id")
    assert parts["actor_id"].to_list() == ["b", "uni", "b", "uni"]
    assert now["memberships"].select("actor_id", "member_until").rows() == [("b", None)]
    assert not [p for p in check(now.measured()) if p.severity == "error"]


def test_of_two_answers_the_successors_own_stands() -> None:
    answers = follow(_merged(), AFTER)["answers"]
    assert answers.select("wave_id", "respondent_id", "about", "value").rows() == [
        ("told:x", "a", "b", "yes"),
        ("w", "b", None, "no"),
    ]


def test_a_merged_log_was_complete_where_both_were() -> None:
    """b's claim 2023-2025 holds from the merger, and before it where a's held as well."""
    claims = follow(_merged(), AFTER)["coverage"].sort("from")
    assert claims.select("actor_id", "gap", "from", "until").rows() == [
        ("b", "research", date(2024, 1, 1), date(2024, 6, 30)),
        ("b", "research", ON, date(2025, 6, 30)),
    ]
    renamed = follow(_merged("renamed"), AFTER)["coverage"].sort("from")
    assert renamed.select("actor_id", "gap").rows() == [("b", "research"), ("b", "*")]


def test_what_began_before_a_split_follows_to_each() -> None:
    split = _tables(from_actor=["a", "a"], to_actor=["b", "c"], kind=["split"] * 2, on=[ON] * 2)
    now = follow(split, AFTER)
    parts = now["participations"].group_by("interplay_id").agg(pl.col("actor_id").sort())
    assert dict(parts.rows()) == {"i": ["a", "b", "c", "uni"], "j": ["a", "uni"]}
    assert now["actors"].height == 4
    assert now["memberships"].equals(split["memberships"])


def test_a_chain_is_followed_to_its_end() -> None:
    """a was split into b in 2025 and merged into c in 2026; b was renamed uni."""
    chain = _tables(
        from_actor=["a", "a", "b"],
        to_actor=["b", "c", "uni"],
        kind=["split", "merged", "renamed"],
        on=[ON, date(2026, 1, 1), date(2026, 1, 1)],
    )
    parts = follow(chain, date(2026, 2, 1))["participations"]
    both = parts.group_by("interplay_id").agg(pl.col("actor_id").sort())
    assert dict(both.rows()) == {"i": ["c", "uni"], "j": ["c", "uni"]}


def test_circles_and_two_successors_are_errors() -> None:
    round_ = _tables(
        from_actor=["a", "b"], to_actor=["b", "a"], kind=["merged"] * 2, on=[ON, AFTER]
    )
    assert {p.code for p in check(round_) if p.severity == "error"} == {"succession_circle"}
    twice = _tables(from_actor=["a", "a"], to_actor=["b", "c"], kind=["merged"] * 2, on=[ON] * 2)
    assert {p.code for p in check(twice) if p.severity == "error"} == {"succession_twice"}
    self = _tables(from_actor=["a"], to_actor=["a"], kind=["renamed"], on=[ON])
    assert "same_actor_twice" in {p.code for p in check(self)}


def test_tables_beside_are_written_and_read_and_are_in_no_snapshot(tmp_path) -> None:
    """The joint of issue 5: the same tables in every form; a run's hash does not see them."""
    tables = _merged()
    for form, name in (("csv", "t"), ("xlsx", "t.xlsx"), ("parquet", "p")):
        write(tables, tmp_path / name, form=form)
        again = read(tmp_path / name).tables
        assert again["successions"].equals(tables["successions"])
    assert snapshot(tables) == snapshot(tables.measured())


def test_a_number_is_read_in_one_spelling_and_a_wrong_one_is_told(tmp_path) -> None:
    """R17: numbers of the world; a sole trader's is never kept."""
    write(_merged(), tmp_path / "t")
    (tmp_path / "t" / "identifiers.csv").write_text(
        "actor_id;scheme;value\n"
        "a;vat;se 556036-0793 01\na;ROR;https://ror.org/016st3p78\nb;lei;213800KUD8LAJWSQ9D16\n"
        "b;org_number;850101-1234\nc;vat;SE850101123401\nc;foreign;NO 914 778 271\n",
        encoding="utf-8",
    )
    reading = read(tmp_path / "t")
    assert reading.tables["identifiers"]["value"].to_list() == [
        "SE556036079301",
        "016st3p78",
        "213800KUD8LAJWSQ9D16",
        None,
        None,
        "NO 914 778 271",
    ]
    codes = [problem.code for problem in reading.problems]
    assert codes.count("personal_number_removed") == 2
    assert "identifier_check_digit" in codes
    assert "8501" not in repr(reading)
