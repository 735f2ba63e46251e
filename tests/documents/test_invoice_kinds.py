"""What each kind of document says that the others do not."""

from dataclasses import replace

import pytest

from merchant_desk.documents import draw_invoice
from merchant_desk.values.french import euros
from merchant_desk.values.invoice_page import InvoicePage, InvoicePayment
from merchant_desk.values.money import Money
from tests.documents.kinds import DEPOSIT, every_kind, net_invoice, shop_invoice
from tests.documents.reading import page_texts, whole_text
from tests.documents.samples import issued


def _text(page: InvoicePage) -> str:
    said = whole_text(draw_invoice(page))
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def _kind(name: str) -> str:
    return _text(every_kind()[name])


def test_prices_without_vat_stand_alone_between_businesses_with_all_their_decimals() -> None:
    text = _kind("net")

    assert "12 500 0,011437 20 % 142,96" in text
    assert "40 0,046 20 % 1,84" in text
    assert "PU TTC" not in text
    assert "Adresse de livraison Atelier Morel — dépôt 7 quai Jongkind" in text
    assert "Votre bon de commande" in text
    assert "BC-7781" in text


def test_a_discount_is_told_by_the_method_of_the_document() -> None:
    page = net_invoice()
    line = replace(page.lines[0], discount=Money(250))
    taxed = replace(shop_invoice().lines[0], discount=Money(250))

    net = _text(replace(page, lines=(line, *page.lines[1:])))
    with_vat = _text(replace(shop_invoice(), lines=(taxed,)))

    assert "Remise déduite : 2,50 € HT" in net
    assert "Remise déduite : 2,50 € TTC" in with_vat


def test_a_price_before_its_discount_is_shown_with_and_without_vat() -> None:
    assert "3 5,25 6,30 20 % 14,92 17,90" in _kind("eco")


def test_the_eco_participation_is_told_by_unit_and_by_scheme() -> None:
    text = _kind("eco")

    assert "Dont éco-participation DEEE : 0,15 € HT (0,18 € TTC) par unité" in text
    assert (
        "Éco-participation comprise dans les prix : "
        "DEA 1,24 € HT (1,30 € TTC), DEEE 0,45 € HT (0,54 € TTC)." in text
    )


def test_a_credit_note_shows_what_was_taken_away_without_a_sign() -> None:
    text = _kind("credit_note")

    for told in (
        "Avoir n° AV2026-000007",
        "Avoir sur la facture n° FA2026-000100 du 02/11/2026",
        "Motif : Savons arrivés cassés",
        "3 4,9733 5,9667 20 % 14,92 17,90",
        "20 % 20,67 4,13 24,80",
        "Total de l’avoir 34,60 €",
        "Remboursé le 21/11/2026, carte bancaire 34,60 €",
        "Avoir remboursé",
    ):
        assert told in text


def test_a_credit_note_not_paid_back_says_what_it_does() -> None:
    text = _kind("credit_business")

    assert "Cet avoir diminue d’autant ce que vous devez" in text
    assert "Avoir remboursé" not in text
    assert "À régler" not in text


def test_a_credit_note_paid_back_in_part_says_what_is_left() -> None:
    page = every_kind()["credit_note"]
    part = InvoicePayment("card", page.issued_on, Money(-1000))

    assert "Reste à rembourser 24,60 €" in _text(replace(page, payments=(part,)))


def test_a_deposit_and_the_invoice_that_deducts_it() -> None:
    deposit, final = _kind("deposit"), _kind("final")

    assert "Facture d’acompte n° FA2026-000090" in deposit
    assert "Payé le 20/11/2026, virement 15,00 €" in deposit
    assert "Acompte FA2026-000090 du 12/10/2026 −15,00 €" in final
    assert "Net à payer 19,60 €" in final
    assert "Montant 19,60 €" in final


def test_an_invoice_paid_by_its_deposits_is_settled() -> None:
    whole = replace(DEPOSIT, amount=Money(3460))

    assert "Facture acquittée" in _text(replace(shop_invoice(), deposits=(whole,)))


def test_what_was_paid_too_much_is_said_to_come_back() -> None:
    payment = InvoicePayment("card", shop_invoice().issued_on, Money(4000))

    assert "Trop-perçu, à vous rembourser 5,40 €" in _text(
        replace(shop_invoice(), payments=(payment,))
    )


def test_a_corrected_invoice_says_what_it_cancels_and_replaces() -> None:
    text = _kind("corrected")

    assert "Facture rectificative" in text
    assert "Annule et remplace la facture n° FA2026-000100 du 02/11/2026" in text


def test_the_invoice_of_a_ticket_names_it() -> None:
    assert "Facture du ticket n° TA2026-001204 du 20/11/2026" in _kind("of_ticket")


def test_the_tax_of_another_country_says_which() -> None:
    assert "19 % (DE) 15,04 2,86 17,90" in _kind("oss")


def test_a_lesson_is_marked_across_every_page() -> None:
    pages = page_texts(draw_invoice(replace(every_kind()["long"], training=True)))

    assert len(pages) > 5
    assert all("ÉCOLE — SANS VALEUR" in page for page in pages)
    assert "SANS VALEUR" not in _kind("business")


def test_four_hundred_lines_are_all_there_once() -> None:
    text = _kind("long")

    assert [n for n in range(400) if text.count(f"Réf. SKU{n:04d}") != 1] == []


def test_the_shops_own_words_are_at_the_foot_of_every_page() -> None:
    pages = page_texts(draw_invoice(every_kind()["long"]))

    assert all("Merci de votre confiance." in page for page in pages)


def test_a_long_number_is_whole() -> None:
    number = "FA-BOUTIQUE-PARIS-2026-000000000123"

    assert f"n° {number}" in _text(replace(every_kind()["duplicate"], number=number))


def test_a_draft_has_no_number_and_can_be_looked_at() -> None:
    text = _text(issued(replace(shop_invoice(), number="")))

    assert "Facture émise le" in text
    assert "Référence" not in text


@pytest.mark.parametrize("cents", [1, 99_999_999_999])
def test_amounts_of_any_size_fit(cents: int) -> None:
    page = shop_invoice()
    line = replace(page.lines[0], net=Money(cents), ttc=Money(cents))
    row = replace(page.vat_rows[0], base=Money(cents), ttc=Money(cents))

    text = _text(replace(page, lines=(line,), vat_rows=(row,)))

    shown = euros(Money(cents)).replace("\u00a0", " ").replace("\u202f", " ")
    assert f"Total TTC {shown}" in text
    assert f"20 % {shown} {shown}".replace(" €", "") in text
