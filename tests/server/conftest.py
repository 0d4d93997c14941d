"""A service of a test's own, on SQLite or on the cluster that SAMSPEL_DATABASE names."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.processes import Service, own_database


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A data folder that is ready to be served, and closed whatever happened."""
    with own_database(os.environ.get("SAMSPEL_DATABASE", "")) as database:
        service = Service(tmp_path / "data", database)
        done = service.run("migrate")
        assert done.returncode == 0, done.stderr
        yield service
        service.close()
