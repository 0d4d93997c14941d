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
    """What is compared: `of` gives the value by the clock and by work, which `most` or `least`
    judges. `why` says what is in it, and is told where it is not reached."""

    text: str
    ways: tuple[tuple[int, str], ...]
    of: Callable[..., tuple[float, float]]
    most: float | None = None
    least: float | None = None
    unit: str = " ×"
    why: str = ""

    def measured(self, table: _Table) -> tuple[float, float] | None:
        """By the clock and by work; None where this run lacks one of the ways."""
        if any(way not in table for way in self.ways):
            return None
        return self.of(*(table[way] for way in self.ways))

    def reached(self, value: float) -> bool:
        return value <= self.most if self.most is not None else value >= (self.least or 0)

    def row(self, table: _Table) -> str:
        measured = self.measured(table)
        if measured is None:
            return f"| {self.text} | not measured in this run | |"
        clock, work = measured
        shown = f"{_figure(clock)}{self.unit}"
        if work:
            shown += f" ({_figure(work)}{self.unit} of work)"
        said = "reached" if self.reached(clock) else "**not reached**"
        return f"| {self.text} | {shown} | {said} |"

    def missed(self, table: _Table) -> str:
        """A line that says why it is not reached; empty where it is, or was not measured."""
        clock, work = self.measured(table) or (None, 0.0)
        if clock is None or self.reached(clock):
            return ""
        if work and self.reached(work):
            return f"- *{self.text}*: By its seconds of work it is; other programs took the rest."
        return f"- *{self.text}*: {self.why or 'No reason is known.'}"


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 20 else f"{value:.2g}"


def _slower(ours: Medians, theirs: Medians) -> tuple[float, float]:
    """How many times as long the second takes."""
    return theirs.seconds / ours.seconds, theirs.work / ours.work


def _seconds(ours: Medians) -> tuple[float, float]:
    return ours.seconds, ours.work


def _bytes(ours: Medians) -> tuple[float, float]:
    return ours.peak, 0


_SEVEN = (
    "Each gap has a far side of its own, and is asked of the arrays anew. A sixth is sides, states "
    "and parts of all actors, the rest who is met and reached. What does not depend on the far "
    "side (who is active, who meets nobody but the platform, whom its acts held, whether anybody "
    "reports) is asked once."
)
_AT_ONCE = (
    "So asked, networkx goes through its graph once, over sets of Python: some microseconds a "
    "participation, where we take some forty nanoseconds. The two stand in another proportion from "
    "one day of a machine to the next; 80 to 120 × were measured."
)
_CODING = "Half of the time is coding ids: their texts are hashed, looked up and compared."
_TABLES = "A third of the time makes codes of the tables."
_SORTING = "Besides coding, the ids of every table are sorted, which costs a third more."
_FAR_AWAY = (
    "Ten times as much no longer lies in the processor's cache, so that each look-up by code waits "
    "for memory; the two passes themselves cost more than 13 × of what they do at 10⁶."
)
_FILES = (
    "The tables themselves are in it, some 30 bytes, for nothing is in hand before; the rest is "
    "reading: every cell is held as text beside what it means, tidied, searched for personal "
    "numbers and checked, table by table, and Polars keeps what it freed."
)
_HOLDS = (
    "The coded tables stay, some 40 bytes; of each gap one byte a participation says who is met, "
    "and its far side's participations are held once more."
)


def _aims() -> list[_Aim]:
    million = {way: ((_MILLION, way),) for way, _, _ in _PEAKS}
    return [
        *_passes(),
        *_rivals(),
        *(_Aim(f"from {text} under 0.5 s", million[way], _seconds, most=0.5, unit=" s", why=why)
          for way, text, why in (
              ("samspel-frames", "string frames", _CODING),
              ("samspel-shuffled", "string frames in any order", _SORTING),
              ("seven-frames", "string frames, seven gaps", f"{_TABLES} {_SEVEN}"))),
        *(_Aim(f"under 100 bytes a participation beyond the input: {text}", million[way],
               _bytes, most=100, unit=" bytes", why=why) for way, text, why in _PEAKS),
        *(_Aim(f"10⁷ costs at most 13 × of 10⁶: {text}", ((_MILLION, way), (_TEN, way)), _slower,
               most=13, why=_FAR_AWAY)
          for way, text, _ in _PEAKS if way in _ALSO_AT_TEN),
        _Aim("change verdicts of seven gaps, 10,000 actors, under 1 s", ((40_000, "change"),),
             _seconds, most=1.0, unit=" s"),
    ]  # fmt: skip


# What is held to an aim of its own: way, how it is called, and why it may miss the aim of memory.
_PEAKS = (
    ("samspel-codes", "codes in hand", ""),
    ("samspel-unsorted", "codes in any order", ""),
    ("samspel-frames", "string frames", ""),
    ("samspel-shuffled", "string frames in any order", ""),
    ("samspel-parquet", "Parquet files", _FILES),
    ("samspel-csv", "CSV files", _FILES),
    ("seven-codes", "codes in hand, seven gaps", _HOLDS),
    ("seven-frames", "string frames, seven gaps", _HOLDS),
    ("seven-parquet", "Parquet files, seven gaps", _FILES),
    ("seven-csv", "CSV files, seven gaps", _FILES),
)
_ALSO_AT_TEN = ("samspel-codes", "samspel-frames", "seven-codes", "seven-frames")


def _passes() -> list[_Aim]:
    floor = (_MILLION, "floor")
    return [
        _Aim("within 30 × of the two passes", (floor, (_MILLION, "samspel-codes")), _slower,
             most=30),
        _Aim("within 30 × of the two passes, seven gaps", (floor, (_MILLION, "seven-codes")),
             _slower, most=30, why=_SEVEN),
    ]  # fmt: skip


def _rivals() -> list[_Aim]:
    """The others measure one gap: they are compared with one."""
    rivals = (
        ("networkx", 100, "100 × faster than networkx, all far actors searched from at once"),
        ("networkx-each", 100, "100 × faster than networkx, searched from each near actor"),
        ("igraph", 10, "10 × faster than igraph, all far actors searched from at once"),
        ("igraph-each", 10, "10 × faster than igraph, each near actor's neighbourhood"),
        ("polars-codes", 1, "not slower than plain Polars"),
    )
    codes, frames = (_MILLION, "samspel-codes"), (_MILLION, "samspel-frames")
    why = {"networkx": _AT_ONCE}
    return [
        *(_Aim(text, (codes, (_MILLION, way)), _slower, least=n, why=why.get(way, ""))
          for way, n, text in rivals),
        _Aim("from string frames not slower than plain Polars",
             (frames, (_MILLION, "polars-frames")), _slower, least=1),
    ]  # fmt: skip


def aims_table(table: _Table) -> str:
    """Each aim with what this run measured, at 10⁶ and of one gap unless it says otherwise; then
    those that are not reached, each with why."""
    aims = _aims()
    rows = "\n".join(aim.row(table) for aim in aims)
    told = f"| Aim at 10⁶, one gap | Measured | |\n|---|---|---|\n{rows}"
    missed = [line for line in (aim.missed(table) for aim in aims) if line]
    return "\n".join((told, "\nNot reached, and what is in it:\n", *missed)) if missed else told
