"""Each time of what comes back is foreseen once, and left out when the bank shows it."""

from dataclasses import replace
from datetime import date

import pytest

from merchant_desk.database.database import Database
from merchant_desk.models.cash import BankLine, CashMatch, Recurring
from merchant_desk.operations.add_recurring import add_recurring
from merchant_desk.operations.confirm_recurring import confirm_recurring, terms_of
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.operations.undo_bank_import import undo_bank_import
from merchant_desk.queries.recurring import recurring_flows
from merchant_desk.values.cash_flow import Flow
from merchant_desk.values.cash_words import Cadence, CashCategory, MatchTarget
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import MatchId, RecurringId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.recurring import RecurringTerms
from merchant_desk.values.settings import TAXES_EMPLOYER_CENTS
from tests.makers import make_station
from tests.operations.bank_desk import bring, told
from tests.operations.recurring_bank import TODAY, bring_history, page, proposed

_LAST = date(2027, 2, 28)
_RENT = RecurringTerms(
    label="Loyer",
    category=CashCategory.RENT,
    cadence=Cadence.MONTHLY,
    day=5,
    first_on=date(2026, 10, 5),
    amount=Money(-89_000),
)


def _flows(database: Database, first: date = TODAY) -> tuple[Flow, ...]:
    with database.read() as session:
        return recurring_flows(session, first, _LAST)


def _add(database: Database, gesture: Gesture, terms: RecurringTerms) -> RecurringId:
    return database.gesture(add_recurring, gesture, terms).answer.recurring_id


@pytest.fixture
def shop(sqlite_database: Database, gesture: Gesture) -> Database:
    with sqlite_database.write() as session:
        make_station(session, gesture)
    return sqlite_database


def test_each_time_to_come_is_foreseen_with_what_it_opens(
    database: Database, gesture: Gesture
) -> None:
    bring_history(database, gesture)
    terms = terms_of(proposed(database, "edf"))
    kept = database.gesture(confirm_recurring, gesture, terms).answer

    flows = _flows(database)

    assert [each.day for each in flows] == [
        date(2026, 12, 14), date(2027, 1, 12), date(2027, 2, 12),
    ]  # fmt: skip
    first = flows[0]
    assert first.key == f"recurring:{kept.recurring_id.hex()}:2026-12-14"
    assert (first.amount, first.cautious_amount) == (Money(-11_000), Money(-14_000))
    assert (first.certain, first.document_id) == (True, kept.recurring_id)
    assert first.why == "Revient chaque mois, vers le 12, confirmé par vous."


def test_a_time_that_the_bank_shows_unmatched_is_in_the_balance(
    shop: Database, gesture: Gesture
) -> None:
    _add(shop, gesture, replace(_RENT, pattern="LOYER SCI DES TILLEULS"))
    bring(shop, gesture, told(date(2026, 12, 4), -89_000, "VIR LOYER SCI DES TILLEULS"))

    days = [each.day for each in _flows(shop, date(2026, 12, 4))]

    assert days == [date(2027, 1, 5), date(2027, 2, 5)]


def test_a_time_that_is_late_is_still_waited_for(shop: Database, gesture: Gesture) -> None:
    _add(shop, gesture, replace(_RENT, pattern="LOYER SCI DES TILLEULS"))
    bring(shop, gesture, told(date(2026, 12, 8), -1_000, "CB PAPETERIE"))

    late = _flows(shop, date(2026, 12, 9))[0]

    assert (late.day, late.due_on) == (date(2026, 12, 9), date(2026, 12, 7))
    assert late.why.endswith("attendu le 07/12/2026, pas encore vu à la banque.")


def test_a_time_that_never_came_is_given_up(shop: Database, gesture: Gesture) -> None:
    _add(shop, gesture, replace(_RENT, pattern="LOYER SCI DES TILLEULS"))
    bring(shop, gesture, told(date(2026, 12, 18), -1_000, "CB PAPETERIE"))

    assert _flows(shop, date(2026, 12, 19))[0].due_on == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("paid", "left"), [(-89_000, []), (-85_000, []), (-50_000, [Money(-39_000)])]
)
def test_a_match_with_its_day_settles_a_time(
    shop: Database, gesture: Gesture, paid: int, left: list[Money]
) -> None:
    rent = _add(shop, gesture, _RENT)
    bring(shop, gesture, told(date(2026, 12, 2), paid, "VIR AGENCE"))
    with shop.write() as session:
        line = session.query(BankLine).one()
        session.add(
            CashMatch(
                id=MatchId(new_id()),
                row=1,
                line_id=line.id,
                target=MatchTarget.RECURRING,
                target_id=rent,
                category=CashCategory.RENT,
                amount=Money(paid),
                due_day=date(2026, 12, 7),
                at=gesture.at,
                by=gesture.person,
                station_id=gesture.station_id,
            )
        )

    december = [each.amount for each in _flows(shop) if each.due_on == date(2026, 12, 7)]

    assert december == left


