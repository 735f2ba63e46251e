"""Invoices of suppliers are read exactly, whatever their form."""

from datetime import date
from typing import Any

import pytest

from merchant_desk.documents.received.invoice_file import read_invoice_file
from merchant_desk.values.money import Money
from merchant_desk.values.received_invoice import (
    ReceivedLine,
    ReceivedParty,
    ReceivedRate,
    ReceivedSyntax,
    ReceivedTotals,
)
from tests.received.made import BILL, Sold, bill, cii, many_lines, pdf, ubl


@pytest.mark.parametrize("write", [cii, ubl])
def test_an_invoice_is_read_whole(write: Any) -> None:
    read = read_invoice_file("facture.xml", write())

    assert read.findings == ()
    assert (read.number, read.kind, read.issue_date) == ("F-2026-118", "380", date(2026, 11, 2))
    assert (read.due_on, read.order_reference) == (date(2026, 12, 2), "CMD-77")
    assert (read.seller.name, read.seller.siren) == ("Savonnerie du Ventoux", "404833048")
    assert (read.seller.vat_number, read.seller.country) == ("FR83404833048", "FR")
    assert (read.buyer.name, read.buyer.siren) == ("Camille Roux", "552100554")
    assert read.totals == ReceivedTotals(
        total=Money(8424), net=Money(7020), vat=Money(1404), lines=Money(7020), payable=Money(8424)
    )
    assert read.lines == (
        ReceivedLine(
            name="Savon lavande 100 g",
            net=Money(3720),
            quantity=120_000,
            unit_millionths=3_100_000,
            rate_bp=2000,
            unit="C62",
            supplier_sku="SL-100",
            ean="3760123456784",
        ),
        ReceivedLine(
            name="Bougie figue",
            net=Money(3300),
            quantity=60_000,
            unit_millionths=5_500_000,
            rate_bp=2000,
            unit="C62",
            supplier_sku="BF-6",
        ),
    )
    assert read.rates == (ReceivedRate("S", 2000, Money(7020), Money(1404)),)
    assert read.iban == "FR7630006000011234567890189"


def test_a_pdf_gives_its_attached_invoice() -> None:
    read = read_invoice_file("facture.pdf", pdf(("factur-x.xml", cii())))

    assert (read.syntax, read.number) == (ReceivedSyntax.FACTUR_X, "F-2026-118")


@pytest.mark.parametrize("name", ["ZUGFeRD-invoice.xml", "xrechnung.xml", "zugferd-invoice.xml"])
def test_the_name_of_the_attachment_does_not_matter(name: str) -> None:
    read = read_invoice_file("facture.pdf", pdf(("bon.xml", b"<bon/>"), (name, ubl())))

    assert (read.syntax, read.number) == (ReceivedSyntax.UBL, "F-2026-118")


def test_the_same_invoice_attached_twice_is_one() -> None:
    read = read_invoice_file("f.pdf", pdf(("factur-x.xml", cii()), ("copie.xml", cii())))

    assert read.number == "F-2026-118"


@pytest.mark.parametrize("write", [cii, ubl])
def test_a_credit_note_says_so(write: Any) -> None:
    read = read_invoice_file("avoir.xml", write(bill(kind="381", due="")))

    assert (read.is_credit, read.totals.total) == (True, Money(8424))


def test_a_price_of_six_decimals_and_half_a_kilo_stay_exact() -> None:
    line = Sold("Huile", "0.5", "12.345678", "6.17")
    said = bill(
        lines=(line,), line_total="6.17", net="6.17", tax="1.23", total="7.40", payable="7.40"
    )

    read = read_invoice_file("f.xml", cii(said))

    assert (read.lines[0].quantity, read.lines[0].unit_millionths) == (5000, 12_345_678)
    assert read.findings == ()


def test_an_invoice_of_four_hundred_lines_is_read() -> None:
    read = read_invoice_file("f.xml", cii(many_lines(400)))

    assert (len(read.lines), read.findings) == (400, ())


def test_a_file_in_utf_16_is_read() -> None:
    text = cii().decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')

    assert read_invoice_file("f.xml", text.encode("utf-16")).number == "F-2026-118"


def test_signs_that_do_not_show_are_left_out_of_names() -> None:
    read = read_invoice_file("f.xml", cii(bill(seller="Savon\u202enerie \n du\u200b Ventoux 🧼")))

    assert read.seller.name == "Savonnerie du Ventoux 🧼"


def test_a_supplier_without_siren_is_known_by_her_vat_number() -> None:
    read = read_invoice_file("f.xml", cii(bill(siren="", iban="", bic="")))

    assert read.seller == ReceivedParty(
        name=BILL.seller,
        siren="404833048",
        vat_number="FR83404833048",
        street="1 rue",
        postcode="84000",
        city="Avignon",
        country="FR",
    )
