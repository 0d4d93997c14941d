"""The closed lists of words: what each gap is called and asked, and what each reason says.

Every code of `terms.GAP_KEYS` and `terms.REASONS` has its text here, in both languages by the
catalogue (a test holds the lists closed). A gap that a region has added itself is called by the
name in its definition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from samspel.reports.words import N_, Words, for_language
from samspel.terms import Change, GapDefinition, Run, Sector, StopRuleReading

__all__ = [
    "GAP_PHRASES",
    "REASON_SENTENCES",
    "REASON_TAGS",
    "GapPhrase",
    "definition_of",
    "far_name",
    "gap_name",
    "near_noun",
    "phrase_of",
    "reason_sentence",
]


@dataclass(frozen=True, slots=True)
class GapPhrase:
    """How one gap is spoken of; every text is a source string of the catalogue.

    `sentence` takes `reached`, `near`, `window`; `question` is the page's heading; `far` the
    far side as a label; `near` the near side as a noun; `missing` what to register when there
    is no far side.
    """

    name: str
    far: str
    near: str
    question: str
    sentence: str
    missing: str


# What carries the definitions that it was measured by.
Measured = Run | Change | StopRuleReading

_FIRMS = N_("member firms")
_MEMBERS = N_("members")

GAP_PHRASES: Mapping[str, GapPhrase] = MappingProxyType(
    {
        "research": GapPhrase(
            N_("The research gap"),
            N_("Research"),
            _FIRMS,
            N_("How close are the firms to research?"),
            N_(
                "%(reached)s of %(near)s firms had exchange with some research "
                "organisation %(window)s."
            ),
            N_("Register at least one research organisation."),
        ),
        "education": GapPhrase(
            N_("The education gap"),
            N_("Education"),
            _FIRMS,
            N_("How close are the firms to education?"),
            N_(
                "%(reached)s of %(near)s firms had exchange with some education "
                "organisation %(window)s."
            ),
            N_("Register at least one education organisation."),
        ),
        "capital": GapPhrase(
            N_("The capital gap"),
            N_("Capital"),
            N_("firms and education organisations"),
            N_("How close are firms and education to capital?"),
            N_(
                "%(reached)s of %(near)s firms and education organisations had contact with some "
                "source of capital %(window)s."
            ),
            N_("Register at least one source of capital."),
        ),
        "authority": GapPhrase(
            N_("The authority gap"),
            N_("Authorities"),
            _FIRMS,
            N_("How close are the firms to the authorities?"),
            N_("%(reached)s of %(near)s firms had exchange with some authority %(window)s."),
            N_("Register at least one authority."),
        ),
        "firms": GapPhrase(
            N_("The gap between firms"),
            N_("Other firms"),
            _FIRMS,
            N_("How close are the firms to each other?"),
            N_(
                "%(reached)s of %(near)s firms had exchange with some other member firm %(window)s."
            ),
            N_("Register at least two member firms."),
        ),
        "ecosystems": GapPhrase(
            N_("The gap between ecosystems"),
            N_("Other ecosystems"),
            _MEMBERS,
            N_("How close are we to other ecosystems?"),
            N_(
                "%(reached)s of %(near)s members had exchange with someone in another "
                "ecosystem %(window)s."
            ),
            N_("Register another ecosystem with at least five members."),
        ),
        "global": GapPhrase(
            N_("The global market gap"),
            N_("The world"),
            _MEMBERS,
            N_("How close are we to the global markets?"),
            N_("%(reached)s of %(near)s members had exchange with someone abroad %(window)s."),
            N_("Register at least one actor in another country."),
        ),
    }
)

# Memo B counts the civil sector to the far side of the authority gap; memo A does not.
_AUTHORITY_OR_CIVIL = GapPhrase(
    N_("The authority gap"),
    N_("Authorities and civil sector"),
    _FIRMS,
    N_("How close are the firms to authorities and the civil sector?"),
    N_(
        "%(reached)s of %(near)s firms had exchange with some authority or "
        "civil organisation %(window)s."
    ),
    N_("Register at least one authority or civil organisation."),
)

REASON_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "outside_record": N_(
            "The period lies outside what is recorded, so nothing can be said of it."
        ),
        "too_few_near": N_("Fewer than five stand on the near side, so no share is said."),
        "no_far_side": N_(
            "No such actor is registered on the far side. That is not the same as no interplay."
        ),
        "nothing_observed": N_("Nothing is recorded and nobody has answered in the period."),
        "too_few_asked": N_(
            "Too few of those without a record have been asked. "
            "Records alone say how many have contact at least, never how many have none."
        ),
        "no_other_ecosystem": N_("No other ecosystem with at least five members is registered."),
        "limits": N_("The source says itself that it cannot show this gap."),
        "no_platform": N_("No platform is registered in the period."),
        "nothing_reached": N_("Nobody is reached, and a share of nothing is no share."),
        "no_active": N_("Nobody on the near side took part in anything that carries contact."),
        "too_few_answers": N_("Fewer than five have answered, so their answers are withheld."),
        "answers_of_one_group": N_(
            "One legal person gave more than half of the answers, so they are not counted: it "
            "could work out the others."
        ),
        "answers_over_90": N_(
            "Nearly all who answered say the same, so the answers are not counted: they would tell "
            "what each one said. Over 90 % of those without another record say they have contact."
        ),
        "answers_under_10": N_(
            "Nearly all who answered say the same, so the answers are not counted: they would tell "
            "what each one said. Under 10 % of those without another record say they have contact."
        ),
        "answers_held_back": N_(
            "Some answers are not counted yet: beside an earlier figure they would tell what fewer "
            "than five have answered. They count when at least five can be counted together."
        ),
        "no_spread": N_(
            "Chance has no room here: every deal of the same acts gives the same share."
        ),
        "no_financier": N_("No financier is registered, so there is none to leave out."),
        "as_recorded": N_("The records are counted as complete, so there is no interval."),
        "not_in_atlas": N_(
            "The atlas measures many units at once and leaves this out; "
            "measure the ecosystem on its own to see it."
        ),
    }
)

# The same in a few words, for a label in the wheel and a cell in a table.
REASON_TAGS: Mapping[str, str] = MappingProxyType(
    {
        "outside_record": N_("outside the record"),
        "too_few_near": N_("fewer than five"),
        "no_far_side": N_("none registered"),
        "nothing_observed": N_("nothing recorded"),
        "too_few_asked": N_("too few asked"),
        "no_other_ecosystem": N_("no other ecosystem"),
        "limits": N_("the source cannot show it"),
        "no_platform": N_("no platform"),
        "nothing_reached": N_("nobody reached"),
        "no_active": N_("nobody active"),
        "too_few_answers": N_("too few answers"),
        "answers_of_one_group": N_("answers of one group"),
        "answers_over_90": N_("over 90 % of the answers"),
        "answers_under_10": N_("under 10 % of the answers"),
        "answers_held_back": N_("answers held back"),
        "no_spread": N_("no room for chance"),
        "no_financier": N_("no financier"),
        "as_recorded": N_("counted as complete"),
        "not_in_atlas": N_("not in the atlas"),
    }
)


def definition_of(run: Measured, gap: str) -> GapDefinition | None:
    """The definition a gap was measured by, or None when the run does not carry it."""
    return next((d for d in run.settings.definitions.gaps if d.key == gap), None)


def phrase_of(run: Measured, gap: str) -> GapPhrase:
    """How to speak of a gap of this run: its definition decides where the memos differ."""
    definition = definition_of(run, gap)
    if gap == "authority" and definition is not None and _holds_civil(definition):
        return _AUTHORITY_OR_CIVIL
    known = GAP_PHRASES.get(gap)
    return known if known is not None else _own_phrase(definition, gap)


def gap_name(gap: str, language: str) -> str:
    """The gap's name, "Forskningsgapet"; the key itself when it is none of the memos' seven."""
    phrase = GAP_PHRASES.get(gap)
    return for_language(language).gettext(phrase.name) if phrase else gap


def far_name(run: Run, gap: str, say: Words) -> str:
    """The far side as a label, "Forskning"; a region's own gap by its own name."""
    definition = definition_of(run, gap)
    if gap not in GAP_PHRASES and definition is not None:
        return definition.name.sv if say.swedish else definition.name.en
    return say.gettext(phrase_of(run, gap).far)


def near_noun(run: Measured, gap: str, say: Words) -> str:
    """The near side as a noun, "medlemsföretag"."""
    return say.gettext(phrase_of(run, gap).near)


def reason_sentence(code: str, language: str) -> str:
    """The sentence of a reason; KeyError when the code is not in `terms.REASONS`."""
    return for_language(language).gettext(REASON_SENTENCES[code])


def _holds_civil(definition: GapDefinition) -> bool:
    return any(side.sector is Sector.CIVIL for side in definition.far)


def _own_phrase(definition: GapDefinition | None, gap: str) -> GapPhrase:
    name = definition.name.en if definition else gap
    return GapPhrase(
        name,
        name,
        N_("actors on the near side"),
        N_("How close is the near side to the far side?"),
        N_(
            "%(reached)s of %(near)s on the near side had exchange with someone on "
            "the far side %(window)s."
        ),
        N_("Register at least one actor on the far side."),
    )
