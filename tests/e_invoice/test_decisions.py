"""What is decided once: the way, the mode, the address, the notes, the price of a unit."""

from dataclasses import replace

import pytest

from merchant_desk.rules.en16931.electronic_address import ElectronicAddress, buyer_address
from merchant_desk.rules.en16931.facts import invoice_terms
from merchant_desk.rules.en16931.line_prices import LinePrice, line_price
from merchant_desk.rules.en16931.xml_only_mentions import xml_only
from merchant_desk.rules.preflight import preflight, problems_of
from merchant_desk.rules.preflight.asked import Asked
from merchant_desk.values.invoice_page import Buyer, InvoicePayment, PriceMethod
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.unit_price import UnitPrice
from tests.e_invoice.recipes import RECIPES
from tests.e_invoice.shop import COMPANY, CONSUMER, GERMAN, SHOP, TODAY, consumer_page, line, page

SOAP = line("Savon", 500, 3)


@pytest.mark.parametrize(
    ("name", "kind", "mode", "way"),
    [
        ("between businesses", "380", "B1", "B2B"),
        ("between businesses, paid by transfer", "380", "B2", "B2B"),
        ("between businesses, paid in part", "380", "B1", "B2B"),
        ("company without its SIREN, before 2027", "380", "B1", ""),
        ("services", "380", "S1", "B2B"),
        ("goods and services", "380", "M1", "B2B"),
        ("credit note", "381", "B1", "B2B"),
        ("credit note, refunded", "381", "B2", "B2C"),
        ("credit note of a deposit", "503", "B1", "B2B"),
        ("corrected invoice", "384", "B1", "B2B"),
        ("deposit", "386", "B1", "B2B"),
        ("deposit, paid", "386", "B2", "B2B"),
        ("final invoice after a deposit", "380", "B4", "B2B"),
        ("to a consumer, paid", "380", "B2", "B2C"),
        ("to a consumer, all offered", "380", "B1", "B2C"),
        ("told after a ticket", "380", "B7", "B2B"),
        ("services told after a ticket", "380", "S7", "B2B"),
        ("ticket paid twice over", "380", "B2", "B2C"),
        ("to another member state", "380", "B1", "B2BINT"),
        ("one-stop shop", "380", "B2", "B2C"),
    ],
)
def test_each_document_is_told_with_its_type_its_mode_and_its_way(
    name: str, kind: str, mode: str, way: str
) -> None:
    terms = invoice_terms(RECIPES[name])

    ways = [note["BT-22"] for note in terms["BG-1"] if note["BT-21"] == "BAR"]
    assert (terms["BT-3"], terms["BT-23"], ways) == (kind, mode, [way] if way else [])


@pytest.mark.parametrize(
    ("buyer", "address"),
    [
        (COMPANY, ElectronicAddress("552100554", "0225")),
        (
            replace(COMPANY, electronic_address="552100554_ACHATS"),
            ElectronicAddress("552100554_ACHATS", "0225"),
        ),
        (CONSUMER, ElectronicAddress("ines.faure@courriel.example", "EM")),
        (replace(CONSUMER, email=""), ElectronicAddress("732829320", "0225")),
        (GERMAN, ElectronicAddress("DE136695976", "9930")),
        (
            replace(GERMAN, email="info@mueller.example"),
            ElectronicAddress("info@mueller.example", "EM"),
        ),
        (replace(GERMAN, vat_number=""), ElectronicAddress("732829320", "0225")),
    ],
)
def test_each_buyer_has_one_electronic_address(buyer: Buyer, address: ElectronicAddress) -> None:
    assert buyer_address(page([SOAP], buyer=buyer)) == address


def test_a_consumer_never_reads_of_penalties_but_the_xml_tells_them() -> None:
    written = consumer_page([SOAP])

    told = {note["BT-21"] for note in invoice_terms(written)["BG-1"]}
    printed = {mention.key for mention in written.mentions}
    assert xml_only(written) == ("PMT", "PMD", "AAB", "BAR")
    assert set(xml_only(written)) <= told
    assert not printed & {"recovery_indemnity", "late_penalty", "discount"}


def test_a_business_reads_everything_but_the_way() -> None:
    assert xml_only(page([SOAP])) == ("BAR",)


def test_the_words_of_the_merchant_are_told_where_they_are_printed() -> None:
    written = page([SOAP])
    own = tuple(
        replace(mention, text="Escompte de 2 %.") if mention.key == "discount" else mention
        for mention in written.mentions
    )

    notes = invoice_terms(replace(written, mentions=own))["BG-1"]

    assert {"BT-21": "AAB", "BT-22": "Escompte de 2 %."} in notes


@pytest.mark.parametrize(
    ("quantity", "net", "price"),
    [
        (3, 2498, LinePrice(3, UnitPrice(8_326_667), ZERO)),
        (100_000, 33_330, LinePrice(100_000, UnitPrice(3_333), ZERO)),
        (70_000, 33_333, LinePrice(70_000, UnitPrice(333_330_000), ZERO, basis=70_000)),
        (1, -500, LinePrice(-1, UnitPrice(5_000_000), ZERO)),
    ],
)
def test_the_price_of_a_unit_makes_the_line_to_the_cent(
    quantity: int, net: int, price: LinePrice
) -> None:
    written = replace(SOAP, quantity=quantity, net=Money(net), unit_price=None)

    told = line_price(written, PriceMethod.TTC, 1)

    assert told == price
    assert told.price.times(told.quantity) == Money(net) * max(told.basis, 1)


def test_a_discount_with_vat_is_told_without_it() -> None:
    (written,) = consumer_page([line("Savon", 1200, 2, discount=Money(600))]).lines

    assert line_price(written, PriceMethod.TTC, 1) == LinePrice(
        2, UnitPrice(10_000_000), Money(500)
    )


@pytest.mark.parametrize(
    ("means", "code"),
    [("card", "48"), ("Carte bancaire (Stripe)", "48"), ("PayPal", "68"), ("Troc", "ZZZ")],
)
def test_what_a_storefront_calls_a_payment_finds_its_code(means: str, code: str) -> None:
    written = page([SOAP], payments=(InvoicePayment(means, TODAY, Money(1800)),))

    assert invoice_terms(written)["BT-81"] == code


def test_an_unpaid_invoice_tells_the_account_and_the_reference_to_quote() -> None:
    terms = invoice_terms(page([SOAP]))

    account = (terms["BT-84"], terms["BT-86"], terms["BT-83"])
    assert account == ("FR7630006000011234567890189", SHOP.bic, "FA2026-000123")


def test_what_is_no_number_is_told_and_stops_no_other_rule() -> None:
    written = page([SOAP])
    terms = invoice_terms(written)
    terms["BT-115"] = "douze"

    rules = {problem.rule for problem in problems_of(Asked(written, terms))}

    assert rules == {"BR-FR-DEC-01", "BR-CO-16"}


def test_a_siret_tells_the_siren_of_a_business() -> None:
    written = page([SOAP], buyer=replace(COMPANY, siren="", siret="55210055400013"))

    buyer = invoice_terms(written)["BG-7"]

    assert (buyer["legal_identifier"], buyer["einvoicing_addr"]) == ("552100554", "552100554")
    assert preflight(written) == ()
