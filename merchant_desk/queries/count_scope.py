"""Which articles, in which bins, a stock count is about."""

from collections.abc import Collection

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.lot import LotLevel
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import SupplierArticle
from merchant_desk.models.stock import Place, StockLevel
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.count_scope import CountScope
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import LocationId, PlaceId, ProductId
from merchant_desk.values.words import PlaceKind

_LEVELS, _LOTS, _PRODUCTS, _PLACES, _SOLD_BY = (
    table(StockLevel),
    table(LotLevel),
    table(Product),
    table(Place),
    table(SupplierArticle),
)
_LOTS_OF = PreparedSet(
    lambda ids: select(_LOTS.c.product_id, _LOTS.c.place_id, _LOTS.c.lot_id).where(
        _LOTS.c.product_id.in_(ids), _LOTS.c.quantity != 0
    )
)

_LYING = (
    select(_LEVELS.c.place_id, _LEVELS.c.product_id, _PRODUCTS.c.tracking)
    .join(_PRODUCTS, _PRODUCTS.c.id == _LEVELS.c.product_id)
    .where(_LEVELS.c.quantity != 0, _PRODUCTS.c.stocked)
)
_HELD = Prepared(_LYING)
_HELD_IN = Prepared(_LYING.where(_LEVELS.c.place_id == bindparam("place")))


def scope_bins(
    session: Session, scope: CountScope, location_id: LocationId | None
) -> tuple[PlaceId, ...]:
    """Return the bins of a scope in the order of the walk; every bin when none is named."""
    wanted = (
        select(_PLACES.c.id)
        .where(_PLACES.c.kind == PlaceKind.BIN)
        .order_by(_PLACES.c.walk_order, _PLACES.c.code)
    )
    if location_id is not None:
        wanted = wanted.where(_PLACES.c.location_id == location_id)
    named = set(scope.bins)
    return tuple(
        PlaceId(each) for each in session.execute(wanted).scalars() if not named or each in named
    )


def scope_articles(session: Session, scope: CountScope) -> frozenset[ProductId] | None:
    """Return the articles of a scope, or None when every article is meant.

    Classes were looked up when the count was opened: their articles are among those named.
    """
    if scope.every_article:
        return None
    named: set[ProductId] = set(scope.articles)
    named |= {ProductId(each) for each in session.execute(_named_by(scope)).scalars()}
    return frozenset(named)


def _named_by(scope: CountScope) -> Select[ProductId]:
    """Return the articles that the categories and the suppliers of a scope name."""
    return select(_PRODUCTS.c.id).where(
        or_(
            _PRODUCTS.c.category.in_(scope.categories),
            _PRODUCTS.c.id.in_(
                select(_SOLD_BY.c.product_id).where(_SOLD_BY.c.supplier_id.in_(scope.suppliers))
            ),
        )
    )


def in_scope(session: Session, scope: CountScope, product_id: ProductId) -> bool:
    """Tell whether an article is one of a scope."""
    if scope.every_article or product_id in scope.articles:
        return True
    wanted = _named_by(scope).where(_PRODUCTS.c.id == product_id)
    return session.execute(wanted).first() is not None


def scope_keys(
    session: Session,
    scope: CountScope,
    location_id: LocationId | None,
    only_bin: PlaceId | None = None,
) -> tuple[CountKey, ...]:
    """Return what the ledger has of the scope: each article in each bin, each lot for itself."""
    bins = set(scope_bins(session, scope, location_id))
    if only_bin is not None:
        bins &= {only_bin}
    articles = scope_articles(session, scope)
    rows = _HELD.rows(session) if only_bin is None else _HELD_IN.rows(session, place=only_bin)
    keys = []
    followed: set[ProductId] = set()
    for place, product, tracking in rows:
        if place in bins and (articles is None or product in articles):
            keys.append(CountKey(PlaceId(place), ProductId(product)))
            if tracking != Tracking.NONE.value:
                followed.add(ProductId(product))
    return (*keys, *_lots(session, followed, bins))


def _lots(
    session: Session, products: Collection[ProductId], bins: Collection[PlaceId]
) -> list[CountKey]:
    return [
        CountKey(row.place_id, row.product_id, row.lot_id)
        for row in _LOTS_OF.typed(session, sorted(products))
        if row.place_id in bins
    ]
