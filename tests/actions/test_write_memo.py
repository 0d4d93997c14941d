"""A memo: drafted from a run, edited, rendered once, taken up again (R80-R84)."""

from dataclasses import replace

import pytest
from django.db import DatabaseError

from records.cast import TODAY, Cast, filled
from samspel.actions import manage_agreements, write_memo
from samspel.actions.measure_gaps import Asked, measure_gaps
from samspel.records.agreements import api as agreements
from samspel.records.files import api as files
from samspel.records.memos import api as memos
from samspel.records.memos.api import MemoRow
from samspel.records.programmes import api as programmes
from samspel.terms import AgreementFigures, Financing, Money, PageRequest, Refusal

FIGURES = AgreementFigures(
    ecosystem_id="skog",
    recipient_id="uni",
    title="Pilot",
    dnr="RUN-00001-2026",
    parent_dnr="RUN-00002-2025",
    first_on=TODAY,
    last_on=TODAY.replace(year=2029),
    yearly=Money.kronor(2_000_000),
    financing=(
        Financing("Regionen", Money.kronor("1999999.99")),
        Financing("Universitetet", Money(1)),
    ),
)


@pytest.fixture
def memo(cast: Cast) -> MemoRow:
    filled(cast.alice)
    run = measure_gaps(asked=Asked("skog", on=TODAY), by=cast.alice)
    agreement = manage_agreements.save(figures=FIGURES, by=cast.alice)
    return write_memo.draft(run_id=run.id, agreement_id=agreement.id, language="sv", by=cast.alice)


def test_an_agreement_keeps_every_ore(cast: Cast) -> None:
    saved = manage_agreements.save(figures=FIGURES, by=cast.alice)
    assert saved.figures == FIGURES
    changed = replace(FIGURES, financing=FIGURES.financing[:1])
    assert manage_agreements.save(figures=changed, by=cast.alice).id == saved.id
    found = agreements.find_agreement("skog", by=cast.bob)
    assert found is not None
    assert found.figures == changed
    matter = programmes.get_matter("RUN-00001-2026", by=cast.bob)
    assert matter.parent_dnr == "RUN-00002-2025"
    assert [programmes.is_usual_dnr(dnr) for dnr in (matter.dnr, "LK-2")] == [True, False]
    backwards = replace(FIGURES, last_on=TODAY.replace(year=2020))
    with pytest.raises(Refusal, match="bad_period"):
        manage_agreements.save(figures=backwards, by=cast.alice)


def test_a_draft_carries_the_run_and_the_money(cast: Cast, memo: MemoRow) -> None:
    detail = memos.get_memo(memo.id, by=cast.bob)
    assert detail.content.run is not None
    assert detail.content.run.settings.ecosystem == "skog"
    assert detail.content.financing == FIGURES.financing
    assert detail.content.dnr == "RUN-00001-2026"
    assert "Universitetet" in str(detail.content)


def test_texts_are_edited_until_rendered(cast: Cast, memo: MemoRow) -> None:
    detail = memos.get_memo(memo.id, by=cast.alice)
    edited = replace(detail.content, summary="Ny text", points=("Ett", "Två"))
    write_memo.edit(memo_id=memo.id, content=edited, by=cast.alice, seen=detail.changes)
    kept = memos.get_memo(memo.id, by=cast.bob).content
    assert (kept.summary, kept.points) == ("Ny text", ("Ett", "Två"))
    with pytest.raises(Refusal, match="memo_was_changed"):
        write_memo.edit(memo_id=memo.id, content=edited, by=cast.alice, seen=detail.changes)
    row = write_memo.render(memo_id=memo.id, by=cast.alice)
    assert row.file_id is not None
    assert files.read_bytes(row.file_id, by=cast.bob).startswith(b"%PDF")
    for change in (
        lambda: write_memo.edit(memo_id=memo.id, content=edited, by=cast.alice),
        lambda: write_memo.render(memo_id=memo.id, by=cast.alice),
    ):
        with pytest.raises(Refusal, match="memo_is_rendered"):
            change()


def test_a_rendered_memo_is_taken_up_as_the_next_version(cast: Cast, memo: MemoRow) -> None:
    write_memo.render(memo_id=memo.id, by=cast.alice)
    second = write_memo.renew(memo_id=memo.id, by=cast.alice)
    assert (second.version, second.state) == (2, "draft")
    assert write_memo.renew(memo_id=memo.id, by=cast.alice).id == second.id
    versions = memos.get_memo(memo.id, by=cast.bob).versions
    assert [one.version for one in versions] == [2, 1]
    assert [one.id for one in memos.list_memos(page=PageRequest(), by=cast.bob).rows] == [second.id]


def test_a_reader_writes_no_memo(cast: Cast, memo: MemoRow) -> None:
    content = memos.get_memo(memo.id, by=cast.bob).content
    for refused in (
        lambda: write_memo.draft(run_id=memo.run, agreement_id=None, language="sv", by=cast.bob),
        lambda: write_memo.edit(memo_id=memo.id, content=content, by=cast.bob),
        lambda: write_memo.render(memo_id=memo.id, by=cast.bob),
        lambda: write_memo.renew(memo_id=memo.id, by=cast.bob),
    ):
        with pytest.raises(Refusal, match=r"may_not\.write_memo"):
            refused()


def test_a_memo_without_its_audit_row_is_not_rendered(
    cast: Cast, memo: MemoRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise DatabaseError("no audit")

    monkeypatch.setattr(write_memo, "record_event", broken)
    with pytest.raises(DatabaseError):
        write_memo.render(memo_id=memo.id, by=cast.alice)
    assert memos.get_memo(memo.id, by=cast.alice).row.state == "draft"
