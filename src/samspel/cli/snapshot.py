"""`samspel snapshot PATH`: the hash of the tables' content, the same whatever their form."""

import argparse

from samspel.cli.telling import answer, usable
from samspel.tables import snapshot

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Print the hash alone."""
    tables = usable(arguments.path, arguments.language)
    if tables is None:
        return 1
    answer(snapshot(tables) + "\n", None, arguments.language)
    return 0
