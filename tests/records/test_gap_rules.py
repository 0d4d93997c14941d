"""When a list may tell states beside a figure that counts every answer (X12)."""

import pytest

from samspel.records.gaps.rules import list_tells


@pytest.mark.parametrize(
    ("reached", "none", "unknown", "tells"),
    [
        (0, 0, 0, True),  # no state rests on an answer alone
        (0, 0, 3, True),
        (1, 0, 0, False),  # the one shown as unknown has answered yes: figure less list
        (2, 2, 0, False),  # fewer than five
        (5, 0, 0, False),  # all alike
        (19, 1, 0, False),  # nearly all alike
        (3, 2, 0, True),
        (1, 68, 52, True),
    ],
)
def test_the_list_tells_only_where_nobody_is_found_out(
    reached: int, none: int, unknown: int, tells: bool
) -> None:
    assert list_tells(reached=reached, none=none, unknown=unknown) is tells
