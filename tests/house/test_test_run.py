"""The floor the tests themselves stand on: blocked network, own data folder, required things."""

import os
import socket
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytest_plugins = ["pytester"]


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("198.51.100.7", 443)])
def test_network_is_blocked(address: tuple[str, int]) -> None:
    with socket.socket() as asked, pytest.raises(RuntimeError, match="tried to reach"):
        asked.connect(address)


def test_name_lookup_is_blocked() -> None:
    with pytest.raises(RuntimeError, match="tried to look up"):
        socket.getaddrinfo("example.org", 443)


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_data_folder_is_the_runs_own() -> None:
    data = Path(os.environ["SAMSPEL_DATA"])
    assert data.is_relative_to(tempfile.gettempdir())


def test_skip_for_want_of_what_is_required_fails(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.makeini("[pytest]\nmarkers =\n    shared\n    browser\n")
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(
        """
        import pytest
        def test_data(shared_data): pass
        @pytest.mark.browser
        def test_page(): pytest.skip("no Chromium")
        """
    )
    monkeypatch.setenv("SAMSPEL_SHARED", "nowhere")
    monkeypatch.setenv("SAMSPEL_REQUIRE", "shared")
    quiet = ("-p", "no:randomly", "-p", "no:xdist")
    outcome = pytester.runpytest_subprocess(*quiet).parseoutcomes()
    assert outcome.get("skipped") == 1
    assert outcome.get("errors", 0) + outcome.get("failed", 0) == 1
