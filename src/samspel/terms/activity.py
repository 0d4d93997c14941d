"""What is done about a gap: effort, not effect. Neighbours get the dataclasses below."""

from dataclasses import dataclass

from samspel.terms.runs import Run

__all__ = ["BRIDGE_STATES", "ActivityFigure", "ActivityRun"]

BRIDGE_STATES = ("candidate", "proposal", "planned", "started", "done")


@dataclass(frozen=True, slots=True)
class ActivityFigure:
    """The bridges of one gap as they stood on the day. It says nothing of the gap itself.

    Attributes
    ----------
    by_state : tuple of int
        Bridges in each of `BRIDGE_STATES`.
    near, far : int
        Distinct actors on each side of bridges started or done.
    judged : int
        Bridges done at least twelve months ago, on a known day.
    tied : int
        Of those: the two have a recorded tie in the twelve months after. The rest have none on
        record, which is not the same as none (X13).
    cost : float
        Recorded cost, in the unit of the table (kronor).
    costed : int
        Bridges with a recorded cost.
    """

    gap: str
    by_state: tuple[int, ...]
    near: int
    far: int
    judged: int
    tied: int
    cost: float
    costed: int

    @property
    def bridges(self) -> int:
        """All of them."""
        return sum(self.by_state)


@dataclass(frozen=True, slots=True)
class ActivityRun:
    """All gaps through the activity lens; `run` says what was looked at and has no figures."""

    run: Run
    gaps: tuple[ActivityFigure, ...]
