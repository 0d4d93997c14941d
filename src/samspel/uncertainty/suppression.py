"""When answers are too few to be used in the open. Neighbours get `withheld`.

One function, so that a figure, a page, a document and an export cannot have rules of their own.
"""

__all__ = ["FEWEST", "withheld"]

FEWEST = 5


def withheld(respondents: int) -> bool:
    """Whether answers must be measured as if they had not been given (X12).

    Answers of at least one and fewer than five respondents could be traced to who gave them:
    a figure moved by one actor's answer shows that answer. No answers at all hide nothing.

    >>> [withheld(count) for count in (0, 1, 4, 5)]
    [False, True, True, False]
    """
    return 0 < respondents < FEWEST
