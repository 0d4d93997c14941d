"""Runs made by hand for the tests of this room: no measuring, every figure stands as written."""

from dataclasses import replace
from datetime import date

from samspel.terms import (
    GAP_KEYS,
    AgreementFigures,
    Basis,
    Definitions,
    Financing,
    GapDefinition,
    GapFigure,
    Money,
    NearState,
    NextStep,
    Parts,
    Run,
    RunSettings,
    Sector,
    Side,
    State,
    Wording,
)

FIRM = Side(roles_any=frozenset({"firm"}), member="here")
CIVIL = Side(sector=Sector.CIVIL)


def definitions(*, civil: bool = False) -> Definitions:
    """A small catalogue of the seven gaps; `civil` as in memo B."""
    gaps = tuple(
        GapDefinition(
            key=key,
            name=Wording(key, key),
            decided=Wording(f"Gapet {key}, som begränsar samspelet.", f"The gap {key}."),
            operationalised=Wording("", ""),
            near=(FIRM,),
            far=(Side(), CIVIL) if civil and key == "authority" else (Side(),),
            across=key in {"ecosystems", "global"},
        )
        for key in GAP_KEYS
    )
    return Definitions("memo-b" if civil else "memo-a", Wording("Memo", "Memo"), gaps, "sha256:d")


def figure(gap: str, near: int, reached: int, none: int, **more: object) -> GapFigure:
    """A figure whose shares follow from its counts, unless `more` says otherwise."""
    unknown = near - reached - none
    reason = "too_few_asked" if near >= 5 else "too_few_near"
    estimate = 1 - reached / near if near >= 5 and not unknown else None
    base = GapFigure(
        gap=gap,
        near=near,
        left=0,
        far=12,
        reached=reached,
        none=none,
        unknown=unknown,
        told=0,
        asked=0.8,
        lower=none / near if near else None,
        upper=(none + unknown) / near if near else None,
        estimate=estimate,
        low=estimate,
        high=estimate,
        coverage=(reached + none) / near if near else None,
        reason=None if estimate is not None else reason,
        why={},
        parts=Parts(),
        two_step=None,
        platform_dependence=None,
        platform_dependence_high=None,
        sole_route=None,
    )
    made = replace(base, **more)
    return made if "next_step" in more else replace(made, next_step=_step(made))


def _step(made: GapFigure) -> NextStep | None:
    """A next step that goes with the reason; how it is computed is proved in tests/proofs."""
    asked = min(5, made.unknown)
    return {
        "too_few_near": NextStep("register_near", 5 - made.near),
        "no_far_side": NextStep("register_far"),
        "no_other_ecosystem": NextStep("register_elsewhere", 5),
        "limits": NextStep("other_source"),
        "nothing_observed": NextStep("ask", asked, 3 * asked),
        "too_few_asked": NextStep("ask", asked, 3 * asked),
    }.get(made.reason or "", NextStep("ask_rest", made.unknown) if made.unknown else None)


def known(gap: str, counts: tuple[int, int, int], shares: tuple[float, float, float]) -> GapFigure:
    """A figure with an estimate, parts and reach: (near, reached, none), (estimate, low, high)."""
    near, reached, none = counts
    estimate, low, high = shares
    return figure(
        gap,
        near,
        reached,
        none,
        estimate=estimate,
        low=low,
        high=high,
        reason=None,
        parts=Parts(0.2, 0.05, 0.2, 0.14, 0.05),
        two_step=0.78,
        platform_dependence=0.2,
        platform_dependence_high=0.5,
        sole_route=("a1", "a2"),
    )


def states(reached: int, none: int, unknown: int) -> tuple[NearState, ...]:
    """Near states: recorded reached, answered none, unknown by nothing."""
    kinds = (
        [(State.REACHED, Basis.RECORDED)] * reached
        + [(State.NONE, Basis.ANSWER)] * none
        + [(State.UNKNOWN, Basis.NOTHING)] * unknown
    )
    return tuple(NearState(f"a{i}", state, basis) for i, (state, basis) in enumerate(kinds))


def full() -> tuple[GapFigure, ...]:
    """Seven figures in the likeness of the sketch: one spoke cannot be said."""
    authority = known("authority", (41, 33, 5), (0.15, 0.13, 0.18))
    without = known("authority", (41, 30, 8), (0.24, 0.2, 0.27))
    return (
        known("research", (41, 15, 16), (0.54, 0.45, 0.60)),
        known("education", (41, 25, 11), (0.34, 0.29, 0.40)),
        known("capital", (44, 4, 31), (0.86, 0.78, 0.91)),
        replace(authority, without_financier=without),
        known("firms", (41, 32, 6), (0.20, 0.17, 0.22)),
        figure("ecosystems", 58, 6, 0, reason="no_other_ecosystem", far=0),
        known("global", (58, 8, 40), (0.81, 0.74, 0.85)),
    )


def same(near: int, reached: int, none: int, **more: object) -> tuple[GapFigure, ...]:
    """Seven figures that are all alike."""
    return tuple(figure(key, near, reached, none, **more) for key in GAP_KEYS)


def run(gaps: tuple[GapFigure, ...] | None = None, **more: object) -> Run:
    """A run of those figures; `more` goes to the settings, apart from `example` and `civil`."""
    example, civil = bool(more.pop("example", True)), bool(more.pop("civil", False))
    settings = RunSettings("turism", date(2026, 9, 30), definitions(civil=civil), seed=2032)
    return Run(
        settings=replace(settings, **more),
        ecosystem_name="Norrskens besöksnäring",
        boundary="sha256:" + "b" * 64,
        snapshot="sha256:" + "5" * 64,
        version="0.1.0",
        gaps=full() if gaps is None else gaps,
        example=example,
    )


def agreement() -> AgreementFigures:
    """The pilot's figures."""
    return AgreementFigures(
        ecosystem_id="turism",
        recipient_id="plattform",
        title="Pilotprojektet Norrskens ekosystem",
        dnr="RUN-00386-2032",
        parent_dnr="RUN-00369-2032",
        first_on=date(2032, 10, 1),
        last_on=date(2035, 9, 30),
        yearly=Money.kronor(2_000_000),
        financing=(Financing("Region Norrsken", Money.kronor(6_000_000)),),
    )
