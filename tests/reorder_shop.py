"""A small shop that sold for months, for what is proposed to be ordered."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from merchant_desk.database.rows import next_row
from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import (
    Purchase,
    PurchaseLine,
    Supplier,
    SupplierArticle,
    SupplierPrice,
)
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.values.clock import paris_date
from merchant_desk.values.folding import folded
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import PurchaseState
from merchant_desk.values.ids import (
    BatchId,
    LocationId,
    PlaceId,
    ProductId,
    PurchaseId,
    PurchaseLineId,
    SupplierArticleId,
    SupplierId,
    new_id,
)
from merchant_desk.values.places import CUSTOMER, OPENING
from merchant_desk.values.words import MoveReason
from tests.makers import make_bin, make_location, make_product, make_profile, make_station

WEEKS = 60


@dataclass(frozen=True)
class Shop:
    """Where things lie and who sells them to us."""

    location: LocationId
    shelf: PlaceId
    supplier: SupplierId


def open_reorder_shop(session: Session, gesture: Gesture) -> Shop:
    """A shop with one shelf and one supplier that promises nothing."""
    make_station(session, gesture)
    make_profile(session)
    location = make_location(session)
    shelf = make_bin(session, location)
    return Shop(location, shelf, make_supplier(session, gesture, "Savonnerie du Ventoux"))


def make_supplier(session: Session, gesture: Gesture, name: str, **changes: object) -> SupplierId:
    """A supplier, as its card says."""
    supplier_id = SupplierId(new_id())
    row = Supplier(
        id=supplier_id, name=name, key=folded(name), changed_at=gesture.at, by=gesture.person
    )
    for key, value in changes.items():
        setattr(row, key, value)
    session.add(row)
    session.flush()
    return supplier_id


def make_selling(  # noqa: PLR0913 - keyword arguments that read as a declaration
    session: Session,
    gesture: Gesture,
    shop: Shop,
    sku: str,
    *,
    weekly: int = 5,
    left: int = 5,
    weeks: int = WEEKS,
    price_cents: int = 1200,
    category: str = "savons",
) -> ProductId:
    """An article that sold as much every week, and how many are left of it."""
    product_id = make_product(session, sku, name=f"Savon {sku}", ean=None, price_cents=price_cents)
    product = session.get_one(Product, product_id)
    product.category = category
    product.created_at = gesture.at - timedelta(weeks=weeks)
    session.flush()
    begun = replace(gesture, at=gesture.at - timedelta(weeks=weeks))
    stock = weekly * weeks + left
    if stock:
        opening = Move(product_id, OPENING, shop.shelf, stock, MoveReason.OPENING)
        post_moves(session, begun, [opening])
    for week in range(weeks if weekly else 0):
        sold_at = gesture.at - timedelta(weeks=weeks - week, days=-2)
        sale = Move(product_id, shop.shelf, CUSTOMER, weekly, MoveReason.SALE)
        post_moves(session, replace(gesture, at=sold_at), [sale])
    return product_id


def make_offer(
    session: Session,
    gesture: Gesture,
    supplier_id: SupplierId,
    product_id: ProductId,
    **changes: object,
) -> SupplierArticleId:
    """The article as the supplier sells it: one by one, at four euros."""
    article_id = SupplierArticleId(new_id())
    facts = {"cost_tenthousandths": 40_000, "preferred": False, **changes}
    row = SupplierArticle(
        id=article_id,
        supplier_id=supplier_id,
        product_id=product_id,
        changed_at=gesture.at,
        by=gesture.person,
    )
    for key, value in facts.items():
        setattr(row, key, value)
    session.add(row)
    session.flush()
    return article_id


def make_break(session: Session, article_id: SupplierArticleId, from_units: int, cost: int) -> None:
    """A better price from a quantity on."""
    session.add(
        SupplierPrice(article_id=article_id, from_units=from_units, cost_tenthousandths=cost)
    )
    session.flush()


def make_order(
    session: Session,
    gesture: Gesture,
    shop: Shop,
    product_id: ProductId,
    quantity: int,
    came_after: int | None = None,
) -> PurchaseId:
    """An order of today that is still to come, or of a month ago that came after some days."""
    at = gesture.at if came_after is None else gesture.at - timedelta(days=30)
    purchase = Purchase(
        id=PurchaseId(new_id()),
        row=next_row(session, table(Purchase)),
        number=f"CF-{new_id().hex()}",
        supplier_id=shop.supplier,
        state=PurchaseState.SENT if came_after is None else PurchaseState.RECEIVED,
        created_at=at,
        sent_at=at,
        by=gesture.person,
        station_id=gesture.station_id,
    )
    session.add(purchase)
    session.flush()
    line_id = PurchaseLineId(new_id())
    session.add(
        PurchaseLine(
            id=line_id,
            purchase_id=purchase.id,
            position=1,
            product_id=product_id,
            quantity=quantity,
            received=0 if came_after is None else quantity,
        )
    )
    session.flush()
    if came_after is not None:
        _receive(session, gesture, product_id, line_id, at + timedelta(days=came_after))
    return purchase.id


def _receive(
    session: Session,
    gesture: Gesture,
    product_id: ProductId,
    line_id: PurchaseLineId,
    at: datetime,
) -> None:
    session.add(
        Batch(
            id=BatchId(new_id()),
            product_id=product_id,
            received_on=paris_date(at),
            quantity=1,
            source="supplier",
            purchase_line_id=line_id,
            at=at,
            by=gesture.person,
        )
    )
    session.flush()
