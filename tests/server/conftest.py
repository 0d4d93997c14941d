"""A service of a test's own, on SQLite or on the cluster that SAMSPEL_DATABASE names."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.processes import Service, own_database

GIVEN = os.environ.get("SAMSPEL_DATABASE", "")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A data folder brought up to date once, to be copied."""
    with own_database(GIVEN) as database:
        service = Service(tmp_path_factory.mktemp("migrated") / "data", database)
        done = service.run("migrate")
        assert done.returncode == 0, done.stderr
        yield service


@pytest.fixture
def service(migrated: Service, tmp_path: Path) -> Iterator[Service]:
    """A data folder that is ready to be served, and closed whatever happened."""
    yield from _copy(migrated, tmp_path / "data")


@pytest.fixture
def another_service(migrated: Service, tmp_path: Path) -> Iterator[Service]:
    """A second one, apart from the first."""
    yield from _copy(migrated, tmp_path / "more")


def _copy(migrated: Service, folder: Path) -> Iterator[Service]:
    with own_database(GIVEN, migrated.environment["SAMSPEL_DATABASE"]) as database:
        shutil.copytree(migrated.folder, folder)
        service = Service(folder, database)
        yield service
        service.close()
