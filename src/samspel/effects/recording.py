"""The same day as if some of the record had not been kept.

Neighbours get `only_once`, the sources and logs that lie in one window only, `first_alone`, those
of the first, `without_recording` and `without_act`, and `most_influential`.
"""

from dataclasses import replace

import numpy as np

from samspel.effects.seen import Pair, Seen
from samspel.gaps.coded import Log, Mask
from samspel.gaps.index import Indexed
from samspel.gaps.scene import Scene
from samspel.network import met
from samspel.terms.changes import Verdict

__all__ = [
    "TOLD",
    "WAVES",
    "Recording",
    "first_alone",
    "most_influential",
    "only_once",
    "recording_of",
    "without_act",
    "without_recording",
]

# All waves are one source: each asks about a time of its own.
WAVES = "wave:"
# So is what others told.
TOLD = "told:"


class Recording:
    """Which sources and logs lie in a window, by name; made once for two days and all gaps.

    `sources` is (acts,) of codes into `names`.
    """

    def __init__(self, indexed: Indexed) -> None:
        rows = dict(indexed.tables["interplay"].select("interplay_id", "source").rows())
        said = [str(rows[act] or "") for act in indexed.act_ids.tolist()]
        said = [WAVES if each.startswith(WAVES) else each for each in said]
        names, codes = np.unique(np.array(said, dtype=object), return_inverse=True)
        self.names: list[str] = names.tolist()
        self.sources = codes

    def sources_of(self, seen: Seen) -> set[str]:
        """The sources of acts that hold a near actor, the waves that it answered, what others
        told of it."""
        graph = seen.states.scene.graph
        codes = np.unique(self.sources[graph.act[seen.sides.near[graph.actor]]])
        found = {self.names[code] for code in codes.tolist()}
        said = {WAVES: seen.states.answered, TOLD: seen.states.told}
        return found | {name for name, mask in said.items() if mask.any()}


def recording_of(indexed: Indexed) -> Recording:
    """The sources of the acts of a register."""
    return Recording(indexed)


def logs_of(seen: Seen, gap: str) -> set[str]:
    """Who declares the record of the gap in that window."""
    scene = seen.states.scene
    return set(scene.indexed.log.by[_logs(scene, gap)].tolist())


def _logs(scene: Scene, gap: str) -> Mask:
    log = scene.indexed.log
    ours = (log.ecosystem == scene.code) & ((log.gap == gap) | (log.gap == "*"))
    return np.asarray(ours & log.spans.overlap(scene.days))


def only_once(pair: Pair, recording: Recording, gap: str) -> tuple[frozenset[str], frozenset[str]]:
    """Sources, and logs, that are in one window and not in the other."""
    sources = recording.sources_of(pair.start) ^ recording.sources_of(pair.end)
    return frozenset(sources), frozenset(logs_of(pair.start, gap) ^ logs_of(pair.end, gap))


def first_alone(pair: Pair, recording: Recording, gap: str) -> frozenset[str]:
    """Of what is in one window only, that which is in the first."""
    sources, logs = only_once(pair, recording, gap)
    there = recording.sources_of(pair.start) & sources
    return frozenset(there | (logs_of(pair.start, gap) & logs))


def without_recording(
    scene: Scene, recording: Recording, gone: tuple[frozenset[str], frozenset[str]]
) -> Scene:
    """The scene as if these sources and logs had not been."""
    sources, logs = gone
    lost = np.isin(
        recording.sources, [recording.names.index(s) for s in sources & {*recording.names}]
    )
    indexed = scene.indexed
    if WAVES in sources:
        indexed = replace(indexed, own={})
    if TOLD in sources:
        indexed = replace(indexed, told={})
    if logs:
        log = indexed.log
        kept = ~np.isin(log.by.astype(str), sorted(logs))
        spans = log.spans[kept]
        indexed = replace(indexed, log=Log(log.ecosystem[kept], log.gap[kept], log.by[kept], spans))
    return without_act(replace(scene, indexed=indexed), lost)


def without_act(scene: Scene, lost: Mask) -> Scene:
    """The scene without these acts, a mask over acts."""
    kept = ~lost[scene.graph.act]
    return replace(
        scene,
        overlapping=scene.overlapping & ~lost,
        graph=scene.graph.select(kept),
        reporter=scene.reporter[kept],
    )


def most_influential(pair: Pair, verdict: Verdict) -> int:
    """The act that carries most of the change that way: its code, -1 when no act does.

    That is the act without which most stayers would lose their only contact in the window that
    speaks for the verdict, less those who would in the other; the lowest id among equals.
    """
    sole = _sole(pair.end, pair.stayers) - _sole(pair.start, pair.stayers)
    carries = sole if verdict is Verdict.FORWARD else -sole
    best = int(carries.argmax()) if carries.size else -1
    return best if carries.size and carries[best] > 0 else -1


def _sole(seen: Seen, actors: Mask) -> np.ndarray:
    """Per act the actors that have it as their only contact with the far side."""
    graph = seen.states.scene.graph
    slots = met(graph, seen.sides.far) & actors[graph.actor]
    act, actor = graph.act[slots], graph.actor[slots]
    once = np.bincount(actor, minlength=graph.actors) == 1
    return np.bincount(act[once[actor]], minlength=graph.acts)
