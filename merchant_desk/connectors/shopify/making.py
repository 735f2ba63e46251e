"""Make articles of the desk known to a Shopify shop; one is made once, whatever is lost.

A search finds a new SKU only after seconds. So the address of a product, its handle, is worked out
from our own key: it is looked up without any search.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from merchant_desk.connectors.shopify import documents
from merchant_desk.connectors.shopify.calls import Calls, dig, rows_of
from merchant_desk.connectors.shopify.gids import gid, number
from merchant_desk.connectors.shopify.levels import shown_variants
from merchant_desk.connectors.shopify.refusing import gone, refused, said
from merchant_desk.connectors.shopify.settings import ShopSettings
from merchant_desk.connectors.shopify.terms import written
from merchant_desk.sync.intents import Effect, Outcome, ProductIntent, PushResult
from merchant_desk.sync.record_fields import text
from merchant_desk.values.texts import _

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_QUOTED = re.compile(r"[\\'\"]")
_LONGEST = 80


def push_products(
    calls: Calls, settings: ShopSettings, intents: Sequence[ProductIntent]
) -> list[PushResult]:
    """Make or change articles; one result each."""
    return [_push(calls, settings, each) for each in intents]


def find_product(calls: Calls, intent: ProductIntent) -> Effect:
    """Look whether the shop has this article."""
    return Effect.FOUND if _there(calls, intent) else Effect.NOT_FOUND


def handle(intent: ProductIntent) -> str:
    """Return the address of a new product: its name and what tells it from its namesakes."""
    plain = unicodedata.normalize("NFKD", intent.name.lower()).encode("ascii", "ignore").decode()
    digest = hashlib.blake2b(intent.key.encode(), digest_size=4).hexdigest()
    name = _NOT_PLAIN.sub("-", plain).strip("-")[:_LONGEST].strip("-")
    return f"{name}-{digest}" if name else digest


def _push(calls: Calls, settings: ShopSettings, intent: ProductIntent) -> PushResult:
    if not intent.name:
        return refused(intent.key, _("Shopify demande un nom pour chaque produit."))
    if intent.remote_id:
        return _change(calls, settings, intent)
    there = _there(calls, intent)
    if there:
        return PushResult(intent.key, Outcome.ALREADY, remote_id=there)
    asked = {"input": _product(settings, intent)}
    answer = calls.write(documents.MAKE, asked, "productSet")
    if answer.errors:
        return said(intent.key, answer.refusal)
    variants = rows_of(dig(answer.payload, ("product", "variants")))
    made = number(variants[0].get("id")) if variants else ""
    return PushResult(intent.key, Outcome.DONE, remote_id=made)


def _there(calls: Calls, intent: ProductIntent) -> str:
    """Return the number of the article that is this one, empty when the shop has none."""
    ours = dig(
        calls.read(documents.BY_HANDLE, {"handle": handle(intent)}), ("productByIdentifier",)
    )
    found = rows_of(dig(ours, ("variants",)))
    if intent.sku and not found:
        query = f"sku:'{_QUOTED.sub(' ', intent.sku)}'"
        named = rows_of(dig(calls.read(documents.BY_SKU, {"query": query}), ("productVariants",)))
        found = [each for each in named if text(each.get("sku")) == intent.sku]
    return number(found[0].get("id")) if found else ""


def _product(settings: ShopSettings, intent: ProductIntent) -> dict[str, Any]:
    default = {"optionName": "Title", "name": "Default Title"}
    variant: dict[str, Any] = {
        "optionValues": [default],
        "price": written(intent.price, intent.rate_bp, gross=settings.gross),
        "taxable": intent.rate_bp != 0,
        "inventoryItem": {"tracked": intent.stock is not None, **_weight(intent)},
    }
    if intent.sku:
        variant["sku"] = intent.sku
    if intent.ean:
        variant["barcode"] = intent.ean
    if intent.stock is not None:
        place = {"locationId": gid("Location", settings.place), "name": "available"}
        variant["inventoryQuantities"] = [place | {"quantity": intent.stock}]
    product = {
        "title": intent.name,
        "handle": handle(intent),
        "status": "DRAFT" if intent.draft else "ACTIVE",
        "productOptions": [{"name": "Title", "values": [{"name": "Default Title"}]}],
        "variants": [variant],
    }
    return product | ({"productType": intent.categories[0]} if intent.categories else {})


def _weight(intent: ProductIntent) -> dict[str, Any]:
    if intent.weight_g is None:
        return {}
    return {"measurement": {"weight": {"value": intent.weight_g, "unit": "GRAMS"}}}


def _change(calls: Calls, settings: ShopSettings, intent: ProductIntent) -> PushResult:
    """Change what the desk knows of an article; what is not named stays as it is."""
    shown = shown_variants(calls, settings, [intent.remote_id]).get(intent.remote_id)
    if shown is None:
        return gone(intent.key)
    variant: dict[str, Any] = {"id": gid("ProductVariant", intent.remote_id)}
    item = _weight(intent) | ({"sku": intent.sku} if intent.sku else {})
    variant |= {"inventoryItem": item} if item else {}
    variant |= {"barcode": intent.ean} if intent.ean else {}
    asked = {"product": shown.product_gid, "variants": [variant]}
    answer = calls.write(documents.SET_VARIANTS, asked, "productVariantsBulkUpdate")
    if answer.errors:
        return said(intent.key, answer.refusal)
    if shown.alone:  # the name of a variation belongs to its product
        renamed = {"product": {"id": shown.product_gid, "title": intent.name}}
        answer = calls.write(documents.RENAME, renamed, "productUpdate")
    if answer.errors:
        return said(intent.key, answer.refusal)
    return PushResult(intent.key, Outcome.DONE, remote_id=intent.remote_id)
