"""A counter in the same session as another desk: it sells one article and takes it back."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from merchant_desk.models.product import ProductCode
from merchant_desk.operations.keep_baskets import begin_return, change_basket, current_baskets
from merchant_desk.operations.scan_at_counter import scan_at_counter
from merchant_desk.operations.sell_at_counter import sell_at_counter
from merchant_desk.rules.basket import counted
from merchant_desk.rules.basket_changes import with_quantity, with_restock
from merchant_desk.rules.basket_tenders import with_tender
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.basket import Tender
from merchant_desk.values.ids import InvoiceId, PaymentId, new_id
from merchant_desk.values.payment_means import Means
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import CodeKind
from tests.operations.returns_desk import SOAP, ReturnsDesk

CODE = "3760123456784"


@dataclass
class CounterBeside:
    """Units that left over the counter and are still out."""

    room: ReturnsDesk
    code: str
    out: int = 0
    broken: int = 0
    tickets: list[InvoiceId] = field(default_factory=list)

    @property
    def session(self) -> Session:
        return self.room.session

    def sell(self, units: int) -> None:
        self._scan(units)
        self.tickets.append(self._settle())
        self.out += units

    def give_back(self, units: int, *, restock: bool = True) -> None:
        """Take units of the first ticket back; refused when it did not sell so many."""
        begin_return(self.session, self.room.gesture, self.tickets[0])
        line = self._scan(units)
        if not restock:
            self._change(with_restock, line, restock=False)
        self._settle()
        self.out -= units
        self.broken += 0 if restock else units

    def _scan(self, units: int) -> bytes:
        gesture = self.room.gesture
        scanned = scan_at_counter(self.session, gesture, scan_of_text(self.code, gesture.at))
        assert scanned.line_id is not None
        if units > 1:
            self._change(with_quantity, scanned.line_id, units)
        return scanned.line_id

    def _settle(self) -> InvoiceId:
        gesture = self.room.gesture
        basket = current_baskets(self.session, gesture).running
        tender = Tender(PaymentId(new_id()), Means.CASH, counted(basket).missing)
        self._change(with_tender, tender)
        sold = sell_at_counter(self.session, self.room.gesture, basket.basket_id)
        return sold.tickets[0].ticket_id

    def _change(self, rule: Any, *args: Any, **kwargs: Any) -> None:
        change_basket(self.session, self.room.gesture, rule, *args, **kwargs)


def counter_beside(room: ReturnsDesk, units: int) -> CounterBeside:
    """Open the counter, which sold so many soaps."""
    product = room.desk.products[SOAP]
    code = ProductCode(code=canonical_code(CODE), product_id=product, kind=CodeKind.EAN)
    room.session.add(code)
    room.session.flush()
    counter = CounterBeside(room, CODE)
    counter.sell(units)
    return counter
