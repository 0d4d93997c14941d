"""A language: its sentences from the one catalogue, and how it writes numbers, money and dates.

`for_language("sv")` gives a `Words`. Below the upper floor the catalogue is read by the standard
library; a language without a catalogue speaks English, the language of the source strings.
"""

import gettext as _stdlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from samspel.terms import Money
from samspel.terms.marking import N_

__all__ = ["LANGUAGES", "N_", "Words", "for_language"]

LANGUAGES = ("sv", "en")
_DOMAIN = "django"
_LOCALE = Path(__file__).parent.parent / "locale"
_THIN = "\u202f"  # narrow no-break space: between thousands, never at the end of a line
_HARD = "\u00a0"


@dataclass(frozen=True, slots=True)
class Words:
    """One language. `gettext` and `ngettext` take English source strings.

    >>> for_language("sv").percent(0.536)
    '54\\xa0%'
    """

    language: str
    _catalogue: _stdlib.NullTranslations = field(repr=False)

    def gettext(self, text: str) -> str:
        """The text in this language; the text itself where the catalogue lacks it."""
        return self._catalogue.gettext(text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The form for that count."""
        return self._catalogue.ngettext(one, many, count)

    def pgettext(self, context: str, text: str) -> str:
        """The text in this language where the same English word means two things."""
        return self._catalogue.pgettext(context, text)

    @property
    def swedish(self) -> bool:
        """Whether numbers are written the Swedish way."""
        return self.language == "sv"

    def number(self, count: int) -> str:
        """A whole number: 5 000 in Swedish, 5,000 in English."""
        return f"{count:,}".replace("-", "−").replace(",", _THIN if self.swedish else ",")

    def decimal(self, value: float, digits: int = 1) -> str:
        """A number with that many decimals: 0,5 in Swedish, 0.5 in English."""
        text = f"{value + 0.0:.{digits}f}".replace("-", "−")
        return text.replace(".", ",") if self.swedish else text

    def percent(self, share: float) -> str:
        """A share 0-1 in whole per cent; never 0 or 100 for what is neither none nor all."""
        return f"{self._whole(share)}{_HARD if self.swedish else ''}%"

    def span(self, low: float, high: float) -> str:
        """Two shares as an interval, without the sign: 45-60 with an en dash."""
        return f"{self._whole(low)}–{self._whole(high)}"

    def percent_span(self, low: float, high: float) -> str:
        """Two shares as an interval with the sign."""
        return f"{self.span(low, high)}{_HARD if self.swedish else ''}%"

    def estimate(self, value: float, low: float | None, high: float | None) -> str:
        """A share and its interval in one phrase: 54 % (45-60); no bracket without an interval."""
        if low is None or high is None:
            return self.percent(value)
        return f"{self.percent(value)} ({self.span(low, high)})"

    def kronor(self, amount: Money) -> str:
        """An amount in words a memo uses: 2 000 000 kronor."""
        return self.gettext("%(amount)s kronor") % {"amount": self.amount(amount)}

    def amount(self, amount: Money) -> str:
        """An amount without its unit; öre only when there are some."""
        kronor, ore = divmod(abs(amount.ore), 100)
        text = self.number(kronor) + (f"{',' if self.swedish else '.'}{ore:02d}" if ore else "")
        return f"−{text}" if amount.ore < 0 else text

    def date(self, day: date) -> str:
        """A date as 2026-09-30 in both languages."""
        return day.isoformat()

    def marked(self, name: str, *, made_up: bool) -> str:
        """The name, and that it is made up unless it says so itself."""
        word = self.gettext("made up")
        said = word.casefold()[:6] in name.casefold()
        return f"{name} ({word})" if made_up and not said else name

    def listing(self, items: Iterable[str]) -> str:
        """Names in a sentence: A, B and C."""
        *first, last = list(items) or [""]
        if not first:
            return last
        return self.gettext("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}

    def either(self, items: Iterable[str]) -> str:
        """Names to choose among: A, B or C."""
        *first, last = list(items) or [""]
        return self.gettext(" or ").join([", ".join(first), last]) if first else last

    def within(self, text: str) -> str:
        """A name or sentence as it stands within another: its first letter small."""
        return text[:1].lower() + text[1:]

    def _whole(self, share: float) -> str:
        whole = round(abs(share) * 100)
        if whole == 0 and share != 0:
            return "<1"
        if whole == 100 and abs(share) < 1:
            return ">99"
        return ("−" if share < 0 else "") + self.number(whole)


@cache
def for_language(language: str) -> Words:
    """The words of a language by its code, `sv` or `en`; `sv-SE` is `sv`.

    Raises
    ------
    ValueError
        If the language is none that Samspel speaks.
    """
    short = language.lower().replace("_", "-").split("-")[0]
    if short not in LANGUAGES:
        raise ValueError(f"no such language: {language} (there are {', '.join(LANGUAGES)})")
    return Words(short, _stdlib.translation(_DOMAIN, _LOCALE, [short], fallback=True))
