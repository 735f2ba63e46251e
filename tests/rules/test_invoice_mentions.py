"""Each mention when it is due, and only then."""

from dataclasses import replace
from datetime import date

import pytest

from merchant_desk.rules.invoice_gaps import missing_facts
from merchant_desk.rules.invoice_mentions import DUE, due_mentions
from merchant_desk.rules.legal_data import is_rate, mention_texts, rates_on, texts_on
from merchant_desk.values.invoice_page import (
    Buyer,
    InvoiceKind,
    InvoiceLine,
    InvoicePage,
    InvoiceReference,
    InvoiceVatRow,
    MentionPlace,
    Seller,
)
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import Address
from merchant_desk.values.vat import SaleCategory, VatTreatment

TODAY = date(2026, 11, 21)
SHOP = Seller(
    name="Camille Roux",
    address=Address(line1="3 rue des Lilas", postcode="69001", city="Lyon"),
    siren="732829320",
    siret="73282932000074",
    sole_trader=True,
    vat_number="FR44732829320",
)
HOME = Address(name="Inès Faure", line1="5 place du Marché", postcode="44000", city="Nantes")
PAGE = InvoicePage(
    kind=InvoiceKind.INVOICE,
    number="FA2026-000123",
    issued_on=TODAY,
    seller=SHOP,
    buyer=Buyer(HOME),
    lines=(InvoiceLine("SAV", "Savon", 1, 2000, Money(1000), Money(1200)),),
    vat_rows=(InvoiceVatRow(2000, Money(1000), Money(200), Money(1200)),),
)
BUSINESS = Buyer(HOME, is_business=True, siren="552100554", vat_number="FR40552100554")


def _keys(page: InvoicePage) -> set[str]:
    return {mention.key for mention in due_mentions(page)}


def _treated(treatment: VatTreatment) -> InvoicePage:
    return replace(PAGE, vat_rows=(InvoiceVatRow(0, Money(1000), ZERO, Money(1000), treatment),))


def test_a_private_customer_reads_nothing_about_late_payment() -> None:
    keys = _keys(replace(PAGE, due_on=TODAY))

    assert keys == {"sole_trader", "siren", "siret", "seller_vat", "goods"}


def test_a_business_reads_the_terms_the_commercial_code_wants() -> None:
    keys = _keys(replace(PAGE, buyer=BUSINESS, due_on=date(2026, 12, 21)))

    assert keys - _keys(PAGE) == {
        "buyer_siren",
        "buyer_vat",
        "due_date",
        "discount",
        "late_penalty",
        "recovery_indemnity",
    }


def test_a_credit_note_refers_to_its_invoice_and_threatens_nobody() -> None:
    credit = replace(
        PAGE,
        kind=InvoiceKind.CREDIT_NOTE,
        buyer=BUSINESS,
        corrects=InvoiceReference("FA2026-000100", date(2026, 11, 2)),
    )

    texts = {mention.key: mention.text for mention in due_mentions(credit)}

    assert texts["credits"] == "Avoir sur la facture n°\u00a0FA2026-000100 du 02/11/2026"
    assert "late_penalty" not in texts
    assert "recovery_indemnity" not in texts


def test_a_corrected_invoice_says_what_it_replaces() -> None:
    corrected = replace(
        PAGE,
        kind=InvoiceKind.CORRECTED,
        corrects=InvoiceReference("FA2026-000100", date(2026, 11, 2)),
    )

    texts = {mention.key: mention.text for mention in due_mentions(corrected)}

    assert texts["replaces"] == (
        "Annule et remplace la facture n°\u00a0FA2026-000100 du 02/11/2026"
    )
    assert "credits" not in texts


@pytest.mark.parametrize(
    ("treatment", "text"),
    [
        (VatTreatment.FRANCHISE, "TVA non applicable, art. 293 B du CGI"),
        (VatTreatment.INTRA_EU, "Exonération de TVA, article 262 ter I du CGI"),
        (VatTreatment.EXPORT, "Exonération de TVA, article 262 I du CGI"),
        (VatTreatment.REVERSE_CHARGE, "Autoliquidation"),
        (VatTreatment.SECOND_HAND, "Régime particulier - Biens d’occasion"),
        (VatTreatment.ART, "Régime particulier - Objets d’art"),
        (VatTreatment.COLLECTORS, "Régime particulier - Objets de collection et d’antiquité"),
        (VatTreatment.OSS, "TVA du pays de destination, déclarée au guichet unique (OSS)"),
    ],
)
def test_a_special_treatment_is_told_by_its_own_words(treatment: VatTreatment, text: str) -> None:
    told = [
        mention.text
        for mention in due_mentions(_treated(treatment))
        if mention.place is MentionPlace.TOTALS
    ]

    assert told == [text]


def test_ordinary_vat_needs_no_words() -> None:
    assert not [each for each in due_mentions(PAGE) if each.place is MentionPlace.TOTALS]


