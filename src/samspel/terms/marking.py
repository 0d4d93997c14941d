"""`N_` marks a sentence for the catalogue where it is written; `reports` or `pages` says it."""

__all__ = ["N_"]


def N_(sentence: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """The sentence as it is."""
    return sentence
