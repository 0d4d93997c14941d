"""The examples in docstrings are run: an odd case that is shown is an odd case that holds."""

import doctest
import importlib

import pytest

from house.source import GROUND, PACKAGE, python_files


def _with_examples() -> list[str]:
    files = [p for room in (*GROUND, "cli") for p in python_files(PACKAGE / room)]
    return [
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for path in files
        if ">>> " in path.read_text(encoding="utf-8")
    ]


@pytest.mark.parametrize("module", _with_examples())
def test_examples_hold(module: str) -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    failed, tried = doctest.testmod(importlib.import_module(module), optionflags=flags)
    assert tried
    assert not failed
