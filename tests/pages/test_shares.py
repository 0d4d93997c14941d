"""Frozen links: what a board opens without signing in, and nothing that remembers who did."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from pages.checked import check_page
from samspel.actions import share
from samspel.records.accounts.api import system_viewer
from samspel.records.gaps.api import find_latest_run
from samspel.records.shares.api import list_shares
from samspel.terms import PageRequest, Refusal


@pytest.fixture
def run(db, world) -> int:
    found = find_latest_run("besoksnaring", by=system_viewer(world.example.id))
    assert found is not None
    return found.id


def make(world, run: int, *, until: date | None = None, language: str = "sv") -> tuple[int, str]:
    row, secret = share.share_run(
        run_id=run,
        until=until or localdate() + timedelta(days=30),
        language=language,
        by=system_viewer(world.example.id),
    )
    return row.id, secret


def opened(world) -> int:
    by = system_viewer(world.example.id)
    return list_shares(page=PageRequest(), by=by).rows[0].opened


def test_a_board_member_opens_it_without_signing_in_and_leaves_no_trace(world, run) -> None:
    """Issue 5, item 7: end date, revocable, opened-count only."""
    _id, secret = make(world, run)
    assert len(secret) >= 22  # 128 bits
    answer = Client().get(f"/shared/{secret}/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    text = answer.content.decode()
    assert 'lang="sv"' in text
    assert "<svg" in text
    assert "Påhittad" in text or "påhittad" in text
    for word in ("<form", "<script", "csrf"):
        assert word not in text
    assert opened(world) == 1
    Client().head(f"/shared/{secret}/")
    assert opened(world) == 1


def test_what_is_shown_is_checked_as_every_page(world, run) -> None:
    _id, secret = make(world, run, language="en")
    answer = Client(headers={"accept-language": "sv"}).get(f"/shared/{secret}/")
    assert check_page(answer).lang == "en"


def test_the_secret_is_kept_nowhere(world, run) -> None:
    from samspel.records.audit.models import AuditRow
    from samspel.records.shares.models import Share

    _id, secret = make(world, run)
    assert secret not in str([*Share.objects.values(), *AuditRow.objects.values()])


def test_revoked_over_or_unknown_is_the_same_page(world, run, visit) -> None:
    one, revoked = make(world, run)
    visit("officer").send(f"/example/shares/{one}/revoke/")
    _two, short = make(world, run, until=localdate())
    assert Client().get(f"/shared/{short}/").status_code == 200
    from samspel.records.shares.models import Share

    Share.objects.update(until=localdate() - timedelta(days=1))
    pages = set()
    for secret in (revoked, short, "never-was-one"):
        answer = Client().get(f"/shared/{secret}/")
        assert answer.status_code == 404
        pages.add(answer.content)
        assert Client().get(f"/shared/{secret}/memo.pdf").status_code == 404
    assert len(pages) == 1


def test_an_officer_makes_and_revokes_one(world, run, visit) -> None:
    officer = visit("officer")
    page = officer.open("/example/shares/")
    assert "Make the link" in page.text
    until = str(localdate() + timedelta(days=10))
    answer = officer.client.post(
        "/example/shares/", {"what": f"run-{run}", "until": until, "language": "en"}
    )
    seen = check_page(answer)
    assert "/shared/" in seen.text
    assert "/shared/" not in officer.open("/example/shares/").text  # told this once
    late = str(localdate() + timedelta(days=400))
    form = {"what": f"run-{run}", "until": late, "language": "en"}
    officer.send("/example/shares/", form, status=400)
    visit("reader").open("/example/shares/", status=403)
    visit("stranger").open("/example/shares/", status=404)


def test_a_made_memo_goes_along_as_it_is(world, run, visit) -> None:
    from samspel.actions import write_memo

    by = system_viewer(world.example.id)
    memo = write_memo.draft(run_id=run, agreement_id=None, language="sv", by=by)
    until = localdate() + timedelta(days=5)
    with pytest.raises(Refusal, match="memo_is_a_draft"):
        share.share_memo(memo_id=memo.id, until=until, by=by)
    write_memo.render(memo_id=memo.id, by=by)
    _row, secret = share.share_memo(memo_id=memo.id, until=until, by=by)
    answer = Client().get(f"/shared/{secret}/memo.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert not answer.cookies
    data = b"".join(answer.streaming_content)
    assert data.startswith(b"%PDF")
    assert opened(world) == 0
