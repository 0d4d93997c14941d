"""How acts come about in the made-up region: one recipe a kind of act.

Read a line as a sentence: *so many times a year for every hundred member firms, this many firms,
drawn to this far side, meet these guests; the platform convenes it this often; this share of such
acts ends up in a record that the measuring can read.* The sums are plausible, not measured.
"""

from dataclasses import dataclass

__all__ = ["CONFERENCE", "RECIPES", "THEMES", "Guest", "Recipe"]

# What projects and theses are about, in the visitor economy and elsewhere: name and subject.
THEMES: dict[bool, tuple[tuple[str, str], ...]] = {
    True: (
        ("Fyra säsonger", "säsongsförlängning"),
        ("Gästen i vinternatten", "gästens upplevelse av mörker"),
        ("Hela vägen hit", "resor utan bil"),
        ("Mat från fjäll och älv", "lokal mat på menyn"),
        ("Lugnare leder", "slitage på leder"),
        ("Digital gästresa", "bokning och data"),
        ("Värdskap på fler språk", "värdskap och språk"),
        ("Samiska upplevelser på egna villkor", "samiskt värdskap"),
        ("Bo kvar och bygg nytt", "bostäder för säsongsanställda"),
        ("Snö som räcker", "konstsnö och energi"),
    ),
    False: (
        ("Cirkulära flöden", "restprodukter som råvara"),
        ("Kallt klimat som provbädd", "prov i kyla"),
        ("Kompetens för omställningen", "kompetensförsörjning"),
        ("Mindre utsläpp per ton", "utsläpp i produktionen"),
        ("Data som delas", "delade data i värdekedjan"),
        ("Fler underleverantörer", "lokala underleverantörer"),
    ),
}


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is not a member firm: a group, the chance that it comes, at most how many."""

    group: str
    chance: float
    most: int = 1


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way in which actors meet.

    `yearly` is per 100 member firms. `taste` is the far side that draws firms to it ("" none),
    `nearby` how many times likelier a firm of the same municipality is to be the next one in.
    `outreach` from 0 to 1 evens out who comes: 1 is somebody ringing round to all alike.
    `days` is how long it lasts, `platform` the chance that the platform convenes it, `recorded`
    the chance that somebody writes it down in a register; `source` is which.
    """

    key: str
    kind: str
    title: str
    yearly: float
    firms: tuple[int, int]
    guests: tuple[Guest, ...]
    taste: str = ""
    nearby: float = 2.0
    outreach: float = 0.0
    days: tuple[int, int] = (0, 0)
    platform: float = 0.0
    flow: str = "knowledge"
    level: str = "regional"
    recorded: float = 0.5
    source: str = "plattformens logg"


