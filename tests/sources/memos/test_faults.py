"""Whatever befell the paper, the reader does not crash and invents nothing (issue 4).

Mutations: lost and misread letters, broken lines, lost and doubled lines, a page's header in the
middle of a sentence, cut files, noise.
"""

import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.reports.reading_json import render_reading_json
from samspel.sources.memos import read_text
from samspel.terms import MEMO_FIELDS, MEMO_RULES, MemoReading
from sources.memos.held import DOCUMENTS, SEEDS, as_json

TEXTS = [path.read_text(encoding="utf-8") for path in DOCUMENTS]
_MISREAD = {
    "å": ("a", "é", "4", "à", "d"), "ä": ("a", "é", "&", "éa", "d", "ia"),
    "ö": ("o", "é", "6", "0", "d"), "i": ("|", "l", "1"), "l": ("|", "1", "I"), "I": ("|", "l"),
    "o": ("0",), "m": ("rn",), "s": ("5",),
}  # fmt: skip


def _misread(text: str, dice: random.Random) -> str:
    return "".join(
        dice.choice(_MISREAD[sign]) if sign in _MISREAD and dice.random() < 0.2 else sign
        for sign in text
    )


def _lose_lines(text: str, dice: random.Random) -> str:
    return "\n".join(line for line in text.split("\n") if dice.random() > 0.1)


