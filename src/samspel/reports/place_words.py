"""Figures by place as a page says them: what differs first, then each gap, then the tables.

Neighbours get `place_lead`, `place_texts`, `place_headings` with `place_rows`, and
`municipality_headings` with `municipality_rows`. Nothing here computes a measure.
"""

from dataclasses import dataclass

from samspel.reports.phrases import gap_name, near_noun, reason_sentence
from samspel.reports.place_depth import depth_by_place
from samspel.reports.place_steps import place_steps
from samspel.reports.place_table import (
    BAND_NAMES,
    PLACE_REASON_SENTENCES,
    gap_of,
    points,
    with_financier,
)
from samspel.reports.words import N_, Words, for_language
from samspel.terms.municipalities import municipality_name
from samspel.terms.ordering import swedish_order
from samspel.terms.places import (
    ClassFigure,
    Municipality,
    PlaceExpectation,
    PlaceFigure,
    PlaceRun,
)

__all__ = [
    "PlaceText",
    "municipality_headings",
    "municipality_rows",
    "place_cannot_say",
    "place_headings",
    "place_lead",
    "place_rows",
    "place_texts",
]

_HEADS = (
    N_("Gap"),
    N_("Gap in dense municipalities"),
    N_("Gap in sparse municipalities"),
    N_("Sparse less dense, points reached"),
    N_("Through fewer acts"),
    N_("At the same number of acts"),
)


@dataclass(frozen=True, slots=True)
class PlaceText:
    """One gap by place in words; `next_step` is empty where nothing needs to be done."""

    gap: str
    heading: str
    sentences: tuple[str, ...]
    next_step: str


def place_lead(places: PlaceRun, language: str) -> tuple[str, ...]:
    """What a person should hear first: where sparse and dense differ by more than chance."""
    say = for_language(language)
    split = [figure for figure in places.gaps if figure.split is not None]
    if not split:
        return (say.gettext("Nothing can be said by place yet. Why stands at each gap."),)
    sure = [figure for figure in split if _sure(figure)]
    if not sure:
        text = say.ngettext(
            "In the one gap that can be split, dense and sparse municipalities do not differ by "
            "more than chance may give.",
            "In none of the %(n)s gaps that can be split do dense and sparse municipalities "
            "differ by more than chance may give.",
            len(split),
        )
        widest = max(split, key=lambda each: abs(_difference(each)))
        return (text % {"n": say.number(len(split))}, _widest(widest, say))
    sure.sort(key=lambda each: -abs(_difference(each)))
    luck = say.gettext(
        "Each is told with 90 % certainty: of ten gaps without any difference about one would look "
        "like this."
    )
    return (*(_told(figure, say) for figure in sure), luck)


def _sure(figure: PlaceFigure) -> bool:
    found = figure.split.difference if figure.split else None
    if found is None or found.low is None or found.high is None:
        return False
    return found.low > 0 or found.high < 0


def _difference(figure: PlaceFigure) -> float:
    return figure.split.difference.value if figure.split else 0.0


def _told(figure: PlaceFigure, say: Words) -> str:
    more = say.gettext(
        "%(gap)s is wider in sparse municipalities: %(counts)s. That is more than chance may give."
    )
    less = say.gettext(
        "%(gap)s is narrower in sparse municipalities: %(counts)s. That is more than chance may "
        "give."
    )
    text = more if _difference(figure) < 0 else less
    return text % {"gap": gap_name(figure.gap, say.language), "counts": _counts(figure, say)}


def _widest(figure: PlaceFigure, say: Words) -> str:
    text = say.gettext("Widest apart is %(gap)s: %(counts)s.")
    name = gap_name(figure.gap, say.language)
    return text % {"gap": say.within(name), "counts": _counts(figure, say)}


def _counts(figure: PlaceFigure, say: Words) -> str:
    assert figure.dense and figure.sparse  # noqa: S101, PT018 - asked only where it is split
    text = say.gettext(
        "%(sparse)s of %(in_sparse)s in sparse and %(dense)s of %(in_dense)s in dense "
        "municipalities are known to have contact"
    )
    return text % {
        "sparse": say.number(figure.sparse.reached),
        "in_sparse": say.number(figure.sparse.near),
        "dense": say.number(figure.dense.reached),
        "in_dense": say.number(figure.dense.near),
    }


