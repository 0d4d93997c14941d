"""The wheel as text: its facts, its names, its places, nothing a strict page would refuse (X9)."""

import re
from dataclasses import replace
from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest

from reports import runs
from samspel.reports import (
    render_wheel,
    render_wheel_pair,
    wheel_css,
    wheel_is_thin,
    wheel_rows,
)
from samspel.reports.spokes import spokes
from samspel.reports.svg import PAINTS
from samspel.reports.text_width import text_width, wrap
from samspel.terms import GAP_KEYS, GapDefinition, Run, Side, Wording

SVG = "{http://www.w3.org/2000/svg}"
LINKS = {key: f"/gap/{key}?a=1&b=2" for key in GAP_KEYS}
UNKNOWN = runs.same(41, 0, 0, reason="nothing_observed")
CASES = {
    "full": runs.run(),
    "memo-b": runs.run(civil=True, as_recorded=True),
    "nobody": runs.run(runs.same(0, 0, 0)),
    "seven": runs.run(runs.same(7, 3, 4)),
    "unknown": runs.run(UNKNOWN),
    "all": runs.run(runs.same(41, 41, 0), example=False),
    "none": runs.run(runs.same(5000, 0, 5000), example=False),
    "no gaps": runs.run(()),
}
LAYOUTS = ("wide", "compact", "small")


def drawn(made: Run, **how: object) -> ET.Element:
    return ET.fromstring(render_wheel(made, "sv", **how))  # type: ignore[arg-type]  # noqa: S314


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("deck", ["direct", "two_step"])
@pytest.mark.parametrize("made", CASES.values(), ids=CASES)
def test_it_is_whole_and_fit_for_a_strict_page(made: Run, deck: str, layout: str) -> None:
    svg = drawn(made, deck=deck, layout=layout, links=LINKS)
    for element in svg.iter():
        assert element.tag.removeprefix(SVG) not in {"script", "style", "foreignObject"}
        assert not {name for name in element.attrib if name == "style" or name.startswith("on")}
        for name in re.findall(r"w-[a-z-]+", element.get("class", "")):
            assert name in PAINTS or name in {"w-spoke", "w-name", "w-focus"}
        for value in element.attrib.values():
            assert "nan" not in value
            assert "inf" not in value.split()


