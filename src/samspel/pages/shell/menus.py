"""The menus of a region: a few parts, and within each the ways that its reader has, as data.

Neighbours get `menu_of`: what stands in the masthead, and beside what is open the rest of its
part. A way that the role table does not allow is not there.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspel.records.accounts.api import can
from samspel.terms import Viewer

__all__ = ["MenuItem", "menu_of"]


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A way in a menu; `current` is what aria-current says, or nothing. `part`: the ways of the
    same part, when there are several and it is the one that is open."""

    name: str
    url: str
    current: str
    part: tuple["MenuItem", ...] = ()


# By part the addresses in it: what each is called in the part, and the action that it asks. The
# first that may be done is where the part begins.
_PARTS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (gettext_noop("Ecosystems"), (("ecosystems", gettext_noop("Ecosystems"), "read"),)),
    (
        gettext_noop("Actors"),
        (
            ("actors", gettext_noop("Actors"), "read"),
            ("import", gettext_noop("Bring in"), "import_register"),
            ("settle-directory", gettext_noop("What everybody can see"), "open_directory"),
        ),
    ),
    (
        gettext_noop("The log"),
        (
            ("acts", gettext_noop("The log"), "read"),
            ("notes", gettext_noop("Notes"), "read"),
            ("waves", gettext_noop("Questions"), "read"),
            ("workspaces", gettext_noop("The platform's own"), "hand_in"),
        ),
    ),
    (
        gettext_noop("Memos"),
        (
            ("memos", gettext_noop("Memos"), "read"),
            ("matters", gettext_noop("Matters"), "read_memos"),
            ("shares", gettext_noop("Shared links"), "share"),
        ),
    ),
    (
        gettext_noop("Your organisation"),
        (("own-actor", gettext_noop("Your organisation"), "edit_own_actor"),),
    ),
    (
        gettext_noop("People"),
        (
            ("people", gettext_noop("People"), "see_people"),
            ("history", gettext_noop("History"), "read_audit"),
            ("keys", gettext_noop("Keys for programs"), "use_api"),
        ),
    ),
)


def menu_of(path: str, key: str, viewer: Viewer) -> tuple[MenuItem, ...]:
    """The parts of the region that this viewer has a way in, the open one with its ways."""
    return tuple(
        _part(path, name, tuple(ways))
        for name, every in _PARTS
        if (
            ways := [
                (reverse(to, args=[key]), _(of)) for to, of, asks in every if can(viewer, asks)
            ]
        )
    )


def _part(path: str, name: str, ways: tuple[tuple[str, str], ...]) -> MenuItem:
    # The address of one way may lie below that of another, as keys do below people.
    open_ = max((url for url, _name in ways if _is_below(path, url)), key=len, default="")
    inside = tuple(MenuItem(of, url, _current(path, url, open_)) for url, of in ways)
    current = ("page" if path == ways[0][0] else "true") if open_ else ""
    return MenuItem(_(name), ways[0][0], current, inside if open_ and len(inside) > 1 else ())


def _is_below(path: str, url: str) -> bool:
    # Ecosystems and runs stand below the region's own page, which everything else does too.
    home = url.count("/") == 2
    folders = (f"{url}ecosystems/", f"{url}runs/") if home else (url,)
    return path == url or path.startswith(folders)


def _current(path: str, url: str, open_: str) -> str:
    if url != open_:
        return ""
    return "page" if path == url else "true"
