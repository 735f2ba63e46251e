"""Make articles of the desk known to a Magento shop; a SKU is made once, whatever is lost."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from merchant_desk.connectors.magento.calls import Calls, sku_in_path
from merchant_desk.connectors.magento.levels import Shelf
from merchant_desk.connectors.magento.looking import gone, refused, said, shown_articles
from merchant_desk.connectors.magento.products import GRAMS
from merchant_desk.connectors.magento.settings import ShopSettings
from merchant_desk.connectors.magento.stock import push_stock
from merchant_desk.sync.intents import Effect, Outcome, ProductIntent, PushResult, StockIntent
from merchant_desk.sync.record_fields import optional_id
from merchant_desk.values.money import round_half_up
from merchant_desk.values.texts import _

_ENABLED, _DISABLED = 1, 2
_SEEN_EVERYWHERE = 4
_DEFAULT_SET = 4
_KILOGRAM = Fraction(1000)


def push_products(
    shelf: Shelf, ean_codes: Sequence[str], intents: Sequence[ProductIntent]
) -> list[PushResult]:
    """Make or change articles; one result each."""
    ean_code = _known_code(shelf, ean_codes) if any(each.ean for each in intents) else ""
    return [_push(shelf, ean_code, each) for each in intents]


def _known_code(shelf: Shelf, codes: Sequence[str]) -> str:
    """Return the first of these attributes that the shop has; Magento itself has none."""
    return next((code for code in codes if shelf.family.has_attribute(code)), "")


def find_product(calls: Calls, intent: ProductIntent) -> Effect:
    """Look whether the shop has this SKU."""
    found = shown_articles(calls, "sku", [intent.sku])
    return Effect.FOUND if found else Effect.NOT_FOUND


def _push(shelf: Shelf, ean_code: str, intent: ProductIntent) -> PushResult:
    if not intent.sku or not intent.name:
        return refused(
            intent.key, _("Magento demande une référence et un nom pour chaque produit.")
        )
    if intent.remote_id:
        return _change(shelf, ean_code, intent)
    calls, settings = shelf.calls, shelf.settings
    there = shown_articles(calls, "sku", [intent.sku])
    for number in there:
        return PushResult(intent.key, Outcome.ALREADY, remote_id=number)
    product = _product(settings, ean_code, intent) | {
        "type_id": "simple",
        "attribute_set_id": _DEFAULT_SET,
        "visibility": _SEEN_EVERYWHERE,
        "status": _DISABLED if intent.draft else _ENABLED,
        "price": settings.terms.written(intent.price, intent.rate_bp),
    }
    reply = calls.ask("POST", "products", {"product": product})
    if not reply.fine:
        return refused(intent.key, said(reply.refusal))
    number = optional_id(reply.row().get("id"))
    trouble = _first_stock(shelf, intent, number)
    return PushResult(intent.key, Outcome.DONE, reason=trouble, remote_id=number)


def _change(shelf: Shelf, ean_code: str, intent: ProductIntent) -> PushResult:
    """Change what the desk knows of an article; what is not named stays as it is."""
    calls, settings = shelf.calls, shelf.settings
    article = shown_articles(calls, "entity_id", [intent.remote_id]).get(intent.remote_id)
    if article is None:
        return gone(intent.key)
    product = _product(settings, ean_code, intent) | {"id": int(article.number)}
    path = f"products/{sku_in_path(article.sku)}"
    reply = calls.ask("PUT", path, {"product": product})
    if not reply.fine:
        return refused(intent.key, said(reply.refusal))
    return PushResult(intent.key, Outcome.DONE, remote_id=intent.remote_id)


def _product(settings: ShopSettings, ean_code: str, intent: ProductIntent) -> dict[str, Any]:
    product: dict[str, Any] = {"sku": intent.sku, "name": intent.name}
    told = []
    if ean_code and intent.ean:
        told.append({"attribute_code": ean_code, "value": intent.ean})
    tax_class = settings.tax_class(intent.rate_bp)
    if tax_class:
        told.append({"attribute_code": "tax_class_id", "value": tax_class})
    if told:
        product["custom_attributes"] = told
    if intent.weight_g is not None:
        unit = GRAMS.get(settings.weight_unit, _KILOGRAM)
        product["weight"] = Decimal(round_half_up(intent.weight_g * 10_000 / unit)).scaleb(-4)
    return product


def _first_stock(shelf: Shelf, intent: ProductIntent, number: str) -> str:
    if intent.stock is None or not number:
        return ""
    wanted = StockIntent(number, "", intent.stock, None, intent.sku)
    (result,) = push_stock(shelf.calls, shelf.source, [wanted])
    return result.reason
