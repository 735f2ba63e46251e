"""Write prices to PrestaShop: net with six decimals, a combination's as what it adds.

A sale is a row of its own, a reduction with tax off the price: so the theme shows the price crossed
out, and what is paid is right to the cent. Rows that concern some customers only are left alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from merchant_desk.connectors.prestashop.amounts import (
    decimal,
    decimal_cents,
    millionths,
    price_with_tax,
    without_tax,
)
from merchant_desk.connectors.prestashop.calls import Calls
from merchant_desk.connectors.prestashop.fields import optional_id
from merchant_desk.connectors.prestashop.local_time import OPEN, local_text
from merchant_desk.connectors.prestashop.products import ecotax
from merchant_desk.connectors.prestashop.pulling import Shop
from merchant_desk.connectors.prestashop.replies import Reply
from merchant_desk.connectors.prestashop.sales import of_article
from merchant_desk.connectors.prestashop.settings import ShopSettings
from merchant_desk.connectors.prestashop.stocks import place_of
from merchant_desk.connectors.prestashop.xml_text import Row
from merchant_desk.sync.http_refusals import in_its_words
from merchant_desk.sync.intents import Outcome, PriceIntent, PushResult
from merchant_desk.sync.record_fields import Body, UnfitError
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

BATCH = 100
_PRODUCT = "[id,price,ecotax,id_tax_rules_group]"
_COMBINATION = "[id,id_product,price,ecotax]"


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the shop shows of some articles."""

    products: Mapping[str, Row]
    combinations: Mapping[str, Row]
    sales: Sequence[Row]


def push_prices(shop: Shop, intents: Sequence[PriceIntent]) -> list[PushResult]:
    """Write prices and their sales; what the shop kept is read afterwards."""
    results: dict[str, PushResult] = {}
    for start in range(0, len(intents), BATCH):
        results |= _push_some(shop, intents[start : start + BATCH])
    return [results[each.product_remote_id] for each in intents]


def price_is_kept(shop: Shop, intent: PriceIntent) -> bool:
    """Tell whether the shop shows this price and this sale."""
    shown = _look(shop.calls, [intent])
    return _problem(shop.settings, intent, shown) == "" and _is_kept(shop.settings, intent, shown)


def _push_some(shop: Shop, intents: Sequence[PriceIntent]) -> dict[str, PushResult]:
    shown = _look(shop.calls, intents)
    results: dict[str, PushResult] = {}
    changes: list[PriceIntent] = []
    for intent in intents:
        number = intent.product_remote_id
        problem = _problem(shop.settings, intent, shown)
        if problem:
            results[number] = PushResult(number, Outcome.REFUSED, reason=problem)
        elif _is_kept(shop.settings, intent, shown):
            results[number] = PushResult(number, Outcome.ALREADY)
        else:
            changes.append(intent)
    if not changes:
        return results
    troubles = _write(shop, changes, shown)
    kept = _look(shop.calls, changes)
    for intent in changes:
        number = intent.product_remote_id
        if not _problem(shop.settings, intent, kept) and _is_kept(shop.settings, intent, kept):
            results[number] = PushResult(number, Outcome.DONE)
        else:
            reason = troubles.get(number) or _("elle n’a pas gardé ce prix")
            results[number] = _refused(number, reason)
    return results


def _look(calls: Calls, intents: Sequence[PriceIntent]) -> _Shown:
    places = [place_of(each.product_remote_id) for each in intents]
    products = [product for product, _combination in places if optional_id(product)]
    combinations = [each for _product, each in places if optional_id(each)]
    return _Shown(
        _named(calls.about("products", "id", products, shown=_PRODUCT)),
        _named(calls.about("combinations", "id", combinations, shown=_COMBINATION)),
        calls.about("specific_prices", "id_product", products, optional=True),
    )


def _named(rows: Sequence[Row]) -> dict[str, Row]:
    return {str(row.get("id")): row for row in rows}


