"""Sector and roles suggested with a reason, never filled in (issue 5 item 1b; R23, R27, R34)."""

import csv
from collections import Counter, defaultdict

import pytest

from samspel.sources.interreg.mapping import shipped_mapping
from samspel.sources.mapped import fold
from samspel.sources.suggestions import Named, suggest

CASES = [
    (Named("Bergs Fastigheter AB"), "private", ("firm",), "form", "limited_company"),
    (Named("Dal & Fors Handelsbolag"), "private", ("firm",), "form", "trading_partnership"),
    (Named("Fiske i Norr ek. för."), "private", ("firm",), "form", "economic_association"),
    (Named("Stiftelsen Norrsken"), "civil", ("civil",), "form", "foundation"),
    (Named("Byns ideella förening"), "civil", ("civil",), "form", "association"),
    (Named("Storumans kommun"), "public", ("authority",), "word", "kommun"),
    (Named("Skogsverket"), "public", ("authority",), "word", "skogsverket"),
    (Named("Nordlandets universitet"), "academia", ("research", "education"), "word", None),
    (Named("Älvens folkhögskola"), "academia", ("education",), "word", "folkhögskola"),
    (Named("Norrsken Invest AB"), "private", ("capital",), "word", None),
    (Named("Byns Science Park"), "public", ("support",), "word", "science park"),
    (Named("Jokkmokks sameby"), "civil", ("civil",), "word", "sameby"),
    (Named("Treehotel", "5560360793"), "private", ("firm",), "digit", "5"),
    (Named("Granen", "7696000000"), "private", ("firm",), "digit", "7"),
    (Named("Linden", "8020000000"), "civil", ("civil",), "digit", "8"),
    (Named("Björken", "9160000000"), "private", ("firm",), "digit", "9"),
    (Named("Nämnden", "2120000000"), "public", ("authority",), "digit", "2"),
    (Named("LTU"), "academia", ("research", "education"), "listed", "Luleå tekniska universitet"),
    (Named("vad som helst", "2021002841"), "academia", ("research", "education"), "listed", None),
    (Named("Treehotel"), "", (), "none", ""),
]


@pytest.mark.parametrize(("named", "sector", "roles", "reason", "word"), CASES)
def test_each_rule_with_its_reason(named, sector, roles, reason, word):
    found = suggest(named)
    assert (found.sector, found.roles, found.reason) == (sector, roles, reason)
    assert word is None or found.word == word


@pytest.mark.parametrize(
    ("named", "sector", "roles"),
    [
        # A public owner moves a company, and it is a firm all the same (R34).
        (Named("Bergs Fastigheter AB", ownership="Kommunal"), "public", ("firm",)),
        (Named("Bergs Fastigheter AB", "5560360793", "Statlig"), "public", ("firm",)),
        # A private one moves what is mostly public, but makes no association a company.
        (Named("Byns Science Park AB", ownership="Privat"), "private", ("support",)),
        (Named("Byns ideella förening", ownership="Private"), "civil", ("civil",)),
        # An authority is public whoever is said to own it.
        (Named("Luleå kommun", ownership="Privat"), "public", ("authority",)),
        # With nothing but the owner, the sector alone.
        (Named("Treehotel", ownership="privat"), "private", ()),
    ],
)
def test_the_owner_may_overrule(named, sector, roles):
    found = suggest(named)
    assert (found.sector, found.roles) == (sector, roles)


@pytest.mark.parametrize(
    ("named", "sector", "roles"),
    [
        (Named("Treehotel", sector="Privat"), "private", ("firm",)),
        (Named("Treehotel", roles="Företag"), "private", ("firm",)),
        (Named("Nordens högskola", sector="akademi"), "academia", ("research", "education")),
        (Named("Byns Science Park", roles="support"), "public", ("support",)),
        (Named("Berg AB", sector="offentlig", roles="firm|support"), "public", ("firm", "support")),
    ],
)
def test_what_the_list_says_goes_first(named, sector, roles):
    found = suggest(named)
    assert (found.sector, found.roles, found.reason) == (sector, roles, "given")


def test_words_stand_alone_and_hide_in_no_other():
    """*Kommun* is no *kommunikation*, AB no *Abisko*, a network no agency."""
    assert suggest(Named("Norrkommunikation")).sector == ""
    assert suggest(Named("Abisko fjällturer")).sector == ""
    assert suggest(Named("Nätverket Nord")).sector == "civil"
    assert suggest(Named("Regionteknik AB")).sector == "private"


# ------------------------------------------------------------------------------- on real data


def _precision(pairs):
    """By suggested sector: how many were right of how many; and how many got none."""
    right, all_, none = Counter(), Counter(), 0
    for truth, named in pairs:
        found = suggest(named).sector
        none += not found
        if found:
            all_[found] += 1
            right[found] += found == truth
    return {sector: (right[sector], all_[sector]) for sector in sorted(all_)}, none


def _told(title, found, none):
    shares = ", ".join(f"{s} {r} of {n} ({r / n:.0%})" for s, (r, n) in found.items())
    print(f"\n{title}: {shares}; no suggestion for {none}")  # noqa: T201 - the measured figures are for who runs it


def test_against_interreg_partners_of_known_type(shared_data, capsys):
    """588 Swedish partners with type and owner. The rules were looked at against this list, so
    it says how they do at best; the next test is of names they were never looked at against."""
    kinds, mapping = defaultdict(Counter), shipped_mapping()
    path = shared_data / "interreg-se-2021-2027" / "partners.csv"
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kind = row["organisationstyp"], row["organisationsagande"]
            kinds[row["organisationsnamn"].strip()][kind] += 1
    known = []
    for name, counted in kinds.items():
        kind = counted.most_common(1)[0][0]
        if found := mapping.names.get(fold(name)) or mapping.kinds.get(kind):
            known.append((found.sector, name, kind[1]))
    by_name, none = _precision([(sector, Named(name)) for sector, name, _ in known])
    owned, left = _precision([(s, Named(name, ownership=owner)) for s, name, owner in known])
    with capsys.disabled():
        _told("Interreg, by name alone", by_name, none)
        _told("Interreg, name and owner", owned, left)
    floor = {"public": 0.93, "academia": 0.85, "civil": 0.65, "private": 0.7}
    for sector, least in floor.items():
        assert by_name[sector][0] >= least * by_name[sector][1], sector
    assert owned["private"][0] > 0.78 * owned["private"][1]


def test_against_swedish_participants_in_cordis(shared_data, capsys):
    """Names that no rule was made from, with the kind that they gave the Commission."""
    kinds = {"HES": "academia", "REC": "academia", "PRC": "private", "PUB": "public"}
    path = shared_data / "cordis-h2020" / "derived_sweden_participations.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    pairs = {(row["name"], kinds[row["type"]]) for row in rows if row["type"] in kinds}
    pairs = {pair for pair in pairs if pair[0]}
    found, none = _precision([(sector, Named(name.title())) for name, sector in sorted(pairs)])
    with capsys.disabled():
        _told(f"CORDIS, {len(pairs)} names", found, none)
    assert found["private"][0] > 0.85 * found["private"][1]
    assert found["academia"][0] > 0.6 * found["academia"][1]
