"""An event of the audit log as a sentence."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspel.records.audit.api import Event

__all__ = ["event_sentence"]

# verb and subject: what was done, after the name of who did it.
_SENTENCES: Mapping[tuple[str, str], str] = {
    ("store", "file"): gettext_noop("%(who)s sent a file to bring in."),
    ("plan", "import"): gettext_noop(
        "%(who)s had import %(key)s planned: %(changes)s rows would change."
    ),
    ("start", "import"): gettext_noop("%(who)s said yes to import %(key)s."),
    ("apply", "import"): gettext_noop("Import %(key)s was written: %(changes)s rows changed."),
    ("cancel", "import"): gettext_noop("Import %(key)s was cancelled, and nothing of it was kept."),
    ("cancel", "job"): gettext_noop("%(who)s wished that work %(key)s be stopped."),
    ("start", "run"): gettext_noop("%(who)s asked for a measurement of %(key)s."),
    ("set_baseline", "run"): gettext_noop("%(who)s made run %(key)s the baseline."),
    ("measure", "run"): gettext_noop(
        "The gaps of %(ecosystem)s were measured as of %(on)s: run %(key)s."
    ),
    ("start", "places"): gettext_noop("%(who)s asked for a measurement by place of %(key)s."),
    ("start", "activity"): gettext_noop("%(who)s asked for a count of the bridges of %(key)s."),
    ("start", "stop_rule"): gettext_noop("%(who)s asked what the stop rule says of %(key)s."),
    ("measure", "places"): gettext_noop(
        "%(ecosystem)s was measured by place as of %(on)s: run %(key)s."
    ),
    ("measure", "activity"): gettext_noop(
        "The bridges of %(ecosystem)s were counted as of %(on)s: run %(key)s."
    ),
    ("measure", "stop_rule"): gettext_noop(
        "The stop rule was read for %(ecosystem)s as of %(on)s: run %(key)s."
    ),
    ("start", "release"): gettext_noop("%(who)s asked for a preview of wave %(wave)s of %(key)s."),
    ("preview", "release"): gettext_noop("A release of wave %(wave)s was previewed."),
    ("publish", "release"): gettext_noop(
        "%(who)s published release %(number)s, of wave %(wave)s: %(shown)s figures."
    ),
    ("drop", "release"): gettext_noop("%(who)s threw a preview away."),
    ("draft", "memo"): gettext_noop("%(who)s drafted memo %(key)s."),
    ("edit", "memo"): gettext_noop("%(who)s changed the texts of memo %(key)s."),
    ("render", "memo"): gettext_noop("%(who)s made the document of memo %(key)s."),
    ("renew", "memo"): gettext_noop("%(who)s began a new version: memo %(key)s."),
    ("read", "draft_matter"): gettext_noop("%(who)s read a memo into draft matter %(key)s."),
    ("keep", "draft_matter"): gettext_noop("%(who)s kept draft matter %(key)s."),
    ("set_aside", "draft_matter"): gettext_noop("%(who)s set draft matter %(key)s aside."),
    ("take_back", "draft_matter"): gettext_noop("%(who)s took draft matter %(key)s back."),
    ("give_role", "contact"): gettext_noop("%(who)s gave %(whom)s a role."),
    ("end_role", "contact"): gettext_noop("%(who)s ended a role of %(whom)s."),
    ("erase", "contact"): gettext_noop("%(who)s emptied a person's data."),
    ("rename", "region"): gettext_noop("%(who)s renamed the region to %(name)s."),
    ("save", "agreement"): gettext_noop("%(who)s entered an agreement's figures."),
    ("sign_in", "account"): gettext_noop("%(who)s signed in."),
    ("sign_out", "account"): gettext_noop("%(who)s signed out."),
    ("request_link", "account"): gettext_noop("%(who)s asked for a sign-in link."),
    ("print_link", "account"): gettext_noop("A sign-in link was printed for %(who)s."),
    ("set_password", "account"): gettext_noop("%(who)s chose a password."),
    ("tell", "feedback"): gettext_noop("%(who)s wrote about %(page)s: “%(text)s” %(email)s"),
    ("create", "region"): gettext_noop("%(who)s began the region."),
}
_ANY = gettext_noop("%(who)s: %(verb)s %(subject)s %(key)s.")


def event_sentence(event: Event, names: Mapping[int, str]) -> str:
    """The event in words; one without words of its own is told by its codes."""
    text = _SENTENCES.get((event.verb, event.subject), _ANY)
    who = _("The system") if event.by is None else names.get(event.by) or _("Somebody")
    values = {"verb": event.verb, "subject": event.subject, "key": event.key}
    if event.subject == "contact" and event.key.isdecimal():
        values["whom"] = names.get(int(event.key)) or _("somebody")
    try:
        return _(text) % {**event.values, **values, "who": who}
    except KeyError:
        return _(_ANY) % {**values, "who": who}
