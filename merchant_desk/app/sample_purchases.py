"""Invoices of suppliers at the sample shop: what the purchases look like when they are used."""

from collections.abc import Callable
from datetime import date

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.app.sample_bills import BILLS, FREIGHT, JARS, LABELS, Bill
from merchant_desk.documents.received.receiving import receive_invoice
from merchant_desk.operations.decide_supplier_invoice import decide_supplier_invoice
from merchant_desk.operations.pay_supplier_invoice import pay_supplier_invoice
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.ids import PaymentId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.received_invoice import ReceivedFile
from merchant_desk.values.supplier_invoices import SupplierDecision, SupplierImported, SupplierPaid
from merchant_desk.values.supplier_words import SupplierState

_MISSING = SupplierDecision(SupplierState.DISPUTED, "QTE_ERR", "Quarante bocaux manquent.")
_DECIDED = {FREIGHT: SupplierDecision(SupplierState.APPROVED), JARS: _MISSING}
_PAID = {LABELS: Money(12_960)}


def receive_sample(shop: DemoShop, file_of: Callable[[Bill, date], ReceivedFile]) -> None:
    """Take invoices in as she would: some to check, one late, one in dispute, one paid.

    Never in the window's thread: each is a transaction that is waited for.
    """
    lanes, today = shop.home.lanes, paris_date(utc_now())

    def write(*work: object) -> SupplierImported:
        return lanes.write(*work).result()  # type: ignore[arg-type]  # as Counter.do

    for bill in BILLS:
        invoice_id = receive_invoice(write, shop.gesture(), file_of(bill, today)).invoice_id
        decision, amount = _DECIDED.get(bill), _PAID.get(bill)
        if decision is not None:
            lanes.write(decide_supplier_invoice, shop.gesture(), invoice_id, decision).result()
        if amount is not None:
            paid = SupplierPaid(PaymentId(new_id()), amount, "transfer", today)
            lanes.write(pay_supplier_invoice, shop.gesture(), invoice_id, paid).result()
