"""The command line run in this process, bytes and all."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from samspel.cli import main


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: bytes
    err: str


Run = Callable[..., Said]


@pytest.fixture
def samspel(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command, in English unless it says otherwise."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def run(*arguments: object) -> Said:
        capfdbinary.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capfdbinary.readouterr()
        return Said(code, said.out, said.err.decode())

    return run


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up region, as `samspel example` writes it."""
    out = tmp_path_factory.mktemp("example") / "region"
    assert main(["example", str(out)]) == 0
    return out
