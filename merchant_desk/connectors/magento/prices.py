"""Write prices and their one sale to a Magento shop, in lists; it tells of each SKU it refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from merchant_desk.connectors.magento.calls import Calls, message, sku_in_path
from merchant_desk.connectors.magento.looking import (
    Shown,
    batches,
    gone,
    refused,
    said,
    shown_articles,
)
from merchant_desk.connectors.magento.settings import ShopSettings
from merchant_desk.sync.intents import Effect, Outcome, PriceIntent, PushResult
from merchant_desk.sync.record_fields import UnfitError, exact, text
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

Row = dict[str, Any]
_NO_END = "2099-12-31 00:00:00"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where prices are written: the shop, how it counts, and the field of the prior price."""

    calls: Calls
    settings: ShopSettings
    prior_price: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of prices that the shop keeps of some SKUs."""

    base: Mapping[str, Row]
    special: Mapping[str, Row]


def push_prices(desk: Desk, intents: Sequence[PriceIntent]) -> list[PushResult]:
    """Write prices; what was kept is read back, for an answer of 200 says nothing of a SKU."""
    results: list[PushResult] = []
    for some in batches(intents):
        results += _push(desk, some)
    return results


def find_price(desk: Desk, intent: PriceIntent) -> Effect:
    """Look whether the shop shows this price and sale."""
    number = intent.product_remote_id
    article = shown_articles(desk.calls, "entity_id", [number]).get(number)
    if article is None:
        return Effect.NOT_FOUND
    kept = _kept(desk, [article.sku])
    return Effect.FOUND if _is_kept(desk, intent, article.sku, kept) else Effect.NOT_FOUND


def _push(desk: Desk, intents: Sequence[PriceIntent]) -> list[PushResult]:
    articles = shown_articles(desk.calls, "entity_id", [each.product_remote_id for each in intents])
    wanted = [(each, articles[each.product_remote_id]) for each in intents
              if each.product_remote_id in articles]  # fmt: skip
    if not wanted:
        return [gone(each.product_remote_id) for each in intents]
    skus = [article.sku for _intent, article in wanted]
    before = _kept(desk, skus)
    store = {sku: _store(desk, sku, before) for sku in skus}
    complaints = _send_base(desk, wanted, store) + _send_sales(desk, wanted, store, before)
    complaints += _send_prior(desk, wanted)
    after = _kept(desk, skus)
    results = {
        intent.product_remote_id: _judged(desk, intent, article.sku, after, complaints)
        for intent, article in wanted
    }
    return [results.get(each.product_remote_id) or gone(each.product_remote_id) for each in intents]


def _judged(
    desk: Desk, intent: PriceIntent, sku: str, after: Kept, complaints: Sequence[Row]
) -> PushResult:
    subject = intent.product_remote_id
    for each in complaints:
        if sku.lower() in [str(told).lower() for told in _told(each)]:
            return refused(subject, said(message(each)))
    if _is_kept(desk, intent, sku, after):
        return PushResult(subject, Outcome.DONE)
    return refused(subject, _("La boutique n’a pas gardé ce prix."))


def _told(complaint: Row) -> Sequence[object]:
    parameters = complaint.get("parameters")
    if isinstance(parameters, dict):
        return list(parameters.values())
    return parameters if isinstance(parameters, list) else ()


def _store(desk: Desk, sku: str, before: Kept) -> int:
    """Return the store a price is written for: the chosen one where it has a price of its own."""
    own = before.base.get(sku.lower(), {}).get("store_id")
    return desk.settings.store_id if own and own == desk.settings.store_id else 0


def _send_base(
    desk: Desk, wanted: Sequence[tuple[PriceIntent, Shown]], store: Mapping[str, int]
) -> list[Row]:
    terms = desk.settings.terms
    rows = [
        {
            "sku": article.sku,
            "store_id": store[article.sku],
            "price": terms.written(intent.price, intent.rate_bp),
        }
        for intent, article in wanted
    ]
    return _sent(desk, "products/base-prices", rows)


def _send_sales(
    desk: Desk,
    wanted: Sequence[tuple[PriceIntent, Shown]],
    store: Mapping[str, int],
    before: Kept,
) -> list[Row]:
    """Write the sales; Magento keeps one a product, a second takes the place of the first."""
    begun, ended = [], []
    for intent, article in wanted:
        had = before.special.get(article.sku.lower())
        if intent.keeps_sale:
            continue
        if intent.sale_price is not None:
            begun.append(_sale_row(desk, intent, article.sku, store[article.sku]))
        elif had is not None:
            ended.append(_as_it_is(had))
    complaints = _sent(desk, "products/special-price-delete", ended)
    return complaints + _sent(desk, "products/special-price", begun)


def _as_it_is(sale: Row) -> Row:
    """Return a sale as it must be named to be ended."""
    return {
        "sku": sale["sku"],
        "store_id": sale["store_id"],
        "price": Decimal(str(sale.get("price") or 0)),
        "price_from": text(sale.get("price_from")),
        "price_to": text(sale.get("price_to")),
    }


def _sale_row(desk: Desk, intent: PriceIntent, sku: str, store: int) -> Row:
    terms, price = desk.settings.terms, intent.sale_price
    begin = intent.sale_from or desk.calls.server_now()
    return {
        "sku": sku,
        "store_id": store,
        "price": terms.written(price, intent.rate_bp) if price is not None else 0,
        "price_from": terms.begin_text(begin),
        "price_to": terms.end_text(intent.sale_to) if intent.sale_to is not None else _NO_END,
    }


def _send_prior(desk: Desk, wanted: Sequence[tuple[PriceIntent, Shown]]) -> list[Row]:
    """Write the price before the reduction into the field she chose, only where it changes."""
    complaints: list[Row] = []
    for intent, article in wanted:
        if not desk.prior_price or intent.keeps_sale:
            continue
        value = "" if intent.prior_price is None else _amount(intent.prior_price)
        shown = text(article.told.get(desk.prior_price))
        if shown == value or _same(shown, value):
            continue
        attribute = {"attribute_code": desk.prior_price, "value": value}
        payload = {"product": {"sku": article.sku, "custom_attributes": [attribute]}}
        reply = desk.calls.ask("PUT", f"products/{sku_in_path(article.sku)}", payload)
        if not reply.fine:
            complaints.append({"message": reply.refusal, "parameters": [article.sku]})
    return complaints


def _amount(price: Money) -> str:
    return f"{price.cents // 100}.{price.cents % 100:02d}"


def _same(shown: str, value: str) -> bool:
    try:
        return exact(shown, "price") == exact(value, "price")
    except UnfitError:
        return False


def _sent(desk: Desk, path: str, rows: Sequence[Row]) -> list[Row]:
    """Send rows and return what Magento complains of; a refusal of all names each SKU."""
    if not rows:
        return []
    reply = desk.calls.ask("POST", path, {"prices": list(rows)})
    if reply.fine:
        return reply.rows()
    return [{"message": reply.refusal, "parameters": [row["sku"]]} for row in rows]


def _kept(desk: Desk, skus: Sequence[str]) -> Kept:
    return Kept(
        _rows_of(desk, "products/base-prices-information", skus),
        _rows_of(desk, "products/special-price-information", skus),
    )


def _rows_of(desk: Desk, path: str, skus: Sequence[str]) -> dict[str, Row]:
    """Return a row a SKU: of the chosen store where it has its own, else of all of them.

    Where the shop shows several sales of a SKU, the last one is the one that was written last.
    """
    found: dict[str, Row] = {}
    for row in desk.calls.look_up(path, {"skus": list(skus)}).rows():
        sku, store = text(row.get("sku")).lower(), row.get("store_id")
        before = found.get(sku)
        if store not in (0, desk.settings.store_id) or (
            before and before["store_id"] and not store
        ):
            continue
        found[sku] = row
    return found


def _is_kept(desk: Desk, intent: PriceIntent, sku: str, kept: Kept) -> bool:
    base, sale = kept.base.get(sku.lower()), kept.special.get(sku.lower())
    if _cents(desk, base, intent.rate_bp) != intent.price:
        return False
    if intent.keeps_sale:
        return True
    return _cents(desk, sale, intent.rate_bp) == intent.sale_price


def _cents(desk: Desk, row: Row | None, rate_bp: int) -> Money | None:
    try:
        return desk.settings.terms.with_tax(exact(row["price"], "price"), rate_bp) if row else None
    except (UnfitError, KeyError):
        return None
