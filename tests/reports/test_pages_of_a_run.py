"""A run as text for a terminal and as a page that stands alone."""

import re
from base64 import b64encode
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

from reports import runs
from samspel.reports import gap_sentences, headings, render_html, render_table
from samspel.terms import GAP_KEYS, Costly, LeftOut, Matrix, Run, SizeLine


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


def beside_all() -> Run:
    """A run whose first gap has everything that stands beside, declared and told too."""
    costly = Costly("a3", 4, 0.2, 0.5, 0.3, ("a1", "a2"))
    research = replace(
        runs.full()[0],
        told=3,
        declared_by=("Plattformen",),
        states=runs.states(15, 16, 10),
        costliest=(costly,),
        hang_on_one=0.4,
        leave_one_out=LeftOut("m1", "Mötet", 4, 4 / 41),
        by_max_size=tuple(SizeLine(size, 15, 0.6, 0.5 + size / 1000) for size in (10, 25, 50)),
        fragmentation_without_platform=0.4,
    )
    matrix = Matrix(
        ("kust", "turism"),
        (3, 58),
        ((0, 2), (2, 30)),
        ("Kusten", "Norrskens besöksnäring"),
        totals=(2, 2),
        reasons=(("too_few_near", "too_few_near"), ("no_other_ecosystem", None)),
        unsaid=("too_few_near", "no_other_ecosystem"),
    )
    others = replace(runs.full()[5], matrix=matrix)
    return runs.run((research, *runs.full()[1:5], others, runs.full()[6]))


NAMES = {"a1": "Ålö AB", "a2": "Bergs AB", "a3": "Kommunen"}


def test_the_terminal_tells_what_stands_beside_every_figure() -> None:
    """The method's "beside the figure" is in the default face, not in JSON alone (X13)."""
    run = beside_all()
    for language in ("sv", "en"):
        text = render_table(run, language, names=NAMES)
        flat = " ".join(text.split())
        page = " ".join(unescape(render_html(run, language, names=NAMES)).split())
        for figure in run.gaps:
            said = gap_sentences(run, figure.gap, language, names=NAMES)
            for _, sentences in said.beside:
                for sentence in sentences:
                    assert " ".join(sentence.split()) in flat
                    assert " ".join(sentence.split()) in page
            for table in said.tables:
                assert table.caption in flat
                assert table.caption in page
    assert "It rests on a declaration by Plattformen, which nobody has tested." in flat
    assert "3 of 41 rest on what others have told." in flat
    assert "With acts of up to 10, 25 and 50 participants" in flat
    assert "Without the act “Mötet”, 4 of them would have none" in flat
    assert "The financier is left out of the sentence." in flat
    assert max(map(len, text.split("Measured for")[0].splitlines())) <= 100


def test_brief_leaves_out_what_stands_beside() -> None:
    run = beside_all()
    text = render_table(run, "sv", names=NAMES, brief=True)
    assert "Plattformen" not in text
    assert "Vilka som skulle saknas mest" not in text
    assert "Fråga" in text


def test_the_five_costliest_stand_with_all_that_the_platform_has() -> None:
    """Low and high, F, and the only way by name, the platform's own row first (R36, R37, R119)."""
    table = gap_sentences(beside_all(), "research", "sv", names=NAMES).tables[0]
    rows = [tuple(cell.replace("\u00a0", " ") for cell in row) for row in table.rows]
    assert rows == [
        ("plattformen", "2", "20–50 %", "40 %", "Ålö AB och Bergs AB"),
        ("Kommunen", "4", "20–50 %", "30 %", "Ålö AB och Bergs AB"),
    ]
    assert len(table.headings) == 5


def test_the_matrix_says_what_it_cannot_say() -> None:
    """Every ecosystem a row with its total; a cell that says nothing says so (R60, R129, X13)."""
    table = gap_sentences(beside_all(), "ecosystems", "sv").tables[0]
    unsaid = "kan inte sägas"
    assert table.rows == (
        ("1. Kusten", "3", unsaid, unsaid, unsaid),
        ("2. Norrskens besöksnäring (det här)", "58", unsaid, "30", unsaid),
    )
    assert table.headings[-1] == "Något annat"
    assert table.notes[-1] == (
        "Varför en ruta inte kan sägas: inget annat ekosystem, färre än fem."
    )


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
