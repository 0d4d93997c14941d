"""The starter list of far sides: who exists, says who, and in which county (issue 5 item 1c)."""

from collections import Counter

import pytest

from samspel.sources.starting import COUNTIES, county_of, starters, starters_of
from samspel.tables import clean_text
from samspel.terms import ROLES
from samspel.terms.municipalities import municipalities_of, municipality_code


def test_each_has_a_source_a_day_and_a_key_of_its_own():
    listed = starters()
    assert len(listed) > 50
    assert not [k for k, n in Counter(one.key for one in listed).items() if n > 1]
    for one in listed:
        assert one.source, one.name
        assert one.read_on.year >= 2026
        assert one.roles, one.name
        assert set(one.roles) <= set(ROLES), one.name
        assert one.counties <= {*COUNTIES, "*"}
        assert clean_text(one.org_number) == one.org_number
        assert len(one.org_number) in {0, 10}


def test_no_two_share_a_name_or_a_number():
    names = Counter(n.casefold() for one in starters() for n in {one.name, *one.also})
    assert not [name for name, count in names.items() if count > 1]
    numbers = Counter(one.org_number for one in starters() if one.org_number)
    assert not [number for number, count in numbers.items() if count > 1]


@pytest.mark.parametrize("county", COUNTIES)
def test_every_county_has_research_capital_and_an_authority(county):
    roles = {role for one in starters_of(county) for role in one.roles}
    assert {"research", "capital", "authority"} <= roles
    assert any(county in one.counties for one in starters_of(county))


def test_norrbotten_has_every_side():
    roles = {role for one in starters_of("25") for role in one.roles}
    assert {"research", "education", "capital", "authority", "platform", "market"} <= roles
    assert any(one.country != "SE" for one in starters_of("25"))


def test_norrbotten_has_all_its_municipalities_and_none_on_another_s_word():
    """R29: each by the authority that keeps the list."""
    there = {municipality_code(one.name): one for one in starters_of("25")}
    assert set(municipalities_of("25")) <= set(there)
    for code in municipalities_of("25"):
        assert there[code].source.startswith("SCB"), there[code].name
    assert next(one for one in starters() if one.name == "Almi").source.startswith(
        "https://www.almi.se/"
    )


@pytest.mark.parametrize(
    ("name", "county"),
    [
        ("Norrbotten", "25"),
        ("Region Norrbotten", "25"),
        ("Region Västerbotten", "24"),
        ("Västra Götalandsregionen", ""),
        ("Västra Götaland", "14"),
        ("Skåne", "12"),
        ("Nord", ""),
    ],
)
def test_the_county_of_a_region_by_its_name(name, county):
    assert county_of(name) == county
