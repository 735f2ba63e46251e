"""The catalogue as an import compares itself with it: everything, read in a few statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.station import CatalogueImport
from merchant_desk.models.stock import StockLevel, StockMove
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.ids import PlaceId, ProductId
from merchant_desk.values.search_text import printed_code

_PRODUCT, _CODE, _MOVE, _LEVEL, _IMPORT = (
    table(Product),
    table(ProductCode),
    table(StockMove),
    table(StockLevel),
    table(CatalogueImport),
)


@dataclass(frozen=True, slots=True)
class KnownProduct:
    """A product as it stands; amounts as columns store them."""

    id: ProductId
    sku: str
    name: str
    option_text: str
    family: str
    category: str
    price: int
    cost: int | None
    rate_bp: int
    weight_g: int | None
    image_url: str
    active: bool
    default_place_id: PlaceId | None
    import_undone: bool
    on_hand: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownCatalogue:
    """Every product by reference and by code."""

    by_sku: Mapping[str, KnownProduct]
    by_code: Mapping[str, tuple[KnownProduct, ...]]
    opened: frozenset[ProductId]
    """Products whose stock has a story already."""

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to compare with."""
        return not self.by_sku

    def find(self, sku: str, code: str) -> KnownProduct | None:
        """Return the product a row speaks of: by its reference, else by its code."""
        if sku:
            return self.by_sku.get(sku.upper())
        owners = self.by_code.get(code, ())
        return owners[0] if len(owners) == 1 else None

    def owner(self, code: str, product: KnownProduct | None) -> KnownProduct | None:
        """Return another product that has this code already."""
        return next((each for each in self.by_code.get(code, ()) if each is not product), None)

    def owner_of_reference(self, sku: str, code: str) -> KnownProduct | None:
        """Return the product that a new one of this reference would be taken for."""
        if not sku:
            return self.by_sku.get(printed_code(code)) if code else None
        return self.owner(canonical_code(sku), None) if sku.isdigit() else None


def known_catalogue(session: Session) -> KnownCatalogue:
    """Read every product with its codes and levels."""
    codes = _codes(session)
    undone = set(
        session.execute(select(_IMPORT.c.id).where(_IMPORT.c.undone_at.is_not(None))).scalars()
    )
    on_hand = _on_hand(session)
    products = {
        row.id: _known(
            row,
            codes.get(row.id, ()),
            on_hand.get(row.id, 0),
            import_undone=row.import_id in undone,
        )
        for row in session.execute(select(_PRODUCT))
    }
    by_code: dict[str, tuple[KnownProduct, ...]] = {}
    for product_id, texts in codes.items():
        for text in texts:
            by_code[text] = (*by_code.get(text, ()), products[product_id])
    return KnownCatalogue(
        {product.sku.upper(): product for product in products.values()},
        by_code,
        _opened(session),
    )


def _known(
    row: Row[Any], codes: tuple[str, ...], on_hand: int, *, import_undone: bool
) -> KnownProduct:
    return KnownProduct(
        id=row.id,
        sku=row.sku,
        name=row.name,
        option_text=row.option_text,
        family=row.family,
        category=row.category,
        price=row.price.cents,
        cost=row.cost_tenthousandths,
        rate_bp=row.rate_bp,
        weight_g=row.weight_g,
        image_url=row.image_url,
        active=row.active,
        default_place_id=row.default_place_id,
        import_undone=import_undone,
        on_hand=on_hand,
        codes=codes,
    )


def _codes(session: Session) -> dict[ProductId, tuple[str, ...]]:
    found: dict[ProductId, tuple[str, ...]] = {}
    for code, product_id in session.execute(select(_CODE.c.code, _CODE.c.product_id)):
        found[product_id] = (*found.get(product_id, ()), code)
    return found


def _on_hand(session: Session) -> dict[ProductId, int]:
    levels = select(_LEVEL.c.product_id, func.sum(_LEVEL.c.quantity)).group_by(_LEVEL.c.product_id)
    return {ProductId(product_id): int(count) for product_id, count in session.execute(levels)}


def _opened(session: Session) -> frozenset[ProductId]:
    undone = select(_IMPORT.c.id).where(_IMPORT.c.undone_at.is_not(None))
    moves = (
        select(_MOVE.c.product_id)
        .where(or_(_MOVE.c.import_id.is_(None), _MOVE.c.import_id.not_in(undone)))
        .distinct()
    )
    return frozenset(session.execute(moves).scalars())
