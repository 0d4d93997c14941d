"""Keeps the one gettext catalogue: what `script/translate` runs.

    script/translate                 read every string out of the source, keep its Swedish, compile
    script/translate FRAGMENT.po …   the same, and take in the translations of those files
    script/translate --check         change nothing; fail when a string lacks Swedish, is marked
                                     fuzzy, fills other places than the English, is no longer in
                                     the source, or the compiled files are not what the text is

English is the language of the source; its catalogue says every string as it stands, so that both
readers of the catalogue (the standard library below, Django above) find a whole language there
and never fall through to Swedish.
"""

import argparse
import ast
import fcntl
import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "samspel"
LOCALE = SOURCE / "locale"
OPERATIONS = SOURCE / "pages" / "api"
LANGUAGES = ("sv", "en")
PLURALS = 2
TEMPLATES = {".html", ".txt", ".svg", ".xml"}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACES = re.compile(r"%\((\w+)\)[a-z]|\{(\w*)\}|%s|%d")


class House(Catalog):
    """A catalogue whose heading holds no date, tool or person: it changes when a string does."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "samspel"),
            ("Language", str(self.locale)),
            ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


# ------------------------------------------------------------------------ reading the source


def source_files() -> Iterator[Path]:
    """Every file that may hold a string: Python, and what lies under a `templates` folder."""
    for path in sorted(SOURCE.rglob("*")):
        code = path.suffix == ".py" and "migrations" not in path.parts
        if code or (path.suffix in TEMPLATES and "templates" in path.parts):
            yield path


def as_python(path: Path) -> bytes:
    """The file as Python that Babel can read: a template's tags become gettext calls."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    # A tag within a line leaves blanks before its call, which Python would take for a block.
    lines = templatize(text, origin=str(path)).split("\n")
    return "\n".join(line.lstrip() for line in lines).encode()


def extracted() -> Catalog:
    """Every string of the source, with the files it stands in."""
    template = House(charset="utf-8", fuzzy=False)
    for path in source_files():
        where = path.relative_to(ROOT).as_posix()
        try:
            found = list(
                extract_python(io.BytesIO(as_python(path)), KEYWORDS, ["Translators:"], {})
            )
        except Exception as fault:
            raise SystemExit(f"{where}: cannot be read for strings: {fault}") from fault
        for line, function, texts, comments in found:
            _add(template, where, (function, texts, comments), line)
        for text in operations(path):
            template.add(text, locations=[(where, 0)])
    return template


def operations(path: Path) -> Iterator[str]:
    """What each operation of the API says of itself: its docstring, shown on a page."""
    if path.parent != OPERATIONS:
        return
    for one in ast.parse(path.read_text(encoding="utf-8")).body:
        marks = getattr(one, "decorator_list", ())
        if any(ast.unparse(mark).startswith("router.") for mark in marks):
            yield " ".join((ast.get_docstring(one) or "").split())


def _add(template: Catalog, where: str, call: tuple, line: int) -> None:
    function, texts, comments = call
    spec = KEYWORDS[function] or (1,)
    texts = texts if isinstance(texts, (list, tuple)) else (texts,)
    if len(texts) < len(spec):
        return
    context = next((texts[i[0] - 1] for i in spec if isinstance(i, tuple)), None)
    chosen = [texts[i - 1] for i in spec if isinstance(i, int)]
    # A call whose text is a variable marks nothing: the text is marked where it is written.
    if all(isinstance(text, str) and text for text in chosen):
        ident = chosen[0] if len(chosen) == 1 else tuple(chosen)
        template.add(ident, locations=[(where, line)], auto_comments=comments, context=context)


# ------------------------------------------------------------------------------- translations


def read_catalogue(path: Path) -> Catalog:
    """The translations of a file; an empty catalogue when there is none."""
    if not path.exists():
        return Catalog(locale="sv")
    with path.open("rb") as stream:
        return read_po(stream, locale="sv", charset="utf-8", abort_invalid=True)


def read_fragments(paths: list[Path]) -> list[Catalog]:
    """The files given as arguments; one that cannot be read is told and left out."""
    fragments = []
    for path in paths:
        try:
            fragments.append(read_catalogue(path))
        except (PoFileError, ValueError) as fault:
            print(f"{path}: left out, it cannot be read: {fault}", file=sys.stderr)
    return fragments


def _answer(message: Message, catalogue: Catalog) -> str | tuple[str, ...] | None:
    # A whole answer of the right shape, or None: half a plural is no translation.
    known = catalogue.get(message.id, message.context)
    if known is None or isinstance(known.string, str) == message.pluralizable:
        return None
    whole = all(known.string) if message.pluralizable else bool(known.string)
    right = not message.pluralizable or len(known.string) == PLURALS
    return known.string if whole and right else None


