"""Colours by role: readable in both themes, and those that look.md names (X9)."""

import pytest

from samspel.reports.palette import DARK, LIGHT, TEXT_PAIRS, contrast


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids=" on ".join)
def test_text_reads_at_four_and_a_half_to_one(theme: dict[str, str], pair: tuple[str, str]) -> None:
    assert contrast(theme[pair[0]], theme[pair[1]]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("mark", "ground"),
    [("primary", "gap-fill"), ("gap", "gap-fill"), ("muted", "gap-fill"), ("ink", "surface")],
)
def test_marks_of_the_wheel_stand_out_three_to_one(
    theme: dict[str, str], mark: str, ground: str
) -> None:
    assert contrast(theme[mark], theme[ground]) >= 3


def test_both_themes_have_the_same_roles() -> None:
    assert set(LIGHT) == set(DARK)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
