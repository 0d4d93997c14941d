"""The cast, in an empty database."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from records.cast import Cast


@pytest.fixture
def cast(db: None) -> "Cast":
    """Two regions with their people and no register yet."""
    # Models load once Django is set up, which is after this file is read.
    from records.cast import make_cast

    return make_cast()