def _shuffle(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    dice.shuffle(lines)
    return "\n".join(lines)


def _break_words(text: str, dice: random.Random) -> str:
    return re.sub(
        r"(?<=[a-zåäö]{3})(?=[a-zåäö]{3})", lambda _: "-\n" if dice.random() < 0.1 else "", text
    )


def _cut(text: str, dice: random.Random) -> str:
    return text[dice.randrange(len(text)) :][: dice.randrange(1, len(text) + 1)]


def _noise(text: str, dice: random.Random) -> str:
    signs = [chr(dice.randrange(1, 0x3000)) if dice.random() < 0.03 else s for s in text]
    return "".join(signs)


def _double(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    return "\n".join(line for each in lines for line in [each] * dice.choice((1, 1, 2)))


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    _misread, _lose_lines, _shuffle, _break_words, _cut, _noise, _double,
)  # fmt: skip


def _hold(reading: MemoReading) -> None:
    """What must be true of every reading whatever the text."""
    render_reading_json(reading)
    assert set(reading.unsure) <= set(MEMO_FIELDS)
    for name, quotes in reading.read_from.items():
        assert name in (*MEMO_FIELDS, *MEMO_RULES)
        assert all(reading.text[q.start : q.end] == q.words and q.words for q in quotes)
    _nothing_invented(reading)


def _nothing_invented(reading: MemoReading) -> None:
    """Every value has words, and what is told as text is made of those words alone."""
    read = as_json(reading)
    for name in MEMO_FIELDS:
        if not read[name] or name == "minutes":
            continue
        quoted = _signs("".join(quote.words for quote in reading.read_from[name]))
        told = {
            "deadlines": [each["what"] for each in read["deadlines"]],
            "financing": [each["financier"] for each in read["financing"]],
            "gap_wordings": list(read["gap_wordings"].values()),
        }.get(name, read[name] if isinstance(read[name], list) else [read[name]])
        texts = [each for each in told if isinstance(each, str)]
        if name not in ("gaps", "date"):
            assert all(_signs(each) in quoted for each in texts)


def _signs(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda each: each.__name__.strip("_"))
def test_mutated_memos_never_crash_and_invent_nothing(
    mutate: Callable[[str, random.Random], str],
) -> None:
    for number, text in enumerate(TEXTS):
        for turn in range(3):
            dice = random.Random(f"{number} {turn}")  # noqa: S311 - a fuzzer's dice
            _hold(read_text(mutate(text, dice)))


@pytest.mark.long
def test_ten_thousand_mutations() -> None:
    dice = random.Random(4)  # noqa: S311 - a fuzzer's dice
    for _ in range(10_000):
        text = dice.choice(TEXTS)
        for mutate in dice.choices(MUTATIONS, k=dice.randrange(1, 4)):
            text = mutate(text, dice) or "x"
        _hold(read_text(text))


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    _hold(read_text(text))


_HEAP = """Förslag till beslut|Dnr|RUN-00001-2025|att|beviljas|2 000 000|kronor|per år|2,5|mnkr
senast|2025-11-30|30 november|perioden|till|hösten 2026|.|1.|•|Finansiering|Totalt|kr|Sida 2 (3)
tre år gånger tre|Målet är|år 2032|Beslut|§ 4|Justerat|Forskningsgapet|begränsar|skickas till
Protokollsutdrag|utvärderas|externt|ska|enligt beslut|03/04/2025|cirka""".replace("\n", "|")
_WORDS = st.sampled_from([*_HEAP.split("|"), "\n", "\n\n", "\f", "-\n", "\t"])


@given(st.lists(_WORDS, max_size=60))
def test_any_heap_of_a_memos_words_is_read(words: list[str]) -> None:
    _hold(read_text(" ".join(words)))


def _figures(text: str) -> tuple[object, ...]:
    """What must survive misread letters: everything that is no words."""
    read = as_json(read_text(text))
    kept = ("amounts", "period", "total", "series", "goal_year", "gaps", "date", "dnr")
    when = [each.get("date") or each.get("period") for each in read["deadlines"]]
    counts = [len(read[name]) for name in ("points", "tasks", "recipients", "financing")]
    return (*(str(read[name]) for name in kept), str(when), str(counts), str(read["in_points"]))


_LOST = str.maketrans("åäöÅÄÖ", "aaoAAO")
_MISTAKEN = str.maketrans("åäö", "ééé")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("fault", [_LOST, _MISTAKEN], ids=["lost", "mistaken"])
def test_lost_swedish_letters_change_no_figure(path: Path, fault: dict[int, int]) -> None:
    text = path.read_text(encoding="utf-8")
    assert _figures(text.translate(fault)) == _figures(text)


def test_seed_without_its_swedish_letters_says_the_same(shared: Path) -> None:
    text = (shared / "seeds" / SEEDS["seed-b"]).read_text(encoding="utf-8")
    for fault in (_LOST, _MISTAKEN):
        assert _figures(text.translate(fault)) == _figures(text)


@pytest.mark.parametrize("number", [0, 2, 6])
def test_page_headers_in_the_middle_of_a_sentence_go(number: int) -> None:
    """Before every line that goes on a sentence the letterhead stands again."""
    text = TEXTS[number]
    lines = text.split("\n")
    head = [line for line in lines[:4] if line.strip()]
    broken: list[str] = []
    for place, line in enumerate(lines):
        goes_on = line.strip()[:1].islower() and not line.startswith("att ")
        if place > 8 and goes_on and lines[place - 1].strip():
            broken += [*head, f"Sida {place} (90)"]
        broken.append(line)
    assert len(broken) > len(lines)
    assert _figures("\n".join(broken)) == _figures(text)


def test_decomposed_letters_are_the_same_letters() -> None:
    import unicodedata

    for text in TEXTS:
        assert _figures(unicodedata.normalize("NFD", text)) == _figures(text)


@pytest.mark.parametrize(
    "unit",
    [
        "1 000 ", "a", "-\n", "tre år gånger ", ". A", "\n• a", "beslut ", "\natt b", "§ 1 ", "| ",
        "senast den 1 mars 2025 ", "Förslag till beslut\natt x\n", "RUN-00001-2025 ",
        "Totalt 1 000 kr\n",
    ],
)  # fmt: skip
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    """Four times the text takes about four times the time: no pattern runs away."""

    def seconds(size: int) -> float:
        text = f"Dnr RUN-00001-2025\nFörslag till beslut\n{unit * (size // len(unit))}"
        start = time.process_time()
        read_text(text)
        return time.process_time() - start

    seconds(2_000)
    small, large = seconds(5_000), seconds(20_000)
    assert large < 8 * small + 0.5


@pytest.mark.long
@pytest.mark.parametrize(
    "unit", ["Ett beslut ska utvärderas senast 2025-11-30. ", "ab\n", "1 000 "]
)
def test_a_megabyte_takes_less_than_a_minute(unit: str) -> None:
    start = time.process_time()
    read_text(unit * (1_000_000 // len(unit)))
    assert time.process_time() - start < 60
