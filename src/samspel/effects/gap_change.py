"""The change of one gap between two days. Neighbours get `Asked` and `gap_change`."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace

import numpy as np

from samspel.effects.asking import days_asked, leans_with
from samspel.effects.draws import Draws, decomposed, draw, drawn_stayers, hidden
from samspel.effects.leaning import Leaning, leaning_of
from samspel.effects.next_steps import Unsaid, step_towards
from samspel.effects.power import power_of, power_under
from samspel.effects.recording import (
    WAVES,
    Recording,
    most_influential,
    only_once,
    without_act,
    without_recording,
)
from samspel.effects.seen import Pair, Seen, look
from samspel.effects.swap import swap_test
from samspel.effects.told import left_out, rests_on_told, without_told
from samspel.effects.verdicts import Evidence, interval, verdict_of
from samspel.gaps.coded import Mask
from samspel.gaps.scene import Scene
from samspel.gaps.states import why_untold
from samspel.gaps.structural import asks_authority
from samspel.terms import Estimate, GapDefinition
from samspel.terms.changes import ChangeParts, ChangeSettings, GapChange, Verdict
from samspel.uncertainty import FEWEST, rng_for

__all__ = ["Asked", "gap_change"]

_FEW = "too_few_answers"


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Both days: the first as it was (`then`) and with the roles of the last (`start`).

    `undated` holds by gap of whom something is told without a date, which no day's scene holds.
    """

    settings: ChangeSettings
    then: Scene
    start: Scene
    end: Scene
    recording: Recording
    undated: Mapping[str, Mask] = field(default_factory=dict)

    @property
    def overlap(self) -> bool:
        """Whether the windows share a day: t₁ − t₀ < w."""
        return self.end.days[0] <= self.then.days[1]


def gap_change(definition: GapDefinition, asked: Asked) -> GapChange:
    """One gap's change: its parts, draws, swap test and verdict (method section 6).

    The authority gap also carries `without_financier`, as a run's does.
    """
    twin = None
    financed = asked.start.financier.any() or asked.end.financier.any()
    if asks_authority(definition) and financed:
        twin = _Measuring(definition, asked, without_financier=True).change()
    return replace(_Measuring(definition, asked).change(), without_financier=twin)


