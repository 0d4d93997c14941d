"""The pages behind a personal link, and those who try what they should not (issue 5 item 6)."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from actions.waves import begun
from pages.checked import check_page
from records.cast import Cast, make_cast
from samspel.actions import answer_wave, ask_wave
from samspel.actions.answer_wave import MOST_SAVES, MOST_WRONG
from samspel.records.surveys import models


@pytest.fixture
def cast(db: None, settings) -> Cast:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # else WhiteNoise warns
    return make_cast()


@pytest.fixture
def asked(cast, mailoutbox):
    return begun(cast, mailoutbox, 6)


@pytest.fixture
def link(asked):
    return f"/answer/{asked.links['f05']}/"


@pytest.fixture
def phone():
    return Client(headers={"accept-language": "sv"})


def kept() -> tuple:
    """All that a respondent could change."""
    return (
        models.Answer.objects.count(),
        models.Line.objects.count(),
        list(models.Invitation.objects.values_list("began_at", "answered_at", "finished_at")),
    )


def test_a_scanner_that_opens_every_link_changes_nothing(phone, link):
    before = kept()
    for page in ("", "1/", "7/", "8/", "9/", "end/"):
        answer = phone.get(f"{link}{page}")
        assert answer.status_code == 200
        check_page(answer)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer.headers["Cache-Control"]
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert 'name="referrer" content="no-referrer"' in answer.content.decode()
    assert phone.get(f"{link}no-thanks/").status_code == 405
    assert not phone.cookies, "no cookie is needed"
    assert kept() == before


def test_the_walk_without_script(phone, link, asked):
    """One page a question: begin, seven, a need, a line, thanks; nothing but forms."""
    at = phone.post(link).headers["Location"]
    choices = ["yes", "no", "unwanted", "", "yes", "no", "yes"]
    for choice in choices:
        data = {"choice": choice, "named1": "universitetet", "named2": "Nova AB"}
        answer = phone.post(at, data if choice == "yes" else {"choice": choice})
        assert answer.status_code == 303
        at = answer.headers["Location"]
    at = phone.post(at, {"choice": "capital"}).headers["Location"]
    at = phone.post(at, {"open": "Vi behöver <b>tid</b>", "whole": "yes"}).headers["Location"]
    assert at.endswith("/end/")
    seen = check_page(phone.get(at))
    for words in ("Universitetet, Nova AB", "Vi behöver <b>tid</b>"):
        assert words in seen.text
    invitation, given = answer_wave.look(secret=asked.links["f05"], address="here")
    assert [one.choice for one in given.gaps.values()] == [c for c in choices if c]
    assert given.gaps["research"].named == ("uni",)
    assert given.whole
    assert invitation.finished_at


def test_a_script_is_told_that_it_is_saved_and_the_page_shows_it(phone, link):
    ask = {"accept": "application/json"}
    told = phone.post(f"{link}1/", {"choice": "unwanted"}, headers=ask).json()
    assert told["saved"] is True
    assert re.search(r"\d\d:\d\d", told["says"])
    page = phone.get(f"{link}1/").content.decode()
    assert re.search(r'value="unwanted" checked', page)
    phone.post(f"{link}1/", {"clear": "yes", "choice": "unwanted"})
    assert " checked" not in phone.get(f"{link}1/").content.decode()
    wrong = phone.post(f"{link}1/", {"choice": "perhaps"}, headers=ask)
    assert (wrong.status_code, wrong.json()["saved"]) == (409, False)


def test_a_name_without_an_answer_is_asked_about(phone, link):
    answer = phone.post(f"{link}1/", {"named1": "Universitetet"})
    assert answer.status_code == 400
    check_page(answer)
    assert kept()[0] == 0


def test_the_language_is_the_letters_until_another_is_chosen(phone, link, asked):
    assert check_page(phone.get(link)).lang == "sv"
    english = check_page(phone.get(f"{link}?language=en"))
    assert english.lang == "en"
    assert phone.post(f"{link}?language=en").headers["Location"].endswith("/1/?language=en")
    models.Invitation.objects.update(language="en")
    assert check_page(phone.get(link)).lang == "en"


# --------------------------------------------------------------------------------- attacks


def test_a_link_that_was_guessed_changed_or_ended_opens_nothing(phone, asked):
    real = asked.links["f05"]
    guesses = ["x", "0" * 38, real[:-1], real[:16] + "A" * 22, real.upper(), f"{real}x", "å" * 38]
    pages = set()
    for guess in guesses:
        answer = phone.get(f"/answer/{guess}/")
        assert answer.status_code == 404, guess
        pages.add(answer.content.decode().partition("<main")[2])
        assert phone.post(f"/answer/{guess}/1/", {"choice": "yes"}).status_code == 404
    assert len(pages) == 1, "what is wrong with a link is told to nobody"
    assert kept()[0] == 0


def test_a_link_past_its_day_or_withdrawn_opens_nothing(phone, link):
    models.Link.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert phone.get(link).status_code == 404
    models.Link.objects.update(
        expires_at=datetime.now(UTC) + timedelta(days=1), revoked_at=datetime.now(UTC)
    )
    assert phone.post(f"{link}1/", {"choice": "yes"}).status_code == 404
    assert kept()[0] == 0


def test_what_was_sent_cannot_be_played_again_after_the_close(phone, link, asked, cast):
    phone.post(f"{link}1/", {"choice": "no"})
    ask_wave.close(wave=asked.asking.wave_id, by=cast.alice)
    before = kept()
    assert phone.post(f"{link}1/", {"choice": "yes"}).status_code == 409
    check_page(phone.post(f"{link}1/", {"choice": "yes"}))
    assert kept() == before
    assert phone.get(link).status_code == 200


def test_too_many_tries_from_one_place_are_stopped_and_elsewhere_goes_on(phone, link):
    """Counted in the database: every process of the service counts the same."""
    for _ in range(MOST_WRONG + 1):
        assert phone.get(f"/answer/{'1' * 38}/").status_code == 404
    assert phone.get(f"/answer/{'1' * 38}/").status_code == 429
    assert Client().get(link).status_code == 429, "also a true link, so that no guess pays"
    elsewhere = Client(REMOTE_ADDR="198.51.100.9")
    assert elsewhere.get(link).status_code == 200
    stored = " ".join(models.Tries.objects.values_list("key", flat=True))
    assert "127.0.0.1" not in stored
    models.Tries.objects.update(since=datetime.now(UTC) - timedelta(minutes=11))
    assert phone.get(link).status_code == 200


def test_a_link_that_saves_without_end_is_stopped(phone, link):
    phone.post(f"{link}1/", {"choice": "no"})
    models.Tries.objects.update(count=MOST_SAVES)
    assert phone.post(f"{link}1/", {"choice": "yes"}).status_code == 429


def test_a_proxys_word_counts_only_when_the_proxy_is_ours(phone, link):
    far = {"x-forwarded-for": "203.0.113.5, 198.51.100.1"}
    for n in range(MOST_WRONG + 2):
        Client(REMOTE_ADDR="198.51.100.77").get(
            f"/answer/{'2' * 38}/", headers={"x-forwarded-for": f"203.0.113.{n}"}
        )
    assert Client(REMOTE_ADDR="198.51.100.77").get(link).status_code == 429
    assert phone.get(link, headers=far).status_code == 200


def test_the_secret_is_kept_nowhere_and_compared_in_constant_time(asked, monkeypatch):
    secret = asked.links["f05"]
    rows = [str(list(model.objects.values())) for model in (models.Link, models.Invitation)]
    assert not any(secret[16:] in row for row in rows)
    from samspel.records.surveys import links

    compared = []
    same = links.hmac.compare_digest
    monkeypatch.setattr(
        links.hmac, "compare_digest", lambda a, b: compared.append((len(a), len(b))) or same(a, b)
    )
    assert links.find_link(secret)
    assert links.find_link("0" * 38) is None
    assert compared == [(64, 64), (64, 64)], "known or not, one comparison of the same length"


def test_one_link_never_opens_what_is_anothers(phone, asked):
    mine, yours = asked.links["f04"], asked.links["f05"]
    phone.post(f"/answer/{mine}/9/", {"open": "Bara vårt"})
    assert "Bara vårt" not in phone.get(f"/answer/{yours}/end/").content.decode()
    mixed = yours[:16] + mine[16:]
    assert phone.get(f"/answer/{mixed}/end/").status_code == 404


def test_no_thanks_ends_the_letters_and_not_the_link(phone, link, asked, cast, mailoutbox):
    check_page(phone.post(f"{link}no-thanks/"))
    assert ask_wave.remind(wave=asked.asking.wave_id, by=cast.alice) == 5
    assert phone.post(f"{link}1/", {"choice": "yes"}).status_code == 303
