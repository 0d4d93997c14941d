"""Acts as people write them in one box: names, and between them a day, a kind, a note.

Neighbours get `read_box` (the whole text is one act) and `read_lines` (each line is one), which
know neither clock nor register: who a name is, is read elsewhere.

    i går; Norrlandsfonden; RISE                 a meeting yesterday
    12/10; studiebesök; "Kiruna"; Visit Luleå    another kind, with a title
    arr: Region Norrbotten                       who organised; `via:` who introduced them
    +                                            the same actors as last time
    idé: gemensam boendeportal                   a note beside the act
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from samspel.records.interplay.days import read_day

__all__ = ["Draft", "read_box", "read_lines"]

_AGAIN = frozenset({"+", "som sist", "samma", "as last time", "same"})
_KINDS: Mapping[str, str] = {
    "möte": "meeting",
    "meeting": "meeting",
    "introduktion": "introduction",
    "introduction": "introduction",
    "seminarium": "seminar",
    "seminar": "seminar",
    "studiebesök": "study_visit",
    "study visit": "study_visit",
    "konferens": "conference",
    "conference": "conference",
    "projekt": "project",
    "project": "project",
    "examensarbete": "degree_project",
    "exjobb": "degree_project",
    "degree project": "degree_project",
    "avtal": "agreement",
    "agreement": "agreement",
    "investering": "investment",
    "investment": "investment",
    "leverans": "delivery",
    "delivery": "delivery",
}
_NOTES: Mapping[str, str] = {
    "idé": "idea",
    "ide": "idea",
    "idea": "idea",
    "möjlighet": "possibility",
    "possibility": "possibility",
    "målkonflikt": "conflict",
    "intressekonflikt": "conflict",
    "konflikt": "conflict",
    "conflict": "conflict",
    "lärdom": "lesson",
    "lesson": "lesson",
    "ändring": "change",
    "ändrat": "change",
    "change": "change",
    "framåt": "ahead",
    "framsyn": "ahead",
    "ahead": "ahead",
    "kommunikation": "communication",
    "communication": "communication",
}
_PARTS: Mapping[str, str] = {
    "arr": "organiser",
    "arrangör": "organiser",
    "organiser": "organiser",
    "via": "introducer",
    "introducerad av": "introducer",
    "introduced by": "introducer",
    "rubrik": "title",
    "titel": "title",
    "title": "title",
}
_SAID = re.compile(r"(?P<word>[^:;<>]{2,20}?)\s*:\s*(?P<rest>.+)")
_QUOTED = re.compile(r"[\"“”](?P<title>.+)[\"“”]")
_FIELDS = re.compile(r"[;\t]")


@dataclass(slots=True)
class Draft:
    """An act as it was written. `number` is its line; `day` is None when none was said; `again`:
    with the actors of last time; `notes` are pairs of kind and line."""

    number: int
    written: str
    day: date | None = None
    kind: str = ""
    title: str = ""
    names: list[str] = field(default_factory=list)
    organiser: str = ""
    introducer: str = ""
    again: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Everybody it names, each once."""
        every = (self.organiser, self.introducer, *self.names)
        return tuple(dict.fromkeys(name for name in every if name))


def read_box(text: str, today: date) -> Draft:
    """The whole text as one act; what stands on a line of its own may be anything."""
    draft = Draft(1, text)
    for line in text.splitlines():
        _take(draft, _split(line), today)
    return draft


def read_lines(text: str, today: date) -> tuple[Draft, ...]:
    """Each line as an act of its own; blank lines are passed over. A line copied from a sheet has
    its cells apart already."""
    drafts = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            draft = Draft(number, line.strip())
            _take(draft, _split(line), today)
            drafts.append(draft)
    return tuple(drafts)


def _split(line: str) -> list[str]:
    # A note is free text: it ends its line, whatever signs it holds.
    head, note = line, ""
    for mark in re.finditer(r"(?:^|[;\t])\s*(?P<word>[\w ]{2,20}?)\s*:", line):
        if mark["word"].casefold() in _NOTES:
            head, note = line[: mark.start()], line[mark.start() :].lstrip("; \t")
            break
    return [*(part.strip() for part in _FIELDS.split(head)), note.strip()]


def _take(draft: Draft, parts: Iterable[str], today: date) -> None:
    for part in parts:
        folded = part.casefold()
        if not part:
            continue
        if folded in _AGAIN:
            draft.again = True
        elif quoted := _QUOTED.fullmatch(part):
            draft.title = quoted["title"].strip()
        elif (said := _SAID.fullmatch(part)) and _told(draft, said):
            continue
        elif folded in _KINDS:
            draft.kind = _KINDS[folded]
        elif len(part) > 1 and draft.day is None and (day := read_day(part, today)):
            draft.day = day
        else:
            draft.names.append(part)


def _told(draft: Draft, said: re.Match[str]) -> bool:
    word, rest = said["word"].strip().casefold(), said["rest"].strip()
    if word in _NOTES:
        draft.notes.append((_NOTES[word], rest))
    elif word in _PARTS:
        # Said again: the one before took part all the same.
        if before := getattr(draft, _PARTS[word]):
            draft.names.append(before)
        setattr(draft, _PARTS[word], rest)
    return word in _NOTES or word in _PARTS
