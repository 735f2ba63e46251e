"""One page of every kind the shop can make; ``recipes_of_vat`` holds those of special regimes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from merchant_desk.values.invoice_page import (
    Buyer,
    InvoiceKind,
    InvoicePage,
    InvoicePayment,
    InvoiceReference,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address, LineKind
from merchant_desk.values.unit_price import UnitPrice
from merchant_desk.values.vat import SaleCategory
from tests.e_invoice.recipes_of_vat import VAT_RECIPES
from tests.e_invoice.shop import (
    COMPANY,
    CONSUMER,
    SHOP,
    TODAY,
    YESTERDAY,
    consumer_page,
    fee,
    line,
    page,
    shipping,
)

SOAP = line("Savon de Marseille", 500, 3)
BASKET = (SOAP, line("Bougie parfumée", 1250, 2, 550), line("Carnet", 899))
FIRST = InvoiceReference("FA2026-000100", YESTERDAY)
DEPOSIT = InvoiceReference("AC2026-000007", YESTERDAY, InvoiceKind.DEPOSIT, Money(600))
TICKET = InvoiceReference("TA2026-000412", YESTERDAY, InvoiceKind.TICKET)
SERVICES, BOTH = SaleCategory.SERVICES, SaleCategory.BOTH
GIVEN_BACK = InvoicePayment("card", TODAY, Money(-1998))


_COMPANY = replace(
    SHOP,
    name="Les Trois Lilas",
    trade_name="Les Trois Lilas",
    sole_trader=False,
    legal_form="SARL",
    capital=Money(800_000),
    rcs_city="Lyon",
    siret="",
    email="",
    phone="",
    bic="",
)


def _credit(**more: object) -> InvoicePage:
    facts: dict[str, object] = {
        "kind": InvoiceKind.CREDIT_NOTE,
        "number": "AV2026-000009",
        "corrects": FIRST,
        "reason": "Article abîmé",
        "due_on": None,
    }
    return page([line("Savon de Marseille", 500, -2)], **(facts | more))


_BUSINESS = {
    "between businesses": page(BASKET),
    "between businesses, paid by transfer": page(
        [SOAP], payments=(InvoicePayment("transfer", TODAY, Money(1800)),)
    ),
    "between businesses, paid in part": page(
        [SOAP], payments=(InvoicePayment("cheque", TODAY, Money(800)),)
    ),
    "between businesses, paid too much": page(
        [SOAP], payments=(InvoicePayment("cheque", TODAY, Money(2000)),)
    ),
    "delivered elsewhere, on her order": page(
        BASKET,
        purchase_order="BC-4471",
        order_number="1042",
        delivery_address=Address(
            name="Dépôt", line1="8 rue du Port", postcode="69009", city="Lyon"
        ),
        note="Merci de votre confiance\nÀ bientôt",
    ),
    "discount of a line": page([line("Savon", 500, 3, discount=Money(150)), line("Carnet", 899)]),
    "unit price of six decimals": page(
        [replace(line("Vis inox", 0, 1000), unit_price=UnitPrice(12_345), net=Money(1235))]
    ),
    "discount of the document and carriage": page(
        [*BASKET, shipping(690), fee("Remise commerciale", -500), fee("Emballage cadeau", 300)]
    ),
    "services": page([line("Atelier savon", 4500, category=SERVICES)], category=SERVICES),
    "services, VAT on debits": page(
        [line("Atelier savon", 4500, category=SERVICES)],
        category=SERVICES,
        seller=replace(SHOP, vat_on_debits=True),
    ),
    "goods and services": page(
        [SOAP, line("Pose", 4500, rate_bp=1000, category=SERVICES)], category=BOTH
    ),
    "company without its SIREN, before 2027": page(
        [SOAP], buyer=replace(COMPANY, siren="", siret="")
    ),
    "address of the directory": page(
        [SOAP], buyer=replace(COMPANY, electronic_address="552100554_ACHATS")
    ),
    "four hundred lines": page([line(f"Article {n}", 100 + n, 1 + n % 7) for n in range(400)]),
    "very many pieces of a company": page(
        [
            replace(
                line("Grain", 0, 70_000, 550),
                unit_price=None,
                net=Money(33_333),
                ean="3017620422003",
            )
        ],
        seller=_COMPANY,
    ),
    "names of every script": page(
        [line("Thé vert 煎茶", 1200), line("صابون حلب", 800), line("Bougie 🕯️ « Noël »", 900)]
    ),
}
_CORRECTIONS = {
    "credit note": _credit(),
    "credit note, refunded": consumer_page(
        [line("Savon", 999, -2)],
        kind=InvoiceKind.CREDIT_NOTE,
        number="AV2026-000010",
        corrects=FIRST,
        payments=(GIVEN_BACK,),
    ),
    "credit note of a whole order": page(
        [
            line("Savon", 500, -3, discount=Money(-150)),
            shipping(-690),
            fee("Remise commerciale", 500),
        ],
        kind=InvoiceKind.CREDIT_NOTE,
        number="AV2026-000011",
        corrects=FIRST,
        due_on=None,
    ),
    "goodwill without return": page(
        [fee("Geste commercial", -500)],
        kind=InvoiceKind.CREDIT_NOTE,
        number="AV2026-000012",
        corrects=FIRST,
        due_on=None,
    ),
    "credit note of a deposit": _credit(corrects=DEPOSIT),
    "corrected invoice": page(
        BASKET, kind=InvoiceKind.CORRECTED, number="FR2026-000002", corrects=FIRST
    ),
}
_PAYMENTS = {
    "deposit": page([line("Acompte", 500)], kind=InvoiceKind.DEPOSIT, number="AC2026-000008"),
    "deposit, paid": page(
        [line("Acompte", 500)],
        kind=InvoiceKind.DEPOSIT,
        number="AC2026-000009",
        payments=(InvoicePayment("card", TODAY, Money(600)),),
    ),
    "final invoice after a deposit": page(BASKET, deposits=(DEPOSIT,)),
    "final invoice after a deposit, settled": page(
        [SOAP], deposits=(DEPOSIT,), payments=(InvoicePayment("card", TODAY, Money(1200)),)
    ),
    "to a consumer, paid": consumer_page([line("Savon", 999, 3), shipping(590)]),
    "to a consumer, prices that do not divide": consumer_page(
        [line("Savon", 999, 7), line("Bougie", 333, 11, 550), line("Presse", 101, 3, 210)]
    ),
    "to a consumer without e-mail": consumer_page([SOAP], buyer=replace(CONSUMER, email="")),
    "to a consumer, not paid": consumer_page([SOAP], payments=()),
    "to a consumer, all offered": consumer_page([line("Savon", 999, discount=Money(999))]),
    "to a consumer, with a present of no rate": consumer_page(
        [line("Savon", 999), line("Échantillon", 0, rate_bp=0)], order_number="1043"
    ),
    "to a consumer, with discounts": consumer_page(
        [line("Savon", 999, 3, discount=Money(200)), shipping(590), fee("Code BIENVENUE", -300)]
    ),
    "told after a ticket": consumer_page([SOAP], details=TICKET, buyer=COMPANY),
    "services told after a ticket": consumer_page(
        [SOAP], details=TICKET, buyer=COMPANY, category=SERVICES
    ),
    "ticket paid twice over": consumer_page(
        [line("Savon", 999, 2), line("Bougie", 1200, -1)],
        kind=InvoiceKind.TICKET,
        number="TA2026-000413",
        buyer=Buyer(Address()),
        payments=(
            InvoicePayment("cash", TODAY, Money(500)),
            InvoicePayment("card", TODAY, Money(298)),
        ),
    ),
    "with eco-participation": page(
        [line("Lampe", 4000, 2, eco=Money(42), eco_scheme="DEEE"), SOAP]
    ),
    "to a consumer, with eco-participation": consumer_page(
        [line("Chaise", 5900, 4, eco=Money(108), eco_scheme="DEA")]
    ),
    "carriage alone": page([line("Livraison", 690, kind=LineKind.SHIPPING)]),
    "after the shop must issue": page(
        [SOAP], issued_on=date(2027, 9, 2), due_on=date(2027, 10, 2), delivered_on=date(2027, 9, 2)
    ),
}
RECIPES: Mapping[str, InvoicePage] = {**_BUSINESS, **_CORRECTIONS, **_PAYMENTS, **VAT_RECIPES}
FOREIGN_RATES = frozenset({"one-stop shop"})
"""Rates of another state: the French rules know only French ones (BR-FR-16)."""
