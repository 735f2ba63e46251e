"""The invoice as a file: long, odd or hostile content, the logo, the fonts, the same bytes."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.documents import draw_invoice
from merchant_desk.values.invoice_page import Buyer, InvoiceLine, InvoicePage
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address
from tests.documents.reading import page_texts, whole_text
from tests.documents.samples import HOME, SELLER, invoice, issued, logo


def _text(page: InvoicePage) -> str:
    return whole_text(draw_invoice(issued(page)))


def test_a_long_invoice_repeats_its_head_and_counts_its_pages() -> None:
    sold = tuple((f"SKU{n}", f"Article {n} " * 8, 1, 1000 + n, 2000) for n in range(100))

    pages = page_texts(draw_invoice(issued(replace(invoice(sold), logo=logo(), duplicate=1))))

    assert len(pages) > 4
    for place, page in enumerate(pages, 1):
        assert f"{place}/{len(pages)}" in page
        assert "FA2026-000123" in page
        assert "DUPLICATA n° 1" in page
        assert "SIREN 732 829 320" in page
    assert all("Désignation" in page for page in pages[:-1])
    assert "Total TTC" in pages[-1]


def test_a_note_of_ten_thousand_letters_is_printed_to_its_end() -> None:
    note = " ".join(f"mot{place}" for place in range(1200)) + " LAFIN"

    assert "LAFIN" in _text(replace(invoice(), note=note))


def test_script_and_markup_are_plain_text() -> None:
    page = invoice((("<i>", "<script>alert(1)</script> & <para>", 1, 1200, 2000),))

    text = _text(replace(page, buyer=Buyer(replace(HOME, name="<b>Robert</b>'); DROP TABLE"))))

    assert "<script>alert(1)</script> & <para>" in text.replace("Réf.", "")
    assert "<b>Robert</b>'); DROP TABLE" in text


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=400), st.integers(1, 10**6), st.integers(-(10**9), 10**9))
def test_whatever_is_written_an_invoice_comes_out(text: str, count: int, cents: int) -> None:
    page = invoice(((text, text, count, cents, 2000),))
    seller = replace(SELLER, name=text, trade_name=text, mediator=text, phone=text)
    buyer = Buyer(Address(name=text, company=text, line1=text, line2=text, city=text))

    pages = page_texts(draw_invoice(issued(replace(page, seller=seller, buyer=buyer, note=text))))

    assert f"1/{len(pages)}" in pages[0]


def test_the_same_invoice_gives_the_same_bytes() -> None:
    page = issued(replace(invoice(), logo=logo()))

    assert draw_invoice(page) == draw_invoice(page)


@pytest.mark.parametrize("fashion", ["PNG", "JPEG", "WEBP"])
def test_a_logo_replaces_the_large_name(fashion: str) -> None:
    pdf = draw_invoice(issued(replace(invoice(), logo=logo(fashion))))

    assert pdf.count(b"/Subtype /Image") == 1


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"not a picture", logo()[:200]])
def test_a_logo_that_cannot_be_read_gives_way_to_the_name(data: bytes) -> None:
    pdf = draw_invoice(issued(replace(invoice(), logo=data)))

    assert b"/Subtype /Image" not in pdf
    assert "Maison Lavande" in whole_text(pdf)


def test_every_font_is_embedded() -> None:
    pdf = draw_invoice(issued(invoice()))

    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") == pdf.count(b"/Type /FontDescriptor") > 0


def test_a_free_line_without_quantity_shows_its_price() -> None:
    line = InvoiceLine("", "Geste commercial", 0, 2000, Money(-100), Money(-120))
    page = invoice()

    text = _text(replace(page, lines=(*page.lines, line)))

    assert "−1,00" in text
