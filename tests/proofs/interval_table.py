"""How often the 90 % interval covers the true gap, by simulation; the table of the docs.

    PYTHONPATH=tests python -m proofs.interval_table > docs/explanation/proofs/intervals.md

Each ecosystem has n near actors who have contact or not, and answer or not; no other record shows
anybody. Three ways to be seen: only near actors answer (`near`); far actors answer too and name
whom they met (`far`); the gap `firms`, in which near actors are each other's far side and name
each other (`firms`: in a ring; `MEETINGS`: in other ways). Whoever is named is otherwise reached
and no longer learnt from. Counting is that of section 3 of the method, by loops and masks of this
module alone; the posterior is the product's.
"""

import sys
from math import sqrt

import numpy as np

from samspel.uncertainty import FEWEST, Term, missing_reached, rng_for

SEED = 3
SIZES, RESPONSES, GAPS = (20, 60, 300), (25, 42, 70), (1, 5, 9)
CELLS = [(n, response, gap) for n in SIZES for response in RESPONSES for gap in GAPS]
WAYS = ("near", "far", "firms")
# Other ways in which firms meet: all of a group each other, or pairs dealt with so many a firm.
MEETINGS = {
    "two": ("groups", 2),
    "five": ("groups", 5),
    "few dealt": ("dealt", 2),
    "many dealt": ("dealt", 5),
}
LEANINGS = ("active", 1.5, 2.0, 3.0)
_FAR = 12  # far actors an ecosystem, of whom each reached near actor knows one or two
_REPLY = 3  # how many times as readily those who take part in something answer


def covered(cell, way, ecosystems):
    """The share of simulated ecosystems whose interval holds their true gap, and how often the
    same interval would if it could end inside a whole count.

    An end then counts by how much of its probability lies between the 5 % and the 95 % quantile,
    so that what is inside is 90 % and no more: what is covered beyond that is whole counts alone.
    """
    rng, hits, within = rng_for(SEED, *cell, way), 0, 0.0
    for _ in range(ecosystems):
        reached, answers, (named, brought) = seen(cell, way, rng)
        missing = posterior(
            reached, answers, named, companions(way, reached, answers, named, brought)
        )
        true = int((reached & ~answers & ~named).sum())
        hits += missing.quantile(0.05) <= true <= missing.quantile(0.95)
        up_to = float(missing.probabilities[: true + 1].sum())
        inside = min(up_to, 0.95) - max(up_to - missing.probabilities[true], 0.05)
        within += max(inside, 0) / max(missing.probabilities[true], 1e-300)
    return hits / ecosystems, within / ecosystems


def seen(cell, way, rng):
    """Who has contact, who answers, and who is named with how many that one answer alone names,
    in an ecosystem that gives an estimate."""
    n, response, gap = cell
    while True:
        reached = rng.random(n) < 1 - gap / 10
        answers = rng.random(n) < response / 100
        named = _named(reached, answers, response, way, rng)
        if (answers & ~named[0]).sum() >= FEWEST:
            return reached, answers, named


def _named(reached, answers, response, way, rng):
    named = np.zeros(reached.size, dtype=bool)
    if way == "far":
        speaks = rng.random(_FAR) < response / 100
        for _ in range(2):
            knows = rng.integers(_FAR, size=reached.size)
            named |= reached & speaks[knows]
    if way in ("near", "far"):
        return named, 0
    met = met_by(_groups(rng.permutation(np.flatnonzero(reached)).tolist(), way, rng), reached.size)
    reached &= [bool(others) for others in met]  # who met nobody is not reached
    return named_by(met, answers)


def met_by(groups, count):
    """Whom each of so many firms met."""
    met = [set() for _ in range(count)]
    for group in groups:
        for one in group:
            met[one] |= set(group) - {one}
    return met


def named_by(met, answers):
    """Whom those who answer name, and how many one answer alone names, of somebody nobody names."""
    by = [{other for other in others if answers[other]} for others in met]
    named = np.array([bool(each) for each in by])
    alone = [
        other
        for one, others in enumerate(met)
        if answers[one] and not named[one]
        for other in others
        if not answers[other] and by[other] == {one}
    ]
    return named, len(alone)


