"""When the list of a gap's actors may tell their states to who sees no single answers.

Beside the list stands the figure, which counts every answer. The list shows an actor whose
state rests on its own answer as unknown; where those shown as unknown are few, or nearly all
alike, the figure less the list would tell what they answered (method section 4).
"""

__all__ = ["list_tells"]

_FEWEST = 5
_ALIKE = 0.9


def list_tells(*, reached: int, none: int, unknown: int) -> bool:
    """Whether the list may tell. `reached` and `none` rest on an own answer alone; `unknown`
    are those of whom nothing is known. All of them stand as unknown in the list."""
    listed = reached + none + unknown
    if reached + none == 0:
        return True
    return listed >= _FEWEST and max(reached, none) <= _ALIKE * listed