# ------------------------------------------------------------------------------- gap by gap


def place_texts(places: PlaceRun, language: str) -> tuple[PlaceText, ...]:
    """Every gap by place in sentences, with what would let more be said."""
    say = for_language(language)
    return tuple(
        PlaceText(
            figure.gap,
            gap_name(figure.gap, language),
            _sentences(figure, places, say),
            " ".join(place_steps(places.run, figure, say)),
        )
        for figure in places.gaps
    )


def place_cannot_say(places: PlaceRun, language: str) -> tuple[tuple[str, str], ...]:
    """Gaps that are not split, by why and what would change it: gaps and reason, next step."""
    say = for_language(language)
    found: dict[tuple[str, str], list[str]] = {}
    for figure in places.gaps:
        if figure.reason:
            reason = say.gettext(PLACE_REASON_SENTENCES[figure.reason])
            names = found.setdefault((reason, " ".join(place_steps(places.run, figure, say))), [])
            names.append(gap_name(figure.gap, language))
    return tuple(
        (f"{say.listing(names)}: {say.within(reason)}", step)
        for (reason, step), names in found.items()
    )


def _sentences(figure: PlaceFigure, places: PlaceRun, say: Words) -> tuple[str, ...]:
    found = [_who(figure, places, say)]
    if figure.reason:
        found.append(say.gettext(PLACE_REASON_SENTENCES[figure.reason]))
    for text, one in ((_DENSE, figure.dense), (_SPARSE, figure.sparse)):
        if one is not None:
            found.append(_class(text, one, say))
    if figure.split is not None:
        found.append(_parts(figure, say))
    for place_class, one in (("dense", figure.dense), ("sparse", figure.sparse)):
        found += depth_by_place(place_class, one, say) if one is not None else ()
    found.append(with_financier(figure, say))
    if figure.expectation is not None:
        found.append(_expected(figure.expectation, say))
    found.append(_bands(figure, say))
    return tuple(each for each in found if each)


_DENSE = (
    N_(
        "In dense municipalities %(reached)s of %(near)s have contact; of %(unknown)s nobody knows."
    ),
    N_("In dense municipalities %(reached)s of %(near)s have contact."),
)
_SPARSE = (
    N_(
        "In sparse municipalities %(reached)s of %(near)s have contact; of %(unknown)s nobody "
        "knows."
    ),
    N_("In sparse municipalities %(reached)s of %(near)s have contact."),
)


def _who(figure: PlaceFigure, places: PlaceRun, say: Words) -> str:
    text = say.gettext(
        "%(near)s %(who)s: %(dense)s in dense municipalities, %(sparse)s in sparse, %(rest)s "
        "without a place class."
    )
    return text % {
        "near": say.number(figure.near),
        "who": near_noun(places.run, figure.gap, say),
        "dense": say.number(figure.in_dense),
        "sparse": say.number(figure.in_sparse),
        "rest": say.number(figure.unplaced),
    }


def _class(texts: tuple[str, str], figure: ClassFigure, say: Words) -> str:
    first = say.gettext(texts[0] if figure.unknown else texts[1]) % {
        "reached": say.number(figure.reached),
        "near": say.number(figure.near),
        "unknown": say.number(figure.unknown),
    }
    if figure.estimate is None:
        return f"{first} {reason_sentence(figure.reason or 'too_few_near', say.language)}"
    found = figure.estimate
    text = say.gettext("The gap there is %(gap)s.")
    return f"{first} {text % {'gap': say.estimate(found.value, found.low, found.high)}}"


def _parts(figure: PlaceFigure, say: Words) -> str:
    split = figure.split
    assert split is not None  # noqa: S101 - asked only where there is one
    text = say.gettext(
        "The share reached is %(difference)s points higher or lower in sparse municipalities; "
        "%(fewer)s of it goes through fewer acts, and %(same)s is there at the same number of "
        "acts."
    )
    said = text % {
        "difference": points(split.difference, say),
        "fewer": points(split.fewer_acts, say),
        "same": points(split.same_acts, say),
    }
    if split.answers:
        return said
    alone = say.gettext("It rests on recorded acts alone: answers are too few in some part.")
    return f"{said} {alone}"