@dataclass(frozen=True, slots=True)
class _Measuring:
    """One gap under one reading of its far side."""

    definition: GapDefinition
    asked: Asked
    without_financier: bool = False

    def change(self) -> GapChange:
        """Counts always; parts, draws and verdict where both days have an estimate."""
        pair = Pair(self._look(self.asked.start), self._look(self.asked.end))
        unchanged = self.asked.then is self.asked.start
        then = pair.start if unchanged else self._then(pair.start)
        sources, logs = only_once(pair, self.asked.recording, self.definition.key)
        bare = GapChange(
            gap=self.definition.key,
            near_from=then.near,
            near_to=pair.end.near,
            stayers=int(pair.stayers.sum()),
            joiners=int(pair.joiners.sum()),
            leavers=int(pair.leavers.sum()),
            start=then.estimate(),
            end=pair.end.estimate(),
            reason_from=then.why or None,
            reason_to=pair.end.why or None,
            only_once=tuple(sorted(sources | logs)),
            told_from=int(then.states.told.sum()),
            told_to=int(pair.end.states.told.sum()),
            told_undated=left_out(pair, self.asked.undated.get(self.definition.key)),
            asked_from=days_asked(pair.start, self.definition.key),
            asked_to=days_asked(pair.end, self.definition.key),
        )
        reason = _no_parts(pair, then)
        if reason:
            found = replace(bare, verdict=Verdict.CANNOT_SAY, reason=reason)
        else:
            found = self._judged(bare, pair, draw(pair, then, self._rng("draws")))
            found = _untold(found, pair, then)
        return self._with_step(found, pair, then)

    def _with_step(self, found: GapChange, pair: Pair, then: Seen) -> GapChange:
        """The change with what would give it a verdict; the change itself where it has one."""
        if not found.reason:
            return found
        frank = _why_untold(pair, then)[1] in ("", _FEW)
        asked, rng = self.asked, self._rng("asking")
        unsaid = Unsaid(found, pair, then, asked.settings, asked.recording, rng, frank=frank)
        step, on = step_towards(unsaid)
        return replace(found, next_step=step, next_step_on=on)

    def _look(self, scene: Scene) -> Seen:
        without = self.without_financier
        return look(self.definition, scene, without_financier=without, whatever=True)

    def _then(self, start: Seen) -> Seen:
        """The first day with the roles it had; the very same where they change nothing."""
        then = self._look(self.asked.then)
        same = np.array_equal(then.sides.near, start.sides.near) and np.array_equal(
            then.sides.far, start.sides.far
        )
        return start if same else then

    def _rng(self, what: str) -> np.random.Generator:
        settings, side = self.asked.settings, "without" if self.without_financier else "with"
        return rng_for(settings.seed, settings.ecosystem, self.definition.key, side, what)

    def _judged(self, bare: GapChange, pair: Pair, draws: Draws) -> GapChange:
        parts = self._parts(draws)
        total = parts.pop("total")
        found = replace(bare, total=total, parts=ChangeParts(**parts))
        if _left_out(pair):
            found = self._guarded(found)
        if bare.stayers < FEWEST:
            return replace(found, verdict=Verdict.CANNOT_SAY, reason="few_stayers")
        evidence = self._evidence(pair, draws)
        found = replace(
            found,
            narrowed=evidence.narrowed,
            widened=evidence.widened,
            swap=evidence.swap,
            power=power_of(evidence.swap.known),
            power_under=power_under(evidence.swap.known),
        )
        if self.asked.overlap:
            return replace(found, reason="windows_overlap")
        if self._declared(pair):
            return replace(found, reason="declared")
        if rests_on_told(pair):
            return replace(found, reason="told")
        return self._with_verdict(found, pair, evidence)

    def _guarded(self, found: GapChange) -> GapChange:
        """Say that answers are left out; where the record is declared whole, say no parts.

        There both days' figures are exact, and any part beside them would tell the answers.
        """
        if not self.asked.settings.as_recorded:
            return replace(found, why={"answers": "too_few_answers"})
        return replace(found, parts=None, why={"parts": "too_few_answers"})

    def _parts(self, draws: Draws) -> dict[str, Estimate]:
        means, drawn = decomposed(draws, mean=True), decomposed(draws, mean=False)
        if self.asked.settings.as_recorded:
            return {key: Estimate(float(value), None, None) for key, value in means.items()}
        return {key: _estimate(float(value), drawn[key]) for key, value in means.items()}

    def _evidence(self, pair: Pair, draws: Draws) -> Evidence:
        known = int(pair.known.sum())
        return Evidence(
            gained=draws.stayers_to.reached - draws.stayers_from.reached,
            stayers=draws.stayers_to.size,
            delta=self.asked.settings.delta,
            swap=swap_test(pair.contacts(), known, self._rng("swap")),
        )

    def _declared(self, pair: Pair) -> bool:
        """Whether the figure rests on a log that no answers test, and nobody declared it whole."""
        rests = pair.start.states.declared_by or pair.end.states.declared_by
        return bool(rests) and not self.asked.settings.as_recorded

    def _with_verdict(self, found: GapChange, pair: Pair, evidence: Evidence) -> GapChange:
        verdict = verdict_of(evidence)
        if verdict is Verdict.CANNOT_SAY:
            return replace(found, verdict=verdict, reason="too_unsure")
        if found.only_once and self._again(self._unrecorded(pair)) is not verdict:
            return replace(found, verdict=Verdict.CANNOT_SAY, reason="recording_changed")
        if self._only_asked(found, pair, verdict):
            return replace(found, verdict=Verdict.CANNOT_SAY, reason="asked_unlike")
        leaning = self._leaning(pair, evidence)
        return replace(
            found,
            verdict=verdict,
            without_told=self._without_told(pair),
            rests_on_act=self._rests_on(pair, verdict),
            turns_at=leaning.turns_at,
            turns_at_from=leaning.turns_at_from,
            turns_at_to=leaning.turns_at_to,
            holds_at=leaning.holds_at,
        )

    def _only_asked(self, found: GapChange, pair: Pair, verdict: Verdict) -> bool:
        """Whether the verdict may come of surveys that ask about times of different length: it is
        another without what was answered, and does not go against what the longer one finds."""
        if not found.asked_unlike:
            return False
        if not leans_with(verdict, found.asked_from or 0, found.asked_to or 0):
            return False
        return self._again(self._unrecorded(pair, {WAVES})) is not verdict

    def _without_told(self, pair: Pair) -> Verdict | None:
        """The verdict as if nobody had told of others; None where no state rests on that."""
        if not (pair.start.states.told | pair.end.states.told).any():
            return None
        scenes = (self.asked.start, self.asked.end)
        return self._again(Pair(*(self._look(without_told(scene)) for scene in scenes)))

    def _leaning(self, pair: Pair, evidence: Evidence) -> Leaning:
        """How far the verdict holds when those with contact answer more readily."""

        def judge(odds: tuple[float, float]) -> Verdict:
            first, last = drawn_stayers(pair, self._rng("leaning"), odds)
            return verdict_of(replace(evidence, gained=last - first))

        return leaning_of(pair, judge)

    def _unrecorded(self, pair: Pair, more: Set[str] = frozenset()) -> Pair:
        recording = self.asked.recording
        sources, logs = only_once(pair, recording, self.definition.key)
        gone = (sources | more, logs)
        scenes = (self.asked.start, self.asked.end)
        return Pair(*(self._look(without_recording(s, recording, gone)) for s in scenes))

    def _rests_on(self, pair: Pair, verdict: Verdict) -> str | None:
        """The act without which a verdict forward or backward falls."""
        if verdict not in (Verdict.FORWARD, Verdict.BACKWARD):
            return None
        act = most_influential(pair, verdict)
        if act < 0:
            return None
        lost: Mask = np.zeros(self.asked.end.overlapping.size, np.bool_)
        lost[act] = True
        scenes = (self.asked.start, self.asked.end)
        left = Pair(*(self._look(without_act(scene, lost)) for scene in scenes))
        if self._again(left) is verdict:
            return None
        # A report is one actor's answer: its survey is named, not the act that tells who gave it.
        indexed = self.asked.end.indexed
        return WAVES if indexed.report[act] else str(indexed.act_ids[act])

    def _again(self, pair: Pair) -> Verdict:
        """The verdict of another reading of the same two days, with the same random numbers."""
        if _no_parts(pair, pair.start) or int(pair.stayers.sum()) < FEWEST:
            return Verdict.CANNOT_SAY
        if self._declared(pair) or rests_on_told(pair):
            return Verdict.CANNOT_SAY
        return verdict_of(self._evidence(pair, draw(pair, pair.start, self._rng("draws"))))


