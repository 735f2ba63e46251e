"""The articles that a push is about, read just before and just after it is written."""

from collections.abc import Mapping, Sequence
from typing import Any

from merchant_desk.connectors.vendure.calls import Calls
from merchant_desk.connectors.vendure.pulling import listed
from merchant_desk.sync.record_fields import Body
from merchant_desk.values.texts import _

BATCH = 50
_ARTICLES = """query Articles($options: ProductVariantListOptions!) {
  productVariants(options: $options) { items { id sku trackInventory price priceWithTax
    currencyCode taxRateApplied { value } product { id slug }
    stockLevels { stockLocationId stockOnHand stockAllocated } } }
}"""
_CHANGE = """mutation Change($input: [UpdateProductVariantInput!]!) {
  updateProductVariants(input: $input) { id }
}"""


def articles(calls: Calls, numbers: Sequence[str]) -> dict[str, Body]:
    """Return these articles by id; what is not there was deleted."""
    return {str(each.get("id")): each for each in _where(calls, "id", numbers)}


def articles_named(calls: Calls, skus: Sequence[str]) -> dict[str, Body]:
    """Return the articles with these codes; Vendure lets several have one, the first counts."""
    return {str(each.get("sku")): each for each in reversed(_where(calls, "sku", skus))}


def _where(calls: Calls, name: str, values: Sequence[str]) -> Sequence[Body]:
    options = {"filter": {name: {"in": list(values)}}, "sort": {"id": "ASC"}, "take": 2 * BATCH}
    return listed(calls.read(_ARTICLES, {"options": options}), "productVariants")


def change(calls: Calls, changes: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Write changes by article; return why, for each that the shop refused.

    Vendure refuses a whole batch for one of them: then each is sent alone.
    """
    refusal = _write(calls, list(changes.values())) if changes else ""
    if not refusal:
        return {}
    if len(changes) == 1:
        return dict.fromkeys(changes, refusal)
    alone = {number: _write(calls, [each]) for number, each in changes.items()}
    return {number: words for number, words in alone.items() if words}


def _write(calls: Calls, changes: list[Mapping[str, Any]]) -> str:
    reply = calls.ask(_CHANGE, {"input": changes})
    if not reply.errors:
        return ""
    return _("La boutique a refusé\u00a0: {reason}").format(reason=reply.refusal)


def gone() -> str:
    """Return why an article that was deleted cannot be written."""
    return _("La boutique n’a plus cet article.")
