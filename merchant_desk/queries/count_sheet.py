"""The sheet on which a count is written by hand."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.product import ProductCode
from merchant_desk.models.stock import Location, Place
from merchant_desk.queries.count_review import VarianceRow, count_head, expected_of, variance_rows
from merchant_desk.queries.count_scope import scope_bins, scope_keys
from merchant_desk.queries.settings import profile
from merchant_desk.queries.shelf_now import shelves_now
from merchant_desk.values.count_sheet import CountSheet, SheetBin, SheetLine
from merchant_desk.values.ids import CountId, PlaceId, ProductId
from merchant_desk.values.search_text import printed_code
from merchant_desk.values.words import CodeKind

_CODES, _PLACES, _LOCATIONS = table(ProductCode), table(Place), table(Location)
_EANS = PreparedSet(
    lambda ids: (
        select(_CODES.c.product_id, _CODES.c.code)
        .where(_CODES.c.product_id.in_(ids), _CODES.c.kind == CodeKind.EAN, _CODES.c.units == 1)
        .order_by(_CODES.c.code.desc())
    )
)
_NAMED = PreparedSet(
    lambda ids: (
        select(_PLACES.c.id, _PLACES.c.code, _LOCATIONS.c.name)
        .join(_LOCATIONS, _LOCATIONS.c.id == _PLACES.c.location_id)
        .where(_PLACES.c.id.in_(ids))
    )
)


def count_sheet(session: Session, count_id: CountId, now: datetime) -> CountSheet | None:
    """Return the sheet of a count, its bins in the order of the walk; None when there is none."""
    head = count_head(session, count_id)
    if head is None:
        return None
    keys = scope_keys(session, head.scope, head.location_id)
    expected = expected_of(shelves_now(session, [key.product_id for key in keys]), keys)
    rows: dict[PlaceId, list[VarianceRow]] = {}
    for row in variance_rows(session, expected):
        rows.setdefault(row.key.place_id, []).append(row)
    codes = _codes(session, sorted({key.product_id for key in expected}))
    order = [
        place
        for place in scope_bins(session, head.scope, head.location_id)
        if place in rows or head.scope.bins
    ]
    named = {row.id: row for row in _NAMED.typed(session, sorted(order))}
    known = profile(session)
    return CountSheet(
        number=head.number,
        title=head.title,
        shop_name=known.seller.name if known is not None else "",
        printed_at=now,
        bins=tuple(
            SheetBin(
                named[place].code,
                named[place].name,
                tuple(
                    _line(row, codes, blind=head.blind)
                    for row in sorted(rows.get(place, ()), key=lambda each: each.title)
                ),
            )
            for place in order
        ),
    )


def _codes(session: Session, products: list[ProductId]) -> dict[ProductId, str]:
    rows = _EANS.typed(session, products)
    return {row.product_id: printed_code(row.code) for row in rows}


def _line(row: VarianceRow, codes: dict[ProductId, str], *, blind: bool) -> SheetLine:
    return SheetLine(
        title=row.title,
        sku=row.sku,
        code=codes.get(row.key.product_id, ""),
        lot=row.lot,
        expected=None if blind else row.expected,
    )
