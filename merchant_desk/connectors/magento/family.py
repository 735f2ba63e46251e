"""What a Magento product says of itself only elsewhere: its parent, its options, its categories."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from merchant_desk.connectors.magento.calls import Calls, right_missing
from merchant_desk.connectors.magento.criteria import Where, criteria
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.record_fields import Body, optional_id, row, rows, text

CONFIGURABLE = "configurable"
_PAGE = 100
_FIELDS = (
    "id,name,type_id,extension_attributes[configurable_product_links,configurable_product_options]"
)


@dataclass(frozen=True, slots=True)
class Parent:
    """A configurable product, as its variations need it."""

    number: str
    name: str
    children: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]
    """The id and the label of each thing that is chosen."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that can be chosen: its code and the words of its values."""

    code: str
    words: Mapping[str, str]


class Family:
    """Looks up parents, attributes and categories once, and learns of those that come by."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._parents: dict[str, Parent] | None = None
        self._attributes: dict[str, Attribute] = {}
        self._categories: dict[str, str] | None = None

    def learn(self, product: Body) -> Parent:
        """Note a configurable product that comes by, in place of what was known of it."""
        parent = _parent(product)
        known = self._known()
        for child in [each for each, had in known.items() if had.number == parent.number]:
            del known[child]
        known |= dict.fromkeys(parent.children, parent)
        return parent

    def parent_of(self, number: str) -> Parent | None:
        """Return the configurable product of which this is a variation."""
        return self._known().get(number)

    def options(self, parent: Parent, values: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return what was chosen: the thing and the word; ``values`` by code of attribute."""
        shown = []
        for number, label in parent.attributes:
            attribute = self._attribute(number)
            word = attribute.words.get(str(values.get(attribute.code)), "")
            if word:
                shown.append((label, word))
        return shown

    def has_attribute(self, code: str) -> bool:
        """Tell whether the shop has an attribute of this code."""
        return bool(self._attribute(code).code)

    def categories(self, numbers: Sequence[object]) -> list[str]:
        """Return the names of these categories."""
        if self._categories is None:
            self._categories = dict(_names(self._told("categories")))
        found = (self._categories.get(str(each), "") for each in numbers)
        return [each for each in found if each]

    def _told(self, path: str) -> Body:
        """Return words an article can do without; keys that may not read them are no trouble."""
        try:
            reply = self._calls.ask("GET", path)
        except ShopRejectedCredentialsError as refused:
            if right_missing(refused):
                return {}
            raise
        return reply.row() if reply.fine else {}

    def _known(self) -> dict[str, Parent]:
        if self._parents is None:
            self._parents = {}
            for parent in self._listed():
                self._parents |= dict.fromkeys(parent.children, parent)
        return self._parents

    def _listed(self) -> Iterator[Parent]:
        last = 0
        page: list[dict[str, Any]] = []
        while last == 0 or len(page) >= _PAGE:
            groups = [[Where("type_id", CONFIGURABLE)], [Where("entity_id", str(last), "gt")]]
            query = criteria(groups, size=_PAGE, sort=["entity_id"], fields=_FIELDS)
            page = self._calls.read("products", query).items()
            yield from (_parent(each) for each in page)
            last = max((each["id"] for each in page if type(each.get("id")) is int), default=1)

    def _attribute(self, number: str) -> Attribute:
        if number not in self._attributes:
            data = self._told(f"products/attributes/{number}")
            self._attributes[number] = Attribute(
                text(data.get("attribute_code")),
                {
                    text(each.get("value")): text(each.get("label"))
                    for each in rows(data, "options")
                },
            )
        return self._attributes[number]


def _parent(product: Body) -> Parent:
    more = row(product, "extension_attributes")
    links = more.get("configurable_product_links")
    return Parent(
        optional_id(product.get("id")),
        text(product.get("name")),
        tuple(str(each) for each in links) if isinstance(links, list) else (),
        tuple(
            (text(each.get("attribute_id")), text(each.get("label")))
            for each in rows(more, "configurable_product_options")
        ),
    )


def _names(tree: Body) -> Iterator[tuple[str, str]]:
    """Yield every category by its number; the two at the root name nothing a customer sees."""
    waiting: list[Body] = [tree]
    while waiting:
        each = waiting.pop()
        level = each.get("level")
        if not isinstance(level, int) or level > 1:
            yield optional_id(each.get("id")), text(each.get("name"))
        waiting += rows(each, "children_data")
