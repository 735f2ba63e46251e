"""What is PrestaShop’s own in reading records: everything is text, and empty text is nothing."""

import re
from collections.abc import Sequence

from merchant_desk.sync.record_fields import Body, missing, text

_ID = re.compile(r"[1-9]\d{0,17}", re.ASCII)


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


def remote_id(value: object, name: str) -> str:
    """Return an id; PrestaShop counts from 1 and says 0 for none."""
    number = optional_id(value)
    if number:
        return number
    raise missing(name)


def optional_id(value: object) -> str:
    """Return an id, empty for none or zero."""
    shown = str(value)
    return shown if type(value) in (str, int) and _ID.fullmatch(shown) else ""


def flag(data: Body, name: str) -> bool:
    """Tell whether something is on."""
    return data.get(name) in ("1", 1, True)


def spoken(value: object, language: str) -> str:
    """Return a text in the language of the shop, else in the first that says something."""
    if type(value) is dict:
        said = (text(each) for each in (value.get(language), *value.values()))
        return next((words for words in said if words), "")
    return text(value)
