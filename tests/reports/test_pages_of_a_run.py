"""A run as text for a terminal and as a page that stands alone."""

import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

from reports import runs
from samspel.reports import headings, render_html, render_table
from samspel.terms import GAP_KEYS


class Reader(HTMLParser):
    """What a page holds: its tags with attributes, its texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_table_is_aligned_and_whole() -> None:
    text = render_table(runs.run(), "sv")
    lines = text.split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("Gap "))
    bars = [m.span() for m in re.finditer(r"-+", lines[start + 1])]
    for row in lines[start + 2 : start + 9]:
        for first, last in pairwise(bars):
            assert row[first[1] : last[0]].strip() == ""
    assert text.startswith("Norrskens besöksnäring, 2026-09-30\nEn påhittad exempelregion.\n")
    assert text.endswith("--max-size 50 --seed 2032\n")
    assert "Hur nära är företagen forskningen?\n15 av 41 företag" in text


def test_the_table_speaks_english_too() -> None:
    text = render_table(runs.run(as_recorded=True), "en")
    assert "made up" in text
    assert text.endswith("--as-recorded\n")
    assert headings("en") == ("Gap", "Reached", "Unknown", "Gap, 90 % interval", "Two steps")


def test_the_page_fetches_nothing_and_says_its_language() -> None:
    read = Reader(render_html(runs.run(), "sv"))
    assert dict(read.tags)["html"] == {"lang": "sv"}
    for tag, attributes in read.tags:
        assert tag not in {"script", "link", "img", "iframe", "object"}
        assert "src" not in attributes
        assert "style" not in attributes
        assert (attributes.get("href") or "#").startswith("#")


def test_every_spoke_leads_to_its_words() -> None:
    read = Reader(render_html(runs.run(), "sv"))
    ids = {attributes.get("id") for tag, attributes in read.tags if tag == "section"}
    assert ids == set(GAP_KEYS)
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels == [1, *[2] * 7]


def test_the_page_escapes_what_a_person_wrote_and_says_made_up() -> None:
    made = replace(runs.run(), ecosystem_name="<script>alert(1)</script> & Co")
    text = render_html(made, "sv", names={"a1": "<i>AB</i>"})
    assert "<script" not in text
    assert "&lt;i&gt;AB" in text
    assert "Påhittad: en exempelregion." in text
    assert "Påhittad" not in render_html(runs.run(example=False), "sv")


def test_the_type_comes_along_and_is_the_one_of_the_service() -> None:
    """A wider type of the reader's own would run the wheel's labels into each other (X9)."""
    text = render_html(runs.run(), "sv")
    assert text.count("@font-face") == text.count('url("data:font') == 2
    package = files("samspel")
    for name in ("text-regular.woff2", "text-semibold.woff2"):
        data = (package / "reports" / "fonts" / name).read_bytes()
        assert data == (package / "pages" / "static" / "fonts" / name).read_bytes()
        assert b64encode(data).decode() in text
