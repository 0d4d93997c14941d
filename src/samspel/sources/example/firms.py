"""Made-up firms: names that belong to nobody, a place, an industry and a temper.

A first word such as "Rimfrostkölens" is put together from two parts and is no place on any map,
so that no real firm is named by accident.
"""

from collections.abc import Iterator

import numpy as np

__all__ = ["BUSINESSES", "firm_names"]

_FRONT = (
    "Rimfrost", "Hjortron", "Skymnings", "Lavskrike", "Midvinter", "Kåtved", "Vargmåne",
    "Tjäderspels", "Islykte", "Skarsnö", "Björnmoss", "Vinterbrunns", "Norrskens", "Dvärgbjörks",
    "Ripdun", "Kvällssols", "Fjällsippe", "Stormkråke", "Renlavs", "Silverlav",
)  # fmt: skip
_BACK = (
    "kölen", "luspen", "vaara", "mosele", "heden", "selet", "tjocken", "näsudden", "bränna",
    "hobäcken", "rödjan", "forsnäs", "lidberget", "myran", "vikudden",
)  # fmt: skip

# What a firm does, by ecosystem: the word in its name and its industry.
BUSINESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "besoksnaring": (
        ("Hundspann", "guidade turer"), ("Gästgård", "logi"), ("Vildmarksliv", "guidade turer"),
        ("Fiskecamp", "logi"), ("Stugby", "logi"), ("Fjällhotell", "logi"),
        ("Guidetjänst", "guidade turer"), ("Bastu och Bad", "upplevelser"),
        ("Skidanläggning", "anläggning"), ("Mat och Möten", "restaurang"),
        ("Bussresor", "transport"), ("Gårdscafé", "restaurang"), ("Iskonst", "upplevelser"),
        ("Renupplevelser", "upplevelser"), ("Snöskoterled", "guidade turer"),
        ("Norrskensfoto", "upplevelser"), ("Camping", "logi"), ("Konferensgård", "logi"),
    ),
    "gruva": (
        ("Borrteknik", "gruvservice"), ("Bergsprängning", "gruvservice"),
        ("Mekaniska", "verkstad"), ("Metallåtervinning", "återvinning"),
        ("Malmlogistik", "transport"),
    ),
    "skog": (
        ("Skogsvård", "skogsbruk"), ("Limträ", "trävaror"), ("Biokol", "bioprodukter"),
        ("Sågverk", "trävaror"), ("Trähus", "byggande"),
    ),
    "rymd": (
        ("Antennteknik", "rymdteknik"), ("Fjärranalys", "geodata"), ("Raketprov", "rymdteknik"),
        ("Ballongflyg", "rymdteknik"),
    ),
    "energi": (
        ("Vindkraft", "elproduktion"), ("Vätgasteknik", "energiteknik"), ("Fjärrvärme", "värme"),
        ("Elinstallation", "installation"), ("Batteriprov", "energiteknik"),
    ),
    "kultur": (
        ("Spelstudio", "dataspel"), ("Filmverkstad", "film"), ("Formgivning", "design"),
        ("Slöjd", "konsthantverk"), ("Webbsystem", "it-tjänster"), ("Musikproduktion", "musik"),
    ),
    "mat": (("Bärförädling", "livsmedel"), ("Getmejeri", "livsmedel"), ("Rökeri", "livsmedel")),
    "": (("Städtjänst", "tjänster"), ("Redovisning", "tjänster"), ("Måleri", "byggande")),
}  # fmt: skip

_FORMS = ("AB", "enskild firma", "handelsbolag", "ekonomisk förening")
_FORM_SHARES = (0.66, 0.19, 0.09, 0.06)


def firm_names(ecosystem: str, rng: np.random.Generator) -> Iterator[tuple[str, str]]:
    """Name and industry of one firm after another, never the same name twice, without end."""
    businesses = BUSINESSES[ecosystem]
    taken: set[str] = set()
    while True:
        front, back = _FRONT[rng.integers(len(_FRONT))], _BACK[rng.integers(len(_BACK))]
        word, industry = businesses[rng.integers(len(businesses))]
        form = _FORMS[rng.choice(len(_FORMS), p=_FORM_SHARES)]
        genitive = "" if back.endswith("s") else "s"
        name = f"{front}{back}{genitive} {word} {form}"
        if name not in taken:
            taken.add(name)
            yield name, industry
