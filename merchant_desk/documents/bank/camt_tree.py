"""The small steps through the elements of a CAMT message, whatever its namespace."""

from typing import Any

from merchant_desk.documents.bank.amounts import cents_of
from merchant_desk.documents.bank.labels import tidy
from merchant_desk.documents.bank.refusals import bad_amount
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_NAMES: dict[str, str] = {}
_MOST_NAMES = 2000


def local(element: Any) -> str:
    """Return the name of an element without its namespace."""
    tag = element.tag
    name = _NAMES.get(tag)
    if name is None:
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if isinstance(tag, str) and len(_NAMES) < _MOST_NAMES:
            _NAMES[tag] = name
    return name


def children(element: Any) -> dict[str, Any]:
    """Return the children by name; of those that come again, the first."""
    found: dict[str, Any] = {}
    for each in element:
        found.setdefault(local(each), each)
    return found


def child(element: Any, name: str) -> Any:
    """Return the first child of a name, None when there is none."""
    for each in element:
        if local(each) == name:
            return each
    return None


def every(element: Any, name: str) -> list[Any]:
    """Return the children of a name."""
    return [each for each in element if local(each) == name]


def inner(element: Any) -> str:
    """Return the words of an element itself."""
    return tidy(element.text or "")


def words(element: Any, *path: str) -> str:
    """Return the words at a path of names, empty when there are none."""
    for name in path:
        if element is None:
            return ""
        element = child(element, name)
    return "" if element is None else inner(element)


def signed(amount: str, direction: str) -> Money:
    """Return an amount with its direction. Raises ValueError with the end of a sentence."""
    if direction not in {"CRDT", "DBIT"}:
        raise ValueError(_("rien ne dit si c’est un débit ou un crédit"))
    cents = cents_of(amount, ".")
    if cents < 0:
        raise ValueError(bad_amount(amount))
    return Money(cents if direction == "CRDT" else -cents)
