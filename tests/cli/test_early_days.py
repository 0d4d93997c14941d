"""A day before which no window fits is measured on what there is, never a traceback (X5)."""

import pytest

import samspel as notebook

TOLD = [
    ("gaps", "--on", "0001-01-01"),
    ("gaps", "--on", "0090-01-01", "--window", "1200"),
    ("gaps", "--on", "9999-12-31"),
    ("places", "--on", "0001-05-01"),
    ("activity", "--on", "0001-01-01"),
    ("change", "--from", "0001-05-01", "--to", "0002-01-01"),
    ("stop-rule", "--to", "0003-01-01"),
    ("stop-rule", "--to", "0001-01-01"),
]


@pytest.mark.parametrize("words", TOLD, ids=" ".join)
def test_every_verb_answers_on_the_first_days_there_are(words, region, samspel):
    verb, *options = words
    said = samspel(verb, region, "--ecosystem", "besoksnaring", *options)
    assert said.code == 0, said.err
    assert said.out


@pytest.mark.parametrize("by", ["ecosystem", "region"])
@pytest.mark.parametrize("over", [0, 200])
def test_the_atlas_does_too(by, over, region, samspel, tmp_path):
    out = tmp_path / "a.json"
    asked = ("--by", by, "--on", "0001-05-01", "--scan-over", over, "--workers", 1)
    assert samspel("atlas", region, *asked, "--out", out).code == 0


def test_the_notebook_does_too(region):
    found = notebook.measure(notebook.read(region), on="0001-01-01", ecosystem="besoksnaring")
    assert found.table().height
