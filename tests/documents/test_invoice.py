"""The invoice as the customer and an inspector read it."""

from dataclasses import replace
from datetime import date

import pytest

from merchant_desk.documents import draw_invoice
from merchant_desk.values.invoice_page import (
    Buyer,
    InvoiceKind,
    InvoicePage,
    InvoicePayment,
    InvoiceReference,
    MentionPlace,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address
from merchant_desk.values.vat import SaleCategory, VatTreatment
from tests.documents.reading import whole_text
from tests.documents.samples import HOME, SELLER, SOLD, invoice, issued

BUSINESS = Buyer(
    Address(
        company="Atelier Morel SAS", line1="ZA des Peupliers", postcode="38000", city="Grenoble"
    ),
    is_business=True,
    siren="552100554",
    vat_number="FR40552100554",
)
ELSEWHERE = Address(
    name="Paulette Roux", line1="5 place du Marché", postcode="44000", city="Nantes"
)
B2B_ONLY = (
    "Pas d’escompte",
    "trois fois le taux d’intérêt légal",
    "recouvrement en cas de retard de paiement : 40 €",
    "Échéance",
)
NO_VAT = tuple((sku, name, count, ttc, 0) for sku, name, count, ttc, _rate in SOLD)


def _text(page: InvoicePage) -> str:
    return whole_text(draw_invoice(issued(page)))


def test_everything_the_tax_code_asks_for_is_on_the_page() -> None:
    text = _text(invoice())

    for told in (
        "Facture",
        "n° FA2026-000123",
        "émise le 21 novembre 2026",
        "Camille Roux EI",
        "Entrepreneur individuel (EI)",
        "3 rue des Lilas",
        "SIREN 732 829 320",
        "SIRET 732 829 320 00074",
        "TVA FR44732829320",
        "12 rue de la République",
        "69002 Lyon",
        "Savon lavande 100 g",
        "Réf. SAV-LAV-100",
        "Opération : livraison de biens.",
        "C1042 du 19/11/2026",
        "1/1",
    ):
        assert told in text


def test_figures_stand_per_line_per_rate_and_in_all() -> None:
    text = _text(invoice())

    assert "3 4,9733 5,9667 20 % 14,92 17,90" in text
    assert "2 4,645 4,90 5,5 % 9,29 9,80" in text
    assert "20 % 20,67 4,13 24,80" in text
    assert "5,5 % 9,29 0,51 9,80" in text
    assert "Total HT 29,96 €" in text
    assert "TVA 4,64 €" in text
    assert "Total TTC 34,60 €" in text


def test_thousands_and_cents_are_written_the_french_way() -> None:
    text = _text(invoice((("X", "Armoire", 1, 123_456_700, 2000),)))

    assert "1\u202f234\u202f567,00" in text.replace(" ", "\u202f")


def test_a_private_customer_reads_nothing_meant_for_businesses() -> None:
    text = _text(replace(invoice(), due_on=date(2026, 12, 21)))

    assert not [told for told in B2B_ONLY if told in text]


def test_a_business_reads_its_terms_its_numbers_and_its_order() -> None:
    text = _text(
        replace(invoice(), buyer=BUSINESS, due_on=date(2026, 12, 21), purchase_order="BC-7781")
    )

    for told in (*B2B_ONLY, "SIREN 552 100 554", "TVA FR40552100554", "BC-7781", "21/12/2026"):
        assert told in text
    assert "Reste à payer 34,60 €" in text


def test_the_franchise_shows_its_article_and_no_vat_at_all() -> None:
    page = replace(invoice(NO_VAT, VatTreatment.FRANCHISE), seller=replace(SELLER, vat_number=""))

    text = _text(page)

    assert "TVA non applicable, art. 293 B du CGI" in text
    for told in ("TTC", "HT €", "Taux de TVA", "20 %"):
        assert told not in text
    assert "Total 34,60 €" in text


def test_the_margin_scheme_shows_no_vat_either() -> None:
    text = _text(invoice(NO_VAT, VatTreatment.SECOND_HAND))

    assert "Régime particulier - Biens d’occasion" in text
    assert "Taux de TVA" not in text


def test_an_export_says_why_it_bears_no_vat() -> None:
    text = _text(invoice(NO_VAT, VatTreatment.EXPORT))

    assert "Exonération de TVA, article 262 I du CGI" in text
    assert "Exonéré 34,60 0,00 34,60" in text


@pytest.mark.parametrize(
    ("delivered", "due"), [(date(2026, 11, 20), True), (date(2026, 11, 21), False)]
)
def test_the_day_of_delivery_is_told_when_it_is_another_day(delivered: date, *, due: bool) -> None:
    text = _text(replace(invoice(), delivered_on=delivered))

    assert ("Date de livraison" in text) is due
    assert ("20/11/2026" in text) is due


@pytest.mark.parametrize(("address", "due"), [(ELSEWHERE, True), (HOME, False)])
def test_the_place_of_delivery_is_told_when_it_is_another_place(
    address: Address, *, due: bool
) -> None:
    text = _text(replace(invoice(), delivery_address=address))

    assert ("Adresse de livraison" in text) is due
    assert ("44000 Nantes" in text) is due


def test_a_paid_invoice_says_how_and_when() -> None:
    page = replace(
        invoice(), payments=(InvoicePayment("carte bancaire", date(2026, 11, 19), Money(3460)),)
    )

    text = _text(page)

    assert "Payé le 19/11/2026, carte bancaire 34,60 €" in text
    assert "Facture acquittée" in text
    assert "Reste à payer" not in text


def test_a_part_paid_invoice_says_what_is_left() -> None:
    page = replace(invoice(), payments=(InvoicePayment("chèque", date(2026, 11, 19), Money(1000)),))

    text = _text(page)

    assert "Reste à payer 24,60 €" in text
    assert "acquittée" not in text


def test_a_credit_note_names_the_invoice_it_corrects() -> None:
    page = replace(
        invoice(),
        kind=InvoiceKind.CREDIT_NOTE,
        number="AV2026-000007",
        buyer=BUSINESS,
        corrects=InvoiceReference("FA2026-000100", date(2026, 11, 2)),
        payments=(InvoicePayment("carte bancaire", date(2026, 11, 21), Money(3460)),),
    )

    text = _text(page)

    for told in (
        "Avoir n° AV2026-000007",
        "Avoir sur la facture n° FA2026-000100 du 02/11/2026",
        "Total de l’avoir 34,60 €",
        "Remboursé le 21/11/2026",
        "Avoir remboursé",
    ):
        assert told in text
    assert not [told for told in B2B_ONLY if told in text]


def test_a_corrected_invoice_says_what_it_replaces() -> None:
    page = replace(
        invoice(),
        kind=InvoiceKind.CORRECTED,
        corrects=InvoiceReference("FA2026-000100", date(2026, 11, 2)),
    )

    text = _text(page)

    assert "Facture rectificative" in text
    assert "Annule et remplace la facture n° FA2026-000100 du 02/11/2026" in text


@pytest.mark.parametrize("copy", [0, 1, 12])
def test_only_a_copy_is_called_one(copy: int) -> None:
    text = _text(replace(invoice(), duplicate=copy))

    assert ("DUPLICATA" in text) is (copy > 0)
    assert (f"DUPLICATA n° {copy}" in text) is (copy > 0)


def test_a_company_shows_its_form_its_capital_and_its_register() -> None:
    company = replace(
        SELLER,
        name="Maison Lavande",
        sole_trader=False,
        legal_form="SARL",
        capital=Money(1_000_000),
        rcs_city="Lyon",
    )

    text = _text(replace(invoice(), seller=company))

    assert "SARL au capital de 10" in text
    assert "RCS Lyon 732 829 320" in text
    assert "Entrepreneur individuel" not in text
    assert " EI" not in text


def test_a_parcel_says_which_of_how_many() -> None:
    assert "Colis 2 sur 3" in _text(replace(invoice(), order_number="", parcel=2, parcels=3))
    assert "Colis 1 sur" not in _text(replace(invoice(), order_number=""))


def test_a_discount_is_told_on_its_line() -> None:
    page = invoice()
    line = replace(page.lines[0], discount=Money(200))

    text = _text(replace(page, lines=(line, *page.lines[1:])))

    assert "Remise déduite : 2,00 € TTC" in text


def test_guarantee_and_category_are_told_when_due() -> None:
    page = replace(
        invoice(), sold_in_shop=True, has_guaranteed_goods=True, category=SaleCategory.BOTH
    )

    text = _text(page)

    assert "Garantie légale de conformité : 2 ans" in text
    assert "livraison de biens et prestation de services" in text
    assert "Garantie" not in _text(invoice())


def test_every_mention_that_is_due_is_printed() -> None:
    page = issued(
        replace(
            invoice(),
            buyer=BUSINESS,
            due_on=date(2026, 12, 21),
            seller=replace(
                SELLER,
                vat_on_debits=True,
                vat_group="Groupe Lavande",
                fiscal_representative="Cabinet Dupont",
                approved_body_member=True,
            ),
            category=SaleCategory.SERVICES,
        )
    )

    text = whole_text(draw_invoice(page)).replace("\u202f", " ")

    told = {mention.key for mention in page.mentions if _ordinary(mention.text) in text}
    assert told == {mention.key for mention in page.mentions}
    assert {mention.place for mention in page.mentions} >= {
        MentionPlace.SELLER,
        MentionPlace.BUYER,
        MentionPlace.TERMS,
    }


def _ordinary(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
