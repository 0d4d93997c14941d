"""The words of the seven questions: one question a gap, the same for everybody."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

__all__ = ["CHOICES", "Question", "choice_words", "need_words", "question_of", "short_of"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is put, what counts, and the short name of whom it is about."""

    asks: str
    helps: str
    short: str


_QUESTIONS: Mapping[str, Question] = {
    "research": Question(
        gettext_noop("Has %(actor)s had contact with any research organisation?"),
        gettext_noop("A university or an institute: a project, a meeting, a test, a visit."),
        gettext_noop("research"),
    ),
    "education": Question(
        gettext_noop("Has %(actor)s had contact with anyone who educates?"),
        gettext_noop("A university or a school: trainees, degree projects, courses."),
        gettext_noop("education"),
    ),
    "capital": Question(
        gettext_noop("Has %(actor)s had contact with anyone who provides capital?"),
        gettext_noop("A bank, an investor, a fund or a public financier. Talks count too."),
        gettext_noop("capital"),
    ),
    "authority": Question(
        gettext_noop("Has %(actor)s worked with any public authority?"),
        gettext_noop("A municipality, the region or an agency. Taxes and reports do not count."),
        gettext_noop("public authorities"),
    ),
    "firms": Question(
        gettext_noop("Has %(actor)s worked with any other firm in %(ecosystem)s?"),
        gettext_noop("Competitors count too. Buying and selling as usual does not."),
        gettext_noop("other firms"),
    ),
    "ecosystems": Question(
        gettext_noop("Has %(actor)s worked with anyone in another ecosystem?"),
        gettext_noop("Somebody in another line of business, outside %(ecosystem)s."),
        gettext_noop("other ecosystems"),
    ),
    "global": Question(
        gettext_noop("Has %(actor)s had contact with anyone in another country?"),
        gettext_noop("A customer, a partner or a network abroad."),
        gettext_noop("other countries"),
    ),
}

CHOICES: Mapping[str, str] = {
    "yes": gettext_noop("Yes, we have had contact"),
    "no": gettext_noop("No, no contact"),
    "unwanted": gettext_noop("No, and we do not want any"),
}


def question_of(gap: str, *, actor: str, ecosystem: str) -> Question:
    """The question in this language; a region's own gap is asked by its key."""
    found = _QUESTIONS.get(gap)
    values = {"actor": actor, "ecosystem": ecosystem}
    if found is None:
        asks = _("Has %(actor)s had contact with %(gap)s?") % {**values, "gap": gap}
        return Question(asks, "", gap)
    return Question(_(found.asks) % values, _(found.helps) % values, _(found.short))


def short_of(gap: str) -> str:
    """Whom the question is about, in a word or two."""
    found = _QUESTIONS.get(gap)
    return _(found.short) if found else gap


def choice_words(choice: str) -> str:
    """A choice in words; nothing for none."""
    return _(CHOICES[choice]) if choice in CHOICES else ""


def need_words(need: str) -> str:
    """What contact would help most, in words."""
    return _("Nothing just now") if need == "nothing" else short_of(need) if need else ""
