"""Whom a respondent may mean: names to offer for a gap, and names that were written.

Only names of the register are known here; one that is not found is kept as words.
"""

from collections.abc import Mapping, Sequence

from samspel.records.accounts.api import system_viewer
from samspel.records.register import api as register
from samspel.records.register.api import ActorQuery
from samspel.records.surveys.api import InvitationRow
from samspel.terms import PageRequest

__all__ = ["find_named", "names_of", "offer_names"]

_OFFERED = 100
# A gap's far side as the register lists it; the other two are members elsewhere and abroad.
_ROLE: Mapping[str, str] = {
    "research": "research",
    "education": "education",
    "capital": "capital",
    "authority": "authority",
    "global": "market",
}


def offer_names(*, invitation: InvitationRow, gap: str) -> tuple[str, ...]:
    """Names of the register that stand on the far side, for a list to choose from."""
    by = system_viewer(invitation.asking.region)
    here = invitation.asking.ecosystem
    queries = [ActorQuery(role=_ROLE.get(gap, ""))]
    if gap == "firms":
        queries = [ActorQuery(role="firm", ecosystem=here)]
    if gap == "ecosystems":
        every = register.list_ecosystems(on=invitation.asking.asks_until, by=by)
        others = [one.ecosystem_id for one in every if one.ecosystem_id != here]
        queries = [ActorQuery(ecosystem=one) for one in others[:10]]
    found = {
        row.name
        for query in queries
        for row in register.list_actors(query, page=PageRequest(size=_OFFERED), by=by).rows
        if row.actor_id != invitation.actor_id
    }
    return tuple(sorted(found, key=str.casefold)[:_OFFERED])


def find_named(
    *, invitation: InvitationRow, names: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of those that the register knows by that name, and the names it does not know.

    A name that two actors have is one it does not know: nobody is guessed.
    """
    by = system_viewer(invitation.asking.region)
    ids, unknown = [], []
    for name in dict.fromkeys(" ".join(each.split()) for each in names):
        query = ActorQuery(text=name)
        rows = register.list_actors(query, page=PageRequest(size=50), by=by).rows if name else ()
        same = {row.actor_id for row in rows if row.name.casefold() == name.casefold()}
        if len(same) == 1 and invitation.actor_id not in same:
            ids += sorted(same)
        elif name:
            unknown.append(name)
    return tuple(dict.fromkeys(ids)), tuple(unknown)


def names_of(*, invitation: InvitationRow, actor_ids: Sequence[str]) -> tuple[str, ...]:
    """Their names, to show what was written."""
    by = system_viewer(invitation.asking.region)
    names = register.actor_names(tuple(actor_ids), by=by)
    return tuple(names.get(one, one) for one in actor_ids)
