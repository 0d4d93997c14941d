"""The data folder, the key made once, and what the environment may say."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from samspel.server import data_folder

HOW = (
    "from samspel.server import settings as s; print(s.DATABASES['default']['OPTIONS']['options'])"
)
SHOW = (
    "from samspel.server import settings as s;"
    "print(s.DATABASES['default']['ENGINE'], s.SECURE, s.DATABASES['default'].get('HOST'))"
)


def shown(tmp_path: Path, show: str = SHOW, **more: str) -> subprocess.CompletedProcess[str]:
    plain = {k: v for k, v in os.environ.items() if not k.startswith("SAMSPEL_")}
    return subprocess.run(
        [sys.executable, "-c", show],
        env={**plain, "SAMSPEL_DATA": str(tmp_path / "data"), **more},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: data_folder.secret_key(tmp_path), range(8)))
    assert len(keys) == 1
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert len(keys.pop()) >= 64


def test_without_anything_said_it_is_sqlite_in_the_folder(tmp_path: Path) -> None:
    done = shown(tmp_path)
    assert done.stdout.split() == ["django.db.backends.sqlite3", "False", "None"], done.stderr
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_a_postgresql_address_is_taken_apart(tmp_path: Path) -> None:
    done = shown(
        tmp_path,
        SAMSPEL_DATABASE="postgresql://samspel:p%40ss@db.example:5433/samspel?sslmode=require",
        SAMSPEL_ADDRESS="https://samspel.example",
    )
    assert done.stdout.split() == ["django.db.backends.postgresql", "True", "db.example"]


def test_postgresql_compiles_nothing_unless_its_address_says_so(tmp_path: Path) -> None:
    asked = "postgresql://u@db.example/samspel"
    done = shown(tmp_path, HOW, SAMSPEL_DATABASE=asked)
    assert done.stdout.strip() == "-c jit=off", done.stderr
    done = shown(tmp_path, HOW, SAMSPEL_DATABASE=f"{asked}?options=-c%20jit%3Don")
    assert done.stdout.strip() == "-c jit=off -c jit=on", "the last holds"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SAMSPEL_DEBUG", "yes", "set it to 1 or 0"),
        ("SAMSPEL_DATABASE", "mysql://x/y", "must be postgresql://"),
        ("SAMSPEL_MAIL", "http://x", "must be smtp://"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_do(
    tmp_path: Path, name: str, value: str, says: str
) -> None:
    done = shown(tmp_path, **{name: value})
    assert done.returncode
    assert says in done.stderr
