"""`samspel definitions [memo-a|memo-b]`: a shipped catalogue of gaps, as its TOML file."""

import argparse
from importlib.resources import files

from samspel.cli.telling import answer

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Print the file as it is shipped, comments and all: edited, it goes to `--definitions`."""
    shipped = files("samspel.gaps").joinpath("definitions", f"{arguments.name}.toml")
    answer(shipped.read_text(encoding="utf-8"), None, arguments.language)
    return 0
