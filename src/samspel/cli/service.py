"""The upper floor's verbs, started by name: the one import by string (house.md, Contracts)."""

import argparse
import runpy
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from samspel.cli.telling import say
from samspel.reports.words import for_language

__all__ = ["run"]


def run(given: Sequence[str] | argparse.Namespace) -> int:
    """Hand the arguments over as they are; the service's own exit code."""
    from samspel.cli.parser import language_of

    argv = list(given) if not isinstance(given, argparse.Namespace) else sys.argv[1:]
    if find_spec("django") is None:
        import os

        words = for_language(language_of(argv, os.environ))
        text = words.gettext("This needs more than is installed: %(command)s")
        say(text % {"command": "pip install 'samspel[web]'"})
        return 1
    before = sys.argv
    sys.argv = ["samspel", *argv]
    try:
        runpy.run_module("samspel.server", run_name="__main__", alter_sys=True)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    finally:
        sys.argv = before
    return 0
