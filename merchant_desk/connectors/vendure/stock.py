"""Write stock levels on a Vendure shop: read again, compare, write, read back."""

from collections.abc import Sequence
from typing import Any

from merchant_desk.connectors.vendure.articles import BATCH, articles, change, gone
from merchant_desk.connectors.vendure.calls import Calls
from merchant_desk.connectors.vendure.products import level_at, stock_on_hand
from merchant_desk.connectors.vendure.terms import Terms
from merchant_desk.sync.intents import Effect, Outcome, PushResult, StockIntent
from merchant_desk.sync.record_fields import Body
from merchant_desk.values.texts import _


def push_stock(calls: Calls, terms: Terms, intents: Sequence[StockIntent]) -> list[PushResult]:
    """Write the levels that the shop still shows as expected; one result each."""
    results: list[PushResult] = []
    for start in range(0, len(intents), BATCH):
        results += _batch(calls, terms, intents[start : start + BATCH])
    return results


def find_stock(calls: Calls, terms: Terms, intent: StockIntent) -> Effect:
    """Look whether the shop shows what was wanted."""
    found = articles(calls, [intent.product_remote_id]).get(intent.product_remote_id)
    written = found is not None and _shown(terms, found) == intent.wanted
    return Effect.FOUND if written else Effect.NOT_FOUND


def _batch(calls: Calls, terms: Terms, intents: Sequence[StockIntent]) -> list[PushResult]:
    numbers = [each.product_remote_id for each in intents]
    shown = articles(calls, numbers)
    judged = {each.product_remote_id: _judged(terms, shown, each) for each in intents}
    wanted = {e.product_remote_id: e for e in intents if judged[e.product_remote_id] is None}
    refused = change(calls, {number: _change(terms, each) for number, each in wanted.items()})
    after = articles(calls, list(wanted)) if wanted else {}
    return [
        judged[each.product_remote_id] or _written(terms, after, each, refused) for each in intents
    ]


def _judged(terms: Terms, shown: dict[str, Body], intent: StockIntent) -> PushResult | None:
    """Return why nothing is to be written, or None when it is."""
    number = intent.product_remote_id
    if not terms.location:
        return PushResult(number, Outcome.REFUSED, reason=_("La boutique n’a aucun lieu de stock."))
    if number not in shown:
        return PushResult(number, Outcome.REFUSED, reason=gone())
    level = _shown(terms, shown[number])
    if level == intent.wanted:
        return PushResult(number, Outcome.ALREADY, level)
    if intent.expected is not None and level != intent.expected:
        return PushResult(number, Outcome.MOVED, level)
    return None


def _change(terms: Terms, intent: StockIntent) -> dict[str, Any]:
    level = {"stockLocationId": terms.location, "stockOnHand": intent.wanted}
    return {"id": intent.product_remote_id, "stockLevels": [level]}


def _written(
    terms: Terms, after: dict[str, Body], intent: StockIntent, refused: dict[str, str]
) -> PushResult:
    """Judge by what the shop shows now: silence is no success."""
    number = intent.product_remote_id
    if number in refused:
        return PushResult(number, Outcome.REFUSED, reason=refused[number])
    if number not in after:
        return PushResult(number, Outcome.REFUSED, reason=gone())
    level = _shown(terms, after[number])
    if level != intent.wanted:  # sold or typed in the same instant
        return PushResult(number, Outcome.MOVED, level)
    return PushResult(number, Outcome.DONE, level)


def _shown(terms: Terms, article: Body) -> int:
    return stock_on_hand(level_at(article, terms.location))
