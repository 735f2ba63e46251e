"""Mend what was counted: take the last scan back, write another quantity, count anew."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from merchant_desk.errors import RefusedError
from merchant_desk.models.count import CountEntry
from merchant_desk.models.lot import Lot
from merchant_desk.models.product import Product
from merchant_desk.operations.count_answers import CountOutcome, CountScanned, asks
from merchant_desk.operations.count_scan import ASKS_FROM, MOST_UNITS
from merchant_desk.operations.find_record import find_bin, find_product
from merchant_desk.operations.open_count import open_count_of
from merchant_desk.operations.record_count import NewEntry, counted_so_far, record_count
from merchant_desk.operations.reopen_bin import reopen_bin
from merchant_desk.values.article_name import full_name
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import CountId, RecordId
from merchant_desk.values.texts import _


def take_back_count(session: Session, gesture: Gesture, count_id: CountId) -> CountScanned:
    """Take back the last thing counted at this station that still counts.

    Raises RefusedError when there is none.
    """
    open_count_of(session, count_id)
    entry = _last(session, gesture, count_id)
    if entry is None:
        raise RefusedError(
            _("Rien n’a été retiré\u00a0: rien n’est encore compté à ce poste."),
            _("Scannez un article."),
        )
    key = CountKey(entry.place_id, entry.product_id, entry.lot_id)
    new = NewEntry(key, -entry.quantity, entry.code, takes_back=entry.id)
    entry_id = record_count(session, gesture, count_id, new)
    reopen_bin(session, count_id, entry.place_id)
    said = _said(session, count_id, key, CountOutcome.TAKEN_BACK)
    return replace(said, units=-entry.quantity, entry_id=entry_id, code=entry.code)


def change_counted(
    session: Session, gesture: Gesture, entry_id: RecordId, units: int, *, sure: bool = False
) -> CountScanned:
    """Write another number of units for one scan: what was noted is taken back, this is noted.

    Raises RefusedError for a scan that no longer counts.
    """
    entry = session.get(CountEntry, entry_id)
    if entry is None or entry.quantity < 0 or not _counts(session, entry):
        raise RefusedError(
            _("La quantité n’a pas été changée\u00a0: ce scan ne compte plus."),
            _("Scannez l’article de nouveau."),
        )
    open_count_of(session, entry.count_id)
    if not 0 <= units <= MOST_UNITS:
        raise RefusedError(
            _("La quantité n’a pas été changée\u00a0: elle n’est pas possible."),
            _("Écrivez un nombre d’unités, comme 12."),
        )
    key = CountKey(entry.place_id, entry.product_id, entry.lot_id)
    product = find_product(session, key.product_id)
    name = full_name(product.name, product.option_text)
    if not sure and not 0 < units < ASKS_FROM:
        return replace(asks(name, entry.code, units, 1), entry_id=entry_id)
    _refuse_many_of_one(product, units)
    back = NewEntry(key, -entry.quantity, entry.code, takes_back=entry.id)
    record_count(session, gesture, entry.count_id, back)
    new_id = record_count(session, gesture, entry.count_id, NewEntry(key, units, entry.code))
    said = _said(session, entry.count_id, key, CountOutcome.COUNTED)
    return replace(said, units=units, entry_id=new_id, code=entry.code)


def recount(session: Session, gesture: Gesture, count_id: CountId, key: CountKey) -> CountScanned:
    """Have an article counted anew in a bin: what was counted of it no longer counts."""
    open_count_of(session, count_id)
    record_count(session, gesture, count_id, NewEntry(key, 0, resets=True))
    reopen_bin(session, count_id, key.place_id)
    return _said(session, count_id, key, CountOutcome.RECOUNT)


def _last(session: Session, gesture: Gesture, count_id: CountId) -> CountEntry | None:
    """Return the last entry of this station that was not taken back nor made void since."""
    back, void = aliased(CountEntry), aliased(CountEntry)
    wanted = (
        select(CountEntry)
        .where(
            CountEntry.count_id == count_id,
            CountEntry.station_id == gesture.station_id,
            CountEntry.takes_back.is_(None),
            CountEntry.resets.is_(False),
            ~select(back.id).where(back.takes_back == CountEntry.id).exists(),
            ~select(void.id)
            .where(
                void.count_id == CountEntry.count_id,
                void.place_id == CountEntry.place_id,
                void.product_id == CountEntry.product_id,
                void.resets.is_(True),
                void.row > CountEntry.row,
            )
            .exists(),
        )
        .order_by(CountEntry.row.desc())
        .limit(1)
    )
    return session.scalars(wanted).first()


def _counts(session: Session, entry: CountEntry) -> bool:
    """Tell whether what this entry noted still counts."""
    later = select(CountEntry).where(
        CountEntry.count_id == entry.count_id,
        CountEntry.place_id == entry.place_id,
        CountEntry.product_id == entry.product_id,
        CountEntry.row > entry.row,
    )
    return not any(
        each.takes_back == entry.id or (each.resets and each.lot_id == entry.lot_id)
        for each in session.scalars(later)
    )


def _refuse_many_of_one(product: Product, units: int) -> None:
    if product.tracking is Tracking.SERIAL and units > 1:
        raise RefusedError(
            _("La quantité n’a pas été changée\u00a0: chaque unité a son numéro de série."),
            _("Scannez les unités une à une."),
        )


def _said(
    session: Session, count_id: CountId, key: CountKey, outcome: CountOutcome
) -> CountScanned:
    product = find_product(session, key.product_id)
    place = find_bin(session, key.place_id)
    name = full_name(product.name, product.option_text)
    lot = None if key.lot_id is None else session.get(Lot, key.lot_id)
    return CountScanned(
        outcome=outcome,
        title=name,
        place_id=place.id,
        bin=place.code,
        key=key,
        name=name,
        sku=product.sku,
        lot="" if lot is None else lot.number,
        total=counted_so_far(session, count_id, key) or 0,
    )
