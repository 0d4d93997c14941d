"""The closed lists of words of a change: verdicts, reasons and areas, by code.

Neighbours get `VERDICT_TAGS`, `VERDICT_SENTENCES`, `CHANGE_REASON_SENTENCES` and `AREA_NAMES`;
a test holds them closed and translated.
"""

from collections.abc import Mapping
from types import MappingProxyType

from samspel.reports.words import N_

__all__ = ["AREA_NAMES", "CHANGE_REASON_SENTENCES", "VERDICT_SENTENCES", "VERDICT_TAGS"]

VERDICT_TAGS: Mapping[str, str] = MappingProxyType(
    {
        "forward": N_("forward"),
        "backward": N_("backward"),
        "moved": N_("moved, no more than chance would"),
        "no_clear_change": N_("no clear change"),
        "cannot_say": N_("cannot be said"),
    }
)

VERDICT_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "forward": N_(
            "Forward: among the %(stayers)s who were there both times the gap is smaller."
        ),
        "backward": N_(
            "Backward: among the %(stayers)s who were there both times the gap is larger."
        ),
        "moved": N_(
            "Among the %(stayers)s who were there both times the gap moved, but no more than "
            "chance would."
        ),
        "no_clear_change": N_(
            "No clear change among the %(stayers)s who were there both times: if anything, under "
            "%(delta)s points."
        ),
        "cannot_say": N_("Whether the gap has changed cannot be said."),
    }
)

CHANGE_REASON_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "windows_overlap": N_("The two periods overlap, so the change is shown without a verdict."),
        "declared": N_(
            "The figure rests on a declaration that no answers have tested, so there is no verdict."
        ),
        "told": N_(
            "Most of what is known on one of the days is what others have told, so there is no "
            "verdict."
        ),
        "no_estimate_from": N_("The first day has no figure."),
        "no_estimate_to": N_("The last day has no figure."),
        "no_stayers": N_("Nobody was there both times."),
        "few_stayers": N_("Fewer than five were there both times."),
        "recording_changed": N_(
            "The recording changed: without what was recorded in one period only, the verdict is "
            "another."
        ),
        "asked_unlike": N_(
            "The two surveys ask about times of different length, and a longer time finds more "
            "contacts: without the answers, the verdict is another."
        ),
        "too_unsure": N_("The figures are too uncertain for a verdict."),
        "no_test": N_("Shown without a verdict: one series has no chance to be weighed against."),
        "too_few_answers": N_("Answers of fewer than five are left out."),
        "not_recorded": N_("There are not two values to compare."),
    }
)

AREA_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "membership": N_("Members"),
        "active": N_("Share of members active"),
        "value": N_("Share who find it worthwhile"),
        "platform": N_("Dependence on the platform: %(key)s"),
        "outcome": N_("Outcome: %(key)s"),
    }
)
