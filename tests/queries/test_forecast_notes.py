"""What the forecast says it does not know: an old bank, lines that wait, what is not confirmed."""

from datetime import date, timedelta

from merchant_desk.database.database import Database
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.values.gesture import Gesture
from tests.cash_accounts import make_account
from tests.conftest import STATION
from tests.makers import make_profile, make_station

TODAY = date(2026, 11, 23)


def test_a_bank_that_told_of_nothing_is_said(sqlite_database: Database, gesture: Gesture) -> None:
    with sqlite_database.write() as session:
        make_station(session, gesture)

        notes = cash_forecast(session, STATION, TODAY).notes

    assert notes[0].startswith("Aucun relevé de banque n’a été apporté")


def test_a_bank_known_long_ago_and_lines_that_wait_are_said(
    database: Database, gesture: Gesture
) -> None:
    known = TODAY - timedelta(days=12)
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        lines = [(known, 5_000, "VIR"), (known, -700, "CB"), (known, 200, "VIR")]
        make_account(session, gesture, 100_000, known, lines)

        notes = cash_forecast(session, STATION, TODAY).notes

    assert notes[:2] == (
        "La banque n’est connue que jusqu’au 11/11/2026, il y a 12 jours.",
        (
            "3 lignes de banque attendent d’être rapprochées "
            "(52,00\u00a0€ entrés, 7,00\u00a0€ sortis)\u00a0: "
            "ce qu’elles règlent peut être compté deux fois."
        ),
    )


def test_accounts_known_less_far_are_named_with_their_day(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        make_account(session, gesture, 100_000, TODAY)
        make_account(session, gesture, 50_000, date(2026, 10, 1), name="Livret")

        notes = cash_forecast(session, STATION, TODAY).notes

    assert notes[0] == (
        "Comptes connus moins loin que les autres\u00a0: Livret (jusqu’au 01/10/2026)."
    )
