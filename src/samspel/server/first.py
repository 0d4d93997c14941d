"""`script/start`: from nothing to a page that answers, and the link to sign in with.

Safe to run again: it adds what is not there, and changes nothing that is.
"""

import os
import sys

import django
from django.db import connections
from django.utils.translation import gettext as _

from samspel.server import readiness
from samspel.server.running import Opening, hold, open_service
from samspel.server.words import speak

__all__ = ["start"]

_FIRST_PORT, _PORTS = 8000, 50
# The one who is there from the start, in the made-up region only. The address is nobody's.
_EMAIL = "officer@localhost"


def start(*, serving: bool = True) -> int:
    """Set up, and serve until told to stop. The last that is said is the link."""
    django.setup()
    language = speak()
    with hold() as held:
        readiness.bring_up_to_date()
        _load_example(language)
        if not serving:
            return 0
        readiness.look()
        return open_service(_opening(), held, _greet)


def _opening() -> Opening:
    given = os.environ.get("SAMSPEL_PORT")
    return Opening(port=int(given)) if given else Opening(port=_FIRST_PORT, tries=_PORTS)


def _load_example(language: str) -> None:
    from samspel.actions import manage_users
    from samspel.actions.load_example import load_example
    from samspel.records.accounts.api import list_grants, system_viewer

    _say(_("Loading and measuring the made-up example region ..."))
    by = system_viewer(load_example().id)
    if not list_grants(by=by):
        user = manage_users.NewUser(_("Officer"), _EMAIL, "officer", language=language)
        manage_users.add_user(user=user, by=by)


def _greet(address: str) -> None:
    from samspel.actions.sign_in import make_link

    link = make_link(email=_EMAIL, address=address)
    connections.close_all()
    _say("")
    _say(_("Samspel is open, with a made-up example region. Stop it with Ctrl-C."))
    _say(f"  {address}")
    if link is not None:
        _say(_("Sign in with this link. It works once, for 30 minutes:"))
        _say(f"  {link}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
