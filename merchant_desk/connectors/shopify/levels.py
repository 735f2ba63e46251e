"""What a Shopify shop shows now of its variants: the stock of one place, and the prices."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from merchant_desk.connectors.shopify import documents
from merchant_desk.connectors.shopify.calls import LARGEST, Calls, Data, dig, next_cursor, rows_of
from merchant_desk.connectors.shopify.gids import gid, number
from merchant_desk.connectors.shopify.settings import ShopSettings
from merchant_desk.connectors.shopify.terms import prices_of
from merchant_desk.sync.connector import LevelPage
from merchant_desk.sync.record_fields import Body, text
from merchant_desk.values.remote import RemoteLevel

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """A variant as the shop shows it."""

    remote_id: str
    product_gid: str
    alone: bool
    item_gid: str
    tracked: bool
    here: bool
    """Whether the chosen place holds this article at all."""
    stock: int
    variant: Body


def list_levels(calls: Calls, settings: ShopSettings, position: str) -> LevelPage:
    """List the stock and prices of the next articles, by their numbers: no page is too deep."""
    after = position if position.isascii() and position.isdecimal() else ""
    asked = {
        "query": f"id:>{after}" if after else None,
        "location": gid("Location", settings.place),
    }
    found = dig(calls.page(documents.LEVELS, asked, LARGEST).data, ("productVariants",))
    shown = [each for each in map(_shown, rows_of(found)) if each]
    levels = tuple(_level(each, settings) for each in shown)
    more = next_cursor(found) is not None and bool(levels)
    return LevelPage(levels, levels[-1].remote_id if more else "")


def shown_variants(
    calls: Calls, settings: ShopSettings, remote_ids: Sequence[str]
) -> dict[str, Shown]:
    """Return the variants that have these numbers, by number; what is gone is missing."""
    asked = [each for each in dict.fromkeys(remote_ids) if each.isascii() and each.isdecimal()]
    found = (
        each
        for start in range(0, len(asked), AT_ONCE)
        for each in _asked(calls, settings, asked[start : start + AT_ONCE])
    )
    return {each.remote_id: each for each in found}


def _asked(calls: Calls, settings: ShopSettings, some: Sequence[str]) -> Iterator[Shown]:
    ids = [gid("ProductVariant", each) for each in some]
    asked = {"ids": ids, "location": gid("Location", settings.place)}
    nodes = calls.read(documents.SHOWN, asked).get("nodes")
    for node in nodes if isinstance(nodes, list) else ():
        shown = _shown(node) if isinstance(node, dict) else None
        if shown:
            yield shown


def available(item: Data) -> int | None:
    """Return what of an article can be sold from the place asked for; None when not counted."""
    if item.get("tracked") is not True:
        return None
    return _quantity(item) or 0


def _quantity(item: Data) -> int | None:
    told: Any = dig(item, ("inventoryLevel",)).get("quantities")
    found = [
        each.get("quantity")
        for each in (told if isinstance(told, list) else ())
        if isinstance(each, dict) and each.get("name") == "available"
    ]
    return next((each for each in found if isinstance(each, int)), None)


def _shown(variant: Data) -> Shown | None:
    remote_id = number(variant.get("id"))
    if not remote_id:
        return None
    item, product = dig(variant, ("inventoryItem",)), dig(variant, ("product",))
    quantity = _quantity(item)
    return Shown(
        remote_id=remote_id,
        product_gid=str(product.get("id") or ""),
        alone=product.get("hasOnlyDefaultVariant") is True,
        item_gid=str(item.get("id") or ""),
        tracked=item.get("tracked") is True,
        here=quantity is not None,
        stock=quantity or 0,
        variant=variant,
    )


def _level(shown: Shown, settings: ShopSettings) -> RemoteLevel:
    prices = prices_of(shown.variant, gross=settings.gross)
    return RemoteLevel(
        remote_id=shown.remote_id,
        parent_remote_id="" if shown.alone else number(shown.product_gid),
        sku=text(shown.variant.get("sku")),
        stock=shown.stock if shown.tracked else None,
        price=prices.price,
        sale_price=prices.sale,
    )
