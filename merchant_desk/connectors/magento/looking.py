"""Look up which articles a shop has before writing: Magento takes any SKU, even one it never had.

A stock written for a SKU that does not exist is accepted in silence and stays behind as an orphan.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from merchant_desk.connectors.magento.calls import Calls
from merchant_desk.connectors.magento.criteria import criteria, one_of
from merchant_desk.connectors.magento.levels import attributes
from merchant_desk.sync.http_refusals import in_its_words
from merchant_desk.sync.intents import Outcome, PriceIntent, PushResult, StockIntent
from merchant_desk.sync.record_fields import optional_id, text
from merchant_desk.values.texts import _

BATCH = 100
_FIELDS = "id,sku,type_id,price,custom_attributes"
IntentT = TypeVar("IntentT", StockIntent, PriceIntent)


@dataclass(frozen=True, slots=True)
class Shown:
    """An article as the shop shows it."""

    number: str
    sku: str
    told: dict[str, Any]


def batches(intents: Sequence[IntentT]) -> Iterator[Sequence[IntentT]]:
    """Yield at most a hundred intents at a time."""
    for start in range(0, len(intents), BATCH):
        yield intents[start : start + BATCH]


def shown_articles(calls: Calls, field: str, values: Sequence[str]) -> dict[str, Shown]:
    """Return the articles that have these ids, or these SKUs, by id."""
    asked = [each for each in dict.fromkeys(values) if each]
    if not asked:
        return {}
    query = criteria([one_of(field, asked)], size=len(asked), fields=_FIELDS)
    found = (
        Shown(optional_id(each.get("id")), text(each.get("sku")), attributes(each))
        for each in calls.read("products", query).items()
    )
    return {each.number: each for each in found if each.number and each.sku}


def refused(subject: str, reason: str) -> PushResult:
    """Return a refusal in words she can read."""
    return PushResult(subject, Outcome.REFUSED, None, reason)


def said(reason: str) -> str:
    """Return what the shop itself said, in a sentence."""
    return in_its_words(reason)


def gone(subject: str) -> PushResult:
    """Return the refusal of an article the shop no longer has."""
    return refused(subject, _("La boutique n’a plus ce produit."))
