"""A release as a page says it: what stands out, the grid, what is withheld and why, and what was
published before.

Neighbours get `release_lead`, `release_rows`, `release_answer_rows`, `withheld_sentences`,
`check_sentence` and `history_rows`, with their headings. Rounded shares only: nothing here sees
an answer.
"""

from collections.abc import Sequence

from samspel.reports.phrases import gap_name
from samspel.reports.release_table import (
    BOUND_WORDS,
    PLACE_WORDS,
    RELEASE_REASON_WORDS,
    SIDE_WORDS,
    answer_words,
)
from samspel.reports.words import N_, Words, for_language
from samspel.terms.releases import (
    PLACES_OF_GRID,
    RELEASE_ITEMS,
    RELEASE_SIDES,
    Release,
    ReleaseCell,
)

__all__ = [
    "ITEM_HEADINGS",
    "check_sentence",
    "history_headings",
    "history_rows",
    "release_answer_headings",
    "release_answer_rows",
    "release_headings",
    "release_lead",
    "release_rows",
    "withheld_sentences",
]

ITEM_HEADINGS = {
    "trend": N_("Is it getting better or worse?"),
    "cause": N_("Why does it work poorly?"),
    "need": N_("Who says that they need something?"),
    "offer": N_("Who says that they have something to offer?"),
}


def release_lead(release: Release, language: str) -> tuple[str, ...]:
    """Where it works worst and best, as the near side sees it; and what it is a share of."""
    say = for_language(language)
    whole = [
        cell
        for cell in release.cells
        if cell.side == "near" and cell.place == "ecosystem" and cell.share is not None
    ]
    what = say.gettext(
        "Of those who find a gap important, this is the share who say that it works poorly."
    )
    if not whole:
        none = say.gettext("Nothing can be published for the ecosystem as a whole.")
        return (none, what)
    worst = max(whole, key=lambda cell: cell.share or 0.0)
    best = min(whole, key=lambda cell: cell.share or 0.0)
    first = _stands_out(worst, say.gettext("Works worst: %(gap)s, %(share)s of %(n)s."), say)
    if best is worst:
        return (first, what)
    last = _stands_out(best, say.gettext("Works best: %(gap)s, %(share)s of %(n)s."), say)
    return (first, last, what)


def _stands_out(cell: ReleaseCell, text: str, say: Words) -> str:
    name = gap_name(cell.gap, say.language)
    return text % {
        "gap": say.within(name),
        "share": say.estimate(cell.share or 0.0, cell.low, cell.high),
        "n": say.number(cell.respondents or 0),
    }


def release_headings(language: str) -> tuple[str, ...]:
    """The column headings of `release_rows`."""
    say = for_language(language)
    places = [say.gettext(PLACE_WORDS[place]) for place in PLACES_OF_GRID]
    places = [place[:1].upper() + place[1:] for place in places]
    return (say.gettext("Gap"), say.gettext("As seen by"), *places)


def release_rows(release: Release, language: str) -> tuple[tuple[str, ...], ...]:
    """A row a gap and side: the share who say it works poorly, its interval and base, by place."""
    say = for_language(language)
    cells = {cell.key: cell for cell in release.cells}
    return tuple(
        (
            gap_name(gap, language),
            say.gettext(SIDE_WORDS[side]),
            *(_cell(cells.get((gap, side, place)), say) for place in PLACES_OF_GRID),
        )
        for gap, side in _sides(release)
    )


def _sides(release: Release) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((cell.gap, cell.side) for cell in release.cells))


def _cell(cell: ReleaseCell | None, say: Words) -> str:
    if cell is None:
        return "–"
    if cell.reason:
        return say.gettext(RELEASE_REASON_WORDS[cell.reason])
    base = say.gettext("of %(near)s") % {"near": say.number(cell.respondents or 0)}
    if cell.bound:
        return f"{say.gettext(BOUND_WORDS[cell.bound])} {base}"
    return f"{say.estimate(cell.share or 0.0, cell.low, cell.high)} {base}"


# ------------------------------------------------------------------------------- other items


def release_answer_headings(item: str, language: str) -> tuple[str, ...]:
    """The column headings of `release_answer_rows` for an item."""
    say = for_language(language)
    answers = [answer_words(item, value, say) for value in _shown(item)]
    return (
        say.gettext("Gap"),
        say.gettext("As seen by"),
        say.gettext("Place"),
        say.gettext("Answered"),
        *answers,
    )


