"""The made-up region's organisations that are not ordinary firms, group by group.

`CAST` gives for every group its rows `name, sector, roles, municipality, country, memberships`;
a membership is an ecosystem's key, `*` for all. Groups are what recipes of acts invite by.
"""

from dataclasses import dataclass

from samspel.sources.example.places import MUNICIPALITIES, VISITOR

__all__ = ["CAST", "FINANCIER", "PLATFORM", "SUPPLIER", "UNIVERSITY", "Part", "in_turn"]

PLATFORM = "Norrskenslands Besöksråd och Destinationssamverkan AB"
FINANCIER = "Region Norrskenslän"
UNIVERSITY = "Norrskenslands universitet"
SUPPLIER = "Tallriskens Utvärdering och Processtöd AB"


@dataclass(frozen=True, slots=True)
class Part:
    """One organisation of the cast; `place` is a municipality's key, empty when abroad."""

    name: str
    sector: str
    roles: str
    place: str = "9901"
    ecosystems: tuple[str, ...] = ()
    country: str = "SE"
    industry: str = ""


_V = (VISITOR,)
_ALL = ("*",)


def _municipality(index: int, name: str, key: str) -> Part:
    joins = _V if index % 5 != 4 else ()
    genitive = "" if name[-1] in "aeiouyåäöás" else "s"
    return Part(f"{name}{genitive} kommun", "public", "authority", key, joins, industry="kommun")


