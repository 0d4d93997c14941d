"""What the tests of pages stand on: the made-up region and another, with people of every role.

The data are laid out once a module and taken away after it; what a test changes is rolled back.
Imports that need Django stand inside, since pytest may read this file before it is set up.
"""

from contextlib import ExitStack

import pytest


@pytest.fixture(scope="session")
def static(django_db_setup) -> None:
    """The folder of collected files, without which WhiteNoise warns; nothing need be in it."""
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="module")
def world(static, django_db_blocker):
    """The two regions, there for every test of the module."""
    from laid_out import laid_out
    from pages.world import build_world

    with ExitStack() as laid:
        with django_db_blocker.unblock():
            made = laid.enter_context(laid_out("the two regions", build_world))
        yield made
        with django_db_blocker.unblock():
            laid.close()


@pytest.fixture
def visit(db, world):
    """`visit("officer")`: a visitor of that role; without a role, signed out."""
    from pages.world import Reader

    def as_who(who="", language="en"):
        return Reader(getattr(world, who) if who else None, language)

    return as_who
