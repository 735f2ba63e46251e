"""One delivery as it is unloaded: what is expected, what came, the last scans, its costs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.delivery import Delivery, DeliveryCharge, DeliveryScan
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.lot import Lot
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Purchase, Supplier
from merchant_desk.models.stock import Place
from merchant_desk.queries.claims import ClaimCard, claims_of
from merchant_desk.queries.expected_goods import ExpectedLine, expected_lines
from merchant_desk.values.article_name import full_name
from merchant_desk.values.goods_words import DeliveryState, Spread
from merchant_desk.values.ids import DeliveryId, ProductId, PurchaseId, RecordId, SupplierId
from merchant_desk.values.money import Money

_SCANS_SHOWN = 40
_DELIVERIES, _SUPPLIERS, _PURCHASES, _BATCHES, _LOTS, _PRODUCTS, _SCANS, _PLACES, _CHARGES = (
    table(Delivery), table(Supplier), table(Purchase), table(Batch), table(Lot), table(Product),
    table(DeliveryScan), table(Place), table(DeliveryCharge),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LotCame:
    """Units of one lot that this delivery brought."""

    number: str
    expires_on: date | None
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsLine:
    """One article: what was to come, and what came with this delivery."""

    product_id: ProductId
    name: str
    sku: str
    expected: int
    received: int
    aside: int
    """Of these, in quarantine because of the soldes."""
    cost_tenthousandths: int | None
    landed: int
    lots: tuple[LotCame, ...] = ()
    bins: str = ""
    ordered: bool = True

    @property
    def left(self) -> int:
        """Return the units still to come."""
        return max(0, self.expected - self.received)

    @property
    def over(self) -> int:
        """Return the units that are too many."""
        return max(0, self.received - self.expected) if self.ordered else 0


@dataclass(frozen=True, slots=True)
class GoodsScan:
    """What one scan brought."""

    scan_id: RecordId
    name: str
    units: int
    at: datetime
    undone: bool


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """What the delivery cost on the way."""

    label: str
    amount: Money
    spread: Spread
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryView:
    """A delivery with everything a page shows of it."""

    delivery_id: DeliveryId
    number: str
    state: DeliveryState
    supplier_id: SupplierId | None
    supplier: str
    purchase_id: PurchaseId | None
    purchase_number: str
    slip_number: str
    opened_at: datetime
    closed_at: datetime | None
    note: str
    lines: tuple[GoodsLine, ...]
    scans: tuple[GoodsScan, ...]
    charges: tuple[ChargeRow, ...]
    claims: tuple[ClaimCard, ...]

    @property
    def open(self) -> bool:
        """Tell whether scans are still taken."""
        return self.state is DeliveryState.OPEN

    @property
    def expected(self) -> int:
        """Return the units that were to come."""
        return sum(each.expected for each in self.lines)

    @property
    def received(self) -> int:
        """Return the units that came."""
        return sum(each.received for each in self.lines)

    @property
    def left(self) -> int:
        """Return the units still to come."""
        return sum(each.left for each in self.lines)


def delivery_view(session: Session, delivery_id: DeliveryId) -> DeliveryView | None:
    """Return a delivery, or None when it is gone."""
    row = session.execute(
        select(
            _DELIVERIES, _SUPPLIERS.c.name.label("supplier"),
            _PURCHASES.c.number.label("purchase_number"),
        )
        .outerjoin(_SUPPLIERS, _SUPPLIERS.c.id == _DELIVERIES.c.supplier_id)
        .outerjoin(_PURCHASES, _PURCHASES.c.id == _DELIVERIES.c.purchase_id)
        .where(_DELIVERIES.c.id == delivery_id)
    ).first()  # fmt: skip
    if row is None:
        return None
    return DeliveryView(
        delivery_id=delivery_id,
        number=row.number,
        state=row.state,
        supplier_id=row.supplier_id,
        supplier=row.supplier or "",
        purchase_id=row.purchase_id,
        purchase_number=row.purchase_number or "",
        slip_number=row.slip_number,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        note=row.note,
        lines=_lines(session, delivery_id, ordered=row.purchase_id is not None),
        scans=_scans(session, delivery_id),
        charges=_charges(session, delivery_id),
        claims=claims_of(session, delivery_id),
    )


def _lines(session: Session, delivery_id: DeliveryId, *, ordered: bool) -> tuple[GoodsLine, ...]:
    waited: dict[ProductId, list[ExpectedLine]] = defaultdict(list)
    for line in expected_lines(session, delivery_id):
        if line.here or (line.own and line.expected):  # all of it came before: nothing to await
            waited[line.product_id].append(line)
    came: dict[ProductId, list[Any]] = defaultdict(list)
    for row in session.execute(
        select(_BATCHES, _LOTS.c.number.label("lot"), _LOTS.c.expires_on)
        .outerjoin(_LOTS, _LOTS.c.id == _BATCHES.c.lot_id)
        .where(_BATCHES.c.delivery_id == delivery_id)
        .order_by(_BATCHES.c.id)
    ):
        came[ProductId(row.product_id)].append(row)
    products = [*waited, *(each for each in came if each not in waited)]
    called = _called(session, delivery_id, products)
    return tuple(
        _line(called[product], waited[product], came[product], ordered=ordered)
        for product in products
    )


@dataclass(frozen=True, slots=True)
class _Called:
    product_id: ProductId
    name: str
    sku: str
    bins: str


def _line(
    called: _Called, waited: Sequence[ExpectedLine], came: Sequence[Any], *, ordered: bool
) -> GoodsLine:
    costs = [each.cost_tenthousandths for each in (*waited, *came)]
    return GoodsLine(
        product_id=called.product_id,
        name=called.name,
        sku=called.sku,
        expected=sum(each.expected for each in waited),
        received=sum(each.quantity for each in came),
        aside=sum(each.quantity for each in came if each.quarantined),
        cost_tenthousandths=next((each for each in costs if each is not None), None),
        landed=sum(each.landed_tenthousandths for each in came),
        lots=tuple(LotCame(each.lot, each.expires_on, each.quantity) for each in came if each.lot),
        bins=called.bins,
        ordered=ordered,
    )


def _called(
    session: Session, delivery_id: DeliveryId, product_ids: Iterable[ProductId]
) -> Mapping[ProductId, _Called]:
    bins = _bins(session, delivery_id)
    rows = session.execute(
        select(_PRODUCTS.c.id, _PRODUCTS.c.name, _PRODUCTS.c.option_text, _PRODUCTS.c.sku).where(
            _PRODUCTS.c.id.in_(list(product_ids))
        )
    )
    return {
        ProductId(row.id): _Called(
            ProductId(row.id), full_name(row.name, row.option_text), row.sku, bins.get(row.id, "")
        )
        for row in rows
    }


def _bins(session: Session, delivery_id: DeliveryId) -> Mapping[bytes, str]:
    rows = session.execute(
        select(_SCANS.c.product_id, _PLACES.c.code)
        .join(_PLACES, _PLACES.c.id == _SCANS.c.place_id)
        .where(_SCANS.c.delivery_id == delivery_id, _SCANS.c.undone_at.is_(None))
        .group_by(_SCANS.c.product_id, _PLACES.c.code)
        .order_by(_PLACES.c.code)
    )
    found: dict[bytes, list[str]] = defaultdict(list)
    for product_id, code in rows:
        found[product_id].append(code)
    return {product: ", ".join(codes) for product, codes in found.items()}


def _scans(session: Session, delivery_id: DeliveryId) -> tuple[GoodsScan, ...]:
    """Return the last scans, the newest first; one that filled several lines is one."""
    rows = session.execute(
        select(_SCANS, _PRODUCTS.c.name, _PRODUCTS.c.option_text)
        .join(_PRODUCTS, _PRODUCTS.c.id == _SCANS.c.product_id)
        .where(_SCANS.c.delivery_id == delivery_id)
        .order_by(_SCANS.c.row.desc())
        .limit(_SCANS_SHOWN)
    )
    found: dict[RecordId, GoodsScan] = {}
    for row in rows:
        before = found.get(row.scan_id)
        found[row.scan_id] = GoodsScan(
            row.scan_id,
            full_name(row.name, row.option_text),
            row.units + (before.units if before is not None else 0),
            row.at,
            row.undone_at is not None,
        )
    return tuple(found.values())


def _charges(session: Session, delivery_id: DeliveryId) -> tuple[ChargeRow, ...]:
    rows = session.execute(
        select(_CHARGES).where(_CHARGES.c.delivery_id == delivery_id).order_by(_CHARGES.c.id)
    )
    return tuple(ChargeRow(row.label, row.amount, row.spread, row.at) for row in rows)
