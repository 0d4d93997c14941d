"""What a diary number looks like. Another series is told, never refused."""

import re

__all__ = ["is_usual_dnr"]

_USUAL = re.compile(r"RUN-\d{5}-\d{4}")


def is_usual_dnr(dnr: str) -> bool:
    """Whether it is of the series that the memos use: RUN-nnnnn-yyyy (R2).

    >>> is_usual_dnr("RUN-00001-2023")
    True
    """
    return _USUAL.fullmatch(dnr) is not None