def _groups(some, way, rng):
    """Who met whom, as groups of those with contact."""
    if len(some) < 2:
        return []
    if way == "firms":
        return list(zip(some, [*some[-1:], *some[:-1]], strict=True))
    kind, size = MEETINGS[way]
    if kind == "groups":
        groups = [some[at : at + size] for at in range(0, len(some), size)]
        return groups if len(groups[-1]) > 1 else [*groups[:-2], groups[-2] + groups[-1]]
    pairs = rng.choice(some, (len(some) * size // 2, 2)).tolist()
    return [pair for pair in pairs if pair[0] != pair[1]]


def companions(way, reached, answers, named, brought):
    """How many others are missing with one who is: one at first where near is far, then learnt."""
    yes = int((answers & ~named & reached).sum())
    return ((way not in ("near", "far")) + brought) / (1 + yes)


def posterior(reached, answers, named, others=0.0):
    """What is known of how many with contact are missing."""
    learnt = answers & ~named
    yes, no = int((learnt & reached).sum()), int((learnt & ~reached).sum())
    return missing_reached([Term(int((~answers & ~named).sum()), yes, no, others)])


def missed(cell, leaning, ecosystems):
    """Coverage, and how far the median gap lies from the true one, when who answers depends.

    On taking part in something, which half do and which goes with contact; or on contact itself,
    so many times as readily.
    """
    rng, hits, off = rng_for(SEED, *cell, str(leaning)), 0, 0.0
    for _ in range(ecosystems):
        reached, answers = _leaning(cell, leaning, rng)
        missing = posterior(reached, answers, np.zeros_like(reached))
        true = int((reached & ~answers).sum())
        hits += missing.quantile(0.05) <= true <= missing.quantile(0.95)
        off += (true - missing.quantile(0.5)) / cell[0]
    return hits / ecosystems, off / ecosystems


def _leaning(cell, leaning, rng):
    n, response, gap = cell
    while True:
        reached = rng.random(n) < 1 - gap / 10
        times, ready = leaning, reached
        if leaning == "active":
            times, ready = _REPLY, rng.random(n) < np.where(reached, 0.7, 0.3)
        share = ready.mean()
        base = response / 100 / (1 - share + times * share)
        answers = rng.random(n) < np.minimum(1, np.where(ready, times, 1) * base)
        if answers.sum() >= FEWEST:
            return reached, answers


def main(count=3000):
    say = sys.stdout.write
    found = {(cell, way): covered(cell, way, count) for cell in CELLS for way in WAYS}
    large = {key: share for key, share in found.items() if key[0][0] == 300}
    say("# How often the 90 % interval covers\n\n")
    say(f"`PYTHONPATH=tests python -m proofs.interval_table`, seed {SEED}, {count} ecosystems a ")
    say("cell.\nClaim: at least 88 % in every cell, and where n is 300 at most 95 % beyond what ")
    say("whole counts bring. Held: the\nleast is ")
    say(f"{min(share[0] for share in found.values()):.1%}. ")
    over = [f"{share[0]:.1%}" for share in large.values() if share[0] > 0.95]
    say(f"With n = 300 {len(over)} of {len(large)} cells cover more than 95 %")
    say(f" ({', '.join(over)}), where about\none is missing" if over else "")
    say(": an interval of whole actors cannot hold 90 % there, it holds the next larger\n")
    say("share. In brackets the same interval cut inside its two last counts, so that it holds ")
    say("90 % and no more: of\nthose with n = 300 none covers over ")
    say(f"{max(share[1] for share in large.values()):.1%}.\n\n")
    say("| Near actors | Answer | True gap | Only near answer | Far answer too | Gap `firms` |\n")
    say("|---|---|---|---|---|---|\n")
    for cell in CELLS:
        shares = " | ".join(_both(found[cell, way]) for way in WAYS)
        say(f"| {cell[0]} | {cell[1]}% | 0.{cell[2]} | {shares} |\n")
    _other_meetings(say, count // 3)
    some = 500
    say("\n## When answering depends on what is asked\n\n")
    say(f"No claim: {some} ecosystems a cell, only near actors answer. Coverage, and in brackets ")
    say("how far the\nmedian gap lies from the true one, in points. *Active*: those who take part ")
    say(
        f"in something, seven in ten\nof the reached and three in ten of the rest, answer {_REPLY} "
    )
    say("times as readily. Else those with contact do,\nso many times.\n\n")
    say("| Near actors | Answer | True gap | Active | 1.5 × | 2 × | 3 × |\n")
    say("|---|---|---|---|---|---|---|\n")
    for cell in (each for each in CELLS if each[1] == 42):
        found = (missed(cell, leaning, some) for leaning in LEANINGS)
        told = " | ".join(f"{share:.0%} ({off * 100:+.1f})" for share, off in found)
        say(f"| {cell[0]} | {cell[1]}% | 0.{cell[2]} | {told} |\n")


def _both(shares):
    return f"{shares[0]:.1%} ({shares[1]:.1%})"


def _other_meetings(say, some):
    say("\n## When firms meet in other ways\n\n")
    say(f"No claim: {some} ecosystems a cell, gap `firms`. Above, those with contact stand in a ")
    say("ring and each met the two\nnext to it. Here they meet in pairs, in groups of five of ")
    say("whom all met all, and in pairs dealt at random, two\nor five of them a firm. Whole ")
    say("groups of whom nobody answers are the hardest: where few are reached they come\nfive at ")
    say("a time and there may be no answer to learn that from.\n\n")
    say("| Near actors | Answer | True gap | Pairs | Groups of five | Two dealt | Five dealt |\n")
    say("|---|---|---|---|---|---|---|\n")
    for cell in CELLS:
        shares = " | ".join(_both(covered(cell, way, some)) for way in MEETINGS)
        say(f"| {cell[0]} | {cell[1]}% | 0.{cell[2]} | {shares} |\n")


def leeway(count):
    """Three standard errors of a share of nine in ten."""
    return 3 * sqrt(0.9 * 0.1 / count)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
