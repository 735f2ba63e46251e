"""The slip of a return, read back by a scanner and by the customer."""

from dataclasses import replace
from datetime import date

import pytest

from merchant_desk.documents import draw_return_slip
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.remote import Address
from merchant_desk.values.return_slip import ReturnSlip, SlipItem
from tests.documents.reading import page_codes, page_texts, whole_text

SLIP = ReturnSlip(
    number="RT2026-0001",
    order_number="1042",
    customer="Camille Roux",
    declared_on=date(2026, 11, 10),
    send_back_by=date(2026, 11, 24),
    customer_pays=True,
    seller=Seller(
        name="Maison Lavande SARL",
        address=Address(line1="12 rue des Simples", postcode="84000", city="Avignon"),
        siren="732829320",
    ),
    items=(SlipItem("SAV-LAV-100", "Savon lavande 100 g", 2, "A changé d’avis"),),
)


@pytest.mark.parametrize("dots", [203, 300])
def test_a_scanner_reads_the_return_off_the_slip(dots: int) -> None:
    assert page_codes(draw_return_slip(SLIP), dots=dots) == [("Code 128", "RT2026-0001")]


def test_the_customer_reads_where_by_when_and_at_whose_cost() -> None:
    text = whole_text(draw_return_slip(SLIP))

    assert "12 rue des Simples" in text
    assert "24 novembre 2026" in text
    assert "à votre charge" in text
    assert "pour nous" in whole_text(draw_return_slip(replace(SLIP, customer_pays=False)))


def test_a_long_return_goes_over_pages_each_with_its_code() -> None:
    many = replace(SLIP, items=SLIP.items * 80)
    pdf = draw_return_slip(many)

    pages = len(page_texts(pdf))
    assert pages > 1
    assert all(page_codes(pdf, place)[0][1] == "RT2026-0001" for place in range(pages))