def swedish(template: Catalog, catalogues: list[Catalog]) -> Catalog:
    """The source's strings with the Swedish of the last catalogue that has it."""
    result = House(locale="sv", charset="utf-8", fuzzy=False)
    for message in _strings(template):
        answers = [(_answer(message, each), each) for each in catalogues]
        chosen = next(((text, each) for text, each in reversed(answers) if text), None)
        empty = ("",) * PLURALS if message.pluralizable else ""
        fuzzy = bool(chosen and chosen[1].get(message.id, message.context).fuzzy)
        _copy(result, message, chosen[0] if chosen else empty, fuzzy=fuzzy)
    return result


def english(template: Catalog) -> Catalog:
    """The source's strings as they stand."""
    result = House(locale="en", charset="utf-8", fuzzy=False)
    for message in _strings(template):
        _copy(result, message, message.id)
    return result


def _strings(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _copy(result: Catalog, message: Message, text: object, *, fuzzy: bool = False) -> None:
    result.add(
        message.id,
        text,
        locations=sorted({(file, None) for file, _ in message.locations}),
        flags={"fuzzy"} if fuzzy else set(),
        auto_comments=message.auto_comments,
        context=message.context,
    )


# ------------------------------------------------------------------------------------ writing


def po_bytes(catalogue: Catalog) -> bytes:
    """The text file: sorted by string, files without line numbers, so that it changes little."""
    stream = io.BytesIO()
    catalogue.header_comment = "# The words of Samspel. Kept by script/translate."
    write_po(stream, catalogue, width=100, sort_output=True, include_lineno=False)
    return stream.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """The compiled file."""
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def files(template: Catalog, sv: Catalog) -> dict[Path, bytes]:
    """The four files and what they should hold."""
    wanted: dict[Path, bytes] = {}
    for language, catalogue in (("sv", sv), ("en", english(template))):
        folder = LOCALE / language / "LC_MESSAGES"
        wanted[folder / "django.po"] = po_bytes(catalogue)
        wanted[folder / "django.mo"] = mo_bytes(catalogue)
    return wanted


def write(path: Path, content: bytes) -> None:
    """Put the content in place at once: a reader sees the old file or the new one, whole."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(path)


@contextmanager
def locked() -> Iterator[None]:
    """One writer at a time; the lock is on the folder, so no lock file is left behind."""
    LOCALE.mkdir(parents=True, exist_ok=True)
    folder = os.open(LOCALE, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


# ----------------------------------------------------------------------------------- checking


def places(text: str) -> set[str]:
    """The places a string fills: `%(name)s`, `{name}`."""
    return {match.group(0) for match in PLACES.finditer(text)}


def misfit(message: Message) -> bool:
    """Whether the Swedish fills other places than the English. One may leave out the number."""
    if not message.pluralizable:
        return places(message.id) != places(message.string)
    one, many = message.string
    allowed = places(message.id[0]) | places(message.id[1])
    return not places(one) <= allowed or places(many) != places(message.id[1])


def _first(message: Message) -> str:
    return message.id[0] if message.pluralizable else message.id


def _missing(message: Message) -> bool:
    return not (all(message.string) if message.pluralizable else message.string)


def _where(message: Message) -> str:
    return message.locations[0][0] if message.locations else "?"


def faults(sv: Catalog) -> list[str]:
    """What is wrong with the translation itself, a line each."""
    found = []
    for message in _strings(sv):
        said = f"{_where(message)}: {_first(message)!r}"
        if _missing(message):
            found.append(f"{said} has no Swedish")
        elif message.fuzzy:
            found.append(f"{said} is marked fuzzy")
        elif misfit(message):
            found.append(f"{said} fills other places in Swedish: {message.string!r}")
    return found


def stale(wanted: dict[Path, bytes]) -> list[str]:
    """Files on disk that are not what the source and the translations make."""
    return [
        f"{path.relative_to(ROOT)} is not up to date: run script/translate"
        for path, content in wanted.items()
        if not path.exists() or path.read_bytes() != content
    ]


def _tell(sv: Catalog, found: list[str], limit: int) -> None:
    for line in found[:limit]:
        print(line)
    if len(found) > limit:
        print(f"… and {len(found) - limit} more")
    print(f"{len(_strings(sv))} strings, {len(found)} faults")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="script/translate", description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing, fail on a fault")
    parser.add_argument("--all", action="store_true", help="list every fault, not the first 40")
    parser.add_argument("fragments", nargs="*", type=Path, metavar="FRAGMENT.po")
    asked = parser.parse_args(arguments)
    with locked():
        template = extracted()
        known = read_catalogue(LOCALE / "sv" / "LC_MESSAGES" / "django.po")
        sv = swedish(template, [known, *read_fragments(asked.fragments)])
        wanted = files(template, sv)
        found = faults(sv)
        if asked.check:
            found += stale(wanted)
        else:
            for path, content in wanted.items():
                write(path, content)
    _tell(sv, found, len(found) if asked.all else 40)
    return 1 if asked.check and found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
