"""The source as the house tests read it: files and syntax trees, parsed once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "samspel"
# Also rooms that are drawn and not yet built: a room's rules hold from its first file.
GROUND = (
    *("terms", "tables", "sources", "network", "uncertainty", "gaps"),
    *("effects", "bridges", "funding", "atlas", "reports", "notebook"),
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def python_files(folder: Path = PACKAGE) -> tuple[Path, ...]:
    """Every Python file below the folder but migrations, which Django writes."""
    return tuple(sorted(p for p in folder.rglob("*.py") if "migrations" not in p.parts))


@cache
def tree(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    """The path as a person reads it."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[Function]:
    """Every function of the file, also inner ones and methods."""
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module the file imports, wherever in it, with the line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def body_lines(function: Function) -> int:
    """Lines of the body, its docstring not counted."""
    body = function.body
    if ast.get_docstring(function) is not None and len(body) > 1:
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1
