"""The documentation: every link leads somewhere, every page is found, nothing shown has aged."""

import re
import sys
from functools import cache
from pathlib import Path

import pytest

from house.source import ROOT, name

DOCS = ROOT / "docs"
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def _pages() -> list[Path]:
    return sorted(DOCS.rglob("*.md"))


def _prose(path: Path) -> str:
    return re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def _links(path: Path) -> list[str]:
    return [link for link in LINK.findall(_prose(path)) if "://" not in link]


def _anchors(path: Path) -> set[str]:
    headings = HEADING.findall(path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in headings}


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *_pages()], ids=name
)
def test_every_link_leads_somewhere(page: Path) -> None:
    dead = []
    for link in _links(page):
        target, _, anchor = link.partition("#")
        file = (page.parent / target).resolve() if target else page
        there = file.exists()
        if not there or (anchor and file.suffix == ".md" and anchor not in _anchors(file)):
            dead.append(link)
    assert not dead


def test_every_page_is_reached_from_the_index() -> None:
    seen: set[Path] = set()
    waiting = [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        waiting += [(page.parent / link.partition("#")[0]).resolve() for link in _links(page)]
    assert not [name(page) for page in _pages() if page not in seen]


def test_no_page_names_the_place_it_was_written_at() -> None:
    local = re.compile(r"/(?:work|tmp|home|root)/|\b(?:127\.0\.0\.1:\d{5})")
    marked = {name(p): local.findall(p.read_text(encoding="utf-8")) for p in _pages()}
    assert not {page: found for page, found in marked.items() if found}


@pytest.mark.parametrize(("page", "minutes"), [("board.md", 5), ("namnden.md", 5)])
def test_a_page_that_says_how_long_it_takes_takes_no_longer(page: str, minutes: int) -> None:
    """Two hundred words a minute is unhurried (Brysbaert 2019 measures 238 in English)."""
    text = (DOCS / "explanation" / page).read_text(encoding="utf-8")
    assert re.search(r"^(Five minutes|Fem minuter)\.", text, re.MULTILINE)
    assert len(re.findall(r"[^\W\d_][\w’'-]*", text)) <= 200 * minutes


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ("service.md", "en"),
        ("tjansten.md", "sv"),
        ("first-ten-minutes.md", "en"),
        ("tio-minuter.md", "sv"),
    ],
)
def test_a_tutorial_of_the_service_says_what_the_pages_say(page: str, language: str) -> None:
    """Words in bold are words on the screen: each is a string of the catalogue."""
    text = re.sub(r"\s+", " ", (DOCS / "tutorials" / page).read_text(encoding="utf-8"))
    said = re.findall(r"\*\*(.+?)\*\*", text)
    known = _strings(language)
    assert said
    assert not [words for words in said if words not in known]


def _strings(language: str) -> set[str]:
    file = ROOT / "src" / "samspel" / "locale" / language / "LC_MESSAGES" / "django.po"
    text = file.read_text(encoding="utf-8").replace('"\n"', "")
    return set(re.findall(r'^msgstr "(.+)"$', text, flags=re.MULTILINE))


def _commands() -> list[str]:
    found = []
    for page in [ROOT / "README.md", *_pages()]:
        text = page.read_text(encoding="utf-8").replace("\\\n", " ")
        found += re.findall(r"^ {4,}(?:SAMSPEL_\w+=\S+ |script/)*samspel (.+)$", text, re.MULTILINE)
    return sorted(set(found))


@pytest.mark.parametrize("command", _commands())
def test_every_command_shown_is_understood(command: str) -> None:
    """What the documentation tells people to type is what the program takes."""
    import shlex

    from samspel.cli.parser import SERVICE_VERBS, _parser
    from samspel.reports.words import for_language
    from samspel.server.__main__ import _parser as service

    typed = shlex.split(command.partition(" > ")[0], comments=True)
    parser = service() if typed[0] in SERVICE_VERBS else _parser(for_language("en"))
    parser.parse_args(typed)


# -------------------------------------------------------------------------- generated passages


@cache
def _reference() -> dict[Path, str]:
    sys.path.insert(0, str(ROOT / "script"))
    try:
        import reference
    finally:
        sys.path.pop(0)
    return reference.pages()


def test_generated_passages_are_what_the_program_says() -> None:
    """Tables, options, codes and roles in the reference are those of the program."""
    stale = [
        name(page)
        for page, text in _reference().items()
        if not page.exists() or page.read_text(encoding="utf-8") != text
    ]
    assert not stale, f"run script/reference: {stale}"


@pytest.mark.parametrize("page", sorted((DOCS / "reference").glob("*json.md")), ids=name)
def test_every_key_of_a_json_page_has_its_kind_and_says_what_it_is(page: Path) -> None:
    rows = [row for row in page.read_text("utf-8").splitlines() if row.startswith("| `")]
    bare = [row for row in rows if not all(cell.strip() for cell in row.strip("|").split(" | "))]
    assert rows
    assert not bare, "\n".join(bare)
    # A code is told as one, wherever the schema keeps its list.
    coded = [
        row for row in rows if row.startswith(("| `verdict`", "| `reason", "| `without_told`"))
    ]
    assert not [row for row in coded if "| object |" in row]
