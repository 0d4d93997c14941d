"""Figures by place in words: `samspel places PATH`."""

from collections.abc import Mapping
from types import MappingProxyType

from samspel.reports.grid import in_columns
from samspel.reports.phrases import gap_name, reason_sentence
from samspel.reports.place_depth import depth_by_place
from samspel.reports.place_steps import place_steps
from samspel.reports.run_rows import footnote
from samspel.reports.words import N_, Words, for_language
from samspel.terms import Estimate
from samspel.terms.places import Band, ClassFigure, PlaceFigure, PlaceRun

__all__ = [
    "BAND_NAMES",
    "PLACE_REASON_SENTENCES",
    "gap_of",
    "render_places_table",
    "with_financier",
]

PLACE_REASON_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "no_place_class": N_("No municipality is said to be dense or sparse, so nothing is split."),
        "few_in_class": N_(
            "Fewer than ten stand in dense or in sparse municipalities, so nothing is split."
        ),
        "no_far_side": N_(
            "No such actor is registered on the far side. That is not the same as no interplay."
        ),
        "limits": N_("The source says itself that it cannot show this gap."),
    }
)

BAND_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "under_30": N_("under 30 km"),
        "30_100": N_("30–100 km"),
        "over_100": N_("over 100 km"),
        "unknown": N_("distance not known"),
    }
)


def render_places_table(places: PlaceRun, language: str) -> str:
    """Each gap by place as text that ends in a newline."""
    say = for_language(language)
    name = say.marked(places.run.ecosystem_name, made_up=places.run.example)
    title = f"{name}, {say.date(places.run.settings.on)}"
    parts = [title, in_columns(_grid(places, say, language))]
    parts += [_words(places, figure, language) for figure in places.gaps]
    note = say.gettext(
        "Contact at a distance counts in full. Fewer acts where people are few is a finding and "
        "no excuse: seldom is no gap, never is."
    )
    return "\n\n".join([*parts, note, footnote(places.run, language)]) + "\n"


def _grid(places: PlaceRun, say: Words, language: str) -> list[tuple[str, ...]]:
    heads = (N_("Gap"), N_("Dense, reached"), N_("Sparse, reached"), N_("Difference"))
    more = (N_("Through fewer acts"), N_("At the same number of acts"))
    rows = [tuple(say.gettext(text) for text in heads + more)]
    return rows + [_row(figure, say, language) for figure in places.gaps]


def _row(figure: PlaceFigure, say: Words, language: str) -> tuple[str, ...]:
    name, split = gap_name(figure.gap, language), figure.split
    if split is None:
        return (name, "–", "–", "–", "–", "–")
    parts = (split.difference, split.fewer_acts, split.same_acts)
    classes = (_reached(figure.dense, say), _reached(figure.sparse, say))
    return (name, *classes, *(points(part, say) for part in parts))


def _reached(figure: ClassFigure | None, say: Words) -> str:
    if figure is None:
        return "–"
    text = say.gettext("%(reached)s of %(near)s")
    return text % {"reached": say.number(figure.reached), "near": say.number(figure.near)}


def points(found: Estimate, say: Words) -> str:
    """A difference in percentage points with its interval: −7 (−19 to 5)."""
    values = [found.value, found.low or 0.0, found.high or 0.0]
    value, low, high = (say.number(round(100 * value)) for value in values)
    return say.gettext("%(value)s (%(low)s to %(high)s)") % {
        "value": value,
        "low": low,
        "high": high,
    }


def _words(places: PlaceRun, figure: PlaceFigure, language: str) -> str:
    say = for_language(language)
    lines = [gap_name(figure.gap, language)]
    if figure.reason:
        lines.append(say.gettext(PLACE_REASON_SENTENCES[figure.reason]))
    for label, one in ((N_("Dense"), figure.dense), (N_("Sparse"), figure.sparse)):
        if one is not None:
            lines.append(f"{say.gettext(label)}: {_class(one, say, language)}")
    if figure.split is not None:
        lines.append(_difference(figure, say))
    for place_class, one in (("dense", figure.dense), ("sparse", figure.sparse)):
        lines += depth_by_place(place_class, one, say) if one is not None else ()
    lines += [each for each in (with_financier(figure, say), _bands(figure, say)) if each]
    if figure.unplaced:
        text = say.gettext("Without a place class: %(count)s.")
        lines.append(text % {"count": say.number(figure.unplaced)})
    lines += [f"→ {step}" for step in place_steps(places.run, figure, say)]
    return "\n".join(lines)


def _class(figure: ClassFigure, say: Words, language: str) -> str:
    if figure.estimate is not None:
        found = figure.estimate
        text = say.gettext("%(reached)s reached, %(unknown)s unknown; the gap is %(gap)s.")
        gap = say.estimate(found.value, found.low, found.high)
    else:
        text = say.gettext("%(reached)s reached, %(unknown)s unknown; the gap is not said. %(gap)s")
        gap = reason_sentence(figure.reason or "too_few_near", language)
    return text % {
        "reached": _reached(figure, say),
        "unknown": say.number(figure.unknown),
        "gap": gap,
    }


def _difference(figure: PlaceFigure, say: Words) -> str:
    split = figure.split
    assert split is not None  # noqa: S101 - asked only where there is one
    text = say.gettext(
        "Sparse less dense, in percentage points of known contact: %(difference)s, of which "
        "%(fewer)s through fewer acts and %(same)s at the same number of acts."
    ) % {
        "difference": points(split.difference, say),
        "fewer": points(split.fewer_acts, say),
        "same": points(split.same_acts, say),
    }
    rests = say.gettext("It rests on recorded acts alone: answers are too few in some part.")
    return text if split.answers else f"{text} {rests}"


def with_financier(figure: PlaceFigure, say: Words) -> str:
    """The gap of both classes with the financier on the far side, or why it is not split; empty
    where there is no such reading."""
    found = figure.with_financier
    if found is None:
        return ""
    if found.reason:
        reason = say.gettext(PLACE_REASON_SENTENCES[found.reason])
        text = say.gettext("With the financier counted: %(reason)s")
        return text % {"reason": say.within(reason)}
    assert found.dense and found.sparse  # noqa: S101, PT018 - there where nothing stops them
    text = say.gettext(
        "With the financier counted the gap is %(dense)s in dense municipalities and %(sparse)s in "
        "sparse."
    )
    told = text % {"dense": gap_of(found.dense, say), "sparse": gap_of(found.sparse, say)}
    if found.answers or not figure.answers:
        return told
    alone = say.gettext("It rests on recorded acts alone: answers are too few in some part.")
    return f"{told} {alone}"


def gap_of(figure: ClassFigure, say: Words) -> str:
    """The estimate of a class with its interval, or between which shares it lies."""
    if figure.estimate is None:
        span = say.percent_span(figure.lower, figure.upper)
        return say.gettext("somewhere in %(span)s") % {"span": span}
    found = figure.estimate
    return say.estimate(found.value, found.low, found.high)


def _bands(figure: PlaceFigure, say: Words) -> str:
    shown = [_band(band, say) for band in figure.bands if band.near]
    text = say.gettext("Reached by distance to the nearest on the far side: %(bands)s.")
    return text % {"bands": "; ".join(shown) or "–"}


def _band(band: Band, say: Words) -> str:
    counts = say.gettext("%(reached)s of %(near)s")
    counts %= {"reached": say.number(band.reached), "near": say.number(band.near)}
    return f"{say.gettext(BAND_NAMES[band.band])} {counts}"
