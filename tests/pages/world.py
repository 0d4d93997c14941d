"""The made-up region and an empty one, their people, and a reader that checks what it opens."""

from dataclasses import dataclass

from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from pages.checked import Seen, check_page
from samspel.actions.create_region import create_region
from samspel.actions.load_example import load_example
from samspel.actions.manage_users import NewUser, add_user
from samspel.records.accounts.api import start_session, system_viewer
from samspel.records.register.api import RegionRow


@dataclass(frozen=True)
class World:
    """Two regions and the accounts of an officer and a reader in each."""

    example: RegionRow
    other: RegionRow
    officer: int
    reader: int
    stranger: int


def build_world() -> World:
    """The made-up region, an empty one, and their people."""
    example = load_example()
    other = create_region(key="nord", name="Region Nord", by=system_viewer(example.id))
    return World(
        example=example,
        other=other,
        officer=_person(example, "Åsa Lindqvist", "asa@example.se", "officer"),
        reader=_person(example, "Rut Ek", "rut@example.se", "reader"),
        stranger=_person(other, "Nils Nord", "nils@example.se", "officer"),
    )


def _person(region: RegionRow, name: str, email: str, role: str) -> int:
    by = system_viewer(region.id)
    return add_user(user=NewUser(name, email, role), by=by).account


class Reader:
    """A visitor whose every page is checked as it is opened."""

    def __init__(self, account: int | None, language: str = "en") -> None:
        self.client = Client(headers={"accept-language": language})
        if account is not None:
            enter(self.client, account)

    def open(self, address: str, status: int = 200) -> Seen:
        """The page at an address, checked."""
        answer = self.client.get(address)
        assert answer.status_code == status, (address, answer.status_code)
        return check_page(answer)

    def send(self, address: str, data: dict | None = None, *, status: int = 302) -> str:
        """A form sent; where the answer leads."""
        answer = self.client.post(address, data or {})
        assert answer.status_code == status, (address, answer.status_code, answer.content[:3000])
        if status != 302:
            check_page(answer)
        return answer.headers.get("Location", "")


def enter(client: Client, account: int) -> None:
    request = HttpRequest()
    request.session = SessionStore()
    start_session(request, account)
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key
