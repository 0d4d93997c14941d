"""The wheel as a browser shows it: axe, names, focus, and that it fits (X9)."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reports import runs
from samspel.reports import render_html
from samspel.terms import GAP_KEYS

pytestmark = pytest.mark.browser
playwright = pytest.importorskip("playwright.sync_api")
AXE = Path(__file__).parents[1] / "journeys" / "vendor" / "axe.min.js"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = os.environ.get("SAMSPEL_CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.skip("no Chromium here")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()


@pytest.mark.parametrize(("width", "theme"), [(1200, "light"), (320, "dark")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    browser: Any, width: int, theme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=theme)
    page.set_content(render_html(runs.run(), "sv"))
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run()")
    assert [fault["id"] for fault in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


def test_the_keyboard_walks_the_spokes_in_the_order_of_the_gaps(browser: Any) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.set_content(render_html(runs.run(), "sv"))
    walked = []
    for _ in GAP_KEYS:
        page.keyboard.press("Tab")
        walked.append(page.evaluate("document.activeElement.getAttribute('href')"))
        ring = "getComputedStyle(document.activeElement.querySelector('.w-focus')).stroke"
        assert page.evaluate(ring) != "none"
    assert walked == [f"#{key}" for key in GAP_KEYS]
    page.close()


def test_one_wheel_is_shown_at_a_time_and_its_text_is_eleven_pixels_at_least(browser: Any) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.set_content(render_html(runs.run(), "sv"))
    assert not page.locator(".wheel-wide").is_visible()
    scale, least = page.evaluate(
        """() => {
          const wheel = document.querySelector('.wheel-compact');
          const texts = [...wheel.querySelectorAll('text')];
          return [wheel.getScreenCTM().a,
                  Math.min(...texts.map(t => +t.getAttribute('font-size')))];
        }"""
    )
    assert scale * least >= 11
    page.set_viewport_size({"width": 1200, "height": 800})
    assert not page.locator(".wheel-compact").is_visible()
    page.close()
