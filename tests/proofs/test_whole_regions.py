"""Claim: the plain reading and the kernel agree on whole regions too, real and made up.

Norrbotten's Interreg network as `read_interreg` gives it, at three dates, declared whole and
not; and the made-up region's visitor economy with its surveys, platform and financier.
(R54-R62, X13)
"""

from datetime import date

import pytest

from proofs.brute_force import Asked, read_section_3
from proofs.test_brute_force import assert_same
from samspel.gaps import load_definitions, measure_all
from samspel.sources import example, read_interreg
from samspel.terms import RunSettings


def compare(tables, asked):
    rows = {name: frame.to_dicts() for name, frame in tables.frames.items()}
    settings = RunSettings(
        asked.ecosystem,
        asked.on,
        load_definitions(asked.memo),
        as_recorded=asked.as_recorded,
    )
    run = measure_all(tables, settings, snapshot="sha256:none")
    for figure, read in zip(run.gaps, read_section_3(rows, asked), strict=True):
        assert_same(figure, read)
        if figure.without_financier:
            assert_same(figure.without_financier, read["without_financier"])
    return run


@pytest.mark.shared
@pytest.mark.parametrize("on", [date(2024, 6, 30), date(2025, 12, 31), date(2026, 9, 30)])
@pytest.mark.parametrize("declared", [False, True])
def test_norrbotten(shared_data, on, declared):
    path = shared_data / "interreg-se-2021-2027" / "partners.csv"
    reading = read_interreg(path, region="Norrbottens län", ecosystem="norrbotten", mapping=None)
    run = compare(reading.tables, Asked("norrbotten", on, as_recorded=declared))
    assert run.gap("global").reason == "limits"
    estimates = [figure.estimate for figure in run.gaps]
    # A record alone gives bounds; an estimate takes somebody who declares it whole.
    assert any(value is not None for value in estimates) == declared


@pytest.mark.parametrize("memo", ["memo-a", "memo-b"])
def test_the_made_up_region(memo):
    tables = example.build(actors=150).tables
    run = compare(tables, Asked(example.VISITOR, date(2026, 9, 30), memo=memo))
    assert run.gap("authority").without_financier is not None
    assert sum(figure.reason is None for figure in run.gaps) >= 4
