"""Small whole tables that the tests of this room start from, as text and as files."""

from collections.abc import Mapping
from pathlib import Path

CELLS: Mapping[str, str] = {
    "ecosystems": "ecosystem_id;name;country;region\ne;Besöksnäringen;SE;Norrbotten\n",
    "actors": (
        "actor_id;name;sector;roles;org_number;country\n"
        "a1;Åre Äventyr AB;private;firm;556036-0793;SE\n"
        "a2;Luleå tekniska universitet;academia;research|education;202100-2841;SE\n"
    ),
    "memberships": "ecosystem_id;actor_id;member_from;member_until\ne;a1;2023-01-01;\n",
    "interplay": (
        "interplay_id;kind;title;started_on;ended_on\np1;project;Norrsken;2024-03-04;2025-01-31\n"
    ),
    "participations": "interplay_id;actor_id;role\np1;a1;participant\np1;a2;organiser\n",
}


def folder(path: Path, **changed: str | bytes | None) -> Path:
    """A folder of CSV files: the small tables with some of them changed (None: left out)."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in {**CELLS, **changed}.items():
        if text is not None:
            data = text if isinstance(text, bytes) else text.encode()
            (path / f"{name}.csv").write_bytes(data)
    return path
