"""How sure a figure is: posteriors, the urn null, suppression and seeds.

Neighbours get `missing_reached` with its `Distribution`, `empty_handed`, `shuffled`, `withheld`,
and `rng_for`. Everything takes counts and gives numbers; nothing here knows what an actor is.
"""

from samspel.uncertainty.curveball import Effort, shuffled
from samspel.uncertainty.posterior import (
    Distribution,
    Term,
    beta_binomial,
    leaning,
    missing_reached,
)
from samspel.uncertainty.seeds import rng_for
from samspel.uncertainty.suppression import FEWEST, why_withheld, withheld
from samspel.uncertainty.urn import Chance, empty_handed

__all__ = [
    "FEWEST",
    "Chance",
    "Distribution",
    "Effort",
    "Term",
    "beta_binomial",
    "empty_handed",
    "leaning",
    "missing_reached",
    "rng_for",
    "shuffled",
    "why_withheld",
    "withheld",
]