def _problem(settings: ShopSettings, intent: PriceIntent, shown: _Shown) -> str:
    """Return why a price cannot be written, nothing when it can."""
    product_id, combination_id = place_of(intent.product_remote_id)
    product = shown.products.get(product_id)
    combination = shown.combinations.get(combination_id, {})
    if product is None or (combination_id != "0" and combination.get("id_product") != product_id):
        return _("La boutique n’a plus ce produit.")
    sale = intent.sale_price
    if sale is not None and (sale > intent.price or sale.cents < 0):
        return _("Le prix de promotion dépasse le prix\u00a0: rien n’a été écrit.")
    try:
        millionths(product.get("price"), "price")
        millionths(combination.get("price", ""), "price")
        taxed_apart = bool(ecotax(product, combination))
    except UnfitError:
        return _("Le prix de ce produit n’est pas lisible dans la boutique.")
    if taxed_apart:
        return _("Ce produit porte une éco-participation\u00a0: changez son prix dans la boutique.")
    if settings.rates and settings.rate_bp(product.get("id_tax_rules_group")) != intent.rate_bp:
        return _("La boutique taxe ce produit à un autre taux\u00a0: corrigez l’un des deux.")
    return ""


def _is_kept(settings: ShopSettings, intent: PriceIntent, shown: _Shown) -> bool:
    product_id, combination_id = place_of(intent.product_remote_id)
    rate_bp = settings.rate_bp(shown.products[product_id].get("id_tax_rules_group"))
    try:
        base = millionths(shown.products[product_id].get("price"), "price")
        impact = millionths(shown.combinations.get(combination_id, {}).get("price", ""), "price")
        same = price_with_tax(base + impact, rate_bp) == intent.price
    except UnfitError:
        return False
    return same and (intent.keeps_sale or _sale_is_kept(settings, intent, shown.sales))


def _own_sales(settings: ShopSettings, intent: PriceIntent, sales: Sequence[Row]) -> list[Body]:
    """Return the rows for everybody that are of this very article."""
    product_id, combination_id = place_of(intent.product_remote_id)
    home = settings.values.get("PS_COUNTRY_DEFAULT", "")
    found = of_article(sales, product_id, combination_id, home)
    return [row for row in found if str(row.get("id_product_attribute") or "0") == combination_id]


def _sale_is_kept(settings: ShopSettings, intent: PriceIntent, sales: Sequence[Row]) -> bool:
    rows = _own_sales(settings, intent, sales)
    if intent.sale_price is None:
        return not rows
    wanted = _sale(settings, intent)
    return len(rows) == 1 and all(_same(rows[0].get(name), wanted[name]) for name in _COMPARED)


_COMPARED = ("price", "reduction", "reduction_type", "reduction_tax", "from", "to")


def _same(kept: object, wanted: str) -> bool:
    """Tell whether two written values are the same: « -1 » is « -1.000000 »."""
    try:
        return millionths(kept, "kept") == millionths(wanted, "wanted")
    except UnfitError:
        return kept == wanted


def _sale(settings: ShopSettings, intent: PriceIntent) -> dict[str, str]:
    product_id, combination_id = place_of(intent.product_remote_id)
    price, zone = intent.price, settings.zone
    nothing = dict.fromkeys(
        ("id_shop", "id_cart", "id_currency", "id_country", "id_group", "id_customer"), "0"
    )
    return nothing | {
        "id_product": product_id,
        "id_product_attribute": combination_id,
        "price": "-1",
        "from_quantity": "1",
        "reduction": decimal_cents(price - (intent.sale_price or price)),
        "reduction_tax": "1",
        "reduction_type": "amount",
        "from": local_text(intent.sale_from, zone) if intent.sale_from else OPEN,
        "to": local_text(intent.sale_to, zone) if intent.sale_to else OPEN,
    }