CAST: dict[str, tuple[Part, ...]] = {
    "platform": (Part(PLATFORM, "public", "platform|support", "9901", _V),),
    "financier": (Part(FINANCIER, "public", "authority", "9901", _ALL, industry="region"),),
    "university": (Part(UNIVERSITY, "academia", "research|education", "9901", _ALL),),
    "municipality": tuple(_municipality(i, p.name, p.key) for i, p in enumerate(MUNICIPALITIES)),
    "capital": (
        Part("Norrskenslands Sparbank", "private", "capital", "9901", _V, industry="bank"),
        Part("Stiftelsen Midnattsfonden", "civil", "capital", "9902", industry="stiftelse"),
        Part("Isälvens Affärsänglar ekonomisk förening", "private", "capital", "9901"),
        Part("Rimfrost Riskkapital AB", "private", "capital", "9901", ("energi", "gruva")),
        Part("Älvdalarnas Kreditgarantiförening", "private", "capital", "9904"),
        Part("Norrljus Invest i Malmforsa AB", "private", "capital", "9904", ("gruva", "rymd")),
        Part("Gränsbygdens Mikrofond", "civil", "capital", "9912"),
        Part("Bothnian Growth Partners Oy", "private", "capital", "", country="FI"),
    ),
    "education": (
        Part("Yrkeshögskolan Norrsken", "academia", "education", "9901", _V),
        Part("Malmforsa gymnasium och lärcentrum", "academia", "education", "9904", _V),
        Part("Fjällfolkets folkhögskola", "academia", "education", "9913"),
        Part("Tjärnmosele lärcentrum", "academia", "education", "9907"),
        Part("Skärgårdsviks restaurang- och turismskola", "academia", "education", "9903", _V),
        Part("Norrhamnsunds folkhögskola", "academia", "education", "9902", ("kultur",)),
        Part("Gruvåsens industritekniska gymnasium", "academia", "education", "9905", ("gruva",)),
    ),
    "research": (
        Part("Forskningsinstitutet för kalla klimat", "academia", "research", "9901", ("energi",)),
        Part("Institutet för gästfrihet och glesbygd", "academia", "research", "9907", _V),
        Part("Malmforsa rymdobservatorium", "academia", "research", "9904", ("rymd",)),
        Part("Provbädd Bio Norr", "academia", "research", "9902", ("skog",)),
        Part("Gruvtekniska forskningscentret", "academia", "research", "9905", ("gruva",)),
        Part("Universitetet i Finnmyra", "academia", "research|education", "", country="NO"),
        Part("Pohjoisvalon yliopisto", "academia", "research|education", "", country="FI"),
    ),
    "agency": (
        Part("Länsstyrelsen i Norrskenslän", "public", "authority", "9901", _V),
        Part("Myndigheten för besök och gästfrihet", "public", "authority", ""),
        Part("Verket för glesa marknader", "public", "authority", ""),
        Part("Norra vägverket", "public", "authority", "9901"),
        Part("Allmänningsstyrelsen för skog och fjäll", "public", "authority", "9911", ("skog",)),
    ),
    "civil": (
        Part("Norrskenslands Hembygdsförbund", "civil", "civil", "9902", _V),
        Part("Fjällbyarnas Intresseförening", "civil", "civil", "9908", _V),
        Part("Skoterklubben Drevet", "civil", "civil", "9911"),
        Part("Renvattnets sameby", "civil", "civil", "9914", _V),
        Part("Föreningen Levande Skärgårdshamnar", "civil", "civil", "9903", _V),
        Part("Midnattsbergs Friluftsfrämjare", "civil", "civil", "9908"),
        Part("Kaamosvaara byalag", "civil", "civil", "9912"),
        Part("Stiftelsen Norrskensfestivalen", "civil", "civil", "9904", ("kultur",)),
        Part("Företagarna i Frostvattendalen", "civil", "civil", "9909", _V),
        Part("Unga i Gles Miljö", "civil", "civil", "9907"),
        Part("Kvinnors nätverk i skogen", "civil", "civil", "9906", ("skog",)),
        Part("Naturskyddskretsen Hjortron", "civil", "civil", "9911"),
    ),
    "destination": (
        Part("Destination Isälvstad ekonomisk förening", "private", "support", "9901", _V),
        Part("Visit Malmforsa ekonomisk förening", "private", "support", "9904", _V),
        Part("Skärgårdsvikens Turismförening", "civil", "civil|support", "9903", _V),
        Part("Destination Tjärnmosele", "civil", "civil|support", "9907", _V),
        Part("Frostvattendalens Destinationsbolag AB", "public", "support", "9909", _V),
        Part("Guovssahasvárri Destinašuvdna", "civil", "civil|support", "9913", _V),
    ),
    "foreign": (
        Part("Tähtitaivas Incoming Oy", "private", "market", "", country="FI"),
        Part("Lapin Revontuli Tours Oy", "private", "market", "", country="FI"),
        Part("Nordlyskysten Reiseliv SA", "private", "support", "", country="NO"),
        Part("Polarfernweh Reisen GmbH", "private", "market", "", country="DE"),
        Part("Winterlicht Touristik GmbH", "private", "market", "", country="DE"),
        Part("Noorderzon Reizen B.V.", "private", "market", "", country="NL"),
        Part("IJsvogel Expedities B.V.", "private", "market", "", country="NL"),
        Part("Skylark & Hollin Arctic Holidays Ltd", "private", "market", "", country="GB"),
        Part("Boréalis Voyages d’hiver SARL", "private", "market", "", country="FR"),
        Part("Alpes et Aurores SA", "private", "market", "", country="CH"),
        Part("Kita no Hikari Travel K.K.", "private", "market", "", country="JP"),
        Part("Aurora Bound Journeys Inc.", "private", "market", "", country="US"),
        Part("Tunturi Testing Oy", "private", "firm", "", country="FI"),
        Part("Nordvidda Mineral AS", "private", "firm", "", ("gruva",), country="NO"),
        Part("Eisraum Satellitendienste GmbH", "private", "firm", "", ("rymd",), country="DE"),
        Part("Hiili-Vety Energia Oy", "private", "firm", "", ("energi",), country="FI"),
        Part("Kalott Handelsråd", "civil", "support", "", country="NO"),
    ),
    "market": (
        Part("Resvaruhuset Sverigeresor AB", "private", "market", ""),
        Part("Södra Incomingbyrån AB", "private", "market", ""),
    ),
    "support": (
        Part("Isälvstads Forskningspark AB", "public", "support", "9901", ("rymd", "kultur")),
        Part("Drivbänken Företagsinkubator AB", "private", "support", "9901", ("kultur",)),
        Part("Norrskenslands Handelskammare", "private", "support", "9901", _V),
        Part("Gruvåsens Näringslivsbolag AB", "public", "support", "9905", ("gruva",)),
        Part("Nyföretagarhuset Norr", "civil", "support|civil", "9902"),
    ),
    "supplier": (Part(SUPPLIER, "private", "support", "9902", industry="upphandlad leverantör"),),
    "other_platform": (
        Part("Gruvklustret Djupnorr ekonomisk förening", "private", "platform", "9905", ("gruva",)),
        Part("Kluster Skogsnorr", "civil", "platform|civil", "9902", ("skog",)),
        Part("Rymdsamverkan 68 grader AB", "private", "platform", "9904", ("rymd",)),
        Part("Vätgasarena Norrsken AB", "public", "platform", "9901", ("energi",)),
        Part("Kreativa Norrskensnätverket", "civil", "platform|civil", "9902", ("kultur",)),
    ),
}


def in_turn() -> tuple[tuple[str, Part], ...]:
    """Every part with its group, one of each group in turn: a shorter region keeps its mix."""
    longest = max(len(parts) for parts in CAST.values())
    return tuple(
        (group, parts[index])
        for index in range(longest)
        for group, parts in CAST.items()
        if index < len(parts)
    )