def _shown(item: str) -> tuple[str, ...]:
    """Of a need and an offer only who has one: the rest is what is left."""
    values = RELEASE_ITEMS[item]
    return values[:1] if values == ("yes", "no") else values


def release_answer_rows(release: Release, item: str, language: str) -> tuple[tuple[str, ...], ...]:
    """A row a cell that is published of an item; empty when none is."""
    say = for_language(language)
    rows = []
    for each in release.answers:
        if each.item != item or each.reason:
            continue
        shares = {share.value: share for share in each.shares}
        told = []
        for value in _shown(item):
            if each.alike is not None:
                bound = "over_90" if each.alike == value else "under_10"
                told.append(say.gettext(BOUND_WORDS[bound]))
            else:
                one = shares[value]
                told.append(say.estimate(one.share, one.low, one.high))
        rows.append(
            (
                gap_name(each.gap, language),
                say.gettext(SIDE_WORDS[each.side]),
                say.gettext(PLACE_WORDS[each.place]),
                say.number(each.respondents or 0),
                *told,
            )
        )
    return tuple(rows)


# ------------------------------------------------------------------------------- what is not out


def withheld_sentences(release: Release, language: str) -> tuple[str, ...]:
    """How much is not published, and why; never how few there are."""
    say = for_language(language)
    asked = [cell for cell in release.cells if cell.reason != "not_in_grid"]
    count = {
        code: sum(cell.reason == code for cell in asked) for code in ("withheld", "too_few_to_show")
    }
    found = []
    if count["withheld"]:
        text = say.ngettext(
            "%(n)s figure of %(all)s is withheld: under five answered, one owner's actors are over "
            "half of them, or it could be worked out from the others. Which of these is not said, "
            "for that would tell how few they are.",
            "%(n)s figures of %(all)s are withheld: under five answered, one owner's actors are "
            "over half of them, or they could be worked out from the others. Which of these is "
            "not said, for that would tell how few they are.",
            count["withheld"],
        )
        values = {"n": say.number(count["withheld"]), "all": say.number(len(asked))}
        found.append(text % values)
    if count["too_few_to_show"]:
        text = say.ngettext(
            "On %(n)s far side there are fewer than five actors at all: they are never a share, "
            "only themselves, in their own words and with their consent.",
            "On %(n)s far sides there are fewer than five actors at all: they are never a share, "
            "only themselves, in their own words and with their consent.",
            count["too_few_to_show"],
        )
        found.append(text % {"n": say.number(count["too_few_to_show"])})
    if not found:
        return (say.gettext("Nothing is withheld."),)
    step = say.gettext(
        "More can be said in the next wave if more answer: at least five in each place class that "
        "find the gap important, about 3 minutes each."
    )
    return (*found, step)


def check_sentence(release: Release, language: str) -> str:
    """What was tried against the release before it was let out."""
    say, check = for_language(language), release.check
    text = say.gettext(
        "%(counts)s withheld counts were attacked by linear programming over this release and "
        "%(earlier)s earlier ones; none can be known to within %(within)s either way."
    )
    return text % {
        "counts": say.number(check.counts),
        "earlier": say.number(len(check.earlier)),
        "within": say.number(check.within),
    }


def history_headings(releases: Sequence[Release], language: str) -> tuple[str, ...]:
    """The column headings of `history_rows`: a column a release."""
    say = for_language(language)
    text = say.gettext("Release %(number)s, wave closed %(on)s")
    columns = [
        text % {"number": say.number(each.number), "on": say.date(each.closed_on)}
        for each in releases
    ]
    return (say.gettext("Gap"), say.gettext("As seen by"), *columns)


def history_rows(releases: Sequence[Release], language: str) -> tuple[tuple[str, ...], ...]:
    """A row a gap and side for the whole ecosystem: what each release says, side by side.

    Only what is published is set beside each other, and no difference is counted: who answered
    may be others, and both are rounded.
    """
    say = for_language(language)
    cells = [{cell.key: cell for cell in each.cells} for each in releases]
    gaps = dict.fromkeys(cell.gap for each in releases for cell in each.cells)
    rows = []
    for gap in gaps:
        for side in RELEASE_SIDES:
            told = [found.get((gap, side, "ecosystem")) for found in cells]
            if any(cell is not None and cell.reason is None for cell in told):
                name = gap_name(gap, language)
                rows.append((name, say.gettext(SIDE_WORDS[side]), *(_cell(c, say) for c in told)))
    return tuple(rows)
