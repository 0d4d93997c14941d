"""Every example in the docstrings of the measuring rooms gives what it says it gives."""

import doctest
import importlib
import pkgutil

import pytest

import samspel.gaps
import samspel.network
import samspel.uncertainty

MODULES = [
    f"{room.__name__}.{module.name}"
    for room in (samspel.network, samspel.uncertainty, samspel.gaps)
    for module in pkgutil.iter_modules(room.__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
