"""The style sheets: colours chosen in one place, files that are there."""

import re
from pathlib import Path

import samspel
from samspel.reports.palette import DARK, LIGHT
from samspel.reports.wheel import wheel_css

STATIC = Path(samspel.__file__).parent / "pages" / "static"
PAGES = Path(samspel.__file__).parent / "pages" / "templates"
CSS = {path.name: path.read_text(encoding="utf-8") for path in (STATIC / "css").glob("*.css")}


def test_colours_are_those_of_the_one_palette():
    """tokens.css repeats reports.palette: page, wheel and document look the same (look.md)."""
    found = re.findall(r"--([a-z-]+): light-dark\((#\w{6}), (#\w{6})\);", CSS["tokens.css"])
    tokens = {name: (light.upper(), dark.upper()) for name, light, dark in found}
    wanted = {name: (LIGHT[name].upper(), DARK[name].upper()) for name in LIGHT}
    assert {name: tokens.get(name) for name in wanted} == wanted


def test_no_other_sheet_names_a_colour():
    """A drawn chart says its colours itself, in light; a sheet that turns it dark finds them by
    those, and gives it roles."""
    drawn = re.compile(r"\[(?:fill|stroke)=\"(#[0-9a-fA-F]{6})\"\]")
    for name, text in CSS.items():
        if name not in {"tokens.css", "wheel.css"}:
            assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", drawn.sub("", text)), name
            assert {one.upper() for one in drawn.findall(text)} <= _palette(), name


def _palette() -> set[str]:
    return set(re.findall(r"#[0-9A-F]{6}", CSS["tokens.css"].upper()))


def test_every_role_that_is_used_is_defined():
    defined = set(re.findall(r"(--[a-z0-9-]+):", CSS["tokens.css"]))
    used = {name for text in CSS.values() for name in re.findall(r"var\((--[a-z0-9-]+)", text)}
    assert used <= defined, used - defined


def test_the_wheels_sheet_is_the_one_reports_writes():
    assert CSS["wheel.css"] == wheel_css()


def test_no_shadow_no_gradient_and_no_address():
    for name, text in CSS.items():
        plain = text.replace("box-shadow: inset", "")  # the line under the current menu item
        assert "shadow" not in plain, name
        assert "gradient" not in text, name
        assert "http" not in text, name


def test_every_file_a_sheet_points_to_is_there():
    for text in CSS.values():
        for target in re.findall(r"url\(\"([^\"]+)\"\)", text):
            assert (STATIC / "css" / target).resolve().is_file(), target


def test_a_wide_table_is_cards_on_a_phone_and_every_cell_says_its_column():
    """Its first column fills 320 px: what stands beside it would be out of sight."""
    tables = [
        (path.name, table)
        for path in PAGES.rglob("*.html")
        for table in re.findall(
            r"<table class=\"wide.*?</table>", path.read_text("utf-8"), re.DOTALL
        )
    ]
    assert len(tables) > 20
    for name, table in tables:
        assert table.startswith('<table class="wide cards"'), name
        assert not re.findall(r"<td(?![^>]*data-label)[^>]*>", table), name
