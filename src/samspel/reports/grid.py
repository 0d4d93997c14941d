"""Plain text in columns for a terminal. Neighbours get `in_columns`."""

from collections.abc import Collection, Sequence

__all__ = ["in_columns"]


def in_columns(rows: Sequence[Sequence[str]], left: Collection[int] = (0,)) -> str:
    """Rows under a ruled first row, each column as wide as its widest cell.

    Columns in `left` stand to the left, the others to the right.

    >>> print(in_columns([("a", "n"), ("bb", "10")]))
    a    n
    --  --
    bb  10
    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [_line(row, widths, left) for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int], left: Collection[int]) -> str:
    placed = [
        cell.ljust(width) if column in left else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(placed).rstrip()
