"""How every command says what it says.

Neighbours get `say` (to standard error), `answer` (to standard output or a file, whole or not at
all), `told` (bad data as the check prints it) and `usable` (tables without errors, or none).
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from samspel.reports.words import for_language
from samspel.terms import Problem, Severity

if TYPE_CHECKING:
    from samspel.tables import Tables

__all__ = ["answer", "say", "told", "usable", "write_whole"]


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
