"""Every dependency says why it is there, beside it; none of them has to be guessed."""

import re
import tomllib
from itertools import chain

from house.source import PACKAGE, ROOT, python_files

PYPROJECT = ROOT / "pyproject.toml"


def _entries() -> list[str]:
    lines = PYPROJECT.read_text(encoding="utf-8").splitlines()
    start = lines.index("dependencies = [")
    end = next(i for i, line in enumerate(lines) if line.startswith("[tool."))
    return [line for line in lines[start:end] if re.match(r'\s+"[a-z]', line)]


def test_every_dependency_has_its_reason_beside_it() -> None:
    own = ("samspel[",)
    bare = [
        line.strip()
        for line in _entries()
        if not line.strip().strip('"').startswith(own) and len(line.partition("#")[2].split()) < 3
    ]
    assert not bare, bare


def test_ranges_and_no_index() -> None:
    text = PYPROJECT.read_text(encoding="utf-8")
    assert "[[tool.uv.index" not in text
    assert "index-url" not in text
    project = tomllib.loads(text)["project"]
    needed = [
        *project["dependencies"],
        *chain.from_iterable(project["optional-dependencies"].values()),
    ]
    unbounded = [n for n in needed if not n.startswith("samspel[") and ">=" not in n]
    assert not unbounded


def test_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert all(f"\n{number}." in text for number in range(1, 16))
    assert "Compatible Licences" in text


# The name a package is imported by, where it is not its own.
IMPORTED_AS = {
    "python-stdnum": "stdnum",
    "python-docx": "docx",
    "vl-convert-python": "vl_convert",
    "django-csp": "csp",
    "django-ninja": "ninja",
    "django-tasks": "django_tasks",
    "django-tasks-db": "django_tasks_db",
    # Django loads its driver by itself.
    "psycopg": "django.db.backends.postgresql",
}


def test_every_dependency_of_the_product_is_used() -> None:
    """What is only tested with belongs to a group, not to whoever installs Samspel."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    needed = {
        re.split(r"[\[<>=]", each)[0]
        for each in chain(project["dependencies"], *extras)
        if not each.startswith("samspel[")
    }
    source = "\n".join(p.read_text(encoding="utf-8") for p in python_files(PACKAGE))
    unused = [
        each
        for each in sorted(needed)
        if not re.search(
            rf"(import |from |['\"]){re.escape(IMPORTED_AS.get(each, each))}\b", source
        )
    ]
    assert not unused
