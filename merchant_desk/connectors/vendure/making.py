"""Make articles on a Vendure shop, once: the address of the page carries our mark."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from merchant_desk.connectors.vendure.articles import articles_named, change
from merchant_desk.connectors.vendure.calls import Calls
from merchant_desk.connectors.vendure.marks import short_mark
from merchant_desk.connectors.vendure.pulling import listed
from merchant_desk.connectors.vendure.terms import Terms
from merchant_desk.sync.graphql import GraphReply
from merchant_desk.sync.intents import Effect, Outcome, ProductIntent, PushResult
from merchant_desk.sync.record_fields import row, text
from merchant_desk.values import french
from merchant_desk.values.texts import _

_NOT_A_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST = 60
_PRODUCTS = """query Ours($options: ProductListOptions!) {
  products(options: $options) { items { id slug } }
}"""
_MAKE = """mutation Make($input: CreateProductInput!) {
  createProduct(input: $input) { id slug }
}"""
_SELL = """mutation Sell($input: [CreateProductVariantInput!]!) {
  createProductVariants(input: $input) { id sku }
}"""


def push_products(calls: Calls, terms: Terms, intents: Sequence[ProductIntent]) -> list[PushResult]:
    """Make the articles that the shop does not have; one result each."""
    return [_push(calls, terms, each) for each in intents]


def find_product(calls: Calls, intent: ProductIntent) -> Effect:
    """Look whether the shop sells an article that we made of this one."""
    found = articles_named(calls, [intent.sku]).get(intent.sku)
    return Effect.FOUND if found is not None and _is_ours(found, intent) else Effect.NOT_FOUND


def _push(calls: Calls, terms: Terms, intent: ProductIntent) -> PushResult:
    if intent.remote_id:
        return _bring_up_to_date(calls, terms, intent)
    found = articles_named(calls, [intent.sku]).get(intent.sku) if intent.sku else None
    if found is not None and _is_ours(found, intent):
        return PushResult(intent.key, Outcome.ALREADY, remote_id=text(found.get("id")))
    problem = _problem(terms, intent, taken=found is not None)
    if problem:
        return _refused(intent, problem)
    product, refusal = _product(calls, terms, intent)
    if refusal:
        return _refused(intent, refusal)
    reply = calls.ask(_SELL, {"input": [_article(terms, intent, product)]})
    made = reply.data.get("createProductVariants")
    first = made[0] if isinstance(made, list) and made and isinstance(made[0], dict) else {}
    if reply.errors or not first.get("id"):
        return _refused(intent, _words(reply))
    return PushResult(intent.key, Outcome.DONE, remote_id=text(first.get("id")))


def _problem(terms: Terms, intent: ProductIntent, *, taken: bool) -> str:
    """Return why an article cannot be made there, or nothing."""
    if not intent.sku:
        return _("Un article sans référence ne peut pas y être créé.")
    if taken:
        return _("La boutique vend déjà un article sous la référence {sku}.").format(sku=intent.sku)
    if intent.rate_bp not in terms.categories:
        return _("La boutique n’a pas de taux de TVA de {rate}.").format(
            rate=french.rate(intent.rate_bp)
        )
    return ""


def _product(calls: Calls, terms: Terms, intent: ProductIntent) -> tuple[str, str]:
    """Return the product that will hold the article, made if need be, or why there is none.

    One of ours may stand there without an article: the answer to the last attempt was lost.
    """
    options = {"filter": {"slug": {"eq": slug_of(intent)}}, "take": 1}
    known = listed(calls.read(_PRODUCTS, {"options": options}), "products")
    if known:
        return text(known[0].get("id")), ""
    words = {"languageCode": terms.language, "name": intent.name, "description": ""}
    asked = {"enabled": not intent.draft, "translations": [{**words, "slug": slug_of(intent)}]}
    reply = calls.ask(_MAKE, {"input": asked})
    made = reply.data.get("createProduct")
    if reply.errors or not isinstance(made, dict) or not made.get("id"):
        return "", _words(reply)
    return text(made.get("id")), ""


def _article(terms: Terms, intent: ProductIntent, product: str) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "productId": product,
        "sku": intent.sku,
        "price": terms.written(intent.price.cents, intent.rate_bp),
        "taxCategoryId": terms.categories[intent.rate_bp],
        "translations": [{"languageCode": terms.language, "name": intent.name}],
    }
    if intent.stock is not None and terms.location:
        level = {"stockLocationId": terms.location, "stockOnHand": max(0, intent.stock)}
        asked |= {"stockLevels": [level], "trackInventory": "TRUE"}
    return asked | _code(terms, intent)


def _bring_up_to_date(calls: Calls, terms: Terms, intent: ProductIntent) -> PushResult:
    """Tell the shop the code and the bar code of an article that it has already."""
    number = intent.remote_id
    asked = {"id": number, "sku": intent.sku, **_code(terms, intent)}
    refusal = change(calls, {number: asked}).get(number)
    return _refused(intent, refusal) if refusal else PushResult(
        intent.key, Outcome.DONE, remote_id=number
    )  # fmt: skip


def _code(terms: Terms, intent: ProductIntent) -> dict[str, Any]:
    return {"customFields": {terms.ean: intent.ean}} if terms.ean and intent.ean else {}


def slug_of(intent: ProductIntent) -> str:
    """Return the address of the page: what it is called, and the mark by which we know it."""
    plain = unicodedata.normalize("NFKD", intent.name).encode("ascii", "ignore").decode().lower()
    words = _NOT_A_SLUG.sub("-", plain)[:_LONGEST].strip("-")
    return f"{words}-{short_mark(intent.key)}".lstrip("-")


def _is_ours(article: Mapping[str, Any], intent: ProductIntent) -> bool:
    return text(row(article, "product").get("slug")).endswith(short_mark(intent.key))


def _words(reply: GraphReply) -> str:
    return _("La boutique a refusé\u00a0: {reason}").format(reason=reply.refusal or "?")


def _refused(intent: ProductIntent, reason: str) -> PushResult:
    return PushResult(intent.key, Outcome.REFUSED, reason=reason)
