"""Every operation of the API asked for what its document allows, and for what it does not.

Schemathesis makes the requests from `openapi.json`; no answer may be a fault of ours, and each
must have the status, the type and the shape that the document says. `-m long` asks many more.
"""

import pytest
import schemathesis
from django.conf import settings as configured
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings

from pages.test_api import Program

configured.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # else WhiteNoise warns
DOCUMENT = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
OPERATIONS = {one.ok().label: one.ok() for one in DOCUMENT.get_all_operations()}
_SLOW = [HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@pytest.fixture(autouse=True)
def _one_connection():
    """Requests straight into the service use the test's own connection: it must stay open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def ask(label: str, account: int, examples: int) -> None:
    """So many requests for one operation, half of them not as the document allows."""
    operation = OPERATIONS[label]
    key = Program(account, "nord", writes=True).headers

    @given(case=operation.as_strategy())
    @settings(max_examples=examples, deadline=None, suppress_health_check=_SLOW, database=None)
    def each(case: schemathesis.Case) -> None:
        cache.clear()  # what needs no key is given to one address so often a minute
        case.call_and_validate(headers={**key, "accept-language": "en"})

    each()


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_no_request_finds_a_fault(db, world, label):
    ask(label, world.stranger, 5)


@pytest.mark.long
@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_no_request_of_many_finds_a_fault(db, world, label):
    ask(label, world.stranger, 300)
