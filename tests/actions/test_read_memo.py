"""The verb that reads a memo in: who may, what is kept, that a failed reading leaves nothing."""

from pathlib import Path

import pytest

from samspel.actions import read_memo
from samspel.records.audit.api import EventQuery, list_events
from samspel.records.programmes.api import DraftContent, get_draft, list_drafts, list_named
from samspel.terms import BadData, PageRequest, Refusal, Viewer

FIRST = Path(__file__).parents[1] / "sources" / "memos" / "made_up" / "1-tjansteskrivelse.txt"
ALL = PageRequest()


@pytest.fixture
def read(cast):
    return read_memo.read(name="m.txt", data=FIRST.read_bytes(), by=cast.alice)


def test_a_reading_is_put_down_with_its_words(cast, read):
    """R1, R2: Dnr, title, points; each quote stands in the document's text."""
    detail = get_draft(read.id, by=cast.alice)
    assert detail.row.state == "read"
    assert detail.content.dnr == "RUN 2025/00112"
    assert len(detail.content.points) == 3
    assert detail.source.unsure == ("parent",)
    for quotes in detail.source.quotes.values():
        assert all(detail.source.text[q.start : q.end] == q.words for q in quotes)


def test_readers_and_other_regions_see_and_change_nothing(cast, read):
    held = Viewer(cast.norr.id, None, frozenset({"officer"}), frozenset({"skog"}))
    for code, by in (("may_not.read_memos", cast.bob), ("held_to_ecosystems", held)):
        with pytest.raises(Refusal, match=code):
            read_memo.read(name="m.txt", data=FIRST.read_bytes(), by=by)
        with pytest.raises(Refusal, match=code):
            read_memo.keep(draft_id=read.id, content=DraftContent(), by=by)
    with pytest.raises(Refusal, match="not_found"):
        get_draft(read.id, by=cast.carol)
    with pytest.raises(Refusal, match="not_found"):
        read_memo.keep(draft_id=read.id, content=DraftContent(), by=cast.carol)
    assert list_drafts(page=ALL, by=cast.carol).count == 0
    assert list_drafts(page=ALL, by=held).count == 0


def test_two_officers_do_not_overwrite_each_other(cast, read):
    read_memo.keep(draft_id=read.id, content=DraftContent(title="A"), seen=0, by=cast.alice)
    with pytest.raises(Refusal, match="draft_was_changed"):
        read_memo.keep(draft_id=read.id, content=DraftContent(title="B"), seen=0, by=cast.alice)
    assert get_draft(read.id, by=cast.alice).content.title == "A"


def test_every_change_has_its_row_in_the_log(cast, read):
    read_memo.keep(draft_id=read.id, content=DraftContent(title="A"), by=cast.alice)
    read_memo.set_aside(draft_id=read.id, by=cast.alice)
    assert list_drafts(page=ALL, by=cast.alice).count == 0
    assert read_memo.take_back(draft_id=read.id, by=cast.alice).state == "kept"
    events = list_events(EventQuery(subject="draft_matter"), page=ALL, by=cast.alice).rows
    assert [event.verb for event in events] == ["take_back", "set_aside", "keep", "read"]


def test_a_file_that_cannot_be_read_leaves_nothing(cast):
    with pytest.raises(BadData):
        read_memo.read(name="m.pdf", data=b"%PDF-1.7 no", by=cast.alice)
    with pytest.raises(Refusal, match="file_too_large"):
        read_memo.read(name="m.txt", data=bytes(11 * 1024 * 1024), by=cast.alice)
    assert list_drafts(page=ALL, by=cast.alice).count == 0


def test_drafts_are_paged(cast):
    for number in range(3):
        read_memo.read(name=f"{number}.txt", data=FIRST.read_bytes(), by=cast.alice)
    first = list_drafts(page=PageRequest(size=2), by=cast.alice)
    second = list_drafts(page=PageRequest(after=first.next, size=2), by=cast.alice)
    assert (first.count, len(first.rows), len(second.rows)) == (3, 2, 1)
    assert {row.id for row in first.rows}.isdisjoint(row.id for row in second.rows)


def test_a_decision_named_by_words_alone_is_found_among_the_matters(cast):
    """R3: B rests on "tidigare beslutad Norrbottens ekosystem"; A is called so."""
    for dnr, title in (("RUN-1", "Smart strategi och Norrans ekosystem"), ("RUN-2", "Annat")):
        text = f"{title}\nDnr {dnr}-2023\nFörslag till beslut\nNämnden godkänner det."
        read_memo.read(name="a.txt", data=text.encode(), by=cast.alice)
    words = "enligt tidigare beslutad Norrans eko-\n\nsystem"
    assert [each.dnr for each in list_named(words, by=cast.alice)] == ["RUN-1-2023"]
    assert list_named(words, but="RUN-1-2023", by=cast.alice) == ()
    assert list_named(words, by=cast.carol) == ()
    assert list_named("x", by=cast.alice) == ()
