"""A decision memo read into a draft matter, corrected and kept by a person (R1-R3, R80-R82).

The reading is of the ground floor; what it found is put down with the words it stands in, and
nothing is decided by it until somebody has kept it.
"""

from pathlib import PurePath

from django.db import transaction

from samspel.records.accounts.api import check_may
from samspel.records.audit.api import record_event
from samspel.records.files import api as files
from samspel.records.programmes import api as programmes
from samspel.records.programmes.api import DraftContent, DraftRow, Source
from samspel.records.register.api import get_region
from samspel.terms import MemoReading, Refusal, Viewer

__all__ = ["keep", "read", "set_aside", "take_back"]

MOST_BYTES = 10 * 1024 * 1024
_LONGEST_TITLE, _LONGEST_DNR = 500, 60
_MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".txt": "text/plain",
}


def read(*, name: str, data: bytes, by: Viewer) -> DraftRow:
    """Read what was sent, and put it down as a draft that nobody has confirmed.

    Refusals: `may_not.read_memos`, `example_is_made_up`, `file_too_large`; BadData when
    the file cannot be read.
    """
    from samspel.sources.memos import read_memo_upload

    check_may(by, "read_memos")
    if get_region(by=by).is_example:
        raise Refusal("example_is_made_up")
    if len(data) > MOST_BYTES:
        raise Refusal("file_too_large", limit=str(MOST_BYTES // 1024 // 1024))
    reading = read_memo_upload(name, data)
    new = files.NewFile(PurePath(name).name, _media_type(name), "document", data)
    with transaction.atomic():
        document = files.store_file(new, by=by)
        content, source = _content(reading), _source(reading)
        row = programmes.create_draft(content, source, document=document.id, by=by)
        values = {"sha256": document.sha256, "dnr": content.dnr}
        record_event("read", "draft_matter", str(row.id), by=by, values=values)
    return row


def _media_type(name: str) -> str:
    return _MEDIA_TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")


def _content(reading: MemoReading) -> DraftContent:
    return DraftContent(
        dnr=(reading.dnr or "")[:_LONGEST_DNR],
        title=(reading.title or "")[:_LONGEST_TITLE],
        dated_on=reading.dated_on,
        points=reading.points,
        period=reading.period,
        amounts=reading.amounts,
        deadlines=reading.deadlines,
        parent_dnr=(reading.parent or "")[:_LONGEST_DNR],
    )


def _source(reading: MemoReading) -> Source:
    return Source(
        text=reading.text,
        quotes=reading.read_from,
        unsure=reading.unsure,
        in_points=reading.in_points,
        text_only=reading.text_only,
    )


def keep(*, draft_id: int, content: DraftContent, by: Viewer, seen: int | None = None) -> DraftRow:
    """The draft as a person has confirmed it. `seen` as of the face's `keep_draft`."""
    check_may(by, "read_memos")
    with transaction.atomic():
        row = programmes.keep_draft(draft_id, content, seen=seen, by=by)
        record_event("keep", "draft_matter", str(row.id), by=by, values={"dnr": row.dnr})
    return row


def set_aside(*, draft_id: int, by: Viewer) -> DraftRow:
    """Out of the list; `take_back` undoes it."""
    return _move(draft_id, aside=True, by=by)


def take_back(*, draft_id: int, by: Viewer) -> DraftRow:
    """Into the list again."""
    return _move(draft_id, aside=False, by=by)


def _move(draft_id: int, *, aside: bool, by: Viewer) -> DraftRow:
    check_may(by, "read_memos")
    with transaction.atomic():
        row = programmes.set_draft_aside(draft_id, aside=aside, by=by)
        verb = "set_aside" if aside else "take_back"
        record_event(verb, "draft_matter", str(row.id), by=by)
    return row
