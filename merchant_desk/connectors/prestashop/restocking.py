"""Put the goods of a refund back into PrestaShop's stock, once: a slip does not.

Levels are written as they should be, so what was there before is written down on the order first:
after a cut it is known whether a level still is what it was, is what it should be, or has moved.
"""

from collections.abc import Mapping, Sequence

from merchant_desk.connectors.prestashop.fields import optional_id
from merchant_desk.connectors.prestashop.marks import leave_mark, mark_of
from merchant_desk.connectors.prestashop.pulling import Shop
from merchant_desk.connectors.prestashop.stocks import push_stock, shown_level
from merchant_desk.connectors.prestashop.xml_text import Row
from merchant_desk.sync.intents import Outcome, RefundIntent, StockIntent
from merchant_desk.values.texts import _

_STEP = "restock"


def put_back(
    shop: Shop,
    intent: RefundIntent,
    order: Row,
    details: Sequence[Row],
    marks: Sequence[Mapping[str, str]],
) -> str:
    """Raise the levels of what came back; return what she must look at, nothing when all is well.

    A level that moved since it was written down is left: the next comparison of stock settles it.
    """
    begun = mark_of(marks, _STEP, intent.key)
    levels = _planned(shop, intent, details) if begun is None else _written(begun)
    if not levels:
        return ""
    if begun is None:
        told = ";".join(f"{n}:{before}:{after}" for n, (before, after) in levels.items())
        if not leave_mark(shop.calls, order, _STEP, intent.key, levels=told).fine:
            return _by_hand()
    wanted = [StockIntent(n, "", after, before) for n, (before, after) in levels.items()]
    results = push_stock(shop.calls, wanted)
    became = {each.outcome for each in results}
    if became <= {Outcome.DONE, Outcome.ALREADY}:
        return ""
    if Outcome.REFUSED in became:
        return _by_hand()
    return _("L’avoir est noté\u00a0; le stock de la boutique a bougé entre-temps\u00a0: "
             "il sera comparé à la prochaine synchronisation.")  # fmt: skip


def _by_hand() -> str:
    return _("L’avoir est noté\u00a0; le stock de la boutique est à corriger à la main.")


def _planned(
    shop: Shop, intent: RefundIntent, details: Sequence[Row]
) -> dict[str, tuple[int, int]]:
    """Return what each article shows and what it should show, by its remote id."""
    articles = {str(each.get("id")): _article(each) for each in details}
    back: dict[str, int] = {}
    for line in intent.lines:
        number = articles.get(line.line_remote_id, "")
        if number and line.quantity > 0:
            back[number] = back.get(number, 0) + line.quantity
    levels = {number: shown_level(shop.calls, number) for number in back}
    return {
        number: (level, level + back[number])
        for number, level in levels.items()
        if level is not None
    }


def _article(detail: Row) -> str:
    product = optional_id(detail.get("product_id"))
    variation = optional_id(detail.get("product_attribute_id"))
    return f"{product}-{variation}" if product and variation else product


def _written(mark: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    found = {}
    for each in mark.get("levels", "").split(";"):
        number, _sign, told = each.partition(":")
        before, _sign, after = told.partition(":")
        found[number] = (int(before), int(after))
    return found
