"""The words: one catalogue, whole in Swedish, read alike below and above."""

import gettext
import re
import sys
from pathlib import Path

import pytest

from house.source import PACKAGE, ROOT

pytest.importorskip("babel")
LOCALE = PACKAGE / "locale"


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch):
    """The script's module, at work in a folder of its own."""
    monkeypatch.syspath_prepend(str(ROOT / "script"))
    import catalogue

    yield catalogue
    sys.modules.pop("catalogue", None)


@pytest.fixture
def workshop(catalogue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A small source tree with strings of every kind."""
    for name, value in (("ROOT", tmp_path), ("SOURCE", tmp_path), ("LOCALE", tmp_path / "locale")):
        monkeypatch.setattr(catalogue, name, value)
    (tmp_path / "words.py").write_text(
        'A = N_("A firm")\nsay.ngettext("one act", "%(n)s acts", 2)\npgettext("month", "May")\n'
    )
    (tmp_path / "sv.po").write_text(
        'msgid "A firm"\nmsgstr "Ett företag"\n\n'
        'msgid "one act"\nmsgid_plural "%(n)s acts"\n'
        'msgstr[0] "en handling"\nmsgstr[1] "%(n)s handlingar"\n\n'
        'msgctxt "month"\nmsgid "May"\nmsgstr "maj"\n',
        encoding="utf-8",
    )
    return tmp_path


def test_takes_in_a_fragment_and_compiles_both_languages(catalogue, workshop: Path) -> None:
    assert catalogue.main([]) == 0
    assert catalogue.main(["--check"]) == 1
    assert catalogue.main([str(workshop / "sv.po")]) == 0
    assert catalogue.main(["--check"]) == 0
    sv = gettext.translation("django", workshop / "locale", ["sv"])
    en = gettext.translation("django", workshop / "locale", ["en"])
    assert sv.ngettext("one act", "%(n)s acts", 2) == "%(n)s handlingar"
    assert sv.pgettext("month", "May") == "maj"
    assert en.ngettext("one act", "%(n)s acts", 2) == "%(n)s acts"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("%(n)s handlingar", "%(m)s handlingar", "fills other places"),
        ("Ett företag", "", "has no Swedish"),
    ],
)
def test_check_finds(catalogue, workshop: Path, capsys, old: str, new: str, says: str) -> None:
    fragment = workshop / "sv.po"
    text = fragment.read_text(encoding="utf-8")
    fragment.write_text(text.replace(old, new), encoding="utf-8")
    catalogue.main([str(fragment)])
    assert catalogue.main(["--check"]) == 1
    assert says in capsys.readouterr().out


def test_check_finds_a_fuzzy_and_a_stale_entry(catalogue, workshop: Path, capsys) -> None:
    catalogue.main([str(workshop / "sv.po")])
    file = workshop / "locale" / "sv" / "LC_MESSAGES" / "django.po"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('msgid "A firm"', '#, fuzzy\nmsgid "A firm"'), encoding="utf-8")
    assert catalogue.main(["--check"]) == 1
    assert "marked fuzzy" in capsys.readouterr().out
    (workshop / "words.py").write_text('A = N_("A firm")\n')
    assert catalogue.main(["--check"]) == 1
    assert "not up to date" in capsys.readouterr().out


def test_a_broken_fragment_is_left_out_and_told(catalogue, workshop: Path, capsys) -> None:
    catalogue.main([str(workshop / "sv.po")])
    broken = workshop / "broken.po"
    broken.write_text('nonsense A firm\nmsgstr "x"\n', encoding="utf-8")
    catalogue.main([str(broken)])
    assert "broken.po" in capsys.readouterr().err
    assert catalogue.main(["--check"]) == 0


def test_both_languages_are_compiled_and_whole() -> None:
    found = {
        language: gettext.translation("django", LOCALE, [language])._catalog
        for language in ("sv", "en")
    }
    assert found["sv"].keys() == found["en"].keys()


def test_our_words_do_not_change_what_the_framework_calls_months_and_days() -> None:
    """Both share one catalogue: a heading “May” once made October's neighbour “Får 2026”."""
    dates = pytest.importorskip("django.utils.dates")
    from django.utils import translation

    names = [dates.MONTHS, dates.MONTHS_3, dates.MONTHS_AP, dates.WEEKDAYS, dates.WEEKDAYS_ABBR]
    ours = gettext.translation("django", LOCALE, ["sv"])._catalog
    with translation.override("en"):
        theirs = {str(one) for each in names for one in each.values()}
    assert not theirs & set(ours)


NEVER_SAID = {
    "sv": ("leder till", "bevisar ", "intressent", "noder", "nyckeltal", "poäng"),
    "en": ("leads to", " proves ", "stakeholder", "nodes", "kpi", "score"),
}


@pytest.mark.parametrize("language", NEVER_SAID)
def test_words_that_the_house_does_not_say(language: str) -> None:
    """X14: "Bidrar till", never "leder till"; and the Names table holds on screens too."""
    found = gettext.translation("django", LOCALE, [language])._catalog
    wrong = [
        (word, text)
        for text in found.values()
        for word in NEVER_SAID[language]
        if word in text.lower()
    ]
    assert not wrong


def test_quotes_are_those_of_the_language(catalogue) -> None:
    """Swedish has ”…” on both sides, English “…”; a straight quote is markup or a slip."""
    said = catalogue.read_catalogue(LOCALE / "sv" / "LC_MESSAGES" / "django.po")
    for message in said:
        swedish = _shown(message.string)
        assert not set('"“„«»') & set(swedish), swedish
        english = _shown(message.id)
        assert '"' not in english, english
        assert english.count("“") == english.count("”"), english


def _shown(text: str | tuple[str, ...]) -> str:
    """A string without its tags."""
    return re.sub(r"<[^>]*>", "", " ".join(text) if isinstance(text, tuple) else text)


def test_no_quote_is_written_outside_the_catalogue() -> None:
    """A quote that is put on in code or in a page is the same in every language."""
    bare = {"*.py": r"f\"[^\"]*[“”]", "*.html": r"[“”]\{\{(?!.*endblocktranslate)"}
    found = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for kind, bad in bare.items()
        for path in sorted(PACKAGE.rglob(kind))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(bad, line)
    ]
    assert not found
