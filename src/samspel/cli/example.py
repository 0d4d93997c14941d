"""`samspel example DIR`: the made-up region as files."""

import argparse

from samspel.cli.telling import say, told
from samspel.reports.words import for_language
from samspel.sources import example
from samspel.terms import BadData

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Write it and say what can be done with it."""
    try:
        example.write(arguments.out, seed=arguments.seed)
    except BadData as fault:
        return told(fault.problems, arguments.language)
    words = for_language(arguments.language)
    say(words.gettext("Wrote a made-up region to %(folder)s.") % {"folder": arguments.out})
    next_one = f"samspel gaps {arguments.out / 'tables'} --ecosystem {example.VISITOR}"
    say(words.gettext("Try: %(command)s") % {"command": f"{next_one} --on {example.LAST}"})
    return 0
