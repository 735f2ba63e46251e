"""Strict reading of what PrestaShop sends: a value of the right kind, or a reason why not."""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from merchant_desk.sync.json_text import UnreadableJsonError, json_value
from merchant_desk.values.texts import _

Body = Mapping[str, Any]
NAME_LENGTH = 250
NOTE_LENGTH = 5000
_WHOLE = re.compile(r"-?\d{1,12}(?:\.0+)?", re.ASCII)
_ID = re.compile(r"[1-9]\d{0,17}", re.ASCII)
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class UnfitError(Exception):
    """A field the desk cannot accept; ``reason`` ends the sentence the merchant reads."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def missing(name: str) -> UnfitError:
    """Return the reason for a field that is absent or of the wrong kind."""
    return UnfitError(_("«\u00a0{field}\u00a0» manque ou n’est pas lisible").format(field=name))


def opened(body: str) -> Body:
    """Return the object of a raw record."""
    try:
        data = json_value(body)
    except UnreadableJsonError:
        raise UnfitError(_("les données sont abîmées")) from None
    if type(data) is not dict:
        raise UnfitError(_("les données sont abîmées"))
    return data


def rows(data: Body, name: str) -> Sequence[Body]:
    """Return a list of objects; absent or empty counts as empty, anything else is refused."""
    value = data.get(name)
    if value is None or value == "":
        return ()
    if type(value) is not list or not all(type(each) is dict for each in value):
        raise missing(name)
    return value


def row(data: Body, name: str) -> Body:
    """Return an object, an empty one for none."""
    value = data.get(name)
    if type(value) is dict:
        return value
    if value in (None, [], ""):
        return {}
    raise missing(name)


def whole(value: object, name: str) -> int:
    """Return an integer; a fraction is refused."""
    if type(value) is int:
        return value
    if type(value) is str and _WHOLE.fullmatch(value):
        return int(value.partition(".")[0])
    raise missing(name)


def remote_id(value: object, name: str) -> str:
    """Return an id; PrestaShop counts from 1 and says 0 for none."""
    shown = str(value)
    if type(value) in (str, int) and _ID.fullmatch(shown):
        return shown
    raise missing(name)


def optional_id(value: object) -> str:
    """Return an id, empty for none or zero."""
    shown = str(value)
    return shown if type(value) in (str, int) and _ID.fullmatch(shown) else ""


def flag(data: Body, name: str) -> bool:
    """Tell whether something is on."""
    return data.get(name) in ("1", 1, True)


def text(value: object, limit: int = NAME_LENGTH) -> str:
    """Return plain text on one line as people read it; markup stays visible, never executed."""
    if type(value) is dict:
        value = next((each for each in value.values() if each), "")
    if type(value) is not str:
        return str(value) if type(value) is int else ""
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


def spoken(value: object, language: str) -> str:
    """Return a text in the language of the shop, else in the first that says something."""
    if type(value) is dict:
        return text(value.get(language)) or text(value)
    return text(value)
