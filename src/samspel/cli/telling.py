"""How every command says what it says.

Neighbours get `say` (to standard error), `answer` (to standard output or a file, whole or not at
all), `told` (bad data as the check prints it), `usable` (tables without errors, or none), and why
a file cannot be written: `no_place_for` before the work, `not_written` after.
"""

import errno
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from samspel.reports.words import N_, for_language
from samspel.terms import Problem, Severity

if TYPE_CHECKING:
    from samspel.tables import Tables

__all__ = ["answer", "no_place_for", "not_written", "say", "told", "usable", "write_whole"]


def say(text: str) -> None:
    """A message to the person; the answer itself goes elsewhere."""
    sys.stderr.write(text if text.endswith("\n") else f"{text}\n")
    sys.stderr.flush()


def told(problems: Sequence[Problem], language: str) -> int:
    """Every problem on standard error; the exit code of bad data."""
    from samspel.reports.problems import render_problems

    say(render_problems(problems, language))
    return 1


def usable(path: Path, language: str) -> "Tables | None":
    """The tables of a path when no error stands; else every problem is told, and None.

    Warnings are counted on standard error, with the command that shows them.
    """
    from samspel.tables import read
    from samspel.terms import BadData

    try:
        reading = read(path)
    except BadData as fault:
        told(fault.problems, language)
        return None
    if reading.errors:
        told(reading.problems, language)
        return None
    _count_warnings(reading.problems, path, language)
    return reading.tables


def _count_warnings(problems: Sequence[Problem], path: Path, language: str) -> None:
    count = sum(problem.severity is Severity.WARNING for problem in problems)
    if count:
        words = for_language(language)
        text = words.ngettext(
            "%(count)s warning; samspel check %(path)s shows it.",
            "%(count)s warnings; samspel check %(path)s shows them.",
            count,
        )
        say(text % {"count": words.number(count), "path": path})


def answer(content: str | bytes, out: Path | None, language: str) -> None:
    """The answer, to standard output or to a file that appears whole. Text is UTF-8, as it is."""
    data = content.encode() if isinstance(content, str) else content
    if out is not None:
        write_whole(data, out)
        say(for_language(language).gettext("Wrote %(file)s.") % {"file": out})
        return
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(data.decode())
    else:
        sys.stdout.flush()
        binary.write(data)
    sys.stdout.flush()


def write_whole(data: bytes, out: Path) -> None:
    """The bytes under that name, or the name as it was."""
    number, beside = tempfile.mkstemp(prefix=f".{out.name}-", dir=out.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        Path(beside).chmod(0o644)
        Path(beside).replace(out)
    finally:
        Path(beside).unlink(missing_ok=True)


_NO_PLACE = {
    "folder": N_("%(file)s cannot be written: it is a folder. Write the name of a file in it."),
    "nowhere": N_(
        "%(file)s cannot be written: there is no folder %(folder)s. Make it first, or write "
        "elsewhere."
    ),
    "full": N_("%(file)s cannot be written: the disk is full. Make room, or write elsewhere."),
    "refused": N_(
        "%(file)s cannot be written: the folder %(folder)s takes no files from you. Write "
        "elsewhere, or ask for leave to write there."
    ),
}


def no_place_for(out: Path, language: str) -> str:
    """Why a file of that name could not be written, said before the work; empty when it may."""
    if out.is_dir():
        return _no_place("folder", out, language)
    return "" if out.parent.is_dir() else _no_place("nowhere", out, language)


def not_written(out: Path, fault: OSError, language: str) -> str:
    """Why it was not written, and what to do. The system's own words name files of ours."""
    if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _no_place("full", out, language)
    return _no_place("refused", out, language)


def _no_place(why: str, out: Path, language: str) -> str:
    values = {"file": out, "folder": out.absolute().parent}
    return for_language(language).gettext(_NO_PLACE[why]) % values
