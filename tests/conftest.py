"""What every room's tests stand on: no network, a data folder of their own, required things.

- A connection to anything but this machine raises `NetworkIsBlocked`, also from inside a library.
- `SAMSPEL_DATA` is a temporary folder, one for each process of the run.
- `shared` is the folder of real data that may lie beside a clone, `shared_data` its `data`.
- `SAMSPEL_REQUIRE="shared chromium postgres spark"` turns a skip for want of those into a failure.
- Django is set up only where it is installed; without it the ground floor's tests still run.
"""

import importlib.util
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
GROUND_FLOOR = (
    "terms",
    "tables",
    "sources",
    "network",
    "uncertainty",
    "gaps",
    "effects",
    "bridges",
    "funding",
    "atlas",
    "reports",
    "notebook",
    "proofs",
    "cli",
)
UPPER_FLOOR = ("records", "actions", "pages", "server", "journeys")

# What a test may be skipped for want of: the mark it carries, the word in SAMSPEL_REQUIRE.
MARKS = {"shared": "shared", "browser": "chromium", "postgres": "postgres", "spark": "spark"}


class NetworkIsBlocked(RuntimeError):
    """A test tried to reach another machine."""


def _installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


# ------------------------------------------------------------------------------- the network


def _is_here(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    name = str(host or "localhost").lower()
    return name.startswith("127.") or name in {"localhost", "::1", "0.0.0.0", "::"}  # noqa: S104


def _block_network(event: str, arguments: tuple[object, ...]) -> None:
    # An audit hook sees what patching `socket` would miss: C code that calls back into it.
    if event in {"socket.connect", "socket.sendto"}:
        asked, address = arguments[0], arguments[1]
        inet = getattr(asked, "family", None) in {socket.AF_INET, socket.AF_INET6}
        if inet and isinstance(address, tuple) and not _is_here(address[0]):
            raise NetworkIsBlocked(f"a test tried to reach {address[0]}")
    elif event == "socket.getaddrinfo" and not _is_here(arguments[0]):
        raise NetworkIsBlocked(f"a test tried to look up {arguments[0]}")


sys.addaudithook(_block_network)

# ------------------------------------------------------------------------------- data folder

_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
_DATA = Path(tempfile.mkdtemp(prefix=f"samspel-test-{_WORKER}-"))
os.environ["SAMSPEL_DATA"] = str(_DATA)


def pytest_unconfigure() -> None:
    shutil.rmtree(_DATA, ignore_errors=True)


# ------------------------------------------------------------------------------------ Django

_DJANGO = _installed("django") and _installed("pytest_django")
collect_ignore = [] if _DJANGO else [r for r in UPPER_FLOOR if (REPOSITORY / "tests" / r).exists()]


def _only_ground_floor(arguments: list[str]) -> bool:
    paths = [(Path.cwd() / each.partition("::")[0]).resolve() for each in arguments]
    rooms = [REPOSITORY / "tests" / room for room in GROUND_FLOOR]
    return bool(paths) and all(any(p.is_relative_to(room) for room in rooms) for p in paths)


def pytest_configure(config: pytest.Config) -> None:
    if _DJANGO and _installed("samspel.server.settings") and not _only_ground_floor(config.args):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspel.server.settings")
        import django
        from django.conf import settings

        django.setup()
        if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
            # A file, as in the service. Django's way, a database in memory, is one connection that
            # all threads of a served page share: two at once break each other's transactions.
            # It may be lost with the power.
            tested = settings.DATABASES["default"]
            tested.setdefault("TEST", {})["NAME"] = str(_DATA / "test.sqlite3")
            how = tested["OPTIONS"]["init_command"]
            tested["OPTIONS"]["init_command"] = how.replace("synchronous=FULL", "synchronous=OFF")


# -------------------------------------------------------------------------------- Hypothesis

if _installed("hypothesis"):
    from hypothesis import settings

    # Few examples by default: the whole suite runs on two cores. `--hypothesis-profile=long`
    # is for the proofs that are run on their own.
    settings.register_profile("samspel", max_examples=25, deadline=None, database=None)
    settings.register_profile("long", max_examples=1000, deadline=None, database=None)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "samspel"))

# --------------------------------------------------------------------------- what is required


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if {"shared", "shared_data"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("shared")


def _required() -> set[str]:
    words = set(os.environ.get("SAMSPEL_REQUIRE", "").replace(",", " ").split())
    return set(MARKS.values()) if "all" in words else words


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    wanted = {MARKS[mark.name] for mark in item.iter_markers() if mark.name in MARKS}
    missing = wanted & _required()
    if report.outcome == "skipped" and not hasattr(report, "wasxfail") and missing:
        report.outcome = "failed"
        report.longrepr = (
            f"SAMSPEL_REQUIRE asks for {', '.join(sorted(missing))}: {report.longrepr}"
        )
    return report


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the clone, or `SAMSPEL_SHARED`."""
    folder = Path(os.environ.get("SAMSPEL_SHARED") or REPOSITORY.parent / "shared")
    if not (folder / "data").is_dir():
        pytest.skip("no real data: set SAMSPEL_SHARED, or lay `shared` beside the clone")
    return folder


@pytest.fixture(scope="session")
def shared_data(shared: Path) -> Path:
    """Where the real data sets lie: `shared_data / "interreg-se-2021-2027"`."""
    return shared / "data"
