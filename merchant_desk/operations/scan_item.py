"""Everything a scan can do at a packing station, in one gesture."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Integer,
    String,
    bindparam,
    literal,
    literal_column,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared, ask_ahead
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.open_parcel import ParcelOpened, open_parcel
from merchant_desk.operations.scan_answers import (
    Counted,
    ItemScanned,
    Meant,
    Read,
    added,
    ambiguous,
    record_scan,
    tell,
    too_many,
    unknown,
    was_missing,
    wrong,
)
from merchant_desk.operations.set_tracking import TrackingSet, set_tracking
from merchant_desk.values.article_name import full_name
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    OrderId,
    ParcelId,
    ParcelLineId,
    ProductId,
    ScanId,
    new_ids,
)
from merchant_desk.values.scan import CodeKind, Reading, Scan, choose
from merchant_desk.values.texts import _
from merchant_desk.values.words import ParcelState, ScanOutcome

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
    article = [_PRODUCTS.c[name] for name in ("sku", "name", "option_text")]
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
_WANTED = Prepared(
    select(
        *(_LINES.c[name] for name in ("id", "product_id", "wanted", "packed", "missing")),
        _PARCELS.c.state,
    )
    .join(_ORDER_LINES, _ORDER_LINES.c.id == _LINES.c.order_line_id)
    .join(_PARCELS, _PARCELS.c.id == _LINES.c.parcel_id)
    .where(_LINES.c.parcel_id == bindparam("parcel"))
    .order_by(_ORDER_LINES.c.position)
)
_PACK = Prepared(
    update(_LINES)
    .where(_LINES.c.id == bindparam("line"))
    .values(packed=_LINES.c.packed + bindparam("units", type_=Integer()))
)

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
    return _count(session, gesture, parcel_id, Read(scan, readings, meanings, chosen))


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
        ask_ahead(session, _MEANT_BY.ahead(every), _WANTED.ahead(parcel=parcel_id))
    found = _MEANT_BY.rows(session, every)
    for kind, text, its_id, units, sku, name, option in found:
        if kind == _SLIP and text in codes:
            orders[text] = OrderId(its_id)
        elif kind == _ARTICLE and text in codes:
            meant = Meant(ProductId(its_id), sku, full_name(name, option), units)
            articles[text] = (*articles.get(text, ()), meant)
    for _kind, text, its_id, units, sku, name, option in sorted(
        each for each in found if each[0] == _SKU and each[1] in written
    ):
        meant = Meant(ProductId(its_id), sku, full_name(name, option), units)
        articles.setdefault(canonical_code(text), (meant,))
    return _Known(articles, orders)


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


@dataclass(frozen=True, slots=True)
class _Line:
    id: ParcelLineId
    product_id: ProductId
    wanted: int
    packed: int
    missing: int


def _count(session: Session, gesture: Gesture, parcel_id: ParcelId, read: Read) -> ItemScanned:
    lines = _lines(session, parcel_id)
    meanings = _narrowed(read, {line.product_id for line in lines})
    if not meanings:
        return tell(session, gesture, parcel_id, read, unknown(read))
    if len(meanings) > 1:
        return tell(session, gesture, parcel_id, read, ambiguous(read, meanings))
    meant = meanings[0]
    mine = [line for line in lines if line.product_id == meant.product_id]
    wanted, packed = sum(line.wanted for line in mine), sum(line.packed for line in mine)
    if not mine:
        return tell(session, gesture, parcel_id, read, wrong(read, meant))
    if packed >= wanted and any(line.missing for line in mine):
        return tell(session, gesture, parcel_id, read, was_missing(read, meant, packed, wanted))
    if packed + meant.units > wanted:
        return tell(session, gesture, parcel_id, read, too_many(read, meant, packed, wanted))
    said = added(read, meant, packed + meant.units, wanted)
    shares = _shares(mine, meant.units)
    for (line, units), scan_id in zip(shares, new_ids(len(shares)), strict=True):
        _PACK.write(session, {"line": line.id, "units": units})
        part = Counted(ScanId(scan_id), line.id, units)
        record_scan(session, gesture, parcel_id, read, said, part)
    done = sum(line.packed for line in lines) + meant.units
    complete = done == sum(line.wanted for line in lines)
    return replace(
        said,
        parcel_id=parcel_id,
        parcel_complete=complete,
        closed=close_parcel(session, gesture, parcel_id) if complete else None,
    )


def _narrowed(read: Read, in_parcel: set[ProductId]) -> tuple[Meant, ...]:
    """Several products share the code: hers if she chose, else all, the wanted ones first.

    The one that the parcel wants is not supposed: the other is just what a wrong pick looks like.
    """
    if read.chosen is not None:
        return tuple(each for each in read.meanings if each.product_id == read.chosen)
    return tuple(sorted(read.meanings, key=lambda each: each.product_id not in in_parcel))


def _shares(lines: Sequence[_Line], units: int) -> list[tuple[_Line, int]]:
    shares = []
    for line in lines:
        taken = min(units, line.wanted - line.packed)
        if taken:
            shares.append((line, taken))
            units -= taken
    return shares


def _lines(session: Session, parcel_id: ParcelId) -> list[_Line]:
    rows = _WANTED.rows(session, parcel=parcel_id)
    if not rows or rows[0][-1] != ParcelState.OPEN:
        raise RefusedError(
            _("L’article n’a pas été compté\u00a0: ce colis est déjà fermé."),
            _("Scannez le bon d’un autre colis."),
        )
    return [_Line(*row[:-1]) for row in rows]
