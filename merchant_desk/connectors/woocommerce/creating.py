"""Make products in a WooCommerce shop, once: each bears the key of the desk in its meta.

WooCommerce refuses a code that is in use, and in other words one that lies in its trash.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from merchant_desk.connectors.woocommerce.calls import Calls
from merchant_desk.connectors.woocommerce.fields import metadata
from merchant_desk.connectors.woocommerce.pushing import written_amount
from merchant_desk.connectors.woocommerce.settings import ShopSettings
from merchant_desk.sync.intents import Effect, Outcome, ProductIntent, PushResult
from merchant_desk.sync.record_fields import optional_id, text
from merchant_desk.values import french
from merchant_desk.values.texts import _

MARK = "_merchant_desk_key"
BATCH = 50  # their codes go into one address
_SHEET = ("name", "sku", "global_unique_id", "weight")
_FIELDS = "id,name,sku,global_unique_id,weight,meta_data"
_GRAMS = 1000
_TAKEN = "product_invalid_sku"
_SAME_CODE = "product_invalid_global_unique_id"
_TRASHED = "woocommerce_rest_product_not_created"
Shown = Mapping[str, Any]


def push_products(
    calls: Calls, settings: ShopSettings, intents: Sequence[ProductIntent]
) -> list[PushResult]:
    """Make what is new, bring up to date what the shop has, and tell of each."""
    results: list[PushResult] = []
    for start in range(0, len(intents), BATCH):
        some = intents[start : start + BATCH]
        new = [each for each in some if not each.remote_id]
        known = [each for each in some if each.remote_id]
        told = {id(each): result for each, result in _made(calls, settings, new)}
        told |= {id(each): result for each, result in _changed(calls, settings, known)}
        results += [told[id(each)] for each in some]
    return results


def find_product(calls: Calls, settings: ShopSettings, intent: ProductIntent) -> Effect:
    """Look whether a product was made, or brought up to date."""
    if not intent.remote_id:
        found = _by_sku(calls, [intent]).get(intent.sku, {})
        return Effect.FOUND if _is_ours(found, intent) else Effect.NOT_FOUND
    shown = _by_id(calls, [intent]).get(intent.remote_id)
    same = shown is not None and _is_same(shown, _sheet(intent, settings))
    return Effect.FOUND if same else Effect.NOT_FOUND


Told = list[tuple[ProductIntent, PushResult]]


def _made(calls: Calls, settings: ShopSettings, intents: Sequence[ProductIntent]) -> Told:
    found = _by_sku(calls, intents)
    categories = _categories(calls, intents)
    results: Told = []
    new: list[tuple[ProductIntent, dict[str, Any]]] = []
    for intent in intents:
        other = found.get(intent.sku)
        tax_class = settings.tax_class(intent.rate_bp)
        if not intent.sku:
            results.append((intent, _refused(intent, _("il n’a pas de référence"))))
        elif other is not None and _is_ours(other, intent):
            number = optional_id(other.get("id"))
            results.append((intent, PushResult(intent.key, Outcome.ALREADY, remote_id=number)))
        elif other is not None:
            results.append((intent, _refused(intent, _in_use())))
        elif tax_class is None:
            reason = _("la boutique n’a pas de taux de TVA à {rate}").format(
                rate=french.rate(intent.rate_bp)
            )
            results.append((intent, _refused(intent, reason)))
        else:
            new.append((intent, _creation(intent, settings, tax_class, categories)))
    return results + _written(calls, "create", new)


def _changed(calls: Calls, settings: ShopSettings, intents: Sequence[ProductIntent]) -> Told:
    shown = _by_id(calls, intents)
    results: Told = []
    changes: list[tuple[ProductIntent, dict[str, Any]]] = []
    for intent in intents:
        there, sheet = shown.get(intent.remote_id), _sheet(intent, settings)
        if there is None:
            results.append((intent, _refused(intent, _("la boutique n’a plus ce produit"))))
        elif _is_same(there, sheet):
            already = PushResult(intent.key, Outcome.ALREADY, remote_id=intent.remote_id)
            results.append((intent, already))
        else:
            changes.append((intent, {"id": int(intent.remote_id), **sheet}))
    return results + _written(calls, "update", changes)


def _written(
    calls: Calls, verb: str, items: Sequence[tuple[ProductIntent, dict[str, Any]]]
) -> Told:
    """Send a batch; WooCommerce answers 200 even when some of its items failed."""
    if not items:
        return []
    payload = {verb: [item for _intent, item in items]}
    reply = calls.ask("POST", "products/batch", payload=payload)
    if not reply.fine:
        return [(intent, _refused(intent, reply.refusal)) for intent, _item in items]
    answers = reply.told(verb)
    answers += [{}] * (len(items) - len(answers))
    return [
        (intent, _judged(intent, answer))
        for (intent, _item), answer in zip(items, answers, strict=False)
    ]


def _judged(intent: ProductIntent, answer: Shown) -> PushResult:
    error = answer.get("error")
    number = optional_id(answer.get("id"))
    if number and not isinstance(error, dict):
        return PushResult(intent.key, Outcome.DONE, remote_id=number)
    told = error if isinstance(error, dict) else {}
    reasons = {
        _TAKEN: _in_use(),
        _TRASHED: _("sa référence est dans la corbeille de la boutique\u00a0; videz la corbeille"),
        _SAME_CODE: _("un autre produit de la boutique porte ce code-barres"),
    }
    code = str(told.get("code") or "")
    shown = reasons.get(code) or text(told.get("message")) or _("la boutique n’en a rien dit")
    return _refused(intent, shown.rstrip("."))


def _in_use() -> str:
    return _("un autre produit de la boutique porte cette référence")


def _refused(intent: ProductIntent, reason: str) -> PushResult:
    shown = _("Le produit «\u00a0{name}\u00a0» n’a pas été envoyé\u00a0: {reason}.").format(
        name=intent.name, reason=reason
    )
    return PushResult(intent.key, Outcome.REFUSED, reason=shown)


def _by_sku(calls: Calls, intents: Sequence[ProductIntent]) -> dict[str, Shown]:
    """Return the products and variations that bear these codes, whatever their state."""
    skus = sorted({each.sku for each in intents if each.sku})
    if not skus:
        return {}
    asked = {"sku": ",".join(skus), "per_page": "100", "_fields": _FIELDS}
    return {text(each.get("sku")): each for each in calls.read("products", asked).rows()}


def _by_id(calls: Calls, intents: Sequence[ProductIntent]) -> dict[str, Shown]:
    numbers = [each.remote_id for each in intents if each.remote_id.isdecimal()]
    if not numbers:
        return {}
    asked = {"include": ",".join(numbers), "per_page": "100", "_fields": _FIELDS}
    return {optional_id(each.get("id")): each for each in calls.read("products", asked).rows()}


def _categories(calls: Calls, intents: Sequence[ProductIntent]) -> dict[str, int]:
    """Return the categories of the shop by name; a name it does not know is left out."""
    if not any(each.categories for each in intents):
        return {}
    asked = {"per_page": "100", "_fields": "id,name"}
    found = calls.read("products/categories", asked).rows()
    return {text(each.get("name")): each["id"] for each in found if optional_id(each.get("id"))}


def _is_ours(shown: Shown, intent: ProductIntent) -> bool:
    return bool(shown) and text(metadata(shown).get(MARK)) == intent.key


def _is_same(shown: Shown, sheet: Mapping[str, str]) -> bool:
    return all(text(shown.get(name)) == text(value) for name, value in sheet.items())


def _sheet(intent: ProductIntent, settings: ShopSettings) -> dict[str, str]:
    """Return what a product is, stock and price apart: these have intents of their own."""
    sheet = {"name": intent.name, "sku": intent.sku, "global_unique_id": intent.ean}
    if intent.weight_g is not None and settings.weight_unit in {"kg", "g"}:
        sheet["weight"] = _weight(intent.weight_g, settings.weight_unit)
    return {name: sheet[name] for name in _SHEET if sheet.get(name)}


def _weight(grams: int, unit: str) -> str:
    return str(grams) if unit == "g" else f"{grams // _GRAMS}.{grams % _GRAMS:03d}"


def _creation(
    intent: ProductIntent, settings: ShopSettings, tax_class: str, categories: Mapping[str, int]
) -> dict[str, Any]:
    rate_bp = 0 if settings.prices_include_tax else intent.rate_bp
    known = [{"id": categories[name]} for name in intent.categories if name in categories]
    product: dict[str, Any] = {
        **_sheet(intent, settings),
        "type": "simple",
        "status": "draft" if intent.draft else "publish",
        "regular_price": written_amount(intent.price, rate_bp),
        "tax_class": tax_class,
        "meta_data": [{"key": MARK, "value": intent.key}],
    }
    if known:
        product["categories"] = known
    if intent.stock is not None:
        product |= {"manage_stock": True, "stock_quantity": intent.stock}
    return product
