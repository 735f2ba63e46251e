"""The ticket of the counter: all that a customer and an inspector look for, on 80 mm."""

from dataclasses import replace
from datetime import date

import pytest

from merchant_desk.documents import draw_ticket
from merchant_desk.documents.writing.pdf_pages import page_sizes
from merchant_desk.values.invoice_page import (
    InvoiceKind,
    InvoicePage,
    InvoicePayment,
    InvoiceReference,
    MentionPlace,
)
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.vat import VatTreatment
from tests.documents.kinds import NO_VAT, SHOP, ticket, turned
from tests.documents.pdfa_check import NEEDS_PIKEPDF, faults, syntax_faults, verdict
from tests.documents.reading import page_codes, whole_text
from tests.documents.samples import invoice, issued

MM = 25.4


def _text(page: InvoicePage) -> str:
    return whole_text(draw_ticket(issued(page))).replace("\u00a0", " ").replace("\u202f", " ")


def _back() -> InvoicePage:
    return replace(
        turned(ticket()),
        number="TA2026-001205",
        corrects=InvoiceReference("TA2026-001190", date(2026, 11, 20), InvoiceKind.TICKET),
        reason="Taille trop petite",
        payments=(InvoicePayment("cash", date(2026, 11, 21), Money(-3460)),),
        change=ZERO,
    )


@NEEDS_PIKEPDF
@pytest.mark.parametrize("logo", [True, False])
def test_it_is_archived_like_any_document_and_carries_no_xml(*, logo: bool) -> None:
    page = ticket() if logo else replace(ticket(), logo=None)

    pdf = draw_ticket(issued(page))

    assert verdict(pdf) == "pass"
    assert faults(pdf, None) == syntax_faults(pdf) == []


def test_it_says_who_sold_what_when_and_for_how_much() -> None:
    text = _text(ticket())

    for told in (
        "Maison Lavande — Camille Roux EI",
        "3 rue des Lilas",
        "SIRET 732 829 320 00074",
        "TVA FR44732829320",
        "Ticket de caisse TA2026-001204",
        "21/11/2026 14:02:41",
        "Caisse A · vendu par Camille",
        "Savon lavande 100 g 17,90 A",
        "3 × 5,9667 €",
        "3 lignes · 6 articles",
        "Total TTC 34,60 €",
        "A 20 % 20,67 4,13 24,80",
        "B 5,5 % 9,29 0,51 9,80",
        "Garantie légale de conformité : 2 ans",
        "Signature k7Qz",
        "réimpression n° 0",
        "Merchant Desk ",
    ):
        assert told in text


def test_the_drawer_is_told_what_was_put_down_and_what_was_given_back() -> None:
    text = _text(ticket())

    assert "Carte bancaire 20,00 €" in text
    assert "Espèces 20,00 €" in text
    assert "Rendu en espèces −5,40 €" in text


def test_without_change_nothing_is_given_back() -> None:
    text = _text(replace(ticket(), change=ZERO))

    assert "Espèces 14,60 €" in text
    assert "Rendu" not in text


def test_a_return_says_of_which_ticket_and_why_below_zero() -> None:
    text = _text(_back())

    for told in (
        "Ticket de retour TA2026-001205",
        "Retour sur le ticket n° TA2026-001190",
        "Taille trop petite",
        "−17,90 A",
        "−3 × 5,9667 €",
        "Total TTC −34,60 €",
        "Espèces −34,60 €",
        "3 lignes · 6 articles",
    ):
        assert told in text


def test_why_a_price_was_changed_is_not_for_the_customer() -> None:
    assert "cliente fidèle" not in _text(replace(ticket(), reason="Savon : cliente fidèle"))


def test_a_copy_and_a_lesson_cannot_pass_for_the_original() -> None:
    copy, lesson = _text(replace(ticket(), duplicate=2)), _text(replace(ticket(), training=True))

    assert "DUPLICATA n° 2" in copy
    assert "Réimpression n° 2" in copy
    assert lesson.count("ÉCOLE — SANS VALEUR") == 2
    assert "DUPLICATA" not in lesson
    assert "ÉCOLE" not in copy


def test_the_franchise_shows_no_vat() -> None:
    taxed = invoice(NO_VAT, VatTreatment.FRANCHISE)
    page = replace(
        ticket(), lines=taxed.lines, vat_rows=taxed.vat_rows, seller=replace(SHOP, vat_number="")
    )

    text = _text(page)

    assert "TVA non applicable, art. 293 B du CGI" in text
    assert "Total 34,60 €" in text
    for told in ("TTC", "HT €", "17,90 A"):
        assert told not in text


def test_its_number_is_read_by_the_scanner_of_the_counter() -> None:
    assert page_codes(draw_ticket(issued(ticket())), dots=203) == [("Code 128", "TA2026-001204")]


def test_a_number_that_is_no_barcode_is_only_written() -> None:
    page = issued(replace(ticket(), number="TÉ2026-1"))

    assert page_codes(draw_ticket(page)) == []
    assert "TÉ2026-1" in whole_text(draw_ticket(page))


def test_it_is_as_long_as_what_was_sold_and_always_80_mm_wide() -> None:
    long = invoice(tuple((f"S{n}", f"Article {n}", 1, 100 + n, 2000) for n in range(120)))
    short, much = ticket(), replace(ticket(), lines=long.lines, vat_rows=long.vat_rows)

    ((one,), (other,)) = (page_sizes(draw_ticket(issued(page))) for page in (short, much))

    assert one.pixels(MM)[0] == other.pixels(MM)[0] == 80
    assert other.height > 4 * one.height
    assert "Article 119" in _text(much)


def test_every_mention_that_is_due_is_printed() -> None:
    page = issued(ticket())

    text = " ".join(_text(ticket()).split())

    missing = [
        mention.key
        for mention in page.mentions
        if " ".join(mention.text.split()).replace("\u00a0", " ") not in text
    ]
    assert missing == []
    assert {mention.place for mention in page.mentions} >= {MentionPlace.SELLER, MentionPlace.TERMS}


def test_the_same_ticket_gives_the_same_bytes() -> None:
    assert draw_ticket(issued(ticket())) == draw_ticket(issued(ticket()))


@pytest.mark.parametrize("name", ["Robe 👗 d’été", "قميص", "x" * 300, "a\u202eb", ""])
def test_any_name_of_an_article_comes_out(name: str) -> None:
    page = ticket()
    line = replace(page.lines[0], name=name)

    assert "17,90 A" in _text(replace(page, lines=(line, *page.lines[1:])))
