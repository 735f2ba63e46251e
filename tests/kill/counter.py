"""A sale at the counter and its return, taken up again wherever a kill left them."""

from collections.abc import Callable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.models.invoice import Invoice
from merchant_desk.operations.keep_baskets import (
    begin_return,
    change_basket,
    current_baskets,
)
from merchant_desk.operations.scan_at_counter import scan_at_counter
from merchant_desk.operations.sell_at_counter import sell_at_counter
from merchant_desk.rules.basket import counted
from merchant_desk.rules.basket_tenders import with_tender
from merchant_desk.values.basket import Basket, Tender
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, PaymentId, new_id
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.payment_means import Means
from merchant_desk.values.scan import scan_of_text

SKU, UNITS = "SAV-01", 2
Act = Callable[[], Gesture]


def live_counter(lanes: Lanes, act: Act) -> None:
    """Sell two units for cash, then take one back: each once."""
    if not lanes.read(_tickets).result():
        while _basket(lanes, act).units < UNITS:
            _scan(lanes, act)
        _settle(lanes, act)
    sale = lanes.read(_sale).result()
    if lanes.read(_tickets).result() == 1:
        if not _basket(lanes, act).returning:
            lanes.write(begin_return, act(), sale).result()
        if not _basket(lanes, act).units_back:
            _scan(lanes, act)
        _settle(lanes, act)


def _scan(lanes: Lanes, act: Act) -> None:
    gesture = act()
    lanes.write(scan_at_counter, gesture, scan_of_text(SKU, gesture.at)).result()


def _settle(lanes: Lanes, act: Act) -> None:
    basket = _basket(lanes, act)
    missing = counted(basket).missing
    if missing:
        tender = Tender(PaymentId(new_id()), Means.CASH, missing)
        lanes.write(change_basket, act(), with_tender, tender).result()
    lanes.write(sell_at_counter, act(), basket.basket_id).result()


def _basket(lanes: Lanes, act: Act) -> Basket:
    return lanes.read(current_baskets, act()).result().running


def _tickets(session: Session) -> int:
    asked = select(func.count()).select_from(Invoice).where(Invoice.kind == InvoiceKind.TICKET)
    return int(session.execute(asked).scalar_one())


def _sale(session: Session) -> InvoiceId:
    return session.scalars(
        select(Invoice.id).where(Invoice.kind == InvoiceKind.TICKET).order_by(Invoice.counter)
    ).first() or InvoiceId(bytes(16))
