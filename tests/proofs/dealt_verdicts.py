"""False verdicts on real acts: Horizon 2020 projects dealt at random between two windows.

    PYTHONPATH=tests python -m proofs.dealt_verdicts SHARED/data > docs/explanation/proofs/dealt.md

Ten countries; near: n firms (PRC) of the country, drawn afresh for each deal among those in some
project that carries contact; far: every university and institute (HES, REC), or every other firm
of the country. Projects of 2 to 50 participants keep who takes part, and each goes to either
window by a fair coin: nothing changed but the calendar, and everything is recorded.
"""

import sys
from pathlib import Path

import numpy as np
import polars as pl

from samspel.effects.swap import Contacts, swap_test
from samspel.effects.verdicts import Evidence, verdict_of
from samspel.terms import Verdict
from samspel.uncertainty import rng_for

SEED = 7
COUNTRIES = ("AT", "BE", "DE", "ES", "FI", "FR", "IT", "NL", "SE", "UK")
SIZES = (20, 60, 150, 300)
GAPS = ("research", "firms")


def read(data: Path) -> pl.DataFrame:
    """Participations in projects that carry contact, with codes for project and organisation."""
    rows = pl.read_csv(
        data / "cordis-h2020" / "h2020.csv.gz",
        columns=["rcn", "pic", "type", "country"],
        null_values="NA",
    ).unique(["rcn", "pic"])
    rows = rows.filter(pl.len().over("rcn").is_between(2, 50)).sort("rcn", "pic")
    return rows.with_columns(
        act=pl.col("rcn").rank("dense").cast(pl.Int64) - 1,
        actor=pl.col("pic").rank("dense").cast(pl.Int64) - 1,
    )


def contacts_of(rows: pl.DataFrame, country: str, gap: str) -> tuple[np.ndarray, np.ndarray]:
    """(project, firm) where a firm of the country meets the far side, firms coded from 0."""
    firm = (pl.col("type") == "PRC") & (pl.col("country") == country)
    far = pl.col("type").is_in(["HES", "REC"]) if gap == "research" else firm
    others = far.sum().over("act") - (far & firm).cast(pl.Int64)
    found = rows.with_columns(meets=others > 0).filter(firm)
    code = found["actor"].rank("dense").cast(pl.Int64) - 1
    meets = found["meets"].to_numpy()
    return found["act"].to_numpy()[meets], code.to_numpy()[meets]


def firms_of(rows: pl.DataFrame, country: str) -> int:
    """How many firms of the country take part in some such project."""
    firm = (pl.col("type") == "PRC") & (pl.col("country") == country)
    return rows.filter(firm)["actor"].n_unique()


def dealt(contacts, firms, n, rng) -> Verdict:
    """The verdict between two windows that the projects of `n` firms were dealt to."""
    act, actor = contacts
    near = np.zeros(firms, np.bool_)
    near[rng.choice(firms, n, replace=False)] = True
    end = (rng.random(int(act.max()) + 1) < 0.5)[act]
    found = Contacts(act, actor, end, np.zeros(act.size, np.bool_)).of(near)
    swap = swap_test(found, n, rng, 499)
    return verdict_of(Evidence(np.full(1, swap.reached), n, 0.05, swap))


def false_share(contacts, firms, n, count, rng) -> float:
    """The share of deals told forward or backward."""
    said = [dealt(contacts, firms, n, rng) for _ in range(count)]
    return sum(each in (Verdict.FORWARD, Verdict.BACKWARD) for each in said) / count


def cells(data: Path, count: int):
    """(country, gap, share by size) for every cell; a size over the country's firms is left out."""
    rows = read(data)
    for country in COUNTRIES:
        firms = firms_of(rows, country)
        for gap in GAPS:
            contacts, rng = contacts_of(rows, country, gap), rng_for(SEED, country, gap)
            sizes = [n for n in SIZES if n <= firms]
            yield country, gap, [false_share(contacts, firms, n, count, rng) for n in sizes]


def main(data: Path, count: int = 3000) -> None:
    say = sys.stdout.write
    say("# False verdicts on real acts\n\n")
    say("`PYTHONPATH=tests python -m proofs.dealt_verdicts DATA`, ")
    say(f"seed {SEED}, {count} deals a cell.\n\n")
    say(
        "Projects of Horizon 2020 dealt at random between two windows, so that nothing changed but "
    )
    say("the calendar.\nNear: so many firms of the country, drawn afresh for each deal. ")
    say("Claim: at most 12 % *forward* or *backward*.\nSource: CORDIS, Publications Office of the ")
    say("EU.\n\n| Country | Far side | " + " | ".join(f"{n} firms" for n in SIZES) + " |\n")
    say("|---|---|" + "---|" * len(SIZES) + "\n")
    for country, gap, shares in cells(data, count):
        told = [f"{share:.1%}" for share in shares] + ["–"] * (len(SIZES) - len(shares))
        say(f"| {country} | {gap} | " + " | ".join(told) + " |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
