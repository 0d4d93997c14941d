"""Frozen links for a board that never signs in: a run or a memo as it stands now, until a day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from samspel.records.accounts.api import check_may, system_viewer
from samspel.records.audit.api import record_event
from samspel.records.files import api as files
from samspel.records.gaps import api as gaps
from samspel.records.memos import api as memos
from samspel.records.register import api as register
from samspel.records.shares import api as shares
from samspel.records.shares.api import Frozen, FrozenGap, NewShare, Opened, ShareRow
from samspel.reports import GapText, footnote, gap_sentences, headings, wheel_rows
from samspel.reports.run_lead import run_lead
from samspel.reports.sentences import spoken_figure
from samspel.reports.wheel import render_wheel, render_wheel_pair, wheel_is_thin
from samspel.terms import GapFigure, Refusal, Run, Viewer

__all__ = ["LONGEST", "document_of", "open_share", "revoke_share", "share_memo", "share_run"]

LONGEST = timedelta(days=366)


def share_run(*, run_id: int, until: date, language: str, by: Viewer) -> tuple[ShareRow, str]:
    """A link to a run, and its secret.

    Refusals: `may_not.share`, `not_found`, `not_handed_in`, `bad_share_period`.
    """
    run = _shared_run(run_id, by)
    page = _frozen(run, language, by)
    new = NewShare(run.settings.ecosystem, "run", run_id, language, page, None, until)
    return _make(new, by)


def share_memo(*, memo_id: int, until: date, by: Viewer) -> tuple[ShareRow, str]:
    """A link to a rendered memo with its PDF and the wheel of its run, in its language.

    Refusals: as `share_run`, and `memo_is_a_draft`.
    """
    memo = memos.get_memo(memo_id, by=by)
    if memo.row.file_id is None or memo.row.run is None:
        raise Refusal("memo_is_a_draft")
    run, language = _shared_run(memo.row.run, by), memo.row.language
    page = replace(_frozen(run, language, by), title=memo.row.title)
    ecosystem = memo.row.ecosystem
    return _make(NewShare(ecosystem, "memo", memo_id, language, page, memo.row.file_id, until), by)


def _shared_run(run_id: int, by: Viewer) -> Run:
    row = gaps.get_run(run_id, by=by)
    check_may(by, "share", ecosystem=row.ecosystem)
    if row.workspace:
        raise Refusal("not_handed_in")
    return gaps.get_measured(run_id, by=by)


def _make(new: NewShare, by: Viewer) -> tuple[ShareRow, str]:
    today = timezone.localdate()
    if not today <= new.until <= today + LONGEST:
        raise Refusal("bad_share_period")
    with transaction.atomic():
        row, secret = shares.make_share(new, by=by)
        values = {"kind": new.kind, "source": new.source, "until": str(new.until)}
        record_event("make", "share", str(row.id), by=by, values=values)
    return row, secret


def _frozen(run: Run, language: str, by: Viewer) -> Frozen:
    names = register.actor_names(_named(run), by=by)
    thin = wheel_is_thin(run)
    wheel = (
        render_wheel(run, language, layout="small") if thin else render_wheel_pair(run, language)
    )
    gaps = sorted(run.gaps, key=_widest_first)
    texts = [gap_sentences(run, figure.gap, language, names=names) for figure in gaps]
    return Frozen(
        region=register.get_region(by=by).name,
        title=run.ecosystem_name,
        says=" ".join(run_lead(run, language)),
        wheel=wheel,
        headings=tuple(headings(language)),
        rows=tuple(tuple(row.cells) for row in wheel_rows(run, language)),
        gaps=tuple(FrozenGap(text.heading, said) for text, said in _told_once(texts)),
        footnote=footnote(run, language),
        example=run.example,
    )


def _named(run: Run) -> tuple[str, ...]:
    return tuple({actor for gap in run.gaps for actor in gap.sole_route or ()})


def _widest_first(figure: GapFigure) -> float:
    """What can be said comes first, the widest gap at the top; the rest keep their order."""
    estimate = spoken_figure(figure).estimate
    return 1.0 if estimate is None else -estimate


def _told_once(texts: list[GapText]) -> Iterator[tuple[GapText, tuple[str, ...]]]:
    """Each gap's sentences; why several cannot be said is told at the first of them."""
    told: set[str] = set()
    for text in texts:
        reason = "" if text.reason in told else text.reason
        told.add(reason)
        said = (text.sentence, text.estimate, reason, text.base)
        yield text, tuple(one for one in said if one)


def revoke_share(*, share_id: int, by: Viewer) -> ShareRow:
    """From now on the link shows nothing. Refusals: `may_not.share`, `not_found`."""
    row = shares.get_share(share_id, by=by)
    check_may(by, "share", ecosystem=row.ecosystem)
    with transaction.atomic():
        row = shares.revoke_share(share_id, by=by)
        record_event("revoke", "share", str(share_id), by=by)
    return row


def open_share(*, secret: str, count: bool) -> Opened | None:
    """What the link shows today, counted when asked; nothing else is kept of who opens it."""
    return shares.open_share(secret, timezone.localdate(), count=count)


def document_of(*, secret: str) -> Path | None:
    """Where the memo's PDF lies, when the link shows one today."""
    opened = open_share(secret=secret, count=False)
    if opened is None or opened.document is None:
        return None
    return files.get_path(opened.document, by=system_viewer(opened.region))
