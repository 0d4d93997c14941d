"""The words of the letters of a wave, as they are sent and as they are shown before.

`wave_letter` and `thanks_letter` give subject and body in the language that is on.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

__all__ = ["thanks_letter", "wave_letter"]


def wave_letter(*, values: Mapping[str, str], again: bool = False) -> tuple[str, str]:
    """The letter that asks, or asks again. `values`: name, actor, ecosystem, region, closes_on,
    sender, greeting, link."""
    subject = _("Seven questions about whom %(actor)s works with in %(ecosystem)s")
    if again:
        subject = _("A reminder: seven questions about whom %(actor)s works with")
    parts = [
        _("Hello %(name)s,"),
        "%(greeting)s",
        _(
            "%(region)s asks the members of %(ecosystem)s whom they have had contact with. "
            "It takes about three minutes, on a phone too."
        ),
        _(
            "Your own link, for %(actor)s alone. Open it and press the button there; nothing "
            "happens before that:"
        ),
        "%(link)s",
        _(
            "You can stop and go on later by the same link, and change your answers, until "
            "%(closes_on)s. You need not answer, and on the page you can say that you do not "
            "want to be asked again."
        ),
        _(
            "Purpose: to see where the ecosystem lacks contact and what would help. The region "
            "handles your name and address as a task of public interest, and deletes them when "
            "you ask for it. Who sees what stands on the page."
        ),
        "%(sender)s",
    ]
    return subject % values, _joined(parts, values)


def thanks_letter(*, values: Mapping[str, str]) -> tuple[str, str]:
    """The letter that tells those who answered where they see what it gave."""
    parts = [
        _("Hello %(name)s,"),
        _("Thank you for answering for %(actor)s. Here is what the answers gave:"),
        "%(link)s",
        _("No answer of a single actor is shown there."),
        "%(sender)s",
    ]
    return _("What the seven questions gave: %(ecosystem)s") % values, _joined(parts, values)


def _joined(parts: list[str], values: Mapping[str, str]) -> str:
    said = (part % values for part in parts)
    return "\n\n".join(text for text in said if text.strip())
