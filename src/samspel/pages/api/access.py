"""Who calls: the key in the request makes a viewer, as a session does for a page."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from samspel.records.accounts.api import check_may, viewer_of_key
from samspel.terms import Refusal, Viewer

__all__ = ["Bearer", "viewer", "writing_viewer"]


class Bearer(HttpBearer):
    """A key that one person made for one purpose, in `Authorization: Bearer`."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:  # noqa: ARG002 - its shape
        """The key's row, whose viewer the operation reads with; None when it is no good."""
        if not token.isascii() or "\x00" in token:
            return None
        today: date = timezone.localdate()
        return viewer_of_key(token, today)


def viewer(request: HttpRequest) -> Viewer:
    """Who calls; Refusal when it may not read here."""
    key = request.auth  # type: ignore[attr-defined]
    check_may(key.viewer, "use_api")
    return key.viewer  # type: ignore[no-any-return]


def writing_viewer(request: HttpRequest) -> Viewer:
    """Who calls, with a key that may write. Refusal `key_only_reads`."""
    if not request.auth.key.writes:  # type: ignore[attr-defined]
        raise Refusal("key_only_reads")
    return viewer(request)