RECIPES: tuple[Recipe, ...] = (
    Recipe(
        "gathering", "meeting", "Branschträff i {place}", 2.5, (2, 4),
        (Guest("municipality", 0.3), Guest("destination", 0.3), Guest("financier", 0.1)),
        platform=0.9, nearby=10.0, recorded=0.92,
    ),
    Recipe(
        "advice", "meeting", "Rådgivning till företag i {place}", 46, (1, 1), (),
        platform=1.0, outreach=0.75, recorded=0.9,
    ),
    Recipe(
        "round", "meeting", "Plattformens dialogmöte, {month}", 7, (0, 0),
        (Guest("university", 0.25), Guest("research", 0.3), Guest("education", 0.4),
         Guest("capital", 0.3), Guest("municipality", 0.5, 3), Guest("financier", 0.6),
         Guest("foreign", 0.4), Guest("other_platform", 0.35), Guest("civil", 0.2),
         Guest("supplier", 0.2)),
        platform=1.0, recorded=0.95,
    ),
    Recipe(
        "neighbours", "meeting", "Samarbete mellan grannföretag i {place}", 38, (2, 3), (),
        nearby=12.0, days=(0, 120), recorded=0.12, flow="people", source="egen anmälan",
    ),
    Recipe(
        "development", "project", "{theme} i {place}", 5, (1, 3),
        (Guest("university", 0.35), Guest("research", 0.4), Guest("municipality", 0.45),
         Guest("financier", 0.3), Guest("destination", 0.2), Guest("foreign", 0.2),
         Guest("civil", 0.2), Guest("other_firm", 0.2), Guest("support", 0.25)),
        taste="research", nearby=8.0, days=(240, 900), platform=0.6, recorded=0.96,
        level="national", source="projektbanken",
    ),
    Recipe(
        "study", "study_visit", "Studiebesök i {place}", 2.5, (2, 4),
        (Guest("other_firm", 0.5, 2), Guest("other_platform", 0.3), Guest("research", 0.1)),
        taste="ecosystems", nearby=6.0, platform=0.6, recorded=0.85,
    ),
    Recipe(
        "thesis", "degree_project", "Examensarbete om {about} i {place}", 13, (1, 1),
        (Guest("university", 1.0),),
        taste="research", days=(90, 150), recorded=0.45, flow="people", source="lärosätets lista",
    ),
    Recipe(
        "placement", "degree_project", "Praktik och lärande i arbete i {place}", 22, (1, 1),
        (Guest("education", 1.0),),
        taste="education", days=(30, 140), recorded=0.5, flow="people", source="skolornas lista",
    ),
    Recipe(
        "advisory", "meeting", "Ledningsgrupp för utbildning, {month}", 3, (2, 4),
        (Guest("education", 1.0, 2),),
        taste="education", recorded=0.6, source="skolornas lista",
    ),
    Recipe(
        "investment", "investment", "Investering i företag i {place}", 5, (1, 1),
        (Guest("capital", 1.0), Guest("support", 0.2)),
        taste="capital", days=(0, 0), recorded=0.55, flow="capital", source="egen anmälan",
    ),
    Recipe(
        "pitch", "meeting", "Kapitalforum i {place}", 0.8, (2, 4),
        (Guest("capital", 1.0, 2), Guest("support", 0.5)),
        taste="capital", platform=0.5, flow="capital", recorded=0.9,
    ),
    Recipe(
        "permit", "meeting", "Samråd om mark och tillstånd i {place}", 34, (1, 2),
        (Guest("municipality", 0.9), Guest("agency", 0.2), Guest("civil", 0.12)),
        taste="authority", nearby=10.0, recorded=0.26, source="kommunernas diarier",
    ),
    Recipe(
        "grant", "meeting", "Samtal om företagsstöd i {place}", 9, (1, 1),
        (Guest("financier", 1.0),),
        taste="capital", outreach=0.3, recorded=0.85, flow="capital", source="regionens diarium",
    ),
    Recipe(
        "export", "agreement", "Avtal om försäljning, {place}", 16, (1, 2),
        (Guest("foreign", 0.75), Guest("market", 0.3)),
        taste="global", days=(180, 540), platform=0.3, recorded=0.5, level="international",
        flow="technology", source="egen anmälan",
    ),
    Recipe(
        "fair", "meeting", "Säljresa utomlands, {month}", 1.4, (2, 4),
        (Guest("foreign", 1.0, 3), Guest("market", 0.2)),
        taste="global", days=(1, 4), platform=0.85, recorded=0.95, level="international",
    ),
    Recipe(
        "across", "project", "Samarbete över branschgränsen i {place}", 9, (1, 2),
        (Guest("other_firm", 1.0, 2),),
        taste="ecosystems", days=(20, 200), recorded=0.4, flow="technology",
        source="egen anmälan",
    ),
    Recipe(
        "village", "meeting", "Bygdemöte i {place}", 5, (1, 3),
        (Guest("civil", 1.0, 2), Guest("municipality", 0.4)),
        taste="authority", nearby=15.0, recorded=0.35, source="kommunernas diarier",
    ),
)  # fmt: skip

CONFERENCE = Recipe(
    "conference", "conference", "Destinationsdialogen {year}", 0, (56, 70),
    (Guest("municipality", 1.0, 8), Guest("financier", 1.0), Guest("university", 1.0),
     Guest("capital", 0.8, 3), Guest("education", 1.0, 3), Guest("foreign", 0.9, 4),
     Guest("civil", 1.0, 4), Guest("other_platform", 1.0, 3), Guest("agency", 1.0, 2)),
    nearby=1.0, days=(1, 1), platform=1.0, recorded=1.0,
)  # fmt: skip
