"""What can be wrong with other people's data and with definitions, in words.

Each code has what is wrong and what to do about it; `problems` fills and places them.
"""

from collections.abc import Mapping
from types import MappingProxyType

from samspel.reports.words import N_

__all__ = ["SOURCE_PROBLEMS"]

SOURCE_PROBLEMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "interreg_aliases": (
            N_("%(organisation)s stands under several names, read as one: %(names)s."),
            N_("If they are different, remove the alias from the mapping."),
        ),
        "interreg_several_kinds": (
            N_(
                "%(organisation)s has several types and owners: %(kinds)s. The commonest was "
                "taken; its sector is %(sector)s."
            ),
            N_("If that is wrong, give the organisation its own line in the mapping."),
        ),
        "interreg_several_counties": (
            N_(
                "%(organisation)s has rows in several counties: %(counties)s. %(county)s was taken."
            ),
            N_("Nothing, if that is its seat."),
        ),
        "interreg_act_left_out": (
            N_(
                "The project %(project)s has no possible dates and was left out, with "
                "%(partners)s rows."
            ),
            N_("Find its dates and correct the file."),
        ),
        "interreg_dates_differ": (
            N_(
                "The rows of the project %(project)s have different dates: %(dates)s. The widest "
                "period was taken."
            ),
            N_("Correct the file if the period is too wide."),
        ),
        "interreg_repeated": (
            N_(
                "%(organisation)s stands more than once in the project %(project)s and counts once."
            ),
            N_("Nothing."),
        ),
        "interreg_unknown_region": (
            N_("The file has no county called %(region)s."),
            N_("Write one of these: %(known)s."),
        ),
        "interreg_unmapped": (
            N_("The mapping does not know %(value)s in the column %(column)s (%(organisation)s)."),
            N_("Print the mapping, add the value and pass it back with --mapping."),
        ),
        "interreg_blank_name": (
            N_("A partner of the project %(project)s has no name and was left out."),
            N_("Find the name and correct the file."),
        ),
        "interreg_blank_project": (
            N_("The row has no project or programme and was left out (%(organisation)s)."),
            N_("Fill in the project and its programme."),
        ),
        "interreg_blank_county": (
            N_("%(organisation)s has no county in this row."),
            N_("Fill it in if the organisation belongs to your region."),
        ),
        "interreg_bad_date": (
            N_("The date in the project %(project)s is impossible and was not used."),
            N_("Correct the date."),
        ),
        "interreg_blank_end": (
            N_("The project %(project)s has no end date."),
            N_("Fill it in if it has ended."),
        ),
        "interreg_ends_before_start": (
            N_("The project %(project)s ends before it starts; the row's dates were not used."),
            N_("Correct one of the dates."),
        ),
        "possible_duplicate": (
            N_(
                "%(first)s and %(second)s may be the same organisation (%(reasons)s). They were "
                "kept apart."
            ),
            N_("If they are the same, give both names one line under alias in the mapping."),
        ),
        "bad_mapping": (
            N_("The mapping cannot be used (%(part)s: %(fault)s)."),
            N_("Start from samspel read interreg --print-mapping and change one thing at a time."),
        ),
        "unknown_ecosystem": (
            N_("There is no ecosystem called %(ecosystem)s. There are: %(known)s."),
            N_("Write one of them."),
        ),
        "definitions_not_found": (
            N_("There are no definitions called %(name)s. Shipped are %(shipped)s."),
            N_("Write one of these, or the path of a TOML file."),
        ),
        "definitions_not_toml": (
            N_("The definitions are not TOML: %(message)s."),
            N_("Start from samspel definitions and change one thing at a time."),
        ),
        "definitions_missing": (
            N_("Something is missing there."),
            N_("Give it one of: %(allowed)s."),
        ),
        "definitions_unknown": (
            N_("Nothing of that name is known there."),
            N_("Known are: %(allowed)s."),
        ),
        "definitions_value": (
            N_("%(value)s cannot stand there."),
            N_("Allowed: %(allowed)s."),
        ),
        "definitions_twice": (
            N_("%(value)s is there twice."),
            N_("Give each gap a key of its own."),
        ),
    }
)
