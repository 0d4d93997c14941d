"""A release in words, for a terminal."""

from collections.abc import Mapping
from types import MappingProxyType

from samspel.reports.grid import in_columns
from samspel.reports.phrases import gap_name
from samspel.reports.words import N_, Words, for_language
from samspel.terms.releases import Release, ReleaseCell

__all__ = [
    "ANSWER_WORDS",
    "BOUND_WORDS",
    "PLACE_WORDS",
    "RELEASE_REASON_WORDS",
    "RELEASE_REFUSAL_WORDS",
    "SIDE_WORDS",
    "answer_words",
    "render_release_table",
]

RELEASE_REASON_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "too_few_to_show": N_("too few to show"),
        "not_in_grid": N_("not asked for by place"),
        "withheld": N_("withheld"),
    }
)

RELEASE_REFUSAL_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "no_such_wave": N_("There is no wave %(wave)s in the tables."),
        "wave_not_closed": N_("The wave %(wave)s is not closed, so nothing of it is released."),
        "already_released": N_("The wave %(wave)s is released already; it is released once."),
        "other_ecosystem": N_("The earlier release of %(wave)s is of another ecosystem."),
        "other_definitions": N_(
            "The earlier release of %(wave)s has other gap definitions. The definitions of an "
            "ecosystem's releases stay the same."
        ),
        "earlier_is_later": N_("The wave %(wave)s closed later, so it is no earlier release."),
        "not_reproduced": N_(
            "The tables no longer give what the earlier release of %(wave)s says, so the new one "
            "cannot be checked against it. Use the tables that hold its answers unchanged."
        ),
    }
)

SIDE_WORDS = {"near": N_("near side"), "far": N_("far side")}
PLACE_WORDS = {"ecosystem": N_("all"), "dense": N_("dense"), "sparse": N_("sparse")}
BOUND_WORDS = {"over_90": N_("over 90%"), "under_10": N_("under 10%")}


ITEM_WORDS = {
    "trend": N_("Trend"),
    "cause": N_("Cause"),
    "need": N_("Need"),
    "offer": N_("Offer"),
}

# An answer to an item other than how it works; `yes` of a need and an offer is that there is one.
ANSWER_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "trend:better": N_("better"),
        "trend:same": N_("the same"),
        "trend:worse": N_("worse"),
        "cause:knowledge of each other": N_("little knowledge of each other"),
        "cause:sparse networks": N_("sparse networks"),
        "cause:language": N_("different language"),
        "cause:norms": N_("different norms"),
        "cause:visions": N_("different visions"),
        "cause:distance": N_("distance"),
        "cause:incentives": N_("lacking incentives"),
        "need:yes": N_("need something"),
        "need:no": N_("need nothing"),
        "offer:yes": N_("have something to offer"),
        "offer:no": N_("have nothing to offer"),
    }
)


def answer_words(item: str, value: str, say: Words) -> str:
    """An answer in words."""
    return say.gettext(ANSWER_WORDS[f"{item}:{value}"])


def render_release_table(release: Release, language: str) -> str:
    """A release as text that ends in a newline."""
    say = for_language(language)
    title = say.gettext("Perceived gaps, release %(number)s: %(name)s, wave %(wave)s, %(on)s") % {
        "number": say.number(release.number),
        "name": say.marked(release.ecosystem_name, made_up=release.example),
        "wave": release.wave,
        "on": say.date(release.closed_on),
    }
    what = say.gettext(
        "Of those who find the gap important: the share who say that it works poorly. Rounded to "
        "five, intervals outwards. Nothing else is published of this wave."
    )
    parts = [title, what, in_columns(_rows(release, say, language), (0, 1, 2))]
    answers = _answers(release, say, language)
    if len(answers) > 1:
        parts.append(in_columns(answers, (0, 1, 2, 3, 5)))
    return "\n\n".join(parts) + "\n"


def _answers(release: Release, say: Words, language: str) -> list[tuple[str, ...]]:
    """A row a published item and cell: who answered, and every share."""
    heads = (N_("Gap"), N_("Side"), N_("Place"), N_("Asked"), N_("Answered"), N_("Shares"))
    rows = [tuple(say.gettext(text) for text in heads)]
    for each in release.answers:
        if each.reason:
            continue
        told = [
            f"{answer_words(each.item, share.value, say)} "
            f"{say.estimate(share.share, share.low, share.high)}"
            for share in each.shares
        ]
        if each.alike is not None:
            told = [
                f"{answer_words(each.item, each.alike, say)} {say.gettext(BOUND_WORDS['over_90'])}"
            ]
        cells = (gap_name(each.gap, language), say.gettext(SIDE_WORDS[each.side]))
        place, asked = say.gettext(PLACE_WORDS[each.place]), say.gettext(ITEM_WORDS[each.item])
        rows.append((*cells, place, asked, say.number(each.respondents or 0), "; ".join(told)))
    return rows


def _rows(release: Release, say: Words, language: str) -> list[tuple[str, ...]]:
    heads = (N_("Gap"), N_("Side"), N_("Place"), N_("Find it important"), N_("Works poorly"))
    rows = [tuple(say.gettext(text) for text in heads)]
    return rows + [
        (
            gap_name(cell.gap, language),
            say.gettext(SIDE_WORDS[cell.side]),
            say.gettext(PLACE_WORDS[cell.place]),
            "–" if cell.respondents is None else say.number(cell.respondents),
            _figure(cell, say),
        )
        for cell in release.cells
        if cell.reason != "not_in_grid"
    ]


def _figure(cell: ReleaseCell, say: Words) -> str:
    if cell.reason:
        return say.gettext(RELEASE_REASON_WORDS[cell.reason])
    if cell.bound:
        return say.gettext(BOUND_WORDS[cell.bound])
    return say.estimate(cell.share or 0.0, cell.low, cell.high)
