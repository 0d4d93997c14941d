"""When a memo may be changed."""

from samspel.terms import Refusal

__all__ = ["can_edit", "check_can_edit"]


def can_edit(state: str) -> bool:
    """Whether a memo in that state takes new texts."""
    return state == "draft"


def check_can_edit(state: str) -> None:
    """Raise Refusal `memo_is_rendered` when it does not."""
    if not can_edit(state):
        raise Refusal("memo_is_rendered")
