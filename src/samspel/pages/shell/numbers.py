"""A whole number as an address or a form gives it: one way to read it, for every page."""

__all__ = ["whole_number"]

_MOST_DIGITS = 18  # what any column of ids holds; Python itself refuses some thousands


def whole_number(text: str) -> int | None:
    """The number, None for anything that is not one of at most 18 plain digits.

    >>> whole_number("42"), whole_number(""), whole_number("²"), whole_number("9" * 19)
    (42, None, None, None)
    """
    plain = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if plain else None
