"""The made-up region's geography: fourteen municipalities and seven ecosystems.

Nothing here exists. The county number 99 is given to no Swedish county, and the coordinates only
resemble the distances of a large northern county: a dense coast, a sparse inland and mountains.
"""

from dataclasses import dataclass

__all__ = ["COUNTRY", "ECOSYSTEMS", "MUNICIPALITIES", "REGION", "VISITOR", "Ecosystem", "Place"]

REGION = "Påhittade Norrskenslän"
COUNTRY = "SE"
VISITOR = "besoksnaring"


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality; `weight` is its share of the region's firms, before normalising."""

    key: str
    name: str
    dense: bool
    latitude: float
    longitude: float
    weight: float


@dataclass(frozen=True, slots=True)
class Ecosystem:
    """An ecosystem: `share` is its part of the firms, `tempo` how much happens in it."""

    key: str
    name: str
    share: float
    tempo: float


MUNICIPALITIES: tuple[Place, ...] = (
    Place("9901", "Isälvstad", True, 65.61, 22.09, 20.0),
    Place("9902", "Norrhamnsund", True, 65.34, 21.42, 12.0),
    Place("9903", "Skärgårdsvik", True, 65.87, 23.04, 7.0),
    Place("9904", "Malmforsa", True, 67.82, 20.31, 11.0),
    Place("9905", "Gruvåsen", True, 67.11, 20.74, 8.0),
    Place("9906", "Storlommen", False, 65.66, 20.98, 4.0),
    Place("9907", "Tjärnmosele", False, 65.61, 19.14, 6.0),
    Place("9908", "Midnattsberg", False, 66.04, 17.92, 6.0),
    Place("9909", "Övre Frostvattnet", False, 66.36, 23.61, 4.0),
    Place("9910", "Nedre Frostvattnet", False, 66.12, 23.38, 4.0),
    Place("9911", "Hjortronmyrheden", False, 66.63, 19.82, 5.0),
    Place("9912", "Kaamosvaara", False, 67.19, 23.29, 5.0),
    Place("9913", "Guovssahasvárri", False, 68.11, 18.83, 6.0),
    Place("9914", "Renvattenlappmark", False, 66.84, 22.17, 2.0),
)

ECOSYSTEMS: tuple[Ecosystem, ...] = (
    Ecosystem(VISITOR, "Besöksnäringens ekosystem (påhittat)", 0.42, 1.0),
    Ecosystem("gruva", "Gruva, metall och återvunna mineral (påhittat)", 0.13, 0.8),
    Ecosystem("skog", "Skog och cirkulär bioekonomi (påhittat)", 0.12, 0.6),
    Ecosystem("rymd", "Rymd, fjärranalys och höghöjdsprov (påhittat)", 0.08, 0.9),
    Ecosystem("energi", "Energi och vätgas i kallt klimat (påhittat)", 0.10, 0.7),
    Ecosystem("kultur", "Kulturella och kreativa näringar samt IT (påhittat)", 0.09, 0.6),
    Ecosystem("mat", "Livsmedel från norr (påhittat)", 0.03, 0.1),
)
