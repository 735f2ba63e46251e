"""A bank with ten lines that wait: invoices, a rent, suppliers' names unknown, fees, transfers."""

from datetime import date, timedelta

from merchant_desk.database.database import Database
from merchant_desk.operations.add_recurring import add_recurring
from merchant_desk.values.bank_file import ToldLine
from merchant_desk.values.cash_words import Cadence, CashCategory
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.invoice_page import Buyer
from merchant_desk.values.money import Money
from merchant_desk.values.recurring import RecurringTerms
from merchant_desk.values.remote import Address
from tests.issued import issued
from tests.makers import make_station
from tests.operations.bank_desk import bring, told

TODAY = date(2026, 11, 21)
_BUYERS = ("Hôtel du Pont", "Café des Arts", "Gîte Les Cigales", "Mairie d’Apt", "Spa Bleu")
_CENTS = (120_050, 48_000, 33_990, 75_000, 26_400)


def fill(database: Database, gesture: Gesture) -> None:
    """Issue five invoices, confirm a rent, and bring the bank's ten lines in."""
    with database.write() as session:
        make_station(session, gesture)
        for name, cents in zip(_BUYERS, _CENTS, strict=True):
            buyer = Buyer(
                address=Address(company=name, line1="1 rue", postcode="84400", city="Apt"),
                is_business=True,
            )
            issued(session, gesture, cents, who=buyer, day=date(2026, 11, 2))
    rent = RecurringTerms(
        label="Loyer de la boutique", category=CashCategory.RENT, cadence=Cadence.MONTHLY,
        day=16, first_on=date(2026, 10, 16), amount=Money(-89_000), pattern="LOYER SCI TILLEULS",
    )  # fmt: skip
    database.gesture(add_recurring, gesture, rent)
    bring(database, gesture, *bank_lines())


def bank_lines() -> list[ToldLine]:
    """Return what the bank tells: five invoices, the rent, and four lines of no document."""
    lines = [
        told(TODAY - timedelta(days=place), cents, f"VIR SEPA RECU {name} INA2026-{place + 1:06}")
        for place, (name, cents) in enumerate(zip(_BUYERS, _CENTS, strict=True))
    ]
    return [
        *lines,
        told(date(2026, 11, 16), -89_000, "VIR LOYER SCI TILLEULS"),
        told(date(2026, 11, 14), -1_290, "FRAIS TENUE DE COMPTE"),
        told(date(2026, 11, 13), -4_599, "PRLV SEPA ORANGE SA BOX"),
        told(date(2026, 11, 12), -22_000, "CB PAPETERIE DU PORT"),
        told(date(2026, 11, 10), 50_000, "VIR RECU MME DURAND APPORT"),
    ]
