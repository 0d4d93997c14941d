"""Who said that a log is complete: the key that `coverage.by` holds, and what it is called.

A key names an office and no person, so nothing has to be taken out of a log or a run when a person
is erased; who it was is told by the history.
"""

from samspel.reports.words import N_, Words

__all__ = ["declarer_key", "declarer_name"]

_REGION = "region"
_PLATFORM = "platform:"
_NAMES = {_REGION: N_("the region"), _PLATFORM: N_("the platform's leadership")}


def declarer_key(workspace: str) -> str:
    """The key of who leads that platform; of the region where there is none."""
    return f"{_PLATFORM}{workspace}" if workspace else _REGION


def declarer_name(key: str, say: Words) -> str:
    """What the key is called within a sentence; what a file says stands as it is.

    >>> from samspel.reports.words import for_language
    >>> declarer_name("platform:skog", for_language("en"))
    "the platform's leadership"
    >>> declarer_name("Styrelsen", for_language("en"))
    'Styrelsen'
    """
    name = _NAMES.get(_PLATFORM if key.startswith(_PLATFORM) else key)
    return say.gettext(name) if name else key
