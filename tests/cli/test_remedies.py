"""What cannot be done names the option or the file, and says what to do instead (X5)."""

import errno

import pytest

from samspel.cli import telling

HERE = ("--ecosystem", "besoksnaring")
WRONG = {
    ("change", *HERE, "--from", "2026-01-01", "--to", "2025-01-01"): (
        "--to (2025-01-01) must come after --from (2026-01-01)",
        "--to (2025-01-01) måste komma efter --from (2026-01-01)",
    ),
    ("stop-rule", *HERE, "--areas", "nosuch"): ("membership, value; platform:", "value; platform:"),
    ("release", "--wave", "zz"): ("among vag-1, vag-2", "bland vag-1, vag-2"),
}


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_wrong_word_is_told_with_the_right_ones(words, language, region, samspel):
    verb, *options = words
    said = samspel(verb, region, *options, "--language", language)
    assert said.code == 2
    assert WRONG[words][language == "sv"] in said.err


VERBS = [
    ("gaps", *HERE),
    ("places", *HERE),
    ("activity", *HERE),
    ("change", *HERE, "--from", "2024-09-30"),
    ("stop-rule", *HERE),
    ("release", "--wave", "vag-1"),
    ("atlas",),
]


@pytest.mark.parametrize("words", VERBS, ids=lambda words: words[0])
def test_a_folder_that_is_not_there_is_named_before_the_work(words, region, samspel, tmp_path):
    verb, *options = words
    out = tmp_path / "none" / "x.json"
    said = samspel(verb, region, *options, "--out", out)
    assert said.code == 2
    assert said.err == (
        f"{out} cannot be written: there is no folder {out.parent}. Make it first, or write "
        "elsewhere.\n"
    )
    assert "it is a folder" in samspel(verb, region, *options, "--out", tmp_path).err


@pytest.mark.parametrize(
    ("number", "says"), [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "ask for leave")]
)
def test_what_the_system_refuses_is_told_without_its_own_words(
    number, says, samspel, tmp_path, monkeypatch
):
    """The name of a temporary file helps nobody."""

    def refuse(**_):
        raise OSError(number, "system's words", ".x-temporary")

    monkeypatch.setattr(telling.tempfile, "mkstemp", refuse)
    out = tmp_path / "mapping.toml"
    said = samspel("read", "cordis", "--print-mapping", "--out", out)
    assert said.code == 1
    assert says in said.err
    assert str(out) in said.err
    assert "temporary" not in said.err
    assert "system's" not in said.err


def test_an_empty_country_is_no_country(samspel, tmp_path):
    rest = ("--ecosystem", "x", "--out", tmp_path / "x")
    said = samspel("read", "cordis", "organization.csv", "--country", "", *rest)
    assert said.code == 2
    assert "one of --country and --region" in said.err
