"""Whether the lot in her hand may go: not expired, not recalled, and no older one before it."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.models.lot import Lot
from merchant_desk.models.stock import Place
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.operations.scan_answers import ItemScanned, Meant, Read
from merchant_desk.queries.lot_shelves import LotInBin, lots_in_bins
from merchant_desk.queries.packed_lots import packed_lots
from merchant_desk.queries.unfit_lots import unfit_instead
from merchant_desk.rules.fefo import leaves_before
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import short_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import LotId, ProductId
from merchant_desk.values.texts import _
from merchant_desk.values.words import ScanOutcome


def lot_problem(session: Session, gesture: Gesture, read: Read, meant: Meant) -> ItemScanned | None:
    """Return why the unit is not counted, or None; the lot is known from now on.

    That an older lot should leave first is her decision: she scans the older one, or says to go on
    (``Scan.anyway``). Raises RefusedError when the symbol says another date than the one known.
    """
    today = paris_date(gesture.at)
    if read.expiry is not None and read.expiry < today:
        return _expired(read, meant, read.expiry)
    if not read.lot:
        return unread_problem(session, gesture, read, meant, {meant.product_id: meant.units})
    lot_id = find_lot(session, gesture, meant.product_id, LotRead(read.lot, read.expiry))
    return _lot_problem(session, read, meant, session.get_one(Lot, lot_id), today)


def unread_problem(
    session: Session, gesture: Gesture, read: Read, meant: Meant, units: Mapping[ProductId, int]
) -> ItemScanned | None:
    """Return why units whose lot nobody read are not counted, or None.

    Where only lots lie that may not leave, hers is taken to be one of them until she reads it, or
    says that it is not (``Scan.anyway``).
    """
    unfit = None
    if not read.scan.anyway:
        unfit = unfit_instead(session, units, paris_date(gesture.at))
    if unfit is None:
        return None
    why, outcome = _("rappelé"), ScanOutcome.RECALLED
    if unfit.expires_on is not None and not unfit.recalled:
        why = _("périmé depuis le {day}").format(day=short_date(unfit.expires_on))
        outcome = ScanOutcome.EXPIRED
    title = _("«\u00a0{name}\u00a0»\u00a0: en rayon, il n’y a que le lot {unfit}, {why}.")
    return _said(
        read,
        meant,
        outcome,
        title.replace("{unfit}", unfit.number).replace("{why}", why),
        _("Il n’a pas été compté. Scannez son lot, ou F8 s’il n’en est pas."),
    )


def _lot_problem(
    session: Session, read: Read, meant: Meant, lot: Lot, today: date
) -> ItemScanned | None:
    if lot.recalled_at is not None:
        return _said(
            read,
            meant,
            ScanOutcome.RECALLED,
            _("Lot rappelé\u00a0: ne l’expédiez pas, «\u00a0{name}\u00a0» lot {lot}."),
            _("Il n’a pas été compté. Mettez-le à part, puis appuyez sur Échap."),
        )
    if lot.expires_on is not None and lot.expires_on < today:
        return _expired(read, meant, lot.expires_on)
    packed = packed_lots(session, [meant.product_id]).get(meant.product_id, {})
    if meant.tracking is Tracking.SERIAL and packed.get(lot.id):
        return _said(
            read,
            meant,
            ScanOutcome.TOO_MANY,
            _("Déjà scanné\u00a0: «\u00a0{name}\u00a0» numéro {lot} est dans un colis ouvert."),
            _("Il n’a pas été compté. Scannez l’autre exemplaire, puis appuyez sur Échap."),
        )
    gone = {each: sum(parcels.values()) for each, parcels in packed.items()}
    older = None if read.scan.anyway else _older(session, lot, today, gone)
    return None if older is None else _older_first(session, read, meant, older)


def _older(session: Session, lot: Lot, today: date, packed: Mapping[LotId, int]) -> LotInBin | None:
    """Return the lot that should leave before this one, where some of it still lies."""
    left = {**packed}
    found = None
    for each in lots_in_bins(session, [lot.product_id]):
        units = each.units - min(each.units, left.get(each.lot_id, 0))
        left[each.lot_id] = max(0, left.get(each.lot_id, 0) - each.units)
        earlier = leaves_before(each.expires_on, lot.expires_on)
        if not units or not earlier or not each.may_leave(today):
            continue
        if found is None or leaves_before(each.expires_on, found.expires_on):
            found = each
    return found


def _older_first(session: Session, read: Read, meant: Meant, older: LotInBin) -> ItemScanned:
    place = session.get_one(Place, older.place_id).code
    title = _("Prenez d’abord le lot {older} de «\u00a0{name}\u00a0», en {bin}.")
    advice = _("Le lot {lot} n’a pas été compté. F8 pour l’emballer quand même.")
    return _said(
        read,
        meant,
        ScanOutcome.OLDER_LOT,
        title.replace("{older}", older.number).replace("{bin}", place),
        advice.format(lot=read.lot),
    )


def _expired(read: Read, meant: Meant, day: date) -> ItemScanned:
    title = _("Périmé depuis le {day}\u00a0: «\u00a0{name}\u00a0» ne part pas.")
    return _said(
        read,
        meant,
        ScanOutcome.EXPIRED,
        title.replace("{day}", short_date(day)),
        _("Il n’a pas été compté. Mettez-le à part, puis appuyez sur Échap."),
    )


def _said(read: Read, meant: Meant, outcome: ScanOutcome, title: str, advice: str) -> ItemScanned:
    return ItemScanned(
        outcome=outcome,
        parcel_id=None,
        code=read.code,
        title=title.format(name=meant.name, lot=read.lot),
        advice=advice,
        meant=meant,
        lot=read.lot,
        expiry=read.expiry,
    )
