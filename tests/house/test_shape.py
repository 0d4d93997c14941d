"""Size and names: what makes code readable by the next person (house.md, Manners and Names)."""

import ast
import json
import re
import tomllib

from house.source import GROUND, PACKAGE, ROOT, body_lines, functions, name, python_files, tree

LONGEST_FUNCTION = 60
LONGEST_FILE = 600
# A drawer for anything is where nobody looks: what it holds belongs to a room.
DRAWERS = {"utils", "util", "common", "core", "helpers", "helper", "services", "misc"}
# The Names table: the word on the left is not used for ours. Where a foreign library or the
# operating system has the word, the file is let off by name.
NOT_OUR_WORDS = {
    "stakeholder": "actor",
    "kpi": "indicator, outcome",
    "tranche": "instalment",
    "invoice": "requisition",
    "vertex": "actor (network alone says vertex)",
    "edge": "tie, act (network alone says edge)",
    "node": "actor",
    "dataset": "snapshot",
}
SPEAKS_GRAPH = ("network/",)
LET_OFF = {
    "node": ("templatetags/", "reports/", "server/"),  # Django's, SVG's and ElementTree's nodes
    "edge": ("reports/",),  # the frayed edge of a deck is drawn there
}


def _house_files() -> list:
    folders = (PACKAGE, ROOT / "tests", ROOT / "script")
    return [path for folder in folders for path in python_files(folder)]


def test_no_function_is_over_sixty_lines() -> None:
    long = [
        f"{name(path)}:{each.lineno} {each.name} has {body_lines(each)} lines"
        for path in _house_files()
        for each in functions(path)
        if body_lines(each) > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_no_file_is_over_six_hundred_lines() -> None:
    kinds = {".py", ".html", ".css", ".js", ".typ"}
    files = [*_house_files(), *(p for p in PACKAGE.rglob("*") if p.suffix in kinds)]
    counted = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in files}
    long = [f"{name(p)}: {lines}" for p, lines in counted.items() if lines > LONGEST_FILE]
    assert not long, "\n".join(long)


def test_every_data_file_can_be_read() -> None:
    for path in PACKAGE.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    for path in PACKAGE.rglob("*.toml"):
        tomllib.loads(path.read_text(encoding="utf-8"))


def test_nothing_is_a_drawer() -> None:
    found = [name(p) for p in PACKAGE.rglob("*") if p.stem.lower() in DRAWERS]
    assert not found, f"say what it holds instead: {found}"


def _words(identifier: str) -> set[str]:
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier)
    return {part.lower() for part in parts} | {part.lower().rstrip("s") for part in parts}


def _identifiers(module: ast.Module) -> set[tuple[str, int]]:
    found = set()
    for each in ast.walk(module):
        if isinstance(each, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.add((each.name, each.lineno))
        elif isinstance(each, ast.arg):
            found.add((each.arg, each.lineno))
        elif isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            found.add((each.id, each.lineno))
    return found


def _let_off(word: str, inside: str) -> bool:
    return any(part in inside for part in (*SPEAKS_GRAPH, *LET_OFF.get(word, ())))


def test_identifiers_use_the_words_of_the_house() -> None:
    wrong = []
    for path in python_files():
        inside = path.relative_to(PACKAGE).as_posix()
        for identifier, line in _identifiers(tree(path)):
            wrong += [
                f"{name(path)}:{line} {identifier}: say {NOT_OUR_WORDS[word]}"
                for word in _words(identifier) & NOT_OUR_WORDS.keys()
                if not _let_off(word, inside)
            ]
    assert not wrong, "\n".join(sorted(wrong))


def test_every_module_says_what_its_neighbours_get() -> None:
    silent = [
        name(path)
        for path in python_files()
        if tree(path).body and not ast.get_docstring(tree(path))
    ]
    assert not silent, f"no module docstring: {silent}"


def test_public_functions_of_the_ground_floor_are_described() -> None:
    silent = []
    for room in (*GROUND,):
        for path in python_files(PACKAGE / room):
            silent += [
                f"{name(path)}:{each.lineno} {each.name}"
                for each in _public(tree(path))
                if not ast.get_docstring(each)
            ]
    assert not silent, "\n".join(silent)


def _public(module: ast.Module) -> list:
    defined = (ast.FunctionDef, ast.ClassDef)
    top = [each for each in module.body if isinstance(each, defined) and each.name[0] != "_"]
    # N_ is gettext's own mark: it returns its argument.
    methods = [
        inner
        for each in top
        if isinstance(each, ast.ClassDef)
        for inner in each.body
        if isinstance(inner, ast.FunctionDef) and inner.name[0] != "_"
    ]
    return [each for each in (*top, *methods) if each.name != "N_"]
