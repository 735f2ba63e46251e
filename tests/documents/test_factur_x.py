"""Every kind of document as one file: archived, its XML inside, its facts on the paper."""

import hashlib
import io
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from merchant_desk.documents import draw_factur_x, draw_invoice
from merchant_desk.documents.e_invoice.cii import cii_xml
from merchant_desk.documents.writing.paper_bytes import paper_bytes
from merchant_desk.values.invoice_page import InvoicePage, MentionPlace
from tests.documents.kinds import credit_note, every_kind, ticket
from tests.documents.pdfa_check import NEEDS_PIKEPDF, faults, syntax_faults, verdict
from tests.documents.reading import page_texts, place_of, whole_text
from tests.documents.samples import invoice, issued

KINDS = sorted(every_kind())
MIDDLE, FOOT = 105, 260  # millimetres
B2B_ONLY = ("Pas d’escompte", "taux d’intérêt légal", "Indemnité forfaitaire", "Échéance")


def _attached(pdf: bytes) -> dict[str, list[bytes]]:
    return dict(PdfReader(io.BytesIO(pdf)).attachments)


def _ordinary(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@NEEDS_PIKEPDF
@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_pdf_a_3_with_its_xml_inside(name: str) -> None:
    page = every_kind()[name]

    pdf = draw_factur_x(page)

    assert verdict(pdf) == "pass"
    assert faults(pdf, cii_xml(page)) == syntax_faults(pdf) == []


@pytest.mark.parametrize("name", KINDS)
def test_every_fact_of_every_kind_is_read_on_the_paper(name: str) -> None:
    page = every_kind()[name]

    text = _ordinary(whole_text(draw_factur_x(page)))

    missing = [told for told in _facts(page) if _ordinary(told) not in text]
    assert missing == []


def _facts(page: InvoicePage) -> list[str]:
    address = page.buyer.address
    shown = [abs(amount.cents) for amount in (page.ttc, *(line.ttc for line in page.lines))]
    if page.method.value == "net":
        shown = [abs(amount.cents) for amount in (page.ttc, *(line.net for line in page.lines))]
    if page.charges_vat:
        shown += [
            abs(amount.cents) for row in page.vat_rows for amount in (row.base, row.vat, row.ttc)
        ]
    return [
        page.number,
        page.seller.name,
        page.seller.footer,
        *(part for part in (address.company, address.name, address.line1, address.city) if part),
        *(line.name for line in page.lines),
        *(f"{cents // 100},{cents % 100:02d}" for cents in shown if cents < 100_000),
        *(mention.text for mention in page.mentions),
        *(deposit.number for deposit in page.deposits),
        *([page.reason] if page.reason else []),
        *([page.purchase_order] if page.purchase_order else []),
        *([page.note] if page.note else []),
    ]


@pytest.mark.parametrize("name", KINDS)
def test_no_amount_is_printed_below_zero_but_what_is_deducted(name: str) -> None:
    page = every_kind()[name]

    text = whole_text(draw_invoice(page))

    assert text.count("\u2212") == len(page.deposits)


@pytest.mark.parametrize("name", KINDS)
def test_only_businesses_read_what_is_meant_for_them(name: str) -> None:
    page = every_kind()[name]
    sold = page.kind.value != "credit_note"

    text = _ordinary(whole_text(draw_invoice(page)))

    found = [told for told in B2B_ONLY if told in text]
    if not (page.buyer.is_business and sold):
        assert found == []
    else:
        assert found == [told for told in B2B_ONLY if told != "Échéance" or page.due_on]


@pytest.mark.parametrize("name", ["business", "corrected", "franchise", "intra_eu", "credit_note"])
def test_each_mention_stands_in_its_place(name: str) -> None:
    page = every_kind()[name]
    pdf = draw_invoice(page)
    level = place_of(pdf, "Total")[1]

    for mention in page.mentions:
        x, y = place_of(pdf, mention.text.split("\u00a0:")[0][:30])
        match mention.place:
            case MentionPlace.SELLER | MentionPlace.FOOT:
                assert y > FOOT
            case MentionPlace.HEAD | MentionPlace.BUYER:
                assert x > MIDDLE
                assert y < level
            case MentionPlace.TOTALS:
                assert x < MIDDLE
                assert y > level - 10
            case MentionPlace.TERMS:
                assert level < y < FOOT


def test_two_processes_write_the_same_bytes() -> None:
    told = """
import hashlib
from merchant_desk.documents import draw_factur_x
from tests.documents.kinds import every_kind
print(hashlib.sha256(draw_factur_x(every_kind()["net"])).hexdigest())
"""

    other = subprocess.run(  # noqa: S603 - our own interpreter, a constant text
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    )

    ours = hashlib.sha256(draw_factur_x(every_kind()["net"])).hexdigest()
    assert other.stdout.strip() == ours


def test_a_duplicate_carries_the_same_xml_and_says_what_it_is() -> None:
    page = every_kind()["business"]

    original, copy = (draw_factur_x(each) for each in (page, replace(page, duplicate=2)))

    assert _attached(original) == _attached(copy)
    assert "DUPLICATA n° 2" in whole_text(copy)
    assert "DUPLICATA" not in whole_text(original)


def test_an_invoice_alone_carries_its_xml_and_among_others_only_its_pages() -> None:
    page = issued(invoice())

    assert _attached(paper_bytes([page])) == {"factur-x.xml": [cii_xml(page)]}
    assert len(page_texts(paper_bytes([page, page]))) == len(page_texts(paper_bytes([page]))) * 2


def test_a_ticket_and_a_draft_without_number_carry_none() -> None:
    assert _attached(paper_bytes([issued(ticket())])) == {}
    assert _attached(paper_bytes([issued(replace(invoice(), number=""))])) == {}


def test_a_credit_note_kept_with_amounts_above_zero_is_printed_as_it_is() -> None:
    page = issued(replace(credit_note(), payments=()))
    above = replace(page, lines=invoice().lines, vat_rows=invoice().vat_rows)

    assert "Total de l’avoir 34,60 €" in whole_text(draw_invoice(above))


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.characters(exclude_categories=()), max_size=60)
    | st.sampled_from(["a\x00b", "\x07", "a\ud800", "\ufffe", "🌸", "مريم", "\u202eabc"])
)
def test_whatever_is_in_a_name_a_file_comes_out(name: str) -> None:
    page = invoice(((name, name, 1, 1200, 2000),))
    buyer = replace(page.buyer, address=replace(page.buyer.address, name=name))
    page = issued(replace(page, buyer=buyer, seller=replace(page.seller, footer=name)))

    pdf = draw_factur_x(page)

    (xml,) = _attached(pdf)["factur-x.xml"]
    assert faults(pdf, xml) == syntax_faults(pdf) == []
    told = ET.fromstring(xml)  # noqa: S314 - written by ourselves a moment ago
    assert told.tag.endswith("CrossIndustryInvoice")


def test_what_was_issued_with_an_odd_character_is_still_printed() -> None:
    page = issued(invoice((("", "Savon\x07 lavande", 1, 1200, 2000), ("", "", 1, 500, 2000))))

    (xml,) = _attached(draw_factur_x(page))["factur-x.xml"]

    assert "Savon lavande" in xml.decode()
    assert "<ram:Name>—</ram:Name>" in xml.decode()
