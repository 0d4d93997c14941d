"""Which language a verb's answers are in: the surroundings', else Swedish."""

import os
from collections.abc import Mapping

from django.utils import translation

__all__ = ["language_of", "speak"]

_PLAIN = {"", "C", "POSIX"}  # a machine's own locale says nothing of who reads


def language_of(environment: Mapping[str, str]) -> str:
    """ "sv" or "en".

    >>> language_of({"LANG": "en_GB.UTF-8"}), language_of({"LANG": "C.UTF-8"}), language_of({})
    ('en', 'sv', 'sv')
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    said = next((environment[name] for name in names if environment.get(name)), "")
    return "sv" if said.startswith("sv") or said.split(".")[0] in _PLAIN else "en"


def speak() -> str:
    """Answer in that language from now on; which it is."""
    language = language_of(os.environ)
    translation.activate(language)
    return language
