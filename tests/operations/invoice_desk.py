"""A desk that takes an order in, packs what it is told, and reads the invoices it made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import OrderLine
from merchant_desk.models.parcel import ParcelLine
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.close_parcel import ParcelClosed, close_parcel
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.queries.invoice_pages import invoice_page
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ProductId, ShopId
from merchant_desk.values.invoice_page import InvoicePage
from merchant_desk.values.remote import RemoteOrder
from tests import makers

SKUS = ("SAV-LAV-100", "BOU-MIE-120", "MIE-LAV-250")


@dataclass
class InvoiceDesk:
    """A shop with plenty of everything on its shelf."""

    session: Session
    gesture: Gesture
    shop: ShopId
    products: dict[str, ProductId]

    def receive(self, order: RemoteOrder) -> OrderId:
        """Take an order in, or what became of it, a minute after the last time."""
        self.gesture = replace(self.gesture, at=self.gesture.at + timedelta(minutes=1))
        told = replace(order, modified_at=self.gesture.at)
        return accept_order(self.session, self.gesture, self.shop, told).order_id

    def ship(self, order: OrderId, units: Sequence[int] | None = None) -> ParcelClosed:
        """Pack this many of each line still due, in their order, or all; close the parcel."""
        parcel = open_parcel(self.session, self.gesture, order).parcel_id
        lines = self.session.scalars(
            select(ParcelLine)
            .join(OrderLine, OrderLine.id == ParcelLine.order_line_id)
            .where(ParcelLine.parcel_id == parcel)
            .order_by(OrderLine.position)
        ).all()
        wanted = units or [line.wanted for line in lines]
        for line, count in zip(lines, wanted, strict=True):
            line.packed = count
        self.session.flush()
        return close_parcel(self.session, self.gesture, parcel)

    def pages(self, order: OrderId) -> list[InvoicePage]:
        """Return the invoices of the order as they print, the first one first."""
        found = select(Invoice.id).where(Invoice.order_id == order).order_by(Invoice.counter)
        return [invoice_page(self.session, each) for each in self.session.scalars(found)]


def invoice_desk(session: Session, gesture: Gesture) -> InvoiceDesk:
    """Open the desk."""
    makers.make_station(session, gesture)
    makers.make_profile(session)
    shelf = makers.make_bin(session, makers.make_location(session), "B2")
    products = {sku: makers.make_product(session, sku, ean=None) for sku in SKUS}
    for product in products.values():
        makers.put_stock(session, gesture, product, shelf, 100_000)
    return InvoiceDesk(session, gesture, makers.make_shop(session), products)