@pytest.mark.parametrize("made", CASES.values(), ids=CASES)
def test_ids_are_one_of_a_kind_in_the_pair_and_every_reference_is_met(made: Run) -> None:
    text = render_wheel_pair(made, "sv", links=LINKS)
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    for used in re.findall(r"url\(#([^)]+)\)", text):
        assert used in ids
    for used in " ".join(re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', text)).split():
        assert used in ids


def test_a_reader_who_cannot_see_gets_the_facts_in_the_order_of_the_gaps() -> None:
    svg = drawn(CASES["full"], links=LINKS)
    links = svg.findall(f"{SVG}a")
    assert [link.get("href") for link in links] == [LINKS[key] for key in GAP_KEYS]
    named = [(link.findtext(f"{SVG}title"), link.findtext(f"{SVG}desc")) for link in links]
    assert named[0][0].replace("\u00a0", " ") == "Forskning, 15 av 41 nås, gap 54 % (45–60)"
    assert named[0][1].startswith("15 av 41 företag har haft utbyte")
    assert named[5][1].endswith("Registrera ett annat ekosystem med minst fem medlemmar.")
    assert svg.get("role") == "group"
    assert all(link.get("aria-labelledby") is None for link in links)  # the title names it


def test_without_links_it_is_one_picture_with_all_facts_told() -> None:
    svg = drawn(CASES["full"])
    assert svg.get("role") == "img"
    assert svg.findall(f".//{SVG}a") == []
    told = svg.findtext(f"{SVG}desc")
    places = [told.index(row.far + ":") for row in wheel_rows(CASES["full"], "sv")]
    assert places == sorted(places)
    assert "påhittad" in svg.findtext(f"{SVG}title")


def test_what_a_person_wrote_is_escaped() -> None:
    made = replace(CASES["full"], ecosystem_name='<b onload="x">&')
    links = {"research": '/"><script>'}
    text = render_wheel(made, "sv", links=links)
    ET.fromstring(text)  # noqa: S314
    assert "<b" not in text
    assert "<script" not in text


@pytest.mark.parametrize(("dotted", "thin"), [(0, False), (3, False), (4, True), (7, True)])
def test_more_than_three_dotted_spokes_call_for_the_list(dotted: int, thin: bool) -> None:
    gaps = UNKNOWN[:dotted] + runs.same(41, 20, 21)[dotted:]
    assert wheel_is_thin(runs.run(gaps)) is thin
    assert sum(spoke.dotted for spoke in spokes(runs.run(gaps), "sv")) == dotted


def test_a_dotted_spoke_says_why_and_what_next() -> None:
    spoke = spokes(runs.run(UNKNOWN), "sv")[0]
    assert (spoke.figure, spoke.note) == ("kan inte sägas", "inget noterat: fråga\u00a05")


def test_the_deck_is_drawn_from_the_numbers() -> None:
    deck = spokes(CASES["full"], "sv")[0].deck
    assert deck.solid == pytest.approx(15 / 41)
    assert deck.unseen == pytest.approx(25 / 41)
    assert (deck.low, deck.edge, deck.high) == pytest.approx((0.40, 0.46, 0.55))


def test_the_two_step_deck_shows_what_rests_on_the_platform() -> None:
    deck = spokes(CASES["full"], "sv", "two_step")[0].deck
    assert (deck.solid, deck.high, deck.leaning) == pytest.approx((0.39, 0.624, 0.78))
    assert spokes(CASES["full"], "sv", "two_step")[5].dotted


def test_the_authority_spoke_leaves_the_financier_out_as_the_sentence_does() -> None:
    assert spokes(CASES["full"], "sv")[3].count == "30 av 41 nås"
    assert "Finansiären räknas inte" in render_wheel(CASES["full"], "sv")


def test_a_declared_record_says_so_in_the_picture() -> None:
    assert "Räknat som om noteringarna vore fullständiga." in render_wheel(CASES["memo-b"], "sv")


def test_far_ends_have_a_shape_each() -> None:
    shapes = [spoke.shape for spoke in spokes(CASES["memo-b"], "sv")]
    assert shapes == [
        "academia", "academia", "private", "public-civil", "private", "open", "open",
    ]  # fmt: skip
    assert [s.shape for s in spokes(CASES["full"], "sv")][3] == "public"


def test_the_table_twin_has_the_same_figures() -> None:
    made = CASES["full"]
    for row, spoke in zip(wheel_rows(made, "sv"), spokes(made, "sv"), strict=True):
        assert row.far == spoke.name
        assert spoke.count.removeprefix("minst ").removesuffix(" nås") == row.reached
        assert spoke.dotted or spoke.figure.removeprefix("gap ") == row.figure
        assert not spoke.dotted or spoke.note.split(":")[0] in row.figure


def long_names() -> Run:
    """Seven gaps of a region's own with the longest names a person would give."""
    names = [
        "Civilsamhällesorganisationer och studieförbund",
        "Forskningsinfrastrukturanläggningar",
        "Riskkapitalförvaltning och offentlig medfinansiering",
        "Länsstyrelser, kommuner och kommunalförbund",
        "Underleverantörer i andra försörjningskedjor",
        "Angränsande gränsregionala innovationsekosystem",
        "Internationella distributionspartner och marknadsplatser",
    ]
    gaps = tuple(runs.known(f"own{i}", (4100, 1500, 1600), (0.54, 0.45, 0.6)) for i in range(7))
    made = runs.run(gaps, example=True)
    own = tuple(
        GapDefinition(f"own{i}", Wording(name, name), Wording("", ""), Wording("", ""), (Side(),),
                      (Side(),), False)
        for i, name in enumerate(names)
    )  # fmt: skip
    settings = replace(made.settings, definitions=replace(made.settings.definitions, gaps=own))
    return replace(made, settings=settings)


CROWDED = {
    "full": CASES["full"],
    "memo-b": CASES["memo-b"],
    "nobody": CASES["nobody"],
    "long names": long_names(),
    "dotted": runs.run(runs.same(5432, 1987, 0), civil=True),
    "limits": runs.run(runs.same(5432, 1987, 0, reason="limits")),
}


CROWDED |= {
    f"{count} gaps": replace(long_names(), gaps=(long_names().gaps * 2)[:count])
    for count in (1, 2, 3, 4, 6, 8, 9)
}


def boxes(svg: ET.Element) -> list[tuple[float, float, float, float]]:
    found = []
    for text in svg.iter(f"{SVG}text"):
        if len(text.text or "") < 3:
            continue
        size = float(text.get("font-size", "0"))
        wide, across = text_width(text.text or "", size), float(text.get("x", "0"))
        left = {"start": 0.0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
        down = float(text.get("y", "0"))
        below = 0.0 if re.fullmatch(r"[\d,\u202f]+", text.text or "") else 0.2  # no digit hangs
        found.append((across - left, down - size * 0.75, across - left + wide, down + size * below))
    return found


@pytest.mark.parametrize("layout", ["wide", "compact"])
@pytest.mark.parametrize("deck", ["direct", "two_step"])
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("made", CROWDED.values(), ids=CROWDED)
def test_labels_stay_on_the_paper_and_off_each_other(
    made: Run, language: str, deck: str, layout: str
) -> None:
    svg = ET.fromstring(render_wheel(made, language, deck=deck, layout=layout))  # noqa: S314
    marks = svg.findall(f"{SVG}g")[-1]  # the legend has its own grid
    svg.remove(marks)
    _, start, width, height = (float(part) for part in svg.get("viewBox", "").split())
    placed = boxes(svg)
    for left, top, right, bottom in placed:
        assert left >= -1
        assert right <= width + 1
        assert top >= start
        assert bottom <= start + height
    for place, one in enumerate(placed):
        for other in placed[place + 1 :]:
            apart = (
                one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            )
            assert apart, (one, other)


def test_the_phones_wheel_has_no_text_under_eleven_pixels_at_320() -> None:
    sizes = [
        float(text.get("font-size", "0"))
        for text in drawn(long_names(), layout="compact").iter(f"{SVG}text")
    ]
    shown = (320 - 2 * 16) / 320  # the page's own margins
    assert min(sizes) * shown >= 11


def test_a_label_is_broken_and_never_cut_short_without_a_sign() -> None:
    assert wrap("Gapet mellan ekosystem", 20, 140) == ("Gapet mellan", "ekosystem")
    assert wrap("54\u00a0% (45–60)", 20, 60, lines=1)[0].endswith("…")
    assert wrap("Kapital", 20, 400) == ("Kapital",)


def test_the_style_sheet_is_the_one_the_pages_serve() -> None:
    served = files("samspel") / "pages" / "static" / "css" / "wheel.css"
    assert served.read_text(encoding="utf-8") == wheel_css()
