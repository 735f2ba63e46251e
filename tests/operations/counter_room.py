"""A counter with two articles on the shelf: scans, payments and returns in a line each."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.models.invoice import Invoice, InvoiceLine, InvoiceRate
from merchant_desk.models.order import Payment
from merchant_desk.models.seal import DrawerMove
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.keep_baskets import begin_return, change_basket, current_baskets
from merchant_desk.operations.scan_at_counter import CounterScanned, scan_at_counter
from merchant_desk.operations.sell_at_counter import CounterSold, sell_at_counter
from merchant_desk.rules.basket import counted
from merchant_desk.rules.basket_tenders import with_tender
from merchant_desk.values.basket import Basket, Tender
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, PaymentId, PlaceId, ProductId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means
from merchant_desk.values.scan import scan_of_text
from tests import makers

SOAP, HONEY = "3760123456784", "3760123456791"


@dataclass
class CounterRoom:
    """One station; every gesture a minute after the last, in a transaction of its own."""

    database: Database
    gesture: Gesture
    soap: ProductId
    honey: ProductId
    shelf: PlaceId

    def next(self) -> Gesture:
        """Return the next gesture."""
        self.gesture = replace(self.gesture, at=self.gesture.at + timedelta(minutes=1))
        return self.gesture

    def scan(self, code: str, chosen: ProductId | None = None) -> CounterScanned:
        """Scan a code."""
        at = self.next()
        with self.database.write() as session:
            return scan_at_counter(session, at, scan_of_text(code, at.at), chosen)

    def change(self, rule: Any, *args: Any, **kwargs: Any) -> Basket:
        """Do something to the basket."""
        at = self.next()
        with self.database.write() as session:
            return change_basket(session, at, rule, *args, **kwargs).running

    def back(self, ticket: InvoiceId | None) -> Basket:
        """Take what is scanned next as brought back."""
        at = self.next()
        with self.database.write() as session:
            return begin_return(session, at, ticket).running

    def pay(self, means: Means = Means.CARD, cents: int | None = None) -> Basket:
        """Put money down: what is missing, unless told otherwise."""
        left = counted(self.basket).missing
        amount = left if cents is None else Money(cents)
        return self.change(with_tender, Tender(PaymentId(new_id()), means, amount))

    def sell(self) -> CounterSold:
        """Validate the basket."""
        basket, at = self.basket, self.next()
        with self.database.write() as session:
            return sell_at_counter(session, at, basket.basket_id)

    def sold(self, *codes: str, means: Means = Means.CARD) -> CounterSold:
        """Scan, pay exactly and validate."""
        for code in codes:
            self.scan(code)
        self.pay(means)
        return self.sell()

    @property
    def basket(self) -> Basket:
        """Return what lies on the counter."""
        with self.database.write() as session:
            return current_baskets(session, self.gesture).running

    def stock(self, product: ProductId) -> int:
        """Return how many the ledger has."""
        asked = select(func.coalesce(func.sum(StockLevel.quantity), 0)).where(
            StockLevel.product_id == product
        )
        with self.database.read() as session:
            return int(session.execute(asked).scalar_one())

    def paid(self, ticket: InvoiceId) -> list[tuple[str, int]]:
        """Return the payments of a ticket: means and cents."""
        asked = select(Payment).where(Payment.invoice_id == ticket).order_by(Payment.id)
        with self.database.read() as session:
            return [(each.means, each.amount.cents) for each in session.scalars(asked)]

    def drawer(self) -> list[tuple[str, int, str]]:
        """Return what moved in the drawer besides sales."""
        asked = select(DrawerMove).order_by(DrawerMove.at)
        with self.database.read() as session:
            return [(m.kind.value, m.amount.cents, m.note) for m in session.scalars(asked)]

    def ticket(self, ticket: InvoiceId) -> Invoice:
        """Return the row of a ticket."""
        with self.database.read() as session:
            found = session.get_one(Invoice, ticket)
            session.expunge(found)
            return found

    def lines(self, ticket: InvoiceId) -> list[InvoiceLine]:
        """Return the lines of a ticket."""
        asked = select(InvoiceLine).where(InvoiceLine.invoice_id == ticket)
        with self.database.read() as session:
            found = list(session.scalars(asked.order_by(InvoiceLine.position)))
            session.expunge_all()
            return found

    def rates(self, ticket: InvoiceId) -> dict[int, tuple[int, int]]:
        """Return base and VAT in cents of each rate of a ticket."""
        asked = select(InvoiceRate).where(InvoiceRate.invoice_id == ticket)
        with self.database.read() as session:
            return {
                each.rate_bp: (each.base.cents, each.vat.cents) for each in session.scalars(asked)
            }

    def balanced(self, ticket: InvoiceId) -> bool:
        """Tell whether lines, rates and payments of a ticket all come to its total."""
        whole = self.ticket(ticket).total.cents
        lines = sum(each.total.cents for each in self.lines(ticket))
        rates = sum(base + vat for base, vat in self.rates(ticket).values())
        return whole == lines == rates == sum(cents for _means, cents in self.paid(ticket))


def counter_room(database: Database, gesture: Gesture) -> CounterRoom:
    """Open the shop: soaps at 5,90 € and honey at 7,40 € (5,5 %), ten of each."""
    with database.write() as session:
        makers.make_station(session, gesture)
        makers.make_profile(session)
        shelf = makers.make_bin(session, makers.make_location(session))
        soap = makers.make_product(session, ean=SOAP)
        honey = makers.make_product(
            session, "MIE-LAV-250", name="Miel", ean=HONEY, price_cents=740, rate_bp=550
        )
        for each in (soap, honey):
            makers.put_stock(session, gesture, each, shelf, 10)
    return CounterRoom(database, gesture, soap, honey, shelf)
