"""Days and periods in words."""

from datetime import date

from django.utils.translation import gettext as _

__all__ = ["period_words"]


def period_words(first: date | None, last: date | None) -> str:
    """From and until, either may be open; one day is one day."""
    if first and last and first != last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    if first and last:
        return first.isoformat()
    if first:
        return _("since %(first)s") % {"first": first}
    if last:
        return _("until %(last)s") % {"last": last}
    return ""
