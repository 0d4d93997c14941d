"""Why the swap test is over stayers whose state would be known whatever it is.

    PYTHONPATH=tests python -m proofs.unequal_answers > docs/explanation/proofs/unequal-answers.md

100 firms, the same law of acts in both windows (0.7 places a firm, two firms an act, the university
there). Some acts are recorded; some firms answer, more in one window than in the other. Measured
through the whole product, from tables to verdict, under both readings of "known".
"""

import sys
from unittest.mock import patch

import numpy as np

from effects.two_years import AFTER, BEFORE, asked, rows, tables_of
from samspel.effects.change import asked_of
from samspel.effects.gap_change import gap_change
from samspel.effects.seen import Pair
from samspel.gaps import index
from samspel.terms import Verdict
from samspel.uncertainty import rng_for

SEED, FIRMS, PLACES = 5, 100, 0.7
CELLS = [
    (answer, recorded) for answer in ((0.3, 0.7), (0.5, 0.5), (0.7, 0.3)) for recorded in (0.3, 0.7)
]


def ecosystem(rng, answer, recorded):
    """Rows of one ecosystem where nothing changes but who answers."""
    found = rows(FIRMS)
    found["waves"] = [
        {
            "wave_id": key,
            "ecosystem_id": "e",
            "asks_from": day.replace(year=day.year - 1, month=10),
            "asks_until": day.replace(month=9),
        }
        for key, day in (("w0", BEFORE), ("w1", AFTER))
    ]
    for which, day in enumerate((BEFORE, AFTER)):
        reached = set()
        for act in range(rng.poisson(PLACES * FIRMS / 2)):
            firms = [f"f{k}" for k in rng.choice(FIRMS, 2, replace=False)]
            reached |= set(firms)
            if rng.random() < recorded:
                _record(found, f"x{which}-{act}", day, (*firms, "u"))
        found["answers"] += [
            _answer(f"w{which}", f"f{k}", "yes" if f"f{k}" in reached else "no")
            for k in np.flatnonzero(rng.random(FIRMS) < answer[which])
        ]
    return tables_of(found)


def _record(found, key, day, who):
    found["interplay"].append({"interplay_id": key, "started_on": day, "source": "diary"})
    found["participations"] += [{"interplay_id": key, "actor_id": actor} for actor in who]


def _answer(wave, who, value):
    return {
        "wave_id": wave,
        "respondent_id": who,
        "item": "contact:research",
        "about": None,
        "value": value,
    }


def known_on_both(pair):
    """The method's own words: stayers whose state is known on both days."""
    start, end = pair.start.states, pair.end.states
    return pair.stayers & ~start.unknown & ~end.unknown


def verdicts(cell, count, *, literal=False):
    """The verdicts of `count` ecosystems; `literal` with the method's own words."""
    rng, found = rng_for(SEED, *map(str, cell)), []
    for number in range(count):
        settings = asked(as_recorded=False, seed=number)
        both = asked_of(settings, index(ecosystem(rng, *cell)))
        research = settings.definitions.gaps[0]
        if literal:
            with patch.object(Pair, "known", property(known_on_both)):
                found.append(gap_change(research, both).verdict)
        else:
            found.append(gap_change(research, both).verdict)
    return found


def shares(cell, count, *, literal=False):
    """Shares told forward and backward."""
    said = verdicts(cell, count, literal=literal)
    return [said.count(each) / count for each in (Verdict.FORWARD, Verdict.BACKWARD)]


def main(count=500):
    say = sys.stdout.write
    say("# Who may stand in the swap test\n\n")
    say(f"`PYTHONPATH=tests python -m proofs.unequal_answers`, seed {SEED}, {count} ecosystems a ")
    say(f"cell,\n{FIRMS} firms, nothing changed but who answers. ")
    say("Shares told *forward* / *backward*.\n\n")
    say("| Answer, first and last | Acts recorded | Known whatever it is | Known on both days |\n")
    say("|---|---|---|---|\n")
    for cell in CELLS:
        (first, last), recorded = cell
        told = [shares(cell, count, literal=literal) for literal in (False, True)]
        cells = " | ".join(f"{a:.1%} / {b:.1%}" for a, b in told)
        say(f"| {first:.0%}, {last:.0%} | {recorded:.0%} | {cells} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
