"""The first wheel: measured at once where the register is small, by the worker where it is not."""

from dataclasses import dataclass

from samspel.actions import measure_gaps
from samspel.actions.measure_gaps import Asked
from samspel.records.register.api import ActorQuery, list_actors
from samspel.terms import PageRequest, Viewer

__all__ = ["Drawn", "draw_wheel"]

_AT_ONCE = 3_000  # actors; above it a page would wait


@dataclass(frozen=True, slots=True)
class Drawn:
    """The run that was measured, or the job that measures it."""

    run: int = 0
    job: int = 0


def draw_wheel(*, ecosystem: str, by: Viewer) -> Drawn:
    """Measure the ecosystem today. Refusals of `measure_gaps`."""
    asked = Asked(ecosystem=ecosystem)
    if list_actors(ActorQuery(), page=PageRequest(size=1), by=by).count > _AT_ONCE:
        return Drawn(job=measure_gaps.start(asked=asked, by=by).id)
    return Drawn(run=measure_gaps.measure_gaps(asked=asked, by=by).id)
