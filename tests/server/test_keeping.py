"""`backup`, `restore` and `user` as an operator runs them, on the database at hand."""

import json
import shutil
from pathlib import Path

import pytest

from server.processes import Service

PROGRAM = str(Path(__file__).with_name("large_import.py"))


def test_a_service_comes_back_to_the_last_bit(
    service: Service, another_service: Service, tmp_path: Path
) -> None:
    if service.environment["SAMSPEL_DATABASE"] and shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed")
    before = json.loads(service.finish([PROGRAM, "alone", "1"]))
    copy = tmp_path / "copy.zip"
    told = service.run("backup", str(copy))
    assert told.returncode == 0, told.stderr
    assert str(copy) in told.stdout

    refused = another_service.run("restore", str(copy))
    assert refused.returncode == 1
    assert "already holds" in refused.stderr
    done = another_service.run("restore", str(copy), "--replace")
    assert done.returncode == 0, done.stderr
    assert json.loads(another_service.finish([PROGRAM, "state"])) == before
    kept = next(another_service.folder.glob("replaced-*"))
    assert any(kept.iterdir())
    assert (another_service.folder / "secret_key").read_text()


def test_a_user_is_added_with_a_region_and_gets_a_link(service: Service) -> None:
    asked = ["user", "add", "eva@example.se", "--name", "Eva", "--role", "officer"]
    unknown = service.run(*asked, "--region", "north")
    assert unknown.returncode == 1
    assert "--region-name" in unknown.stderr
    done = service.run(*asked, "--region", "north", "--region-name", "Region North")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("http://127.0.0.1:8000/sign-in/")
    assert service.run("user", "list").stdout == "north\tEva\teva@example.se\tofficer\n"
    nobody = service.run("user", "link", "adam@example.se")
    assert nobody.returncode == 1
    assert "adam@example.se" in nobody.stderr
    strange = service.run(*asked[:-1], "king", "--region", "north")
    assert strange.returncode == 1
    assert "officer" in strange.stderr