def _write(shop: Shop, changes: Sequence[PriceIntent], shown: _Shown) -> dict[str, str]:
    """Write prices, several in one call, and sales; return why the shop refused, by article.

    What lowers a reduction goes before the price and what raises one after it: in between the
    article is too dear rather than too cheap.
    """
    troubles = _write_sales(shop, [each for each in changes if _lowers(shop, each, shown)], shown)
    for resource, node, some in (
        ("products", "product", [each for each in changes if not _is_combination(each)]),
        ("combinations", "combination", [each for each in changes if _is_combination(each)]),
    ):
        objects = [_price(shop.settings, each, shown) for each in some]
        reply = shop.calls.change(resource, node, objects) if objects else Reply(200, "")
        if not reply.fine:
            troubles |= {each.product_remote_id: reply.refusal for each in some}
    later = [each for each in changes if not _lowers(shop, each, shown)]
    return troubles | _write_sales(
        shop, [each for each in later if each.product_remote_id not in troubles], shown
    )


def _lowers(shop: Shop, intent: PriceIntent, shown: _Shown) -> bool:
    """Tell whether a price goes down."""
    return intent.price < _shown_price(shop.settings, intent, shown)


def _shown_price(settings: ShopSettings, intent: PriceIntent, shown: _Shown) -> Money:
    product_id, combination_id = place_of(intent.product_remote_id)
    product = shown.products[product_id]
    impact = shown.combinations.get(combination_id, {}).get("price", "")
    net = millionths(product.get("price"), "price") + millionths(impact, "price")
    return price_with_tax(net, settings.rate_bp(product.get("id_tax_rules_group")))


def _write_sales(shop: Shop, changes: Sequence[PriceIntent], shown: _Shown) -> dict[str, str]:
    troubles = {}
    for intent in changes:
        if intent.keeps_sale:
            reply = _keep_sale_prices(shop, intent, shown)
        elif _sale_is_kept(shop.settings, intent, shown.sales):
            continue
        else:
            reply = _write_sale(shop, intent, shown.sales)
        if not reply.fine:
            troubles[intent.product_remote_id] = reply.refusal
    return troubles


def _keep_sale_prices(shop: Shop, intent: PriceIntent, shown: _Shown) -> Reply:
    """Leave what is paid under a reduction in euros; a percentage follows the price, as meant."""
    moved = intent.price - _shown_price(shop.settings, intent, shown)
    changed = [
        {"id": str(row.get("id")), "reduction": decimal(max(0, reduction + moved.cents * 10_000))}
        for row in _own_sales(shop.settings, intent, shown.sales)
        if row.get("reduction_type") == "amount"
        and str(row.get("reduction_tax", "1")) != "0"
        and millionths(row.get("price", "-1"), "price") < 0
        and (reduction := millionths(row.get("reduction", ""), "reduction")) > 0
    ]
    if not changed or not moved:
        return Reply(200, "")
    return shop.calls.change("specific_prices", "specific_price", changed)


def _is_combination(intent: PriceIntent) -> bool:
    return place_of(intent.product_remote_id)[1] != "0"


def _price(settings: ShopSettings, intent: PriceIntent, shown: _Shown) -> Row:
    product_id, combination_id = place_of(intent.product_remote_id)
    product = shown.products[product_id]
    net = without_tax(intent.price, settings.rate_bp(product.get("id_tax_rules_group")))
    if combination_id == "0":
        return {"id": product_id, "price": decimal(net)}
    return {"id": combination_id, "price": decimal(net - millionths(product["price"], "price"))}


def _write_sale(shop: Shop, intent: PriceIntent, sales: Sequence[Row]) -> Reply:
    """Write the one sale of an article in place of what it had; an ended one is deleted."""
    rows = _own_sales(shop.settings, intent, sales)
    keep = intent.sale_price is not None
    for row in rows[1:] if keep else rows:
        reply = shop.calls.remove("specific_prices", str(row.get("id")))
        if not reply.fine:
            return reply
    if not keep:
        return Reply(200, "")
    sale = _sale(shop.settings, intent)
    if not rows:
        return shop.calls.add("specific_prices", "specific_price", sale)
    changed = {"id": str(rows[0].get("id")), **sale}
    return shop.calls.change("specific_prices", "specific_price", [changed])


def _refused(number: str, reason: str) -> PushResult:
    shown = in_its_words(reason)
    return PushResult(number, Outcome.REFUSED, reason=shown)
