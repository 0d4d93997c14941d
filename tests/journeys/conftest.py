"""A browser, and the service as it is served, with both regions in it; skipped without Chromium.

The data are laid out once a module and stay until its end: every test here reads, or changes only
what no other test looks at. Set SAMSPEL_SCREENSHOTS to a folder to keep a picture of every page.
"""

import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
]


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker("browser")


@pytest.fixture(scope="module")
def service(django_db_setup, django_db_blocker):
    """The service on a port of its own, with two regions, an import, a job and a memo in it.

    It is furnished before the browser starts: Playwright runs a loop in this thread, in which
    Django would refuse to read a database.
    """
    from django.conf import settings
    from pytest_django.live_server_helper import LiveServer

    from journeys.furnished import furnish
    from laid_out import laid_out

    if not _chromium():
        pytest.skip("no Chromium: apt-get install chromium")
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # else WhiteNoise warns
    with django_db_blocker.unblock(), _tables(), laid_out("furnished", furnish) as made:
        server = LiveServer("127.0.0.1")
        yield made.at(server.url)
        server.stop()


@contextmanager
def _tables():
    """A test database, also when no test of the run has asked pytest-django for one."""
    from django.db import connection
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.test.utils import setup_databases, teardown_databases

    if connection.introspection.table_names():
        yield
        return
    made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    yield
    teardown_databases(made, verbosity=0)
    # SQLite in memory stays open when closed; the next module would take it for its own.
    BaseDatabaseWrapper.close(connection)


def _chromium():
    return shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def browser(service):
    """One Chromium for the module."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_as(service, browser):
    """`open_as("officer")`: a browser page of somebody; without a name, signed out."""
    opened = []

    def start(who="", *, width=1280, language="en"):
        context = browser.new_context(viewport={"width": width, "height": 900}, locale=language)
        opened.append(context)
        if who:
            cookie = {"name": "sessionid", "value": service.sessions[who], "url": service.url}
            context.add_cookies([cookie])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.set_default_navigation_timeout(20_000)
        return page

    yield start
    for context in opened:
        context.close()
