"""The register of measures: what each is, where it is computed, proved and described.

Neighbours get `MEASURES`. A house test fails when a module, a proof or a page is missing.
"""

from dataclasses import dataclass

__all__ = ["MEASURES", "Measure"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes
    ----------
    key : str
        Its name in the registry, in `docs/reference/measures/<key>.md` and in tests.
    module : str
        Where it is computed.
    keys : tuple of str
        The keys of the public JSON that hold it.
    proofs : tuple of str
        Files of `tests/proofs`, from the root of the repository. Each imports the measure or what
        it is made of, or names a key of it; together they name every key.
    serves : tuple of str
        The requirements it answers to.
    """

    key: str
    module: str
    keys: tuple[str, ...]
    proofs: tuple[str, ...]
    serves: tuple[str, ...]

    @property
    def page(self) -> str:
        """Its page in the reference, from the root of the repository."""
        return f"docs/reference/measures/{self.key}.md"


_BRUTE = "tests/proofs/test_brute_force.py"
_HAND = "tests/proofs/test_by_hand.py"
_BESIDE = "tests/proofs/test_beside.py"
_TOGETHER = "tests/proofs/test_together.py"

MEASURES: tuple[Measure, ...] = (
    Measure(
        "states",
        "samspel.gaps.states",
        ("near", "left", "far", "reached", "none", "unknown", "told", "asked", "coverage"),
        (_BRUTE, _HAND),
        ("R22", "R53", "R121", "X12", "X13"),
    ),
    Measure(
        "gap",
        "samspel.gaps.structural",
        ("lower", "upper", "estimate", "low", "high"),
        (
            _BRUTE,
            _HAND,
            _TOGETHER,
            "tests/proofs/test_posterior.py",
            "tests/proofs/test_intervals.py",
        ),
        ("R54", "R55", "R56", "R57", "R58", "R59", "R60", "R61", "R62"),
    ),
    Measure(
        "parts",
        "samspel.gaps.parts",
        ("parts",),
        (_BRUTE, _HAND, "tests/proofs/test_urn.py"),
        ("R63", "R119"),
    ),
    Measure(
        "access",
        "samspel.gaps.access",
        ("two_step", "platform_dependence", "platform_dependence_high", "sole_route"),
        (_BRUTE, _HAND, "tests/proofs/test_networkx.py"),
        ("R36", "R37", "R119"),
    ),
    Measure(
        "shown",
        "samspel.gaps.shown",
        ("parts",),
        ("tests/proofs/test_curveball.py",),
        ("R63",),
    ),
    Measure(
        "sensitivity",
        "samspel.gaps.robust",
        ("sensitivity",),
        ("tests/proofs/test_leaning.py", _BESIDE),
        ("X13",),
    ),
    Measure(
        "levers",
        "samspel.gaps.levers",
        ("levers",),
        (_BESIDE,),
        ("R63", "R64"),
    ),
    Measure(
        "robust",
        "samspel.gaps.robust",
        ("by_max_size", "hang_on_one", "leave_one_out"),
        (_BESIDE,),
        ("X13",),
    ),
    Measure(
        "next_step",
        "samspel.gaps.next_step",
        ("next_step",),
        (_BESIDE,),
        ("X13",),
    ),
    Measure(
        "costliest",
        "samspel.gaps.costliest",
        ("fragmentation", "fragmentation_without_platform", "costliest", "saturated"),
        (_BESIDE, "tests/proofs/test_networkx.py"),
        ("R36", "R37", "R119"),
    ),
    Measure(
        "depth",
        "samspel.gaps.depth",
        ("strength", "ladder", "flows", "levels", "concentration"),
        (_BESIDE,),
        ("R66", "R127"),
    ),
    Measure(
        "matrix",
        "samspel.gaps.matrix",
        ("matrix",),
        (_BESIDE,),
        ("R60", "R62", "R129"),
    ),
    Measure(
        "change",
        "samspel.effects.change",
        (),
        (
            "tests/proofs/test_change.py",
            "tests/proofs/test_swap.py",
            "tests/proofs/test_verdicts.py",
            "tests/proofs/test_next_step_of_change.py",
        ),
        ("R79", "R107", "R108", "X13", "X14"),
    ),
    Measure(
        "place",
        "samspel.gaps.place",
        (),
        ("tests/proofs/test_place.py", "tests/proofs/test_expectation.py"),
        ("R137", "R138", "R139", "R140", "R141", "R142", "R143", "R144"),
    ),
    Measure(
        "perceived",
        "samspel.gaps.perceived",
        (),
        ("tests/proofs/test_release.py",),
        ("R53", "X12"),
    ),
    Measure(
        "activity",
        "samspel.gaps.activity",
        (),
        ("tests/proofs/test_activity.py",),
        ("R64", "X13"),
    ),
    Measure(
        "areas",
        "samspel.effects.areas",
        (),
        ("tests/proofs/test_signs.py", "tests/proofs/test_areas.py"),
        ("R107", "R108"),
    ),
    Measure(
        "stop_rule",
        "samspel.effects.stop_rule",
        (),
        ("tests/proofs/test_stop_rule.py", "tests/proofs/test_verdicts.py"),
        ("R79",),
    ),
    Measure(
        "atlas",
        "samspel.atlas",
        (),
        ("tests/proofs/test_atlas.py",),
        ("R60", "R62"),
    ),
)
