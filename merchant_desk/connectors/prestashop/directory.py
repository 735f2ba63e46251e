"""The short lists of a shop that its records refer to by id: states, carriers, taxes, countries.

Each list is read whole when an id of it is met for the first time, and once more when an unknown
id is met: PrestaShop gives a carrier a new id whenever it is edited.
"""

from collections.abc import Mapping

from merchant_desk.connectors.prestashop.calls import Calls
from merchant_desk.connectors.prestashop.xml_text import Row

_SHOWN: Mapping[str, str] = {
    "countries": "[id,iso_code]",
    "currencies": "[id,iso_code]",
    "languages": "[id,iso_code]",
    "taxes": "[id,rate]",
    "categories": "[id,name]",
    "product_options": "[id,name]",
    "product_option_values": "[id,id_attribute_group,name]",
}
OPTIONAL = frozenset({"categories", "languages"})


class Directory:
    """Looks things up by id, asking the shop as seldom as can be."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._lists: dict[str, dict[str, Row]] = {}
        self._unknown: set[tuple[str, str]] = set()

    def every(self, resource: str) -> Mapping[str, Row]:
        """Return a whole list by id."""
        if resource not in self._lists:
            self._lists[resource] = self._read(resource)
        return self._lists[resource]

    def afresh(self, resource: str) -> Mapping[str, Row]:
        """Return a whole list as the shop has it now."""
        self._lists.pop(resource, None)
        return self.every(resource)

    def get(self, resource: str, row_id: str) -> Row:
        """Return what an id stands for; nothing where the shop does not know it either."""
        if not row_id or row_id == "0":
            return {}
        found = self.every(resource).get(row_id)
        if found is None and (resource, row_id) not in self._unknown:
            self._lists[resource] = self._read(resource)
            self._unknown.add((resource, row_id))
            found = self._lists[resource].get(row_id)
        return found or {}

    def _read(self, resource: str) -> dict[str, Row]:
        query = {"display": _SHOWN.get(resource, "full")}
        rows = self._calls.rows(resource, query, optional=resource in OPTIONAL)
        return {str(row.get("id")): row for row in rows}
