"""What a wave gave, for those who answered: each gap as a share, rounded to five points.

Only what all answers and records gave together, once the wave is closed and those who asked have
chosen to tell it. No count, no name, and nothing of fewer than five.
"""

import math

from django.utils.translation import gettext as _

from samspel.pages.surveys.questions import short_of
from samspel.pages.templatetags.wording import words
from samspel.records.accounts.api import system_viewer
from samspel.records.gaps.api import get_measured
from samspel.records.surveys.api import AskingRow
from samspel.terms import GapFigure

__all__ = ["gave_lines"]

_POINTS, _NEARLY_ALL = 5, 90


def gave_lines(asking: AskingRow) -> tuple[str, ...]:
    """A sentence a gap; none before the run after the wave is there."""
    if asking.after_run is None:
        return ()
    run = get_measured(asking.after_run, by=system_viewer(asking.region))
    known = [figure for figure in run.gaps if figure.estimate is not None]
    unsaid = [short_of(figure.gap) for figure in run.gaps if figure.estimate is None]
    # A share and its sign stay on one line.
    lines = [_sentence(figure).replace(" %", "\N{NO-BREAK SPACE}%") for figure in known]
    if unsaid:
        text = _("Too little is known to say how many have contact with %(whom)s.")
        lines.append(text % {"whom": words().either(unsaid)})
    return tuple(lines)


def _sentence(figure: GapFigure) -> str:
    """The share of a figure that has an estimate."""
    whom = {"whom": short_of(figure.gap)}
    share = round(100 * (1 - (figure.estimate or 0.0)), 6)
    if share > _NEARLY_ALL:
        return _("Contact with %(whom)s: over 90 %% have it.") % whom
    if share < 100 - _NEARLY_ALL:
        return _("Contact with %(whom)s: under 10 %% have it.") % whom
    low = share / 100 if figure.high is None else 1 - figure.high
    high = share / 100 if figure.low is None else 1 - figure.low
    values = {
        **whom,
        "share": _POINTS * round(share / _POINTS),
        "low": _POINTS * math.floor(round(100 * low, 6) / _POINTS),
        "high": _POINTS * math.ceil(round(100 * high, 6) / _POINTS),
    }
    text = _("Contact with %(whom)s: about %(share)s %% have it (between %(low)s and %(high)s %%).")
    return text % values
