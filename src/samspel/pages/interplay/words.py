"""The words of acts on pages: facts and their values, kinds of note, states of a log."""

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from samspel.pages.templatetags.wording import named

__all__ = ["FACT_NAMES", "VALUE_NAMES", "fact_name", "source_words", "value_name"]

FACT_NAMES: Mapping[str, str] = {
    "flow": gettext_noop("What flows"),
    "direction": gettext_noop("Direction"),
    "level": gettext_noop("Level"),
    "function": gettext_noop("Knowledge is"),
    "purpose": gettext_noop("What is developed"),
    "held": gettext_noop("Where"),
    "leadership": gettext_noop("Leadership"),
    "tag": gettext_noop("Areas"),
}
VALUE_NAMES: Mapping[str, Mapping[str, str]] = {
    "flow": {
        "knowledge": gettext_noop("knowledge"),
        "technology": gettext_noop("technology"),
        "people": gettext_noop("people"),
        "capital": gettext_noop("capital"),
    },
    "direction": {
        "mutual": gettext_noop("both ways"),
        "to_members": gettext_noop("to the members"),
        "from_members": gettext_noop("from the members"),
    },
    "level": {
        "regional": gettext_noop("regional"),
        "national": gettext_noop("national"),
        "international": gettext_noop("international"),
    },
    "function": {
        "produced": gettext_noop("produced"),
        "spread": gettext_noop("spread"),
        "used": gettext_noop("used"),
    },
    "purpose": {
        "ecosystem": gettext_noop("the ecosystem: the interplay itself"),
        "business": gettext_noop("one organisation's business"),
    },
    "held": {
        "place": gettext_noop("in one place"),
        "distance": gettext_noop("at a distance"),
        "both": gettext_noop("both in one place and at a distance"),
    },
    "leadership": {
        "strategic": gettext_noop("strategic"),
        "operative": gettext_noop("operative"),
    },
    "tag": {
        "education": gettext_noop("education"),
        "skills": gettext_noop("supply of skills"),
        "internationalisation": gettext_noop("internationalisation"),
        "financing": gettext_noop("financing"),
        "research": gettext_noop("research"),
        "innovation": gettext_noop("innovation"),
        "establishment": gettext_noop("establishments"),
        "marketing": gettext_noop("marketing"),
        "business_support": gettext_noop("business support"),
        "entrepreneurship": gettext_noop("entrepreneurship"),
    },
}


def fact_name(fact: str) -> str:
    """What a fact is about."""
    return named(FACT_NAMES, fact)


def value_name(fact: str, value: str) -> str:
    """A fact's value in words."""
    return named(VALUE_NAMES.get(fact, {}), value)


def source_words(source: str) -> str:
    """Where an act is known from."""
    if source.startswith("wave:"):
        return gettext("Told in the survey %(wave)s") % {"wave": source.removeprefix("wave:")}
    if source.startswith("log:"):
        return _("The log of %(ecosystem)s") % {"ecosystem": source.removeprefix("log:")}
    return _("The region's log") if source == "log" else source
