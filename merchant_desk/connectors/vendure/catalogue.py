"""Fetch raw articles: those that changed, and those whose product did, which does not date them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from merchant_desk.connectors.vendure.calls import Calls
from merchant_desk.connectors.vendure.documents import variants_document
from merchant_desk.connectors.vendure.positions import (
    OVERLAP,
    Position,
    read_position,
    time_text,
)
from merchant_desk.connectors.vendure.pulling import BY_CHANGE, listed
from merchant_desk.connectors.vendure.records import record
from merchant_desk.connectors.vendure.terms import Terms
from merchant_desk.sync.connector import Page, RawRecord, RecordKind

TAKEN = 100
_OWNERS = """query Owners($options: ProductListOptions!) {
  products(options: $options) { items { id updatedAt } }
}"""


def pull_products(calls: Calls, terms: Terms, kept: str) -> Page:
    """Fetch the page of articles that begins at this position."""
    position = read_position(kept)
    if not position.owners:  # whatever is renamed from now on is asked for by the next pull
        position = replace(position, owners=time_text(calls.server_now() - OVERLAP))
    options = {"filter": position.filter(), "sort": BY_CHANGE, "take": TAKEN}
    page = listed(calls.read(variants_document(terms), {"options": options}), "productVariants")
    records = [_article(terms, each) for each in page]
    if len(page) >= TAKEN:
        return Page(tuple(records), position.further(page).text(), finished=False)
    here = {each.remote_id for each in records}
    ended, renamed = _renamed(calls, terms, position.ended(page))
    records += [each for each in renamed if each.remote_id not in here]
    return Page(tuple(records), ended.text(), finished=True, server_time=calls.server_now())


def _renamed(calls: Calls, terms: Terms, position: Position) -> tuple[Position, list[RawRecord]]:
    """Return the articles of the products that changed; a new name does not date its articles."""
    begin = time_text(calls.server_now() - OVERLAP)
    found: list[RawRecord] = []
    owners = Position(after=position.owners)
    while True:
        options = {"filter": owners.filter(), "sort": BY_CHANGE, "take": TAKEN}
        page = listed(calls.read(_OWNERS, {"options": options}), "products")
        found += _articles_of(calls, terms, [str(each.get("id")) for each in page])
        if len(page) < TAKEN:
            return replace(position, owners=begin), found
        owners = owners.further(page)


def _articles_of(calls: Calls, terms: Terms, products: list[str]) -> list[RawRecord]:
    if not products:
        return []
    found: dict[str, RawRecord] = {}
    while True:
        asked: dict[str, Any] = {"productId": {"in": products}}
        if found:
            asked["id"] = {"notIn": list(found)}
        options = {"filter": asked, "sort": {"id": "ASC"}, "take": TAKEN}
        data = calls.read(variants_document(terms), {"options": options})
        page = listed(data, "productVariants")
        found |= {str(each.get("id")): _article(terms, each) for each in page}
        if len(page) < TAKEN:
            return list(found.values())


def _article(terms: Terms, told: Mapping[str, Any]) -> RawRecord:
    """Return an article with what it takes to understand it later without the shop."""
    desk = {
        "decimals": terms.decimals,
        "gross": terms.gross,
        "location": terms.location,
        "counted": terms.counted,
        "ean": terms.ean,
    }
    return record(RecordKind.PRODUCT, told, desk)
