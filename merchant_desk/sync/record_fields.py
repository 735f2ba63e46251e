"""Strict reading of what storefronts send: a value of the right kind, or a reason why not."""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from merchant_desk.sync.json_text import UnreadableJsonError, json_value
from merchant_desk.values.texts import _

Body = Mapping[str, Any]
NAME_LENGTH = 250
NOTE_LENGTH = 5000
_DECIMAL = re.compile(r"-?\d{1,12}(?:\.\d{1,20})?(?:[eE]-\d{1,2})?", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,12}(?:\.0+)?", re.ASCII)
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST_FAST = 14
_TOO_LARGE = 10**12


class UnfitError(Exception):
    """A field the desk cannot accept; ``reason`` ends the sentence the merchant reads."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def missing(name: str) -> UnfitError:
    """Return the reason for a field that is absent or of the wrong kind."""
    return UnfitError(_("«\u00a0{field}\u00a0» manque ou n’est pas lisible").format(field=name))


def parsed(body: str) -> Body:
    """Return the JSON object of a raw record; decimals stay text."""
    try:
        data = json_value(body)
    except UnreadableJsonError:
        raise UnfitError(_("les données sont abîmées")) from None
    if type(data) is not dict:
        raise UnfitError(_("les données sont abîmées"))
    return data


def rows(data: Body, name: str) -> Sequence[Body]:
    """Return a list of objects; absent counts as empty, anything else is refused."""
    value = data.get(name)
    if value is None:
        return ()
    if type(value) is not list:
        raise missing(name)
    for each in value:
        if type(each) is not dict:
            raise missing(name)
    return value


def row(data: Body, name: str) -> Body:
    """Return an object; shops written in PHP send an empty one as an empty list."""
    value = data.get(name)
    if type(value) is dict:
        return value
    if value in (None, []):
        return {}
    raise missing(name)


def exact(value: object, name: str) -> Fraction:
    """Return a decimal number without any float."""
    if type(value) is int and abs(value) < _TOO_LARGE:
        return Fraction(value)
    if type(value) is str and _DECIMAL.fullmatch(value):
        return Fraction(value)
    raise missing(name)


def hundredths(value: object, name: str) -> int:
    """Return a decimal number as an integer number of hundredths, halves away from zero."""
    if type(value) is int and abs(value) < _TOO_LARGE:
        return value * 100
    if type(value) is str and value[-3:-2] == ".":
        digits = value[:-3] + value[-2:]
        if len(digits) < _LONGEST_FAST and digits.isdecimal() and digits.isascii():
            return int(digits)
    hundred = exact(value, name) * 100
    magnitude = int(abs(hundred) + Fraction(1, 2))
    return magnitude if hundred >= 0 else -magnitude


def whole(value: object, name: str) -> int:
    """Return an integer; a fraction is refused."""
    if type(value) is int:
        return value
    if type(value) is str and _WHOLE.fullmatch(value):
        return int(value.partition(".")[0])
    raise missing(name)


def remote_id(value: object, name: str) -> str:
    """Return a platform id as text; they count from 1."""
    number = optional_id(value)
    if number:
        return number
    raise missing(name)


def optional_id(value: object) -> str:
    """Return a platform id as text, empty for none or zero."""
    return str(value) if type(value) is int and value > 0 else ""


def text(value: object, limit: int = NAME_LENGTH) -> str:
    """Return plain text on one line as people read it; markup stays visible, never executed."""
    if type(value) is not str:
        return str(value) if type(value) is int else ""
    if not value:
        return ""
    if value.isprintable() and "&" not in value and len(value) <= limit:
        return value.strip()
    return " ".join(note(value, limit).split())


def note(value: object, limit: int = NOTE_LENGTH) -> str:
    """Return plain text on several lines; what is longer is cut, the raw record keeps it all."""
    if type(value) is not str:
        return ""
    shown = html.unescape(value[: limit * 8]).replace("\r\n", "\n").replace("\r", "\n")
    shown = _UNSHOWABLE.sub("", shown).strip()
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def instant(value: object, name: str) -> datetime:
    """Return an instant written in UTC without saying so."""
    if type(value) is str and value:
        try:
            return datetime.fromisoformat(value + "+00:00")
        except ValueError:
            pass
    raise missing(name)


def optional_instant(value: object, name: str) -> datetime | None:
    """Return an instant, or None when there is none."""
    return None if value is None or value == "" else instant(value, name)
