"""Letters leave here, after the transaction that wrote them, once each."""

import logging

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from samspel.actions.remind_log import log_letter
from samspel.actions.wave_letters import thanks_letter, wave_letter
from samspel.records.accounts.api import ROLE_NAMES, system_viewer
from samspel.records.contacts.api import ContactRow, get_contact
from samspel.records.messages import api as messages
from samspel.terms import Refusal

__all__ = ["send_letters"]

_LOG = logging.getLogger(__name__)


def send_letters() -> int:
    """Send what waits; how many left. One that fails is tried again later, five times."""
    sent = 0
    for letter in messages.claim_letters():
        try:
            _send(letter)
        except Exception:  # noqa: BLE001 - one letter must not keep the others
            _LOG.exception("letter %s could not be sent", letter.id)
        else:
            messages.mark_sent(letter.id)
            sent += 1
    return sent


def _send(letter: messages.LetterRow) -> None:
    try:
        to = get_contact(letter.contact, by=system_viewer(letter.region))
    except Refusal:
        return
    if not to.email:
        return  # erased since: there is nobody to write to
    with override(to.language):
        subject, body = _TEMPLATES[letter.template](letter, to)
    EmailMessage(subject, body, to=[to.email]).send()


def _sign_in(letter: messages.LetterRow, to: ContactRow) -> tuple[str, str]:
    body = _(
        "Hello %(name)s,\n\n"
        "open this link and press the button there to sign in to Samspel:\n\n%(link)s\n\n"
        "The link works once, for %(minutes)s minutes. If you did not ask for it, do nothing."
    )
    return _("Sign in to Samspel"), body % {**letter.values, "name": to.name}


def _role_given(letter: messages.LetterRow, to: ContactRow) -> tuple[str, str]:
    values = {**letter.values, "name": to.name}
    values["role"] = _(ROLE_NAMES[letter.values["role"]]).lower()
    until = ""
    if letter.values.get("until"):
        until = _("The role lasts until %(until)s.") % values + "\n\n"
    body = _(
        "Hello %(name)s,\n\n"
        "you have been given the role %(role)s in %(region)s, in Samspel. Open the address "
        "below, give this e-mail address there, and a link to sign in with is sent to "
        "you:\n\n%(link)s\n\n"
    )
    return _("You have a role in %(region)s") % values, f"{body % values}{until}".strip()


def _own_page(letter: messages.LetterRow, to: ContactRow) -> tuple[str, str]:
    values = {**letter.values, "name": to.name}
    body = _(
        "Hello %(name)s,\n\n"
        "this is your personal link to the page of %(actors)s in Samspel. Open it and press the "
        "button there: you see what others read, and write what you contribute and what you "
        "seek:\n\n%(link)s\n\n"
        "The link is yours alone, works once and until %(until)s. After that, give this e-mail "
        "address on %(home)s, and a new one is sent to you. If this is not about you, do nothing."
    )
    return _("Your page: %(actors)s") % values, body % values


def _feedback(letter: messages.LetterRow, to: ContactRow) -> tuple[str, str]:
    body = _(
        "Hello %(name)s,\n\n"
        "somebody has told us this about Samspel, on the page %(page)s:\n\n%(text)s\n\n"
        "Address for an answer: %(email)s"
    )
    values = {**letter.values, "name": to.name}
    values["email"] = values.get("email") or _("none given")
    return _("Feedback on Samspel"), body % values


def _wave(letter: messages.LetterRow, to: ContactRow) -> tuple[str, str]:
    return wave_letter(values={**letter.values, "name": to.name})


def _wave_reminder(letter: messages.LetterRow, to: ContactRow) -> tuple[str, str]:
    return wave_letter(values={**letter.values, "name": to.name}, again=True)


def _wave_thanks(letter: messages.LetterRow, to: ContactRow) -> tuple[str, str]:
    return thanks_letter(values={**letter.values, "name": to.name})


def _log_month(letter: messages.LetterRow, to: ContactRow) -> tuple[str, str]:
    return log_letter(values={**letter.values, "name": to.name})


_TEMPLATES = {
    "sign_in": _sign_in,
    "role_given": _role_given,
    "own_page": _own_page,
    "feedback": _feedback,
    "log_month": _log_month,
    "wave": _wave,
    "wave_reminder": _wave_reminder,
    "wave_thanks": _wave_thanks,
}
