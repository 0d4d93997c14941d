"""A region as large as a country's, made up from a seed: 50,000 actors, 200,000 acts.

Neighbours get `large_region`, its tables, and `load`, which writes them into a region's empty
register as an import would have, in a tenth of the time.

Few take part in much and most in little, as in every register of this kind: how often an actor
takes part falls with its rank (power 0.8), the platform of each ecosystem is in every fortieth of
its acts, and one actor in eight takes part in nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from samspel.tables import Tables

__all__ = ["ECOSYSTEMS", "large_region", "load"]

ECOSYSTEMS = 20
_FIRST, _DAYS = date(2022, 1, 1), 1600
_PARTS = (
    ("Norra", "Södra", "Västra", "Östra", "Inre", "Yttre", "Gamla", "Nya", "Stora", "Lilla"),
    ("Älvens", "Fjällets", "Skogens", "Havets", "Gruvans", "Stadens", "Bygdens", "Åns"),
    ("Fiske", "Teknik", "Trä", "Data", "Energi", "Bygg", "Resor", "Livs", "Metall", "Konsult"),
)
_KINDS = ("project", "meeting", "agreement", "seminar", "study_visit")
_TAGS = ("skills", "financing", "innovation", "research")
_ROLES = {"private": "firm", "public": "authority", "academia": "research|education"}


def large_region(actors: int, acts: int, seed: int = 2032) -> Tables:
    """Tables of that many actors and acts, a mean of three participants an act."""
    rng = np.random.default_rng(seed)
    ids = np.array([f"a{n:06d}" for n in range(actors)])
    ecosystems = [f"e{n:02d}" for n in range(ECOSYSTEMS)]
    return Tables.of(
        ecosystems=pl.DataFrame(
            {"ecosystem_id": ecosystems, "name": [f"Ekosystem {key}" for key in ecosystems]}
        ),
        places=pl.DataFrame(
            {
                "municipality": [f"25{n:02d}" for n in range(1, 85)],
                "name": [f"Kommun {n}" for n in range(1, 85)],
            }
        ),
        actors=_actors(ids, rng),
        aliases=_aliases(ids, rng),
        memberships=_memberships(ids, ecosystems, rng),
        **_acts(ids, acts, rng),
    )


def _actors(ids: Any, rng: np.random.Generator) -> pl.DataFrame:
    n = len(ids)
    words = [rng.choice(part, n) for part in _PARTS]
    sectors = rng.choice(["private", "public", "academia", "civil"], n, p=[0.8, 0.1, 0.02, 0.08])
    return pl.DataFrame(
        {
            "actor_id": ids,
            "name": [f"{a} {b} {c} {at}" for at, (a, b, c) in enumerate(zip(*words, strict=True))],
            "sector": sectors,
            "roles": [_ROLES.get(sector) for sector in sectors],
            "country": ["SE"] * n,
            "municipality": [f"25{at:02d}" for at in rng.integers(1, 85, n)],
        }
    )


def _aliases(ids: Any, rng: np.random.Generator) -> pl.DataFrame:
    """Another name of every tenth."""
    some = ids[::10]
    words = rng.choice(_PARTS[2], len(some))
    return pl.DataFrame(
        {
            "actor_id": some,
            "name": [f"{word}gruppen {key}" for word, key in zip(words, some, strict=True)],
        }
    )


def _memberships(ids: Any, ecosystems: list[str], rng: np.random.Generator) -> pl.DataFrame:
    """Each in one ecosystem; the first of the actors are the platforms, one an ecosystem."""
    n = len(ids)
    where = [*range(min(ECOSYSTEMS, n)), *rng.integers(0, ECOSYSTEMS, max(0, n - ECOSYSTEMS))]
    return pl.DataFrame(
        {
            "ecosystem_id": [ecosystems[at] for at in where],
            "actor_id": ids,
            "member_from": [_FIRST] * n,
            "is_platform": [at < ECOSYSTEMS for at in range(n)],
        }
    )


def _acts(ids: Any, acts: int, rng: np.random.Generator) -> dict[str, pl.DataFrame]:
    keys = np.array([f"x{n:06d}" for n in range(acts)])
    words = rng.choice(_PARTS[2], acts)
    told = keys[::10]
    return {
        "interplay": pl.DataFrame(
            {
                "interplay_id": keys,
                "kind": rng.choice(_KINDS, acts, p=[0.2, 0.5, 0.05, 0.15, 0.1]),
                "title": [f"Samarbete om {word.lower()} {n}" for n, word in enumerate(words)],
                "started_on": [
                    _FIRST + timedelta(days=int(n)) for n in rng.integers(0, _DAYS, acts)
                ],
            }
        ),
        "participations": _participations(ids, keys, rng),
        "act_facts": pl.DataFrame(
            {
                "interplay_id": told,
                "fact": ["tag"] * len(told),
                "value": rng.choice(_TAGS, len(told)),
                "basis": ["given"] * len(told),
            }
        ),
    }


def _participations(ids: Any, keys: Any, rng: np.random.Generator) -> pl.DataFrame:
    active = len(ids) - len(ids) // 8
    weight = (np.arange(active) + ECOSYSTEMS) ** -0.8
    sizes = 2 + rng.geometric(0.5, len(keys)) - 1
    drawn = rng.choice(active, int(sizes.sum()), p=weight / weight.sum())
    hosts = np.flatnonzero(rng.random(len(keys)) < 1 / 2)
    platforms = rng.integers(0, min(ECOSYSTEMS, active), len(hosts))
    both = pl.DataFrame(
        {
            "interplay_id": np.concatenate([np.repeat(keys, sizes), keys[hosts]]),
            "actor_id": np.concatenate([ids[drawn], ids[platforms]]),
        }
    )
    return both.unique(maintain_order=True)


# --------------------------------------------------------------------------- into a database


def load(tables: Tables, region: int) -> int:
    """The tables as the rows of one applied import of an empty register; how many rows."""
    from django.db import connection, transaction

    from samspel.actions.joined_tables import FACES

    names = [name for name, frame in tables.frames.items() if frame.height]
    written = 0
    with transaction.atomic():
        entry = _entry(region, names)
        for name in names:
            model = FACES[name]._models[name]
            columns, rows = _rows(model, tables[name], {"region_id": region, "came_with_id": entry})
            with connection.cursor() as cursor:
                _write(cursor, model._meta.db_table, columns, rows)
            written += tables[name].height
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return written


def _entry(region: int, names: list[str]) -> int:
    from samspel.records.register.models import Entry, Region

    Region.objects.filter(id=region).update(version=1)
    now = datetime.now(UTC)
    plan = {
        "file_name": "",
        "tables": [],
        "samples": [],
        "problems": [],
        "errors": 0,
        "warnings": 0,
    }
    when = {"planned_at": now, "applied_at": now}
    state = {"state": "applied", "made": 1, "version": 0, "tables": names, "plan": plan}
    return int(Entry.objects.create(region_id=region, **state, **when).id)


def _rows(
    model: Any, frame: pl.DataFrame, same: dict[str, int]
) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """The columns of a table's model, and its rows as the database takes them."""
    from django.db import connection

    from samspel.records.rows import _values, contract

    of = contract(model.TABLE)
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    text = connection.vendor == "sqlite"

    def cell(value: Any) -> Any:
        return value.isoformat() if text and isinstance(value, date) else value

    def rows() -> Iterator[tuple[Any, ...]]:
        for row in frame.iter_rows(named=True):
            values = {"extra": "{}", "left_with_id": None, **same, **_values(model, of, row)}
            yield tuple(cell(values[field.attname]) for field in fields)

    return [field.column for field in fields], rows()


def _write(
    cursor: Any, table: str, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]
) -> None:
    from django.db import connection

    quoted = ", ".join(f'"{column}"' for column in columns)
    if connection.vendor == "sqlite":
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', rows)  # noqa: S608
        return
    with cursor.copy(f'COPY "{table}" ({quoted}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)
