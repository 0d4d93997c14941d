"""kill -9 of parent, worker and pages in turn while a large import goes on (issue item 7).

Afterwards nothing is lost, doubled or stuck: what is kept is what an undisturbed import keeps,
to the snapshot's last bit.
"""

import json
from functools import partial
from pathlib import Path
from typing import Any

from server.processes import Service, eventually

PROGRAM = str(Path(__file__).with_name("large_import.py"))
COPIES = 25  # with fewer a fast machine is through before it can be disturbed
PATIENCE = 120.0  # seconds; it takes some on an idle machine


def _program(service: Service, *arguments: str) -> dict[str, Any]:
    return dict(json.loads(service.finish([PROGRAM, *arguments])))


def _is_at(service: Service, *, piece: int, attempt: int) -> bool:
    [(done,)] = service.ask("SELECT pieces_done FROM register_entry")
    [(attempts,)] = service.ask("SELECT attempts FROM jobs_job")
    return int(str(done)) >= piece and attempts == attempt


def _over(service: Service) -> bool:
    return service.ask("SELECT state FROM jobs_job") not in ([("queued",)], [("running",)])


def test_an_import_survives_every_death(service: Service, another_service: Service) -> None:
    undisturbed = _program(another_service, "alone", str(COPIES))
    pieces = _program(service, "begin", str(COPIES))["pieces"]
    service.open()
    attempt = 1
    for death, part in enumerate(("web", "drain", "drain", "parent"), start=1):
        here = partial(_is_at, service, piece=death * pieces // 8, attempt=attempt)
        eventually(here, PATIENCE)
        assert not _over(service), "the import was over before it could be disturbed"
        service.kill(part)
        attempt += part != "web"
        if part == "parent":
            service.open()
    eventually(lambda: _over(service), PATIENCE)
    assert service.health()["well"]
    service.close()
    told = _program(service, "state")
    assert told.pop("attempts") == attempt == 4  # and no death of the pages was one
    assert undisturbed.pop("attempts") == 1
    assert told == undisturbed
    assert told["jobs"] == [["apply_import", "done", ""]]
    assert told["applied"] == 1
