"""Every page in a browser: axe finds nothing at two widths in both themes, nothing scrolls
sideways at 320 px, and the console stays silent under the strict CSP (X9, look.md)."""

import os
from pathlib import Path

import pytest

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
VIEWS = [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]
NAMES = [
    "sign-in",
    "link",
    "accessibility",
    "feedback",
    "api",
    "api-entries",
    "api-register",
    "start",
    "begin",
    "ecosystems",
    "ecosystem",
    "ecosystem-two-step",
    "ecosystem-thin",
    "change",
    "places",
    "places-empty",
    "perceived",
    "perceived-reader",
    "perceived-empty",
    "activity",
    "stop-rule",
    "stop-rule-empty",
    "gap",
    "gap-unsaid",
    "actors",
    "actor",
    "actor-contacts",
    "act",
    "acts",
    "acts-told",
    "act-new",
    "act-many",
    "act-edit",
    "act-parts",
    "act-kinds",
    "log",
    "notes",
    "note",
    "note-new",
    "settle-directory",
    "own",
    "own-link",
    "own-listing",
    "listing",
    "directory",
    "directory-ecosystem",
    "directory-nobody",
    "directory-actor",
    "directory-nowhere",
    "run",
    "import",
    "import-example",
    "plan-errors",
    "plan-applied",
    "job",
    "memos",
    "memo",
    "memo-made",
    "memo-preview",
    "matters",
    "matter",
    "matters-example",
    "history",
    "people",
    "workspace",
    "hand-in",
    "give-up",
    "away",
    "person",
    "erase",
    "empty-files",
    "hand-over",
    "person-refused",
    "shares",
    "shared",
    "shared-over",
    "empty-region",
    "refused",
    "not-found",
]
_HARMLESS = ("GPU stall due to ReadPixels", "Failed to load resource")


def test_the_list_of_pages_is_whole(service):
    assert set(NAMES) == set(service.addresses)


@pytest.mark.parametrize("name", NAMES)
def test_page(service, open_as, name):
    who, address = service.addresses[name]
    page = open_as(who, language="sv")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(service.url + address)
    page.evaluate(AXE)
    found = [_looked_at(page, name, width, theme) for width, theme in VIEWS]
    assert not [fault for faults in found for fault in faults]
    assert not [text for text in said if not text.startswith(_HARMLESS)]


def _looked_at(page, name: str, width: int, theme: str) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    _keep(page, f"{name}-{width}-{theme}")
    faults = [
        f"{width} {theme}: {fault['id']}: {fault['nodes'][0]['html'][:200]}"
        for fault in page.evaluate(
            "tags => axe.run({ runOnly: tags }).then(result => result.violations)", TAGS
        )
    ]
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        faults.append(f"{width} {theme}: the page is {wide} px wide")
    return faults


def _keep(page, name: str) -> None:
    folder = os.environ.get("SAMSPEL_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
