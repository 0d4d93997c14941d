"""Runs the cells of a notebook and gives it back with what they print. No notebook program needed.

A cell's output is what it prints and, where its last line is an expression, that value as text.
Pictures are drawn when a person runs the cell; kept here they would only make the file large.
"""

import ast
import contextlib
import io
import json
from pathlib import Path
from typing import Any

__all__ = ["run"]


def run(page: Path) -> str:
    """The notebook's text with every code cell's output as it is when run now."""
    notebook = json.loads(page.read_text(encoding="utf-8"))
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(_code(notebook), start=1):
        printed, value = _executed("".join(cell["source"]), names)
        cell["execution_count"] = number
        cell["outputs"] = _outputs(number, printed, value)
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _code(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _executed(source: str, names: dict[str, Any]) -> tuple[str, str]:
    body = ast.parse(source).body
    shown = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    out, value = io.StringIO(), None
    with contextlib.redirect_stdout(out):
        exec(compile(ast.Module(body, []), "<cell>", "exec"), names)  # noqa: S102
        if shown is not None:
            value = eval(compile(ast.Expression(shown.value), "<cell>", "eval"), names)  # noqa: S307
    return out.getvalue(), "" if value is None else _text(value)


def _text(value: Any) -> str:
    bundle = getattr(value, "_repr_mimebundle_", None)
    return str(bundle()["text/plain"]) if bundle else repr(value)


def _outputs(number: int, printed: str, value: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if printed:
        lines = printed.splitlines(keepends=True)
        found.append({"name": "stdout", "output_type": "stream", "text": lines})
    if value:
        found.append(
            {
                "data": {"text/plain": value.splitlines(keepends=True)},
                "execution_count": number,
                "metadata": {},
                "output_type": "execute_result",
            }
        )
    return found
