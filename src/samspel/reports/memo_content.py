"""What a board memo says, section by section, before it is a document: texts a person may edit.

Texts are plain: paragraphs apart by a blank line, lines that begin with `- ` are a list, lines
that begin with `1. ` a numbered one. `[run]` (or `[mätning]`) marks a figure that is to be
footnoted to the run. No character of a text is ever read as markup.
"""

from dataclasses import dataclass
from datetime import date

from samspel.terms import Financing, Money, Run

__all__ = ["MemoContent"]


@dataclass(frozen=True, slots=True)
class MemoContent:
    """A memo in the form of memo B (R80-R84), ready to be edited and rendered.

    Attributes
    ----------
    title, dnr
        The matter's name and its diary number.
    points
        Förslag till beslut, one text a numbered point.
    yttrande, summary, background, purpose, implementation
        Yttrande till beslutsförslaget; Sammanfattning; Bakgrund, Syfte and Genomförande.
    financing
        The lines of the table Finansiering; `total` is their sum.
    attachments, recipients
        Beslutsunderlag; Protokollsutdrag skickas till.
    run
        The measured run that the wheel, the table and the footnotes are made from, if any.
    language
        The language the texts were drafted in.
    example
        True marks every page as made up.
    dated_on
        The document's date; None takes the run's reference date, else none is shown.
    """

    title: str
    dnr: str
    points: tuple[str, ...] = ()
    yttrande: str = ""
    summary: str = ""
    background: str = ""
    purpose: str = ""
    implementation: str = ""
    financing: tuple[Financing, ...] = ()
    attachments: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    run: Run | None = None
    language: str = "sv"
    example: bool = False
    dated_on: date | None = None

    @property
    def total(self) -> Money:
        """The sum of the financing lines; nothing when there are none."""
        return Money(sum(line.amount.ore for line in self.financing))

    @property
    def made_up(self) -> bool:
        """Whether the document must say that it is made up."""
        return self.example or (self.run is not None and self.run.example)
