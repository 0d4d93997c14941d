"""What was aimed at, and whether this run reached it. Neighbours get `aims_table`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

__all__ = ["Medians", "aims_table"]

_MILLION, _TEN = 10**6, 10**7


@dataclass(frozen=True, slots=True)
class Medians:
    """One way at one size: seconds by the clock, seconds of work, peak bytes a participation."""

    seconds: float
    work: float
    peak: float


_Table = Mapping[tuple[int, str], Medians]


@dataclass(frozen=True, slots=True)
class _Aim:
    """What is compared: `of` gives the value by the clock and by work, `reached` judges it."""

    text: str
    ways: tuple[tuple[int, str], ...]
    of: Callable[..., tuple[float, float]]
    most: float | None = None
    least: float | None = None
    unit: str = " ×"

    def row(self, table: _Table) -> str:
        if any(way not in table for way in self.ways):
            return f"| {self.text} | not measured in this run | |"
        clock, work = self.of(*(table[way] for way in self.ways))
        held = clock <= self.most if self.most is not None else clock >= (self.least or 0)
        measured = f"{_figure(clock)}{self.unit}"
        if work:
            measured += f" ({_figure(work)}{self.unit} of work)"
        return f"| {self.text} | {measured} | {'reached' if held else '**not reached**'} |"


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 20 else f"{value:.2g}"


def _slower(ours: Medians, theirs: Medians) -> tuple[float, float]:
    """How many times as long the second takes."""
    return theirs.seconds / ours.seconds, theirs.work / ours.work


def _seconds(ours: Medians) -> tuple[float, float]:
    return ours.seconds, ours.work


def _bytes(ours: Medians) -> tuple[float, float]:
    return ours.peak, 0


def _aims() -> list[_Aim]:
    codes, frames = (_MILLION, "samspel-codes"), (_MILLION, "samspel-frames")
    ten = (_TEN, "samspel-codes")
    rivals = (
        ("networkx", 100, "100 × faster than networkx, all far actors searched from at once"),
        ("networkx-each", 100, "100 × faster than networkx, searched from each near actor"),
        ("igraph", 10, "10 × faster than igraph, all far actors searched from at once"),
        ("igraph-each", 10, "10 × faster than igraph, each near actor's neighbourhood"),
        ("polars-codes", 1, "not slower than plain Polars"),
    )
    peaks = (
        ("samspel-codes", "codes in hand"),
        ("samspel-unsorted", "codes in any order"),
        ("samspel-frames", "string frames"),
        ("samspel-shuffled", "string frames in any order"),
    )
    return [
        _Aim("within 30 × of the two passes", ((_MILLION, "floor"), codes), _slower, most=30),
        *(_Aim(text, (codes, (_MILLION, way)), _slower, least=n) for way, n, text in rivals),
        _Aim("from string frames under 0.5 s", (frames,), _seconds, most=0.5, unit=" s"),
        _Aim("from string frames in any order under 0.5 s", ((_MILLION, "samspel-shuffled"),),
             _seconds, most=0.5, unit=" s"),
        _Aim("from string frames not slower than plain Polars",
             (frames, (_MILLION, "polars-frames")), _slower, least=1),
        *(_Aim(f"under 100 bytes a participation beyond the input: {text}", ((_MILLION, way),),
               _bytes, most=100, unit=" bytes") for way, text in peaks),
        _Aim("10⁷ costs at most 13 × of 10⁶: codes in hand", (codes, ten), _slower, most=13),
        _Aim("10⁷ costs at most 13 × of 10⁶: string frames", (frames, (_TEN, "samspel-frames")),
             _slower, most=13),
        _Aim("change verdicts of seven gaps, 10,000 actors, under 1 s", ((40_000, "change"),),
             _seconds, most=1.0, unit=" s"),
    ]  # fmt: skip


def aims_table(table: _Table) -> str:
    """Each aim with what this run measured, at 10⁶ unless the aim says another size."""
    rows = "\n".join(aim.row(table) for aim in _aims())
    return f"| Aim at 10⁶ | Measured | |\n|---|---|---|\n{rows}"
