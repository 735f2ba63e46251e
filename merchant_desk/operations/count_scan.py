"""Everything a scan can do to a stock count, in one gesture."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import String, bindparam, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Place
from merchant_desk.operations.count_answers import (
    CountOutcome,
    CountScanned,
    ambiguous,
    article_out_of_scope,
    asks,
    bin_out_of_scope,
    counted_twice,
    needs_lot,
    no_bin,
    not_stocked,
    other_place,
    unknown,
)
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.operations.find_record import find_bin
from merchant_desk.operations.open_count import OpenScope, open_scope
from merchant_desk.operations.record_count import NewEntry, counted_so_far, record_count
from merchant_desk.operations.reopen_bin import reopen_bin
from merchant_desk.queries.barcodes import CodeMatch
from merchant_desk.queries.count_scope import in_scope
from merchant_desk.queries.counter_article import Named, articles_of_scan
from merchant_desk.values.article_name import full_name
from merchant_desk.values.bin_code import BIN_PREFIX, is_code_of_bin
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind, Tracking
from merchant_desk.values.ids import CountId, PlaceId, ProductId
from merchant_desk.values.scan import Scan
from merchant_desk.values.texts import _
from merchant_desk.values.words import PlaceKind

_PLACES, _PRODUCTS = table(Place), table(Product)
_BIN = select(_PLACES.c.id, _PLACES.c.code, _PLACES.c.location_id).where(
    _PLACES.c.kind == PlaceKind.BIN
)
_EVERY_BIN = Prepared(_BIN)
_ONE_BIN = Prepared(_BIN.where(_PLACES.c.id == bindparam("place")))
_ARTICLE = Prepared(
    select(
        *(
            _PRODUCTS.c[name]
            for name in ("id", "name", "option_text", "sku", "stocked", "kind", "tracking")
        )
    ).where(_PRODUCTS.c.id == bindparam("product"))
)
_BINS_CODED = PreparedSet(
    lambda codes: _BIN.where(or_(func.upper(_PLACES.c.code).in_(codes), _PLACES.c.code.in_(codes))),
    String(),
)
ASKS_FROM = 100_000
MOST_UNITS = 10_000_000


@dataclass(frozen=True, slots=True)
class CountScan:
    """A scan at a bin; ``times`` is how often the code is meant, as typed."""

    count_id: CountId
    place_id: PlaceId | None
    scan: Scan
    times: int = 1
    chosen: ProductId | None = None
    lot: LotRead | None = None
    sure: bool = False


def count_scan(session: Session, gesture: Gesture, wanted: CountScan) -> CountScanned:
    """Take a scan in: a bin is the one counted from now on, an article is counted in it."""
    count = open_scope(session, wanted.count_id)
    if not 0 <= wanted.times <= MOST_UNITS:
        raise RefusedError(
            _("Rien n’a été compté\u00a0: la quantité n’est pas possible."),
            _("Écrivez un nombre d’unités, comme 12."),
        )
    told = _bin_scanned(session, count, wanted.scan)
    if told is not None:
        return told
    named = articles_of_scan(session, wanted.scan)
    matches = named.matches
    if wanted.chosen is not None:
        matches = tuple(each for each in matches if each.product_id == wanted.chosen)
    if not matches:
        return unknown(wanted.scan.text)
    if len(matches) > 1:
        return ambiguous(wanted.scan.text, matches)
    if wanted.place_id is None:
        return no_bin(wanted.scan.text)
    return _count(session, gesture, count, wanted, _Article(matches[0], named))


@dataclass(frozen=True, slots=True)
class _Article:
    match: CodeMatch
    named: Named

    @property
    def each(self) -> int:
        """Return the units that one scan stands for."""
        reading = self.named.reading
        told = None if reading is None else reading.quantity
        return self.match.units * (told or 1)

    def lot(self, tracking: Tracking) -> LotRead | None:
        """Return the lot, or for a serial number the unit, that the symbol says."""
        reading = self.named.reading
        if reading is None:
            return None
        told = reading.serial if tracking is Tracking.SERIAL else reading.lot
        return None if not told else LotRead(told, reading.expiry)


def _bin_scanned(session: Session, count: OpenScope, scan: Scan) -> CountScanned | None:
    """Return what scanning a bin did, or None when the code is not that of a bin."""
    texts = {scan.text, *(each.text for each in scan.candidates)}
    if any(told.upper().startswith(BIN_PREFIX) for told in texts):
        known = _EVERY_BIN.typed(session)
    else:
        known = _BINS_CODED.typed(session, sorted(texts | {each.strip().upper() for each in texts}))
    places = [each for each in known if any(is_code_of_bin(told, each.code) for told in texts)]
    if not places:
        return None
    here = [each for each in places if count.location_id in {None, each.location_id}]
    if not here:
        return other_place(places[0].code)
    bins = count.scope.bins
    meant = [each for each in here if not bins or each.id in bins]
    if not meant:
        return bin_out_of_scope(here[0].code)
    if len(meant) > 1:
        raise RefusedError(
            _("Rien n’a été compté\u00a0: plusieurs lieux ont un emplacement {code}.").format(
                code=meant[0].code
            ),
            _("Ouvrez un comptage pour un seul lieu, ou renommez un des emplacements."),
        )
    return CountScanned(
        outcome=CountOutcome.BIN,
        title=_("Emplacement {code}").format(code=meant[0].code),
        advice=_("Scannez ce qui s’y trouve."),
        code=meant[0].code,
        place_id=meant[0].id,
        bin=meant[0].code,
    )


def _count(
    session: Session, gesture: Gesture, count: OpenScope, wanted: CountScan, article: _Article
) -> CountScanned:
    product = _ARTICLE.first(session, product=article.match.product_id)
    if product is None:
        return unknown(wanted.scan.text)
    place = _place(session, count, wanted)
    name = full_name(product.name, product.option_text)
    code = article.match.code
    refused = _not_here(session, count, product, name, code)
    if refused is not None:
        return refused
    lot = wanted.lot or article.lot(product.tracking)
    if product.tracking is not Tracking.NONE and lot is None:
        serial = product.tracking is Tracking.SERIAL
        return replace(needs_lot(name, code, serial=serial), place_id=place.id, bin=place.code)
    units = wanted.times * article.each
    if not wanted.sure and not 0 < units < ASKS_FROM:
        said = asks(name, code, units, article.each)
        return replace(said, place_id=place.id, bin=place.code)
    key = _key(session, gesture, product, place, lot)
    before = counted_so_far(session, count.count_id, key) or 0
    if product.tracking is Tracking.SERIAL and lot is not None and before + units > 1:
        return counted_twice(name, lot.number)
    entry_id = record_count(session, gesture, count.count_id, NewEntry(key, units, code))
    reopen_bin(session, count.count_id, place.id)
    return CountScanned(
        outcome=CountOutcome.COUNTED,
        title=name,
        code=code,
        place_id=place.id,
        bin=place.code,
        key=key,
        name=name,
        sku=product.sku,
        lot="" if lot is None or key.lot_id is None else lot.number,
        each=article.each,
        units=units,
        total=before + units,
        entry_id=entry_id,
    )


def _place(session: Session, count: OpenScope, wanted: CountScan) -> Any:
    assert wanted.place_id is not None  # noqa: S101 - said by the caller: asked for before
    place = _ONE_BIN.first(session, place=wanted.place_id) or find_bin(session, wanted.place_id)
    bins = count.scope.bins
    if count.location_id not in {None, place.location_id} or (bins and place.id not in bins):
        raise RefusedError(
            _("Rien n’a été compté\u00a0: l’emplacement {code} n’est pas à compter ici.").format(
                code=place.code
            ),
            _("Scannez un emplacement de ce comptage."),
        )
    return place


def _not_here(
    session: Session, count: OpenScope, product: Any, name: str, code: str
) -> CountScanned | None:
    if not product.stocked or product.kind is ProductKind.KIT:
        return not_stocked(name, code)
    if not in_scope(session, count.scope, product.id):
        return article_out_of_scope(name, code)
    return None


def _key(
    session: Session, gesture: Gesture, product: Any, place: Any, lot: LotRead | None
) -> CountKey:
    if lot is None or product.tracking is Tracking.NONE:
        return CountKey(place.id, product.id)
    return CountKey(place.id, product.id, find_lot(session, gesture, product.id, lot))