def _expected(found: PlaceExpectation, say: Words) -> str:
    text = say.gettext(
        "Of the %(active)s active in sparse municipalities %(seen)s are reached by a recorded act; "
        "with the same acts in a dense one %(expected)s would be expected."
    )
    return text % {
        "active": say.number(found.active_sparse),
        "seen": say.number(found.reached_sparse),
        "expected": say.number(round(found.expected * found.active_sparse)),
    }


def _bands(figure: PlaceFigure, say: Words) -> str:
    shown = [band for band in figure.bands if band.near]
    if not shown:
        return ""
    text = say.gettext("By distance to the nearest on the far side: %(bands)s.")
    counts = say.gettext("%(reached)s of %(near)s")
    told = [
        f"{say.gettext(BAND_NAMES[band.band])} "
        + counts % {"reached": say.number(band.reached), "near": say.number(band.near)}
        for band in shown
    ]
    return text % {"bands": "; ".join(told)}


# ------------------------------------------------------------------------------- tables


def place_headings(language: str) -> tuple[str, ...]:
    """The column headings of `place_rows`."""
    say = for_language(language)
    return tuple(say.gettext(text) for text in _HEADS)


def place_rows(places: PlaceRun, language: str) -> tuple[tuple[str, ...], ...]:
    """A row a gap: the estimate with its interval and base in each class, and the difference."""
    say = for_language(language)
    return tuple(_row(figure, say) for figure in places.gaps)


def _row(figure: PlaceFigure, say: Words) -> tuple[str, ...]:
    split = figure.split
    told = (split.difference, split.fewer_acts, split.same_acts) if split else ()
    return (
        gap_name(figure.gap, say.language),
        _cell(figure.dense, figure.in_dense, say),
        _cell(figure.sparse, figure.in_sparse, say),
        *([points(each, say) for each in told] or ["–"] * 3),
    )


def _cell(figure: ClassFigure | None, near: int, say: Words) -> str:
    base = say.gettext("of %(near)s") % {"near": say.number(near)}
    if figure is None:
        return f"– {base}"
    return f"{gap_of(figure, say)} {base}"


def municipality_headings(places: PlaceRun, language: str) -> tuple[str, ...]:
    """The column headings of `municipality_rows`."""
    say = for_language(language)
    gaps = (gap_name(figure.gap, language) for figure in places.gaps)
    return (say.gettext("Municipality"), say.gettext("Place"), *gaps)


def municipality_rows(places: PlaceRun, language: str) -> tuple[tuple[str, ...], ...]:
    """A row a municipality: reached of near in every gap, by recorded acts alone.

    Empty when nobody has a municipality: then there is nothing to set beside each other.
    """
    say = for_language(language)
    known: dict[str, Municipality] = {}
    for figure in places.gaps:
        for row in figure.municipalities:
            known.setdefault(row.municipality, row)
    if not any(known):
        return ()
    order = {"dense": 0, "sparse": 1}
    rows = sorted(
        known.values(),
        key=lambda r: (
            order.get(r.place_class, 2),
            swedish_order(municipality_name(r.name)),
            r.municipality,
        ),
    )
    by_gap = [{row.municipality: row for row in figure.municipalities} for figure in places.gaps]
    return tuple(
        (
            municipality_name(row.name) or say.gettext("No municipality given"),
            say.gettext(_CLASSES[row.place_class]),
            *(_reached(found.get(row.municipality), say) for found in by_gap),
        )
        for row in rows
    )


_CLASSES = {
    "dense": N_("dense"),
    "sparse": N_("sparse"),
    "": N_("without a place class"),
}


def _reached(row: Municipality | None, say: Words) -> str:
    if row is None:
        return "–"
    text = say.gettext("%(reached)s of %(near)s")
    return text % {"reached": say.number(row.reached), "near": say.number(row.near)}
