"""A made-up region of full size: `build` it in memory, `write` it to a folder.

Tutorials, screenshots and tests share it. Nothing in it exists; every ecosystem's name, its
region and every document made from it say so. `truth` holds every contact that happened, also
those that no record shows: tests hold the estimates against it, no product code reads it.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from samspel.sources.example.acts import make_acts, make_earlier_acts
from samspel.sources.example.cast import FINANCIER, PLATFORM
from samspel.sources.example.places import REGION, VISITOR
from samspel.sources.example.register import FIRST, LAST, make_register
from samspel.sources.example.rows import tables_of, truth_of
from samspel.sources.example.survey import WAVES
from samspel.sources.example.writing import write_files
from samspel.sources.slugs import slug
from samspel.tables import Tables
from samspel.terms import AgreementFigures, Financing, Money

__all__ = ["FIRST_CLOSED", "FIRST_WAVE", "LAST", "REGION", "VISITOR", "Example", "build", "write"]

FIRST_WAVE = WAVES[0].key
FIRST_CLOSED = WAVES[0].closed

_AGREEMENT = AgreementFigures(
    ecosystem_id=VISITOR,
    recipient_id=slug(PLATFORM),
    title="Pilotprojekt inom Norrskenslänets ekosystem – besöksnäringen (påhittat)",
    dnr="RUN-00001-2023",
    parent_dnr="RUN-00002-2022",
    first_on=FIRST,
    last_on=LAST,
    yearly=Money.kronor(2_000_000),
    financing=(Financing(f"{FINANCIER} (påhittad) – ERP", Money.kronor(6_000_000)),),
)


@dataclass(frozen=True, slots=True)
class Example:
    """The made-up region: its tables, its truth, the pilot agreement and the day it is seen.

    `truth` has one row a participation: `interplay_id, ecosystem_id, kind, started_on, ended_on,
    actor_id, role, recorded`.
    """

    tables: Tables
    truth: pl.DataFrame
    agreement: AgreementFigures
    on: date = LAST
    region: str = REGION


def build(seed: int = 2032, *, actors: int = 400) -> Example:
    """The made-up region with `actors` actors, the same for the same seed, on every machine.

    Parameters
    ----------
    seed : int
        Where the random numbers start. Figures in documentation and tests are of 2032.
    actors : int
        0, or 7 and more. 0 is a region that has named its ecosystems and nothing else; below
        about 360 the public and other actors shrink with the firms.

    Raises
    ------
    ValueError
        With 1-6 actors: too few for a platform, a financier, a university and some firms.
    """
    if actors < 0 or 0 < actors < 7:
        raise ValueError("a made-up region has 0 actors, or at least 7")
    rng = np.random.default_rng(seed)
    register = make_register(actors, rng)
    acts = make_acts(register, rng)
    # A stream of its own: the year before moves nothing after it.
    earlier = make_earlier_acts(register, np.random.default_rng([seed, 2022]))
    tables = tables_of(register, acts, rng, earlier)
    return Example(tables, truth_of((*earlier, *acts)), _AGREEMENT)


def write(directory: Path, *, seed: int = 2032, actors: int = 400) -> Example:
    """Build the region and write it: tables as CSV, `truth.csv`, `agreement.json`, `LÄSMIG.md`.

    The tables lie in `directory/tables`, so that a reader of tables never meets the truth.
    Existing files of those names are replaced; anything else in the folder is left alone.
    """
    example = build(seed, actors=actors)
    write_files(directory, example.tables, example.truth, example.agreement)
    return example
