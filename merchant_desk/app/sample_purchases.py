"""Invoices of suppliers for the sample shop: what the purchases look like when they are used."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from merchant_desk.app.demo_shop import DemoShop, sample_seller
from merchant_desk.documents import draw_factur_x
from merchant_desk.documents.received.receiving import receive_invoice
from merchant_desk.operations.decide_supplier_invoice import decide_supplier_invoice
from merchant_desk.operations.pay_supplier_invoice import pay_supplier_invoice
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.queries.stock_list import StockList
from merchant_desk.rules.company_numbers import vat_number_of
from merchant_desk.rules.invoice_mentions import due_mentions
from merchant_desk.rules.vat_lines import PricedLine, from_net
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.ids import PaymentId, SupplierInvoiceId, new_id
from merchant_desk.values.invoice_page import (
    Buyer,
    InvoiceKind,
    InvoiceLine,
    InvoicePage,
    InvoiceVatRow,
    PriceMethod,
    Seller,
)
from merchant_desk.values.money import Money
from merchant_desk.values.received_invoice import ReceivedFile
from merchant_desk.values.remote import Address
from merchant_desk.values.supplier_invoices import SupplierDecision, SupplierImported, SupplierPaid
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.unit_price import UnitPrice

_STANDARD_BP = 2000
_SOAPS = "Savonnerie du Ventoux"
_SIRENS = {
    _SOAPS: "111222337",
    "Emballages Girard": "222333445",
    "Verrerie des Alpes": "333444552",
    "Transports Meunier": "444555668",
}


@dataclass(frozen=True, slots=True)
class _Bill:
    """One invoice: who sends it, how many days ago, due in how many, what for."""

    supplier: str
    number: str
    days_ago: int
    due_in: int
    lines: tuple[tuple[str, int, int], ...]  # name, quantity, cents each


def receive_sample(shop: DemoShop) -> None:
    """Take invoices in as she would: some to check, one late, one in dispute, one paid."""
    lanes = shop.home.lanes
    soap, candle = lanes.read(StockList().fetch, 0, 2).result()
    if soap.place_id is not None:
        came = Receipt(
            product_id=soap.product_id, place_id=soap.place_id, quantity=10, supplier=_SOAPS
        )
        lanes.write(receive_units, shop.gesture(), came).result()
    goods = ((soap.title, 12, 310), (candle.title, 6, 550))
    _take(shop, _Bill("Emballages Girard", "EG-5512", 42, -12, (("Boîtes cadeau", 250, 165),)))
    freight = _take(shop, _Bill("Transports Meunier", "TM88123", 9, 21, (("Fret", 1, 9640),)))
    jars = _take(shop, _Bill("Verrerie des Alpes", "2026-1044", 5, 25, (("Bocaux", 400, 320),)))
    labels = _take(shop, _Bill("Emballages Girard", "EG-5530", 14, 16, (("Étiquettes", 900, 12),)))
    _take(shop, _Bill(_SOAPS, "F-2026-118", 2, 28, goods))
    approved = SupplierDecision(SupplierState.APPROVED)
    missing = SupplierDecision(SupplierState.DISPUTED, "QTE_ERR", "Quarante bocaux manquent.")
    for invoice_id, decision in ((freight, approved), (jars, missing)):
        lanes.write(decide_supplier_invoice, shop.gesture(), invoice_id, decision).result()
    paid = SupplierPaid(PaymentId(new_id()), Money(12_960), "transfer", paris_date(utc_now()))
    lanes.write(pay_supplier_invoice, shop.gesture(), labels, paid).result()


def _take(shop: DemoShop, bill: _Bill) -> SupplierInvoiceId:
    """Let a supplier write an invoice, and receive its file."""

    def write(*work: object) -> SupplierImported:
        return shop.home.lanes.write(*work).result()  # type: ignore[arg-type]  # as Counter.do

    file = ReceivedFile(f"{bill.number}.pdf", draw_factur_x(_page(bill, paris_date(utc_now()))))
    return receive_invoice(write, shop.gesture(), file).invoice_id


def _page(bill: _Bill, today: date) -> InvoicePage:
    nets = [Money(cents * quantity) for _name, quantity, cents in bill.lines]
    amounts = from_net([PricedLine(net, _STANDARD_BP) for net in nets])
    issued = today - timedelta(days=bill.days_ago)
    page = InvoicePage(
        kind=InvoiceKind.INVOICE,
        number=bill.number,
        issued_on=issued,
        seller=_supplier(bill.supplier),
        buyer=_shop(),
        lines=tuple(
            InvoiceLine(
                sku="",
                name=name,
                quantity=quantity,
                rate_bp=_STANDARD_BP,
                net=part.net,
                ttc=part.ttc,
                unit_price=UnitPrice.of(Money(cents)),
            )
            for (name, quantity, cents), part in zip(bill.lines, amounts.lines, strict=True)
        ),
        vat_rows=tuple(
            InvoiceVatRow(row.rate_bp, row.base, row.vat, row.ttc) for row in amounts.rows
        ),
        delivered_on=issued,
        due_on=today + timedelta(days=bill.due_in),
        method=PriceMethod.NET,
    )
    return replace(page, mentions=due_mentions(page))


def _supplier(name: str) -> Seller:
    siren = _SIRENS[name]
    return Seller(
        name=name,
        address=Address(line1="4 route des Usines", postcode="38000", city="Grenoble"),
        siren=siren,
        vat_number=vat_number_of(siren),
        legal_form="SAS",
        capital=Money(2_000_000),
        rcs_city="Grenoble",
        email="facturation@fournisseur.example",
        iban="FR7630006000011234567890189",
        bic="AGRIFRPP",
    )


def _shop() -> Buyer:
    ours = sample_seller()
    return Buyer(
        replace(ours.address, company=ours.name),
        is_business=True,
        siren=ours.siren,
        vat_number=ours.vat_number,
        email=ours.email,
    )
