"""What can be wrong with CORDIS's files, in words.

Each code has what is wrong and what to do about it; `problems` fills and places them.
"""

from collections.abc import Mapping
from types import MappingProxyType

from samspel.reports.words import N_

__all__ = ["CORDIS_PROBLEMS"]

CORDIS_PROBLEMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "cordis_act_left_out": (
            N_("The project %(project)s has no possible dates and was left out."),
            N_("Find its dates in CORDIS and correct the file."),
        ),
        "cordis_bad_country": (
            N_("%(value)s is no country code; %(pic)s has no country in this row."),
            N_("Correct it, or add it under country in the mapping."),
        ),
        "cordis_bad_geolocation": (
            N_("The position of %(pic)s is no latitude and longitude; it was not used."),
            N_("Correct it if you want the actor on a map."),
        ),
        "cordis_bad_id": (
            N_("The row has no project number or no PIC of at most nine digits and was left out."),
            N_("Find the number in CORDIS and correct the file."),
        ),
        "cordis_bad_mapping": (
            N_("The mapping cannot be used (%(part)s: %(fault)s)."),
            N_("Start from samspel read cordis --print-mapping and change one thing at a time."),
        ),
        "cordis_bad_money": (
            N_("%(value)s is no amount; it was not used."),
            N_("Correct it. Decimal comma and decimal point are both read."),
        ),
        "cordis_blank_country": (
            N_("%(pic)s has no country in this row."),
            N_("Fill it in if the organisation belongs to your country."),
        ),
        "cordis_blank_name": (
            N_("%(count)s rows have no name; there the organisation is called by its PIC."),
            N_("Look the numbers up in CORDIS if you need the names."),
        ),
        "cordis_blank_region": (
            N_(
                "%(count)s rows in %(country)s have no NUTS code: who stands there is no member, "
                "wherever it has its seat."
            ),
            N_("Fill in the codes you know before you measure."),
        ),
        "cordis_dates_differ": (
            N_(
                "The rows of the project %(project)s have different dates. The widest period was "
                "taken."
            ),
            N_("Correct the file if the period is too wide."),
        ),
        "cordis_joined_has_no_regions": (
            N_(
                "This file has no NUTS codes, so nobody can tell who belongs to the region "
                "%(region)s."
            ),
            N_(
                "Use organization.csv and project.csv as CORDIS gives them out, or ask for the "
                "whole country: --country %(country)s."
            ),
        ),
        "cordis_left_early": (
            N_("%(pic)s left the project %(project)s early; CORDIS does not say when."),
            N_("Nothing. It counts as a participant to the project's end."),
        ),
        "cordis_na_country": (
            N_(
                "The country of %(pic)s is NA: missing in this layout, and also the code of "
                "Namibia. It was read as missing."
            ),
            N_("Use organization.csv, where a missing country is blank and NA is Namibia."),
        ),
        "cordis_no_dates": (
            N_("organization.csv has no dates, and an act without a date cannot be read."),
            N_("Give project.csv from the same download as well."),
        ),
        "cordis_no_names": (
            N_("This file has no names; every organisation is called by its PIC."),
            N_("Use organization.csv if you need the names, or to find possible duplicates."),
        ),
        "cordis_no_regions": (
            N_("Not one row has a NUTS code, so nobody can tell who belongs to %(region)s."),
            N_("Use a download with nutsCode filled in, or --country %(country)s."),
        ),
        "cordis_other_kind": (
            N_(
                "%(count)s organisations are of the type Other, which is no sector: CORDIS has no "
                "word for civil society. The mapping calls them %(sector)s."
            ),
            N_("Give those you know lines of their own under organisation in the mapping."),
        ),
        "cordis_other_programme": (
            N_(
                "Not one of the %(count)s projects asked for in %(organisations)s is in "
                "%(projects)s."
            ),
            N_(
                "Give the project file of the same programme and the same download: Horizon 2020 "
                "and Horizon Europe have one each."
            ),
        ),
        "cordis_project_not_there": (
            N_("The project %(project)s is not in the project file and was left out."),
            N_(
                "Give the project file of the same programme, from the same download or a newer "
                "one."
            ),
        ),
        "cordis_projects_not_used": (
            N_("The first file has its own dates; %(file)s was not used."),
            N_("Nothing."),
        ),
        "cordis_repeated": (
            N_("%(pic)s stands more than once in the project %(project)s and counts once."),
            N_("Nothing. Its money there was added up."),
        ),
        "cordis_several_countries": (
            N_("%(organisation)s has rows in several countries: %(found)s. %(taken)s was taken."),
            N_("Nothing, if that is its seat."),
        ),
        "cordis_several_kinds": (
            N_("%(organisation)s has several types: %(found)s. %(taken)s was taken."),
            N_("If that is wrong, give it a line under organisation in the mapping."),
        ),
        "cordis_several_names": (
            N_("%(organisation)s has several names: %(found)s. %(taken)s was taken."),
            N_("Nothing: the PIC says that they are the same."),
        ),
        "cordis_unknown_country": (
            N_("The file has nobody in %(country)s."),
            N_("Write one of these: %(known)s."),
        ),
        "cordis_unknown_region": (
            N_("The file has nobody in the region %(region)s."),
            N_("Write one of these: %(known)s."),
        ),
        "cordis_unmapped": (
            N_("The mapping does not know %(value)s in the column %(heading)s (%(organisation)s)."),
            N_("Print the mapping, add the value and pass it back with --mapping."),
        ),
    }
)
