"""What is looked at before the service opens, and what it says of itself afterwards."""

import os
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory, override_settings

from samspel.server import checks, data_folder, health


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    data_folder.secret_key(folder)
    return folder


def test_a_folder_as_it_is_made_is_found_right(tmp_path: Path) -> None:
    with override_settings(DATA=_made(tmp_path / "data")):
        assert checks.check_data_folder() == []
        assert checks.check_secret_key() == []


def test_a_key_that_others_can_read_stops_the_service(tmp_path: Path) -> None:
    folder = _made(tmp_path / "data")
    (folder / "secret_key").chmod(0o644)
    with override_settings(DATA=folder):
        [fault] = checks.check_secret_key()
    assert fault.id == "samspel.E003"
    assert fault.hint == f"chmod 600 {folder / 'secret_key'}"


def test_a_key_that_could_be_guessed_stops_the_service(tmp_path: Path) -> None:
    with override_settings(DATA=_made(tmp_path / "data"), SECRET_KEY="short"):
        assert [fault.id for fault in checks.check_secret_key()] == ["samspel.E002"]


def test_an_open_folder_is_warned_of(tmp_path: Path) -> None:
    folder = _made(tmp_path / "data")
    folder.chmod(0o755)
    with override_settings(DATA=folder):
        assert [fault.id for fault in checks.check_data_folder()] == ["samspel.W001"]


@pytest.mark.parametrize(
    ("hosts", "secure", "faults"),
    [
        (["localhost", "127.0.0.1"], False, []),
        (["samspel.example.se"], True, []),
        (["samspel.example.se"], False, ["samspel.W002"]),
    ],
)
def test_another_name_wants_https(hosts: list[str], secure: bool, faults: list[str]) -> None:
    with override_settings(ALLOWED_HOSTS=hosts, SECURE=secure):
        assert [fault.id for fault in checks.check_address()] == faults


def test_two_processes_agree_on_one_key(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    assert data_folder.secret_key(folder) == data_folder.secret_key(folder)
    assert [path.name for path in folder.iterdir()] == ["secret_key"]
    assert (folder / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_worker_that_is_silent_is_told_of(tmp_path: Path) -> None:
    now = time.time()
    assert health.worker_state(tmp_path, now) == "elsewhere"
    health.beat(tmp_path)
    while not (tmp_path / "worker.beat").exists():
        time.sleep(0.01)
    assert health.worker_state(tmp_path, now) == "ok"
    assert health.worker_state(tmp_path, now + 3600) == "late"


@pytest.mark.django_db
def test_health_is_503_when_the_worker_is_late(tmp_path: Path) -> None:
    request = RequestFactory().get("/health")
    with override_settings(DATA=tmp_path):
        assert health.health(request).status_code == 200
        (tmp_path / "worker.beat").touch()
        os.utime(tmp_path / "worker.beat", (0, 0))
        answer = health.health(request)
    assert answer.status_code == 503
    assert answer.headers["Cache-Control"].startswith("max-age=0")


def test_nothing_is_in_debug_and_nothing_is_open_by_default() -> None:
    assert not settings.DEBUG
    assert "*" not in settings.ALLOWED_HOSTS
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["default-src"] == ["'none'"]
