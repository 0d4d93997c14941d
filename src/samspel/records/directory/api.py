"""The directory's face: what everybody can see of a region's register, by somebody's decision.

Nothing is open by itself. An officer opens an ecosystem; of its members today those are shown
that are no sole traders, are not in doubt, and of whom neither the actor itself nor the region
has said no. What is shown of one is read as `everybody`, who has no role and no workspace.
"""

from samspel.records.directory.faces import (
    CountRow,
    DeskRow,
    DirectoryQuery,
    ListingRow,
    OfferTick,
    OpeningRow,
    ShortPage,
    SideRow,
)
from samspel.records.directory.openings import (
    close_ecosystem,
    everybody_in,
    get_desk,
    list_openings,
    open_ecosystem,
    set_desk,
    tick_offers,
    wish,
)
from samspel.records.directory.pages import (
    count_directory,
    get_listing,
    get_short_page,
    list_directory,
    list_in_doubt,
)

__all__ = [
    "CountRow",
    "DeskRow",
    "DirectoryQuery",
    "ListingRow",
    "OfferTick",
    "OpeningRow",
    "ShortPage",
    "SideRow",
    "close_ecosystem",
    "count_directory",
    "everybody_in",
    "get_desk",
    "get_listing",
    "get_short_page",
    "list_directory",
    "list_in_doubt",
    "list_openings",
    "open_ecosystem",
    "set_desk",
    "tick_offers",
    "wish",
]
