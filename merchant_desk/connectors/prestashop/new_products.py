"""Make products of the desk known to PrestaShop, once: a reference names one article there.

PrestaShop lets two products have one reference and has no field for a key of ours, so a reference
is looked for first, among products and combinations.
"""

import re
import unicodedata
from collections.abc import Sequence

from merchant_desk.connectors.prestashop.amounts import decimal, without_tax
from merchant_desk.connectors.prestashop.fields import optional_id
from merchant_desk.connectors.prestashop.pulling import Shop
from merchant_desk.connectors.prestashop.replies import Reply
from merchant_desk.connectors.prestashop.stocks import place_of, push_stock
from merchant_desk.connectors.prestashop.xml_text import Row, in_every_language
from merchant_desk.sync.http_refusals import in_its_words
from merchant_desk.sync.intents import Effect, Outcome, ProductIntent, PushResult, StockIntent
from merchant_desk.values.texts import _

_NOT_IN_AN_ADDRESS = re.compile(r"[^a-z0-9]+")
_NOT_IN_A_NAME = re.compile(r"[<>;=#{}]+")
_NOT_IN_A_REFERENCE = re.compile(r"[<>;={}|\[\]]")
_LONGEST_NAME = 128
_KILO = 1000


def push_products(shop: Shop, intents: Sequence[ProductIntent]) -> list[PushResult]:
    """Make products or change those that exist; one result per intent."""
    return [_push(shop, each) for each in intents]


def find_product(shop: Shop, intent: ProductIntent) -> Effect:
    """Look whether a product was made."""
    if intent.remote_id or not _is_fit(intent.sku):
        return Effect.UNKNOWN
    return Effect.FOUND if _found(shop, intent.sku) else Effect.NOT_FOUND


def _push(shop: Shop, intent: ProductIntent) -> PushResult:
    if not _is_fit(intent.sku):
        return _refused(intent, _("il faut une référence de lettres, de chiffres et de tirets"))
    if intent.remote_id:
        return _change(shop, intent)
    group = shop.settings.group_of(intent.rate_bp)
    if group is None:
        return _refused(intent, _("elle n’a pas de règle de taxe à ce taux de TVA"))
    found = _found(shop, intent.sku)
    if found:
        return PushResult(intent.key, _stocked(shop, intent, found[0]), remote_id=found[0])
    reply = shop.calls.add("products", "product", _fields(shop, intent, group))
    if not reply.fine:
        return _refused(intent, reply.refusal)
    number = optional_id(reply.row().get("id"))
    _stocked(shop, intent, number)
    return PushResult(intent.key, Outcome.DONE, remote_id=number)


def _is_fit(sku: str) -> bool:
    return bool(sku.strip()) and not _NOT_IN_A_REFERENCE.search(sku)


def _found(shop: Shop, sku: str) -> list[str]:
    """Return the remote ids that bear this reference."""
    products = shop.calls.about("products", "reference", [sku], shown="[id,reference]")
    variations = shop.calls.about(
        "combinations", "reference", [sku], shown="[id,id_product,reference]"
    )
    numbers = [str(row.get("id")) for row in products]
    return [*numbers, *(f"{row.get('id_product')}-{row.get('id')}" for row in variations)]


def _stocked(shop: Shop, intent: ProductIntent, number: str) -> Outcome:
    """Give a draft that has no stock yet its first one; what the shop sells is never touched."""
    if intent.stock and optional_id(place_of(number)[0]):
        first = StockIntent(number, "", intent.stock, 0, intent.sku)
        drafted = shop.calls.row("products", place_of(number)[0]) or {}
        if drafted.get("active") == "0" or not intent.draft:
            push_stock(shop.calls, [first])
    return Outcome.ALREADY


def _fields(shop: Shop, intent: ProductIntent, group: str) -> Row:
    settings = shop.settings
    languages = sorted(shop.directory.every("languages")) or [settings.language]
    home = settings.values.get("PS_HOME_CATEGORY", "2")
    name = " ".join(_NOT_IN_A_NAME.sub(" ", intent.name).split())[:_LONGEST_NAME] or intent.sku
    return {
        "id_category_default": home,
        "id_tax_rules_group": group,
        "reference": intent.sku,
        **({"weight": _kilos(settings.weight_unit, intent.weight_g)} if intent.weight_g else {}),
        "ean13": intent.ean,
        "state": "1",
        "product_type": "standard",
        "minimal_quantity": "1",
        "price": decimal(without_tax(intent.price, settings.rate_bp(group))),
        "active": "0" if intent.draft else "1",
        "available_for_order": "1",
        "show_price": "1",
        "visibility": "both",
        "link_rewrite": in_every_language(languages, _address(name)),
        "name": in_every_language(languages, name),
        "associations": {"categories": [{"category": {"id": home}}]},
    }


def _kilos(unit: str, weight_g: int) -> str:
    return str(weight_g) if unit == "g" else f"{weight_g // _KILO}.{weight_g % _KILO:03d}"


def _address(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_AN_ADDRESS.sub("-", plain).strip("-") or "article"


def _change(shop: Shop, intent: ProductIntent) -> PushResult:
    """Change what the desk knows of a product that exists: its code and its reference."""
    product, combination = place_of(intent.remote_id)
    resource, node, number = (
        ("products", "product", product)
        if combination == "0"
        else ("combinations", "combination", combination)
    )
    if not optional_id(number) or shop.calls.row(resource, number) is None:
        return _refused(intent, _("elle n’a plus ce produit"))
    changed: Row = {"id": number, "reference": intent.sku}
    if intent.ean:
        changed["ean13"] = intent.ean
    reply: Reply = shop.calls.change(resource, node, [changed])
    if not reply.fine:
        return _refused(intent, reply.refusal)
    return PushResult(intent.key, Outcome.DONE, remote_id=intent.remote_id)


def _refused(intent: ProductIntent, reason: str) -> PushResult:
    shown = in_its_words(reason)
    return PushResult(intent.key, Outcome.REFUSED, reason=shown)
