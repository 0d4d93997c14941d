"""Django's session middleware asks here whose session it is; signing in is in the actions."""

from samspel.records.accounts.models import Account

__all__ = ["SessionBackend"]


class SessionBackend:
    """Knows accounts that are active; knows no credentials."""

    def authenticate(self, request: object, **credentials: object) -> None:
        """Nobody: a session begins by `accounts.api.check_password` or `use_token`."""

    def get_user(self, user_id: int) -> Account | None:
        """The active account of that id."""
        return Account.objects.select_related("contact").filter(pk=user_id, is_active=True).first()
