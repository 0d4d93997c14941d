"""`samspel serve` as an operator meets it: real processes on a data folder of their own."""

from pathlib import Path

from server.processes import Service, eventually, is_alive


def test_it_answers_is_refused_twice_and_ends_clean(service: Service, tmp_path: Path) -> None:
    service.open()
    # The pages answer first; the worker of a new data folder begins to beat a little later.
    eventually(lambda: service.health()["worker"] == "ok")
    assert service.health() == {"well": True, "database": "ok", "worker": "ok"}
    children = service.children()
    assert len(children) >= 3  # the pages, who serves them, and the worker

    second = service.run("serve", "--port", "0")
    assert second.returncode == 1
    assert f"process {service.parent.pid}" in second.stderr  # type: ignore[union-attr]
    assert f":{service.port}/" in second.stderr
    worker = service.run("worker")
    assert worker.returncode == 1
    assert "already in use by worker" in worker.stderr
    restored = service.run("restore", str(tmp_path / "copy.zip"), "--replace")
    assert restored.returncode == 1
    assert "already in use by server" in restored.stderr

    assert service.close() == 0
    assert not [pid for pid in children if is_alive(pid)]
    service.open()  # the folder is free again


def test_no_child_outlives_a_parent_that_was_killed(service: Service) -> None:
    service.open()
    children = service.children()
    service.kill("parent")
    eventually(lambda: not [pid for pid in children if is_alive(pid)])
    service.open()
    assert service.health()["well"]


def test_pages_and_worker_that_were_killed_come_back(service: Service) -> None:
    service.open()
    for part in ("web", "drain"):
        before = service.child(part)
        service.kill(part)
        eventually(lambda part=part, before=before: service.child(part) != before)
    eventually(lambda: _well(service))


def _well(service: Service) -> bool:
    try:
        return service.get("/health")[0] == 200
    except OSError:
        return False


def test_pages_and_worker_can_be_served_apart(service: Service) -> None:
    service.open("--pages-only")
    assert service.health()["worker"] == "elsewhere"
    with service.spawn("worker") as worker:
        eventually(lambda: service.health()["worker"] == "ok")
        worker.terminate()
        assert worker.wait(20) == 0


def test_a_database_that_is_not_up_to_date_is_not_served(tmp_path: Path) -> None:
    service = Service(tmp_path / "new")
    done = service.run("serve", "--port", "0")
    assert done.returncode == 1
    assert "samspel migrate" in done.stderr


def test_the_key_is_the_owners_alone(service: Service) -> None:
    assert (service.folder / "secret_key").stat().st_mode & 0o777 == 0o600
    assert service.folder.stat().st_mode & 0o777 == 0o700
