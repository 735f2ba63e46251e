"""Write stock levels to PrestaShop: look first, write several rows in one call, read all back.

A level is a row of its own: the one of the combination, never the sum that a product with
combinations shows. The answer to a change of several rows tells the last one only, and a row that
does not exist stops those after it, so what was kept is read afterwards.
"""

from collections.abc import Mapping, Sequence

from merchant_desk.connectors.prestashop.calls import Calls
from merchant_desk.connectors.prestashop.fields import optional_id
from merchant_desk.connectors.prestashop.pulling_products import stock_place
from merchant_desk.connectors.prestashop.replies import Reply
from merchant_desk.connectors.prestashop.xml_text import Row
from merchant_desk.sync.http_refusals import in_its_words
from merchant_desk.sync.intents import Outcome, PushResult, StockIntent
from merchant_desk.sync.record_fields import UnfitError, whole
from merchant_desk.values.texts import _

BATCH = 100
_SHOWN = "[id,id_product,id_product_attribute,quantity]"
Place = tuple[str, str]


def place_of(number: str) -> Place:
    """Return the product and the combination that a remote id names, « 0 » for none."""
    product, _dash, combination = number.partition("-")
    return product, combination or "0"


def push_stock(calls: Calls, intents: Sequence[StockIntent]) -> list[PushResult]:
    """Write the levels that the shop still shows as expected; the others are told back."""
    results: dict[str, PushResult] = {}
    for start in range(0, len(intents), BATCH):
        results |= _push_some(calls, intents[start : start + BATCH])
    return [results[each.product_remote_id] for each in intents]


def shown_level(calls: Calls, number: str) -> int | None:
    """Return the stock that the shop shows for an article, None for none."""
    return _quantity(_look(calls, [number]).get(place_of(number), {}))


def _push_some(calls: Calls, intents: Sequence[StockIntent]) -> dict[str, PushResult]:
    shown = _look(calls, [each.product_remote_id for each in intents])
    results: dict[str, PushResult] = {}
    changes: list[StockIntent] = []
    for intent in intents:
        judged = _judge(intent, shown)
        if judged is None:
            changes.append(intent)
        else:
            results[intent.product_remote_id] = judged
    if not changes:
        return results
    reply = _write(calls, changes, shown)
    kept = _look(calls, [each.product_remote_id for each in changes])
    left = [each for each in changes if _is_as_before(each, shown, kept)]
    if left and len(left) < len(changes):  # an older version took the first row alone
        for each in left:
            reply = _write(calls, [each], shown)
        kept = _look(calls, [each.product_remote_id for each in changes])
    for each in changes:
        results[each.product_remote_id] = _outcome(each, shown, kept, reply)
    return results


def _look(calls: Calls, numbers: Sequence[str]) -> dict[Place, Row]:
    """Return the rows of stock of these articles; where a shop has two, the first one counts."""
    products = [place_of(number)[0] for number in numbers]
    valid = [each for each in products if optional_id(each)]
    rows = calls.about("stock_availables", "id_product", valid, shown=_SHOWN)
    summed = {product for product, combination in map(stock_place, rows) if combination != "0"}
    return {
        stock_place(row): row
        for row in reversed(rows)
        if stock_place(row)[1] != "0" or stock_place(row)[0] not in summed
    }


def _judge(intent: StockIntent, shown: Mapping[Place, Row]) -> PushResult | None:
    """Return what need not or must not be written, None for what is to be."""
    number = intent.product_remote_id
    row = shown.get(place_of(number))
    if row is None:
        return _refused(number, _("La boutique n’a plus ce produit."))
    level = _quantity(row)
    if level is None:
        return _refused(number, _("La boutique ne compte pas le stock de ce produit."))
    if level == intent.wanted:
        return PushResult(number, Outcome.ALREADY, level)
    if intent.expected is not None and level != intent.expected:
        return PushResult(number, Outcome.MOVED, level)
    return None


def _write(calls: Calls, changes: Sequence[StockIntent], shown: Mapping[Place, Row]) -> Reply:
    rows = [
        {"id": str(shown[place_of(each.product_remote_id)]["id"]), "quantity": str(each.wanted)}
        for each in changes
    ]
    return calls.change("stock_availables", "stock_available", rows)


def _is_as_before(
    intent: StockIntent, shown: Mapping[Place, Row], kept: Mapping[Place, Row]
) -> bool:
    place = place_of(intent.product_remote_id)
    return place in kept and _quantity(kept[place]) == _quantity(shown[place])


def _outcome(
    intent: StockIntent, shown: Mapping[Place, Row], kept: Mapping[Place, Row], reply: Reply
) -> PushResult:
    number = intent.product_remote_id
    level = _quantity(kept.get(place_of(number), {}))
    if level == intent.wanted:
        return PushResult(number, Outcome.DONE, level)
    if level is None:
        return _refused(number, _("La boutique n’a plus ce produit."))
    if not _is_as_before(intent, shown, kept):
        return PushResult(number, Outcome.MOVED, level)
    if not reply.fine:
        return _refused(number, in_its_words(reply.refusal))
    return _refused(
        number,
        _("La boutique n’a pas gardé ce stock\u00a0: sa gestion avancée des stocks en décide."),
    )


def _quantity(row: Row) -> int | None:
    try:
        return whole(row.get("quantity"), "quantity")
    except UnfitError:
        return None


def _refused(number: str, reason: str) -> PushResult:
    return PushResult(number, Outcome.REFUSED, None, reason)
