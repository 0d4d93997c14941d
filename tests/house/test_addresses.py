"""No outside call: what is shipped fetches nothing from elsewhere when it runs."""

import re
import tomllib

from house.source import PACKAGE, ROOT, name

STATIC = PACKAGE / "pages" / "static"
VENDORED = STATIC / "VENDORED.toml"
ADDRESS = re.compile(r"""(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+""", re.IGNORECASE)
# Names of XML vocabularies are not fetched; the licence text of a font is not run.
NAMES_ONLY = ("http://www.w3.org/", "https://www.w3.org/")
BINARY = {".woff2", ".otf", ".png", ".ico", ".mo"}


def _shipped() -> list:
    folders = [STATIC, *PACKAGE.rglob("templates"), PACKAGE / "reports"]
    kinds = {".html", ".css", ".js", ".svg", ".typ", ".txt", ".webmanifest"}
    return sorted({p for f in folders for p in f.rglob("*") if p.suffix in kinds})


def _fetched(text: str) -> list[str]:
    # A link that a person follows is not a call; what a page loads by itself is.
    text = re.sub(r"""<a\s[^>]*href=["'][^"']*["']""", "<a", text)
    found = ADDRESS.finditer(text)
    return [m.group(0) for m in found if not text[m.start() :].startswith(NAMES_ONLY)]


def test_pages_styles_and_scripts_call_nobody() -> None:
    calls = {
        name(p): hits
        for p in _shipped()
        if p.name != "OFL.txt" and (hits := _fetched(p.read_text(encoding="utf-8")))
    }
    assert not calls


def test_requirements_hold_no_address() -> None:
    files = sorted((ROOT / "requirements").glob("*.txt"))
    assert files
    assert not [name(p) for p in files if "://" in p.read_text(encoding="utf-8")]


def test_no_lock_file_with_addresses() -> None:
    assert not [f for f in ("uv.lock", "pylock.toml", "package-lock.json") if (ROOT / f).exists()]


def test_what_others_made_is_listed_once_with_its_licence() -> None:
    listed = tomllib.loads(VENDORED.read_text(encoding="utf-8"))["vendored"]
    files = [file for each in listed for file in each["files"]]
    assert len(files) == len(set(files)), "listed twice"
    assert all(each["licence"] and each["why"] for each in listed)
    assert not [file for file in files if not (PACKAGE / file).is_file()]
    carried = {p.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*") if _foreign(p)}
    assert not carried - set(files), "carried along but not listed"


def _foreign(path) -> bool:
    fonts = path.suffix in {".woff2", ".woff", ".otf", ".ttf"}
    return path.is_file() and (fonts or "vendor" in path.parts)
