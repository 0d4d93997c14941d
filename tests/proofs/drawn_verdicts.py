"""How often an unchanged process gets a verdict, and how often a true change does.

    PYTHONPATH=tests python -m proofs.drawn_verdicts > docs/explanation/proofs/verdicts.md

Acts are drawn afresh from one law in both windows: Poisson many, near actors at random, 1-3 or
4-12 of them an act (2 and 8 on average), every act with the far side there. Who is known has
answered about that window; the true gap is 0.8, 0.5 or 0.2 in equal shares of the ecosystems.
"""

import sys

import numpy as np

from samspel.effects.simulation import Law, drawn_window, judged, rate_for
from samspel.terms.changes import Verdict
from samspel.uncertainty import rng_for

SEED = 6
SIZES = {2: (1, 2, 3), 8: (4, 8, 12)}
GAPS = (0.8, 0.5, 0.2)
CELLS = [(n, c, s) for n in (20, 60, 150, 300) for c in (0.4, 0.6, 0.85, 1.0) for s in (2, 8)]
# Power is read from a gap of 60 %, which has room to fall by 30 points.
POWER_GAP, FALLS = 0.6, (10, 20, 30)


def law_of(n, coverage, size, gap):
    """A law whose expected gap is `gap`: a rate of −ln(gap) contacts an actor and window."""
    sizes = np.array(SIZES[size])
    return Law(
        near=np.ones((1, n), np.bool_),
        weight=np.ones(n),
        sizes=sizes,
        labels=np.ones((1, sizes.size), np.bool_),
        acts=-np.log(gap) * n / sizes.mean(),
        coverage=np.array([coverage]),
    )


def verdicts(law, factor, count, rng):
    """`count` verdicts between two windows, the last at `factor` times the rate."""
    one, other = np.ones(1), np.full(1, factor)
    found = []
    for _ in range(count):
        windows = drawn_window(law, one, rng), drawn_window(law, other, rng)
        found.append(judged(0, windows, (law.near[0], 0.05), rng))
    return found


def false_share(cell, count):
    """Of `count` ecosystems where nothing changed, the share told forward or backward."""
    moved = 0
    for gap in GAPS:
        rng = rng_for(SEED, "false", *map(str, cell), str(gap))
        said = verdicts(law_of(*cell, gap), 1.0, count // len(GAPS), rng)
        moved += sum(each in (Verdict.FORWARD, Verdict.BACKWARD) for each in said)
    return moved / (count // len(GAPS) * len(GAPS))


def power(n, fall, count, coverage=1.0):
    """Of `count` ecosystems whose gap truly falls by `fall` points, the share told forward."""
    law = law_of(n, coverage, 2, POWER_GAP)
    factor = rate_for(law.rates(0), fall / 100)
    rng = rng_for(SEED, "power", n, fall, str(coverage))
    return sum(v is Verdict.FORWARD for v in verdicts(law, factor, count, rng)) / count


def main(count=1500):
    say = sys.stdout.write
    say("# How often a verdict is wrong, and how often a change is seen\n\n")
    say(
        f"`PYTHONPATH=tests python -m proofs.drawn_verdicts`, seed {SEED}, {count} pairs of windows"
    )
    say(" a cell.\n\n## Nothing changed: share told *forward* or *backward*\n\n")
    say("Claim: at most 12 % in every cell.\n\n")
    say("| Near actors | Share known | 2 near actors an act | 8 near actors an act |\n")
    say("|---|---|---|---|\n")
    for n, coverage in dict.fromkeys((n, c) for n, c, _ in CELLS):
        shares = [false_share((n, coverage, size), count) for size in SIZES]
        say(f"| {n} | {coverage:.0%} | " + " | ".join(f"{s:.1%}" for s in shares) + " |\n")
        sys.stdout.flush()
    say(f"\n## The gap falls from {POWER_GAP:.0%}: share told *forward*\n\n")
    say("Two near actors an act.\n\n")
    say("| Near actors | Share known | 10 points | 20 points | 30 points |\n")
    say("|---|---|---|---|---|\n")
    for coverage in (1.0, 0.6):
        for n in (20, 60, 150, 300):
            seen = [power(n, fall, count, coverage) for fall in FALLS]
            say(f"| {n} | {coverage:.0%} | " + " | ".join(f"{s:.2f}" for s in seen) + " |\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