def test_a_company_shows_its_capital_and_its_register() -> None:
    company = replace(
        SHOP,
        name="Maison Lavande",
        sole_trader=False,
        legal_form="SARL",
        capital=Money(1_000_000),
        rcs_city="Lyon",
    )

    texts = {mention.key: mention.text for mention in due_mentions(replace(PAGE, seller=company))}

    assert texts["company"] == "SARL au capital de 10\u202f000\u00a0€"
    assert texts["rcs"] == "RCS Lyon 732\u00a0829\u00a0320"
    assert not {"sole_trader", "siren", "company_without_capital"} & texts.keys()


@pytest.mark.parametrize(
    ("in_shop", "listed", "due"),
    [(True, True, True), (False, True, False), (True, False, False)],
)
def test_the_legal_guarantee_is_printed_for_listed_goods_sold_in_shop(
    *, in_shop: bool, listed: bool, due: bool
) -> None:
    page = replace(PAGE, sold_in_shop=in_shop, has_guaranteed_goods=listed)

    assert ("legal_guarantee" in _keys(page)) is due


def test_debits_concern_services_only() -> None:
    seller = replace(SHOP, vat_on_debits=True)

    assert "vat_on_debits" not in _keys(replace(PAGE, seller=seller))
    both = replace(PAGE, seller=seller, category=SaleCategory.BOTH)
    assert {"vat_on_debits", "both"} <= _keys(both)


def test_a_mention_is_not_printed_before_its_law() -> None:
    old = replace(PAGE, issued_on=date(2022, 1, 31))

    assert not {"goods", "sole_trader"} & _keys(old)


def test_the_merchant_may_word_a_mention_herself() -> None:
    page = replace(PAGE, buyer=BUSINESS)

    texts = {each.key: each.text for each in due_mentions(page, {"discount": "Escompte : néant."})}

    assert texts["discount"] == "Escompte : néant."


def test_a_name_in_braces_is_only_text() -> None:
    page = replace(PAGE, seller=replace(SHOP, mediator="{siren} {0.__class__}"))

    texts = {mention.key: mention.text for mention in due_mentions(page)}

    assert "{0.__class__}" in texts["mediator"]


def test_every_wording_has_its_rule_and_every_rule_its_wording() -> None:
    assert {text.key for text in mention_texts()} == DUE.keys()
    assert all(text.source for text in mention_texts())
    assert {text.place for text in mention_texts()} <= {place.value for place in MentionPlace}


def test_no_mention_has_two_wordings_on_one_day() -> None:
    keys = [text.key for text in texts_on(TODAY)]

    assert len(keys) == len(set(keys))


def test_rates_are_those_of_the_day_and_the_place() -> None:
    assert [rate.rate_bp for rate in rates_on(TODAY)] == [2000, 1000, 550, 210]
    assert [rate.rate_bp for rate in rates_on(date(2013, 12, 31))] == [1960, 700, 550, 210]
    assert [rate.rate_bp for rate in rates_on(TODAY, "antilles_reunion")] == [850, 210, 175, 105]
    assert not rates_on(TODAY, "guyane")
    assert is_rate(2000, TODAY)
    assert not is_rate(1960, TODAY)


def test_a_complete_invoice_lacks_nothing() -> None:
    assert missing_facts(PAGE) == ()


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (replace(PAGE, seller=replace(SHOP, name=" ")), "Le nom de la boutique manque."),
        (
            replace(PAGE, seller=replace(SHOP, siren="12")),
            "Le SIREN de la boutique doit avoir 9 chiffres.",
        ),
        (
            replace(PAGE, seller=replace(SHOP, vat_number="")),
            "Le numéro de TVA de la boutique manque.",
        ),
        (replace(PAGE, buyer=Buyer(replace(HOME, city=""))), "L’adresse du client manque."),
        (replace(PAGE, lines=()), "Il n’y a rien à facturer."),
        (replace(PAGE, kind=InvoiceKind.CREDIT_NOTE), "La facture d’origine manque."),
        (replace(PAGE, number="FA 1"), "Le numéro de la facture n’est pas valable."),
    ],
)
def test_an_incomplete_invoice_says_what_it_lacks(page: InvoicePage, sentence: str) -> None:
    assert missing_facts(page) == (sentence,)


def test_the_invoice_of_a_ticket_says_that_the_sale_is_counted_once() -> None:
    told = InvoiceReference("TA2026-7", TODAY, InvoiceKind.TICKET)

    assert "details" not in _keys(PAGE)
    mention = next(
        each for each in due_mentions(replace(PAGE, details=told)) if each.key == "details"
    )
    assert "TA2026-7 du 21/11/2026" in mention.text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (InvoiceKind.INVOICE, "sur la facture n°"),
        (InvoiceKind.TICKET, "sur le ticket n°"),
        (InvoiceKind.DEPOSIT, "sur la facture d’acompte n°"),
    ],
)
def test_a_credit_note_names_what_it_gives_back(kind: InvoiceKind, words: str) -> None:
    page = replace(PAGE, kind=InvoiceKind.CREDIT_NOTE, corrects=InvoiceReference("X1", TODAY, kind))

    mention = next(each for each in due_mentions(page) if each.key == "credits")
    assert words in mention.text


def test_a_ticket_does_not_say_what_kind_of_operation_it_is() -> None:
    assert "goods" not in _keys(replace(PAGE, kind=InvoiceKind.TICKET))
