"""One made-up region, measured once, for every test of this room."""

from importlib.util import find_spec
from typing import Any

import pytest

import samspel

# Where only the ground floor is installed there is nothing to draw with.
collect_ignore = [] if find_spec("altair") and find_spec("vl_convert") else ["test_charts.py"]


@pytest.fixture(scope="session")
def made() -> Any:
    """The made-up region."""
    return samspel.example()


@pytest.fixture(scope="session")
def measured(made: Any) -> samspel.Measurement:
    """Its visitor economy on the day the pilot ended, in English."""
    return samspel.measure(made.tables, ecosystem="besoksnaring", on=made.on, language="en")
