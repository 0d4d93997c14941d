"""What is known of actors and ecosystems beside their own rows, in words: kinds, rows, headings."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspel.pages.shell.dates import period_words
from samspel.pages.templatetags.wording import named, words
from samspel.records.register.api import FactRow

__all__ = [
    "BACK",
    "BOTH_WAYS",
    "FORMS_OF",
    "OFFERS",
    "OWN_OFFERS",
    "QUESTIONS",
    "RELATIONS",
    "SCHEMES",
    "SUCCESSIONS",
    "fact_line",
]

SCHEMES = {
    "org_number": gettext_noop("Swedish organisation number"),
    "vat": gettext_noop("VAT number"),
    "lei": gettext_noop("LEI"),
    "ror": gettext_noop("ROR"),
    "foreign": gettext_noop("number in another country"),
    "none": gettext_noop("has no number"),
}
RELATIONS = {
    "owner": gettext_noop("owns"),
    "part_of": gettext_noop("is part of"),
    "supplier": gettext_noop("supplies"),
    "competitor": gettext_noop("competes with"),
}
_RELATIONS_BACK = {
    "owner": gettext_noop("is owned by"),
    "part_of": gettext_noop("has as a part"),
    "supplier": gettext_noop("is supplied by"),
    "competitor": gettext_noop("competes with"),
}
# A relation as it is said on the page of the actor that it goes to.
BACK = "back:"
BOTH_WAYS = {
    **RELATIONS,
    **{f"{BACK}{kind}": said for kind, said in _RELATIONS_BACK.items() if kind != "competitor"},
}
OFFERS = {
    "contributes": gettext_noop("Can contribute"),
    "seeks": gettext_noop("Seeks"),
    "conditions": gettext_noop("Its conditions"),
    "mission": gettext_noop("Its mission"),
    "goals": gettext_noop("Its goals"),
    "ambitions": gettext_noop("Its ambitions"),
    "incentives": gettext_noop("What drives it"),
}
# The same as the actor itself says it.
OWN_OFFERS = {
    "contributes": gettext_noop("We can contribute"),
    "seeks": gettext_noop("We seek"),
    "conditions": gettext_noop("Our conditions"),
    "mission": gettext_noop("Our mission"),
    "goals": gettext_noop("Our goals"),
    "ambitions": gettext_noop("Our ambitions"),
    "incentives": gettext_noop("What drives us"),
}
SUCCESSIONS = {
    "renamed": gettext_noop("It is the same organisation under a new name"),
    "merged": gettext_noop("It became part of another"),
    "split": gettext_noop("It was divided into several"),
}
# The tables that a person edits row by row, with what their group is called and a first row is.
FORMS_OF: Mapping[str, tuple[str, str]] = {
    "memberships": (gettext_noop("Member of"), gettext_noop("Add a membership")),
    "aliases": (gettext_noop("Other names"), gettext_noop("Add a name")),
    "identifiers": (gettext_noop("Official numbers"), gettext_noop("Add a number")),
    "offers": (gettext_noop("Contributes and seeks"), gettext_noop("Add what it says of itself")),
    "relations": (gettext_noop("Owners and others"), gettext_noop("Add a relation")),
    "industries": (gettext_noop("Industries"), gettext_noop("Add an industry")),
}

# What the page of one row asks.
QUESTIONS: Mapping[str, str] = {
    "memberships": gettext_noop("What is %(name)s a member of, and since when?"),
    "aliases": gettext_noop("What else is %(name)s called?"),
    "identifiers": gettext_noop("Which official number has %(name)s?"),
    "offers": gettext_noop("What does %(name)s contribute or seek?"),
    "relations": gettext_noop("How is %(name)s related to another actor?"),
    "industries": gettext_noop("In which industry is %(name)s?"),
}


def fact_line(fact: FactRow, actor_id: str, ecosystems: Mapping[str, str]) -> str:
    """A row as a person would say it."""
    said = _said(fact, actor_id, ecosystems)
    days = _days(fact)
    return f"{said} ({days})" if days else said


def _said(fact: FactRow, actor_id: str, ecosystems: Mapping[str, str]) -> str:
    values = fact.values
    match fact.table:
        case "memberships":
            key = str(values["ecosystem_id"])
            marks = [
                text
                for name, text in (("is_platform", _("platform")), ("is_financier", _("financier")))
                if values[name]
            ]
            return ", ".join([ecosystems.get(key, key), *marks])
        case "identifiers":
            return f"{named(SCHEMES, values['scheme'])} {values['value'] or ''}".strip()
        case "offers":
            return f"{named(OFFERS, values['kind'])}: {values['text']}"
        case "relations":
            return _relation(fact, actor_id)
        case "industries" | "core_industries":
            return f"SNI {values['code']}"
        case "boundaries":
            return f"{values['version']}: {values['rule']}"
        case _:
            return str(values.get("name", ""))


def _relation(fact: FactRow, actor_id: str) -> str:
    forward = fact.values["from_actor"] == actor_id
    verb = named(RELATIONS if forward else _RELATIONS_BACK, fact.values["kind"])
    said = f"{verb} {fact.other_name or fact.other}"
    share = fact.values["share"]
    if isinstance(share, float):
        return f"{said}, {words().number(round(share))} %"
    return said


def _days(fact: FactRow) -> str:
    values = fact.values
    if fact.table == "memberships":
        return period_words(values["member_from"], values["member_until"])  # type: ignore[arg-type]
    if "valid_from" in values:
        return period_words(values["valid_from"], values.get("valid_until"))  # type: ignore[arg-type]
    return ""
