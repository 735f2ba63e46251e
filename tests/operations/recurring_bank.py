"""A bank whose history shows a rent, an energy bill and a customer, for the tests."""

from datetime import date

from merchant_desk.database.database import Database
from merchant_desk.queries.recurring_page import RecurringPage, recurring_page
from merchant_desk.rules.recurring.seen import Found
from merchant_desk.values.bank_file import ToldLine
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.makers import make_station
from tests.operations.bank_desk import bring, told

TODAY = date(2026, 11, 21)
RENT_DAYS = (
    date(2026, 6, 5), date(2026, 7, 6), date(2026, 8, 5), date(2026, 9, 7), date(2026, 10, 5),
    date(2026, 11, 5),
)  # fmt: skip


def history() -> list[ToldLine]:
    """Return half a year: rent and energy each month, a customer who pays each month too."""
    energy = (8_000, 9_500, 11_000, 9_900, 14_000, 12_500)
    return [
        line
        for day, cents in zip(RENT_DAYS, energy, strict=True)
        for line in (
            told(day, -89_000, "VIR LOYER SCI DES TILLEULS"),
            told(day.replace(day=12), -cents, "PRLV SEPA EDF CLIENTS PROS"),
            told(day.replace(day=16), 30_000, "VIR RECU CAFE DU COIN"),
        )
    ]


def bring_history(database: Database, gesture: Gesture) -> None:
    """Bring it in."""
    with database.write() as session:
        make_station(session, gesture)
    bring(database, gesture, *history())


def page(database: Database, today: date = TODAY) -> RecurringPage:
    """Return all that comes back."""
    with database.read() as session:
        return recurring_page(session, STATION, today)


def proposed(database: Database, label: str) -> Found:
    """Return the one proposal whose name holds a word."""
    (found,) = (each for each in page(database).proposed if label in each.pattern)
    return found