def test_salaries_given_a_category_one_by_one_are_one_time_that_is_paid(
    shop: Database, gesture: Gesture
) -> None:
    wages = replace(_RENT, label="Salaires", amount=Money(-360_000), pattern="SALAIRES")
    _add(shop, gesture, wages)
    paid = [told(date(2026, 12, 4), -cents, "VIR SALAIRES") for cents in (150_000, 120_000, 90_000)]
    bring(shop, gesture, *paid)
    with shop.write() as session:
        for row, line in enumerate(session.query(BankLine).all(), 1):
            session.add(
                CashMatch(
                    id=MatchId(new_id()),
                    row=row,
                    line_id=line.id,
                    target=MatchTarget.CATEGORY,
                    category=CashCategory.SALARY,
                    amount=line.amount,
                    at=gesture.at,
                    by=gesture.person,
                    station_id=gesture.station_id,
                )
            )

    assert [each.due_on for each in _flows(shop)] == [date(2027, 1, 5), date(2027, 2, 5)]


def test_two_of_one_party_are_told_apart_by_their_amounts(shop: Database, gesture: Gesture) -> None:
    phone = replace(_RENT, label="Mobile", amount=Money(-1_999), pattern="ORANGE SA")
    box = replace(_RENT, label="Box", amount=Money(-4_599), day=20, pattern="ORANGE SA")
    _add(shop, gesture, phone)
    _add(shop, gesture, box)
    bring(
        shop, gesture,
        told(date(2026, 11, 5), -1_999, "PRLV ORANGE SA"),
        told(date(2026, 11, 20), -5_099, "PRLV ORANGE SA"),
    )  # fmt: skip

    rows = {each.terms.label: each for each in page(shop).confirmed}

    assert (rows["Mobile"].last_amount, rows["Mobile"].changed) == (Money(-1_999), False)
    assert (rows["Box"].last_amount, rows["Box"].changed) == (Money(-5_099), True)


def test_one_that_no_longer_comes_is_noticed(shop: Database, gesture: Gesture) -> None:
    _add(shop, gesture, replace(_RENT, pattern="LOYER SCI DES TILLEULS"))
    bring(
        shop, gesture,
        told(date(2026, 8, 5), -89_000, "VIR LOYER SCI DES TILLEULS"),
        told(date(2026, 11, 20), -1_000, "CB PAPETERIE"),
    )  # fmt: skip

    assert [each.gone for each in page(shop).confirmed] == [True]


def test_lines_of_an_undone_file_prove_nothing(sqlite_database: Database, gesture: Gesture) -> None:
    bring_history(sqlite_database, gesture)
    with sqlite_database.read() as session:
        import_id = session.query(BankLine).first().import_id  # type: ignore[union-attr]  # brought above

    sqlite_database.gesture(undo_bank_import, gesture, import_id)

    told_all = page(sqlite_database)
    assert (told_all.proposed, told_all.told_until) == ((), None)
    with sqlite_database.read() as session:
        assert session.query(Recurring).count() == 0


@pytest.mark.parametrize(("monthly", "proposed_too"), [(0, True), (45_000, False)])
def test_charges_are_left_to_the_calendar_of_taxes_once_it_knows_them(
    shop: Database, gesture: Gesture, monthly: int, proposed_too: bool
) -> None:
    months = (8, 9, 10, 11)
    lines = [told(date(2026, month, 16), -45_000, "PRLV URSSAF") for month in months]
    bring(shop, gesture, *lines)
    shop.gesture(save_setting, gesture, TAXES_EMPLOYER_CENTS, monthly)

    found = page(shop)

    assert [each.category for each in found.proposed] == [CashCategory.SOCIAL] * proposed_too
    assert [each.category for each in found.left_to_taxes] == [CashCategory.SOCIAL] * (
        not proposed_too
    )
