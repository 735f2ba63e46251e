"""Everything about one product: its codes, its bins, its prices."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from merchant_desk.models.product import PriceChange, Product, ProductCode
from merchant_desk.models.purchasing import Supplier
from merchant_desk.models.stock import Location, PickAllocation, Place, Reservation, StockLevel
from merchant_desk.queries.blocked_stock import blocked_units
from merchant_desk.queries.kits import KitStock, kit_stock
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.ids import PlaceId, ProductId, SupplierId
from merchant_desk.values.money import Money
from merchant_desk.values.words import CodeKind

_PRICES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code of the product."""

    code: str
    kind: CodeKind
    units: int
    note: str
    supplier_id: SupplierId | None = None
    supplier: str = ""
    inner: str = ""
    """The code of what a carton of cartons holds, and how many of it."""
    inner_count: int = 0


@dataclass(frozen=True, slots=True)
class BinLine:
    """A bin where the product lies, and how much of it is chosen for picking."""

    place_id: PlaceId
    location: str
    code: str
    quantity: int
    allocated: int


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A price and since when it was practised."""

    price: Money
    from_at: datetime
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductCard:
    """A product as its sheet shows it."""

    product_id: ProductId
    sku: str
    name: str
    option_text: str
    family: str
    category: str
    price: Money
    cost_tenthousandths: int | None
    rate_bp: int
    weight_g: int | None
    image_url: str
    default_place_id: PlaceId | None
    active: bool
    stocked: bool
    on_hand: int
    reserved: int
    codes: tuple[CodeLine, ...]
    bins: tuple[BinLine, ...]
    prices: tuple[PriceLine, ...]
    kind: ProductKind = ProductKind.ARTICLE
    blocked: int = 0
    """Units whose lot has expired, or is recalled."""

    @property
    def available(self) -> int:
        """Return what can still be sold."""
        return self.on_hand - self.reserved - self.blocked

    @property
    def title(self) -> str:
        """Return the name with its option, as customers read it."""
        return f"{self.name} · {self.option_text}" if self.option_text else self.name


def product_card(session: Session, product_id: ProductId) -> ProductCard | None:
    """Return the card of a product, or None when there is no such product."""
    product = session.get(Product, product_id)
    if product is None:
        return None
    held = _bins(session, product_id)
    on_hand = sum(line.quantity for line in held)
    reserved = reserved_units(session, product_id)
    blocked = blocked_units(session, [product_id]).get(product_id, 0)
    if product.kind is ProductKind.KIT:  # its parts have the stock
        kits = kit_stock(session, [product_id]).get(product_id, KitStock(0, 0))
        on_hand, blocked = kits.on_hand, kits.blocked
        reserved = on_hand - blocked - kits.available
    return ProductCard(
        product_id=product.id,
        sku=product.sku,
        name=product.name,
        option_text=product.option_text,
        family=product.family,
        category=product.category,
        price=product.price,
        cost_tenthousandths=product.cost_tenthousandths,
        rate_bp=product.rate_bp,
        weight_g=product.weight_g,
        image_url=product.image_url,
        default_place_id=product.default_place_id,
        active=product.active,
        stocked=product.stocked,
        on_hand=on_hand,
        reserved=reserved,
        codes=_codes(session, product_id),
        bins=held,
        prices=_prices(session, product_id),
        kind=product.kind,
        blocked=blocked,
    )


def code_owners(session: Session) -> tuple[tuple[SupplierId, str], ...]:
    """Return the suppliers a code can be of, by name."""
    rows = session.execute(
        select(Supplier.id, Supplier.name).where(Supplier.active).order_by(Supplier.name)
    )
    return tuple((row[0], row[1]) for row in rows)


def reserved_units(session: Session, product_id: ProductId) -> int:
    """Return the units promised to orders and not yet shipped."""
    promised = select(func.coalesce(func.sum(Reservation.quantity), 0))
    return int(session.execute(promised.where(Reservation.product_id == product_id)).scalar_one())


def product_named(session: Session, sku: str) -> ProductId | None:
    """Return the product of a SKU, for commands."""
    return session.execute(select(Product.id).where(Product.sku == sku)).scalar_one_or_none()


def _codes(session: Session, product_id: ProductId) -> tuple[CodeLine, ...]:
    inner = aliased(ProductCode)
    rows = session.execute(
        select(
            *(ProductCode.code, ProductCode.kind, ProductCode.units, ProductCode.note),
            *(ProductCode.supplier_id, Supplier.name, inner.code, inner.units),
        )
        .outerjoin(Supplier, Supplier.id == ProductCode.supplier_id)
        .outerjoin(inner, inner.id == ProductCode.inner_id)
        .where(ProductCode.product_id == product_id)
        .order_by(ProductCode.units, ProductCode.code)
    )
    return tuple(
        CodeLine(*row[:5], row[5] or "", row[6] or "", row[2] // row[7] if row[7] else 0)
        for row in rows
    )


def _bins(session: Session, product_id: ProductId) -> tuple[BinLine, ...]:
    allocated = (
        select(func.coalesce(func.sum(PickAllocation.quantity), 0))
        .where(
            PickAllocation.place_id == StockLevel.place_id,
            PickAllocation.product_id == product_id,
        )
        .scalar_subquery()
    )
    rows = session.execute(
        select(Place.id, Location.name, Place.code, StockLevel.quantity, allocated)
        .join(Place, Place.id == StockLevel.place_id)
        .join(Location, Location.id == Place.location_id)
        .where(StockLevel.product_id == product_id, StockLevel.quantity != 0)
        .order_by(Location.position, Location.name, Place.walk_order)
    )
    return tuple(BinLine(row[0], row[1], row[2], row[3], int(row[4])) for row in rows)


def _prices(session: Session, product_id: ProductId) -> tuple[PriceLine, ...]:
    rows = session.execute(
        select(PriceChange.price, PriceChange.from_at, PriceChange.source)
        .where(PriceChange.product_id == product_id)
        .order_by(PriceChange.from_at.desc(), PriceChange.learned_at.desc())
        .limit(_PRICES_SHOWN)
    )
    return tuple(PriceLine(*row) for row in rows)
