"""Nothing secret in a log: the secret of a personal link is masked in whatever is logged.

`MaskLinks` is a filter of log handlers. A path may stand in a message, in what fills it, or in a
traceback.
"""

import logging
import re

__all__ = ["MaskLinks", "masked"]

# Eight signs find the link in the database and open nothing; the rest is the secret.
_LINK = re.compile(r"/(answer|sign-in|share)/([0-9A-Za-z_-]{4})[0-9A-Za-z_-]{8,}")


def masked(text: str) -> str:
    """The text without the secrets of links.

    >>> masked("Not Found: /answer/0123456789abcdef/1/")
    'Not Found: /answer/0123…/1/'
    """
    return _LINK.sub(r"/\1/\2…", text)


class MaskLinks(logging.Filter):
    """Masks the message as it would be written, and the traceback with it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_text = masked(record.exc_text) if record.exc_text else record.exc_text
        return True