def _no_parts(pair: Pair, then: Seen) -> str:
    """Why the change cannot be split; empty when it can."""
    if then.reason or pair.start.reason:
        return "no_estimate_from"
    if pair.end.reason:
        return "no_estimate_to"
    return "" if pair.stayers.any() else "no_stayers"


def _untold(found: GapChange, pair: Pair, then: Seen) -> GapChange:
    """The change without the numbers that tell what each one answered.

    Where all who answered on a day said the same, or one group gave most of the answers, its
    figure and all that is counted from it are left out; where that holds only of those who
    stayed, came or left, their parts and the test. What remains is the verdict, a word.
    """
    day, part = _why_untold(pair, then)
    if part in ("", _FEW):
        return found
    kept = replace(found, parts=None, narrowed=None, widened=None, swap=None)
    kept = replace(kept, why={**kept.why, "parts": part})
    return replace(kept, total=None, why={**kept.why, "total": day}) if day else kept


def _why_untold(pair: Pair, then: Seen) -> tuple[str, str]:
    """Why a day's numbers may not be told, and why the numbers of some group may not."""
    day = next((each.states.untold for each in (then, pair.start, pair.end) if each.why), "")
    groups = (
        *((pair.start, group) for group in (pair.stayers, pair.leavers)),
        *((pair.end, group) for group in (pair.stayers, pair.joiners)),
    )
    parts = [why_untold(seen.states, group) for seen, group in groups]
    # Few answers of a group are left out of its part already; the others must not hide behind it.
    part = next((why for why in parts if why not in ("", _FEW)), _FEW if _FEW in parts else "")
    return day, day or part


def _left_out(pair: Pair) -> bool:
    """Whether the answers of some group are left out of its part."""
    start = hidden(pair.start, (pair.stayers, pair.leavers))
    return bool(start.any() or hidden(pair.end, (pair.stayers, pair.joiners)).any())


def _estimate(value: float, drawn: np.ndarray) -> Estimate:
    """The mean, so that parts add up, with the 90 % interval, wide enough to hold it."""
    low, high = interval(np.broadcast_to(drawn, drawn.shape))
    return Estimate(value, min(low, value), max(high, value))
