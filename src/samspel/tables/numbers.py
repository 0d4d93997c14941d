"""The numbers that tell an organisation from all others: one spelling each, and their check digits.

Neighbours get `plain_number(scheme, value)` and `number_fault(scheme, value)`.
"""

import re
from collections.abc import Callable

__all__ = ["number_fault", "plain_number"]

_APART = re.compile(r"[\s\-\u00a0\u2010-\u2015\u2212./]")
_ROR = re.compile(r"0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}")
_ROR_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_VAT = re.compile(r"[A-Z]{2}[0-9A-Z+*]{2,13}")


def plain_number(scheme: str, value: str) -> str:
    """The number in its one spelling; what is no such number stays as it was written, trimmed.

    Parameters
    ----------
    scheme
        One of `SCHEMES`.
    value
        As somebody wrote it.

    Examples
    --------
    >>> plain_number("org_number", "SE556036079301"), plain_number("ror", "https://ror.org/016st3p78")
    ('5560360793', '016st3p78')
    """
    text = value.strip()
    if scheme == "ror":
        return text.lower().rstrip("/").rpartition("/")[2]
    if scheme not in ("org_number", "vat", "lei"):
        return text
    bare = _APART.sub("", text.removesuffix(".0")).upper()
    if scheme != "org_number":
        return bare
    found = re.fullmatch(r"SE([0-9]{10})01|(?:16)?([0-9]{10})", bare)
    return (found[1] or found[2]) if found else text


def number_fault(scheme: str, value: str) -> str:
    """What is wrong with a number in its one spelling: `form`, `check_digit`, or nothing.

    Swedish organisation numbers, LEI (ISO 17442) and VAT numbers of the European Union are
    judged by python-stdnum; ROR by its own rule (ISO 7064 over base 32 as ror.org gives it).
    Foreign numbers are of so many kinds that none is wrong.

    Examples
    --------
    >>> number_fault("org_number", "5560360793"), number_fault("org_number", "5560360794")
    ('', 'check_digit')
    >>> number_fault("ror", "016st3p78"), number_fault("ror", "016st3p77")
    ('', 'check_digit')
    """
    if not value:
        return ""
    if scheme == "org_number":
        return _judged(re.fullmatch("[0-9]{10}", value), _is_org_number, value)
    if scheme == "vat":
        return _judged(_VAT.fullmatch(value), _is_vat, value)
    if scheme == "lei":
        return _judged(re.fullmatch("[0-9A-Z]{20}", value), _is_lei, value)
    if scheme == "ror":
        return _judged(_ROR.fullmatch(value), _is_ror, value)
    return ""


def _judged(form: object, right: Callable[[str], bool], value: str) -> str:
    if form is None:
        return "form"
    return "" if right(value) else "check_digit"


def _is_org_number(value: str) -> bool:
    from stdnum.se import orgnr

    return bool(orgnr.is_valid(value))


def _is_vat(value: str) -> bool:
    from stdnum.eu import vat

    abroad = value[:2] not in {*(code.upper() for code in vat.MEMBER_STATES), "EL", "XI"}
    return abroad or bool(vat.is_valid(value))


def _is_lei(value: str) -> bool:
    from stdnum import lei

    return bool(lei.is_valid(value))


def _is_ror(value: str) -> bool:
    number = 0
    for sign in value[:7]:
        number = number * 32 + _ROR_DIGITS.index(sign)
    return 98 - number * 100 % 97 == int(value[7:])
