"""Possible duplicates come with reasons and cost no more than the number of names."""

import doctest
import time

import pytest

from samspel.sources import duplicates, possible_duplicates, slugs
from samspel.sources.interreg import mapping


@pytest.mark.parametrize(
    ("first", "second", "reasons"),
    [
        ("Visit Berg AB", "Visit Berg", ("same_words",)),
        ("Göteborg Stad", "Göteborgs stad", ("same_words",)),
        ("Högskolan i Skövde", "Högskolan Skövde", ("same_words",)),
        ("Berg & Dal", "Bergdal", ("same_letters",)),
        ("Länsstyrelsen Norrbotten", "Länsstyrelsen i Norrbottens län", ("one_in_other", "alike")),
        ("Umeå university", "Umeå universitet", ("alike",)),
        ("LTU", "Luleå tekniska universitet", ("initials",)),
    ],
)
def test_pairs_that_may_be_one(first: str, second: str, reasons: tuple[str, ...]) -> None:
    (found,) = possible_duplicates([first, second])
    assert {found.first, found.second} == {first, second}
    assert found.reasons == reasons


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bostad Hus 1 AB", "Bostad Hus 2 AB"),
        ("Region Skåne", "Region Halland"),
        ("Kalix kommun", "Pajala kommun"),
        ("AB", "Ekonomisk förening"),
        ("", "AB"),
    ],
)
def test_pairs_that_are_two(first: str, second: str) -> None:
    assert possible_duplicates([first, second]) == ()


def test_the_same_name_twice_is_no_pair() -> None:
    assert possible_duplicates(["Visit Berg", "Visit Berg"]) == ()


def test_the_order_of_names_does_not_matter() -> None:
    names = ["Visit Berg AB", "LTU", "Visit Berg", "Luleå tekniska universitet"]
    assert possible_duplicates(names) == possible_duplicates(reversed(names))


def test_many_names_are_compared_in_blocks() -> None:
    names = [f"Fjäll {number} i dalen kommun" for number in range(20_000)]
    start = time.process_time()
    possible_duplicates(names)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("module", [duplicates, slugs, mapping])
def test_the_examples_in_the_text_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0
