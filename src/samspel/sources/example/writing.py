"""The made-up region as files: its tables, its truth, its agreement and what it is."""

import json
from pathlib import Path

import polars as pl

from samspel.tables import Tables, write
from samspel.terms import AgreementFigures

__all__ = ["write_files"]

_README = """# Påhittade Norrskenslän

Allt här är påhittat: regionen, kommunerna, ekosystemen, organisationerna, avtalet och siffrorna.
Ingen verklig organisation beskrivs. Organisationsnumren börjar på 4, som inte delas ut i Sverige.

- `tables/` är tabellerna som Samspel läser: `samspel check tables`, `samspel gaps tables`.
- `truth.csv` är facit: varje kontakt som ägde rum, också de som ingen skrev ned. Ingen mätning
  läser den. Den finns för att man ska kunna se hur nära en skattning kommer.
- `agreement.json` är pilotavtalets siffror, med påhittade diarienummer.

Everything here is made up: the region, its municipalities, ecosystems, organisations, agreement
and figures. `tables/` is what Samspel reads; `truth.csv` holds every contact that took place,
also those nobody wrote down, and is read by no measurement; `agreement.json` is the pilot
agreement's figures.
"""


def write_files(
    directory: Path, tables: Tables, truth: pl.DataFrame, agreement: AgreementFigures
) -> None:
    """Write all four parts into `directory`, which is made if it is missing."""
    directory.mkdir(parents=True, exist_ok=True)
    write(tables, directory / "tables")
    truth.write_csv(directory / "truth.csv")
    (directory / "agreement.json").write_text(_agreement(agreement), encoding="utf-8")
    (directory / "LÄSMIG.md").write_text(_README, encoding="utf-8")


def _agreement(agreement: AgreementFigures) -> str:
    figures = {
        "example": True,
        "ecosystem_id": agreement.ecosystem_id,
        "recipient_id": agreement.recipient_id,
        "title": agreement.title,
        "dnr": agreement.dnr,
        "parent_dnr": agreement.parent_dnr,
        "first_on": agreement.first_on.isoformat(),
        "last_on": agreement.last_on.isoformat(),
        "yearly_kronor": str(agreement.yearly.in_kronor),
        "financing": [
            {"financier": line.financier, "kronor": str(line.amount.in_kronor)}
            for line in agreement.financing
        ],
        "total_kronor": str(agreement.total.in_kronor),
    }
    return json.dumps(figures, ensure_ascii=False, indent=2) + "\n"
