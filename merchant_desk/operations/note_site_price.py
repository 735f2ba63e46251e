"""What a storefront practises by itself: its own price or sale enters the price ledger too."""

from sqlalchemy import insert
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import PriceChange
from merchant_desk.operations.keep_sale_prices import AFTER
from merchant_desk.queries.price_history import ledger_lines
from merchant_desk.rules.price_ledger import price_at
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, RecordId, ShopId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteProduct

FROM_STOREFRONT, _WEB = "storefront", "web"
_PRICES = table(PriceChange)


def note_site_price(
    session: Session,
    gesture: Gesture,
    shop_id: ShopId,
    product_id: ProductId,
    remote: RemoteProduct,
) -> None:
    """Write down the price that the site practises now, where the ledger says another one.

    A customer could buy at it: the law on reductions counts it (C. conso. L112-1-1), whoever is
    master of prices and however short it lasted.
    """
    shown = _practised(remote, gesture)
    if shown is not None:
        note_practised(session, gesture, shop_id, product_id, shown)


def note_practised(
    session: Session, gesture: Gesture, shop_id: ShopId, product_id: ProductId, price: Money
) -> None:
    """Write down what a visitor of a site pays from now on, where the ledger says otherwise."""
    lines = ledger_lines(session, [product_id])[product_id]
    mine = [line for channel, line in lines if channel in ("", _WEB) and line.audience == "all"]
    known = price_at(mine, gesture.at)
    if known is not None and known.price == price:
        return
    session.execute(
        insert(_PRICES),
        {
            "id": RecordId(new_id()),
            "product_id": product_id,
            "channel": _WEB,
            "price": price,
            "from_at": gesture.at,
            "learned_at": gesture.at + AFTER,
            "source": FROM_STOREFRONT,
            "audience": "all",
            "shop_id": shop_id,
        },
    )


def _practised(remote: RemoteProduct, gesture: Gesture) -> Money | None:
    """Return the price a visitor pays now: the sale where it runs, else the usual one."""
    if remote.sale_price is None or remote.deleted:
        return None if remote.deleted else remote.price
    begun = remote.sale_from is None or remote.sale_from <= gesture.at
    going = remote.sale_to is None or gesture.at < remote.sale_to
    return remote.sale_price if begun and going else remote.price
