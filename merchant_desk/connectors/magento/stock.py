"""Write what lies on the shelf to a source of a Magento shop: look, compare, write, read back.

The number is physical: what is sold and not yet shipped is in it, and Magento takes it off itself.
"""

from collections.abc import Mapping, Sequence

from merchant_desk.connectors.magento.calls import Calls, Reply
from merchant_desk.connectors.magento.levels import Level, stock_of
from merchant_desk.connectors.magento.looking import (
    Shown,
    batches,
    gone,
    refused,
    said,
    shown_articles,
)
from merchant_desk.sync.intents import Effect, Outcome, PushResult, StockIntent
from merchant_desk.values.texts import _

_PATH = "inventory/source-items"
_EMPTY = Level("", 0, in_stock=False)


def push_stock(calls: Calls, source: str, intents: Sequence[StockIntent]) -> list[PushResult]:
    """Write the levels the shop still shows as expected; the others are told back."""
    results: list[PushResult] = []
    for some in batches(intents):
        results += _push(calls, source, some)
    return results


def find_stock(calls: Calls, source: str, intent: StockIntent) -> Effect:
    """Look whether a level is the one that was to be written."""
    number = intent.product_remote_id
    article = shown_articles(calls, "entity_id", [number]).get(number)
    if article is None:
        return Effect.NOT_FOUND
    level = stock_of(calls, source, [article.sku]).get(article.sku.lower(), _EMPTY)
    return Effect.FOUND if level.quantity == intent.wanted else Effect.NOT_FOUND


def _push(calls: Calls, source: str, intents: Sequence[StockIntent]) -> list[PushResult]:
    articles = shown_articles(calls, "entity_id", [each.product_remote_id for each in intents])
    held = stock_of(calls, source, [each.sku for each in articles.values()])
    results: dict[int, PushResult] = {}
    changes: dict[int, StockIntent] = {}
    for place, intent in enumerate(intents):
        article = articles.get(intent.product_remote_id)
        if article is None:
            results[place] = gone(intent.product_remote_id)
            continue
        judged = _judged(intent, held.get(article.sku.lower(), _EMPTY))
        if judged is None:
            changes[place] = intent
        else:
            results[place] = judged
    if changes:
        results |= _written(calls, source, changes, articles, held)
    return [results[place] for place in range(len(intents))]


def _judged(intent: StockIntent, level: Level) -> PushResult | None:
    """Return the answer that needs no writing, None where the level is to be written."""
    subject = intent.product_remote_id
    if level.quantity is None:
        return refused(
            subject,
            _("La boutique tient ce produit en fractions\u00a0: son stock n’est pas écrit."),
        )
    if level.quantity == intent.wanted and level is not _EMPTY:
        return PushResult(subject, Outcome.ALREADY, level.quantity)
    if intent.expected is not None and level.quantity != intent.expected:
        return PushResult(subject, Outcome.MOVED, level.quantity)
    return None


def _written(
    calls: Calls,
    source: str,
    changes: Mapping[int, StockIntent],
    articles: Mapping[str, Shown],
    held: Mapping[str, Level],
) -> dict[int, PushResult]:
    """Write a batch and read it back: Magento answers the same whatever it did with it."""
    rows = {}
    for place, intent in changes.items():
        sku = articles[intent.product_remote_id].sku
        rows[place] = _row(sku, source, intent.wanted, held.get(sku.lower(), _EMPTY))
    refusals = _sent(calls, rows)
    skus = [str(row["sku"]) for place, row in rows.items() if place not in refusals]
    now = stock_of(calls, source, skus)
    return {
        place: refused(intent.product_remote_id, said(refusals[place]))
        if place in refusals
        else _confirmed(intent, now.get(str(rows[place]["sku"]).lower(), _EMPTY))
        for place, intent in changes.items()
    }


def _row(sku: str, source: str, wanted: int, before: Level) -> dict[str, object]:
    """Return what to write; an article taken off sale by hand although in stock stays so."""
    by_hand = not before.in_stock and bool(before.quantity)
    on_sale = before.in_stock or (wanted > 0 and not by_hand)
    return {"sku": sku, "source_code": source, "quantity": wanted, "status": int(on_sale)}


def _sent(calls: Calls, rows: Mapping[int, Mapping[str, object]]) -> dict[int, str]:
    """Send the rows; where Magento refuses them together, one by one. Return why, by place."""
    reply = _send(calls, list(rows.values()))
    if reply.fine:
        return {}
    if len(rows) == 1:
        return dict.fromkeys(rows, reply.refusal)
    told = {place: _send(calls, [row]) for place, row in rows.items()}
    return {place: each.refusal for place, each in told.items() if not each.fine}


def _send(calls: Calls, rows: Sequence[Mapping[str, object]]) -> Reply:
    return calls.ask("POST", _PATH, {"sourceItems": list(rows)})


def _confirmed(intent: StockIntent, level: Level) -> PushResult:
    outcome = Outcome.DONE if level.quantity == intent.wanted else Outcome.MOVED
    return PushResult(intent.product_remote_id, outcome, level.quantity)
