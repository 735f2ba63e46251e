"""Everything a scan can do at a packing station, in one gesture."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    String,
    literal,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import ask_ahead
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.operations.count_item import count_item
from merchant_desk.operations.open_parcel import ParcelOpened, open_parcel
from merchant_desk.operations.parcel_lines import lines_ahead
from merchant_desk.operations.scan_answers import (
    ItemScanned,
    Meant,
    Read,
)
from merchant_desk.operations.set_tracking import TrackingSet, set_tracking
from merchant_desk.values.article_name import full_name
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind, Tracking
from merchant_desk.values.ids import (
    OrderId,
    ParcelId,
    ProductId,
)
from merchant_desk.values.scan import CodeKind, Reading, Scan, choose
from merchant_desk.values.texts import _
from merchant_desk.values.words import ScanOutcome

_CODES, _PRODUCTS, _PARCELS, _LINES, _ORDERS, _ORDER_LINES = (
    table(ProductCode),
    table(Product),
    table(Parcel),
    table(ParcelLine),
    table(Order),
    table(OrderLine),
)
_ARTICLE, _SKU, _SLIP = 1, 2, 3


def _meant_by(texts: Sequence[BindParameter[str]]) -> CompoundSelect[Any]:
    """Return what these texts may be: codes of articles, their references, slips."""
    article = [_PRODUCTS.c[name] for name in ("sku", "name", "option_text", "kind", "tracking")]
    nothing = [literal_column("''", String()).label(each.name) for each in article]
    return union_all(
        select(literal(_ARTICLE), _CODES.c.code, _CODES.c.product_id, _CODES.c.units, *article)
        .join(_PRODUCTS, _PRODUCTS.c.id == _CODES.c.product_id)
        .where(_CODES.c.code.in_(texts), _PRODUCTS.c.active),
        select(literal(_SKU), _PRODUCTS.c.sku, _PRODUCTS.c.id, literal(1), *article).where(
            _PRODUCTS.c.sku.in_(texts), _PRODUCTS.c.active
        ),
        select(literal(_SLIP), _ORDERS.c.slip_code, _ORDERS.c.id, literal(0), *nothing).where(
            _ORDERS.c.slip_code.in_(texts)
        ),
    )


_MEANT_BY = PreparedSet(_meant_by, String())
Scanned = ItemScanned | ParcelOpened | TrackingSet


def scan_at_packing(
    session: Session,
    gesture: Gesture,
    parcel_id: ParcelId | None,
    scan: Scan,
    chosen: ProductId | None = None,
    awaiting: ParcelId | None = None,
) -> Scanned:
    """Decide by the code: a slip opens its parcel, an article is counted, a label is noted.

    ``chosen`` settles a code that stands for several articles. ``awaiting`` is a parcel whose
    carrier's label is asked for: any code that the shop does not know is then its number. An
    article that is not wanted is recorded and told, never counted.
    """
    known = _known_codes(session, scan.candidates, parcel_id)
    readings = choose(scan.candidates, known)
    for reading in readings:
        if reading.kind is CodeKind.ORDER or reading.code in known.orders:
            order_id = known.orders.get(reading.code)
            if order_id is None:
                raise _unknown_slip(reading)
            return open_parcel(session, gesture, order_id)
    meanings = _distinct(known.articles, readings)
    if not meanings and readings:
        if awaiting is not None:
            return set_tracking(session, gesture, awaiting, readings[0].text)
        if readings[0].kind is CodeKind.TRACKING:
            return set_tracking(session, gesture, parcel_id, readings[0].text)
    if parcel_id is None:
        return _no_parcel(scan, meanings)
    return count_item(session, gesture, parcel_id, Read(scan, readings, meanings, chosen))


@dataclass(frozen=True, slots=True)
class _Known:
    """The codes of a scan that the shop knows; ``in`` answers for ``choose``."""

    articles: dict[str, tuple[Meant, ...]]
    orders: dict[str, OrderId]

    def __contains__(self, code: object) -> bool:
        return code in self.articles or code in self.orders


def _known_codes(
    session: Session, candidates: Sequence[Reading], parcel_id: ParcelId | None
) -> _Known:
    codes = {reading.code for reading in candidates}
    written = {text for each in candidates for text in (each.code, each.text, each.text.upper())}
    articles: dict[str, tuple[Meant, ...]] = {}
    orders: dict[str, OrderId] = {}
    every = sorted(codes | written)
    if parcel_id is not None:
        ask_ahead(session, _MEANT_BY.ahead(every), lines_ahead(parcel_id))
    found = _MEANT_BY.rows(session, every)
    for kind, text, its_id, *facts in found:
        if kind == _SLIP and text in codes:
            orders[text] = OrderId(its_id)
        elif kind == _ARTICLE and text in codes:
            articles[text] = (*articles.get(text, ()), _meant(its_id, *facts))
    for _kind, text, its_id, *facts in sorted(
        each for each in found if each[0] == _SKU and each[1] in written
    ):
        articles.setdefault(canonical_code(text), (_meant(its_id, *facts),))
    return _Known(articles, orders)


def _meant(product: bytes, units: int, *words: str) -> Meant:
    sku, name, option, kind, tracking = words
    named = full_name(name, option)
    return Meant(ProductId(product), sku, named, units, ProductKind(kind), Tracking(tracking))


def _distinct(
    articles: dict[str, tuple[Meant, ...]], readings: Sequence[Reading]
) -> tuple[Meant, ...]:
    """Return the articles these readings name; a symbol may say how many it stands for."""
    found: dict[ProductId, Meant] = {}
    for reading in readings:
        for meant in articles.get(reading.code, ()):
            units = meant.units * (reading.quantity or 1)
            found.setdefault(meant.product_id, replace(meant, units=units))
    return tuple(found.values())


def _unknown_slip(reading: Reading) -> RefusedError:
    return RefusedError(
        _("Aucun colis n’a été ouvert\u00a0: le bon {code} est inconnu ici.").format(
            code=reading.text
        ),
        _("Relevez les commandes, ou cherchez la commande par son numéro."),
    )


def _no_parcel(scan: Scan, meanings: tuple[Meant, ...]) -> ItemScanned:
    meant = meanings[0] if meanings else None
    return ItemScanned(
        outcome=ScanOutcome.UNKNOWN if meant is None else ScanOutcome.WRONG,
        parcel_id=None,
        code=scan.text,
        title=_("Aucun colis n’est ouvert\u00a0: «\u00a0{name}\u00a0» n’a pas été compté.").format(
            name=scan.text if meant is None else meant.name
        ),
        advice=_("Scannez d’abord le code d’un bon de préparation."),
        meant=meant,
    )
