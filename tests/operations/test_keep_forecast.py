"""A forecast is kept once a day, never changed, and what happened is told against it by cause."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.cash import BankImport, BankLine, BankStatement, CashMatch
from merchant_desk.models.cash_aside import KeptForecast
from merchant_desk.operations.keep_forecast import keep_forecast
from merchant_desk.queries.bank_accounts import bank_balance
from merchant_desk.queries.cash_compare import compare, kept_forecasts
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.values.cash_compare import Cause
from merchant_desk.values.cash_flow_json import read_kept
from merchant_desk.values.cash_words import BankFormat, CashCategory, MatchTarget
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BankImportId, BankLineId, CashAccountId, MatchId, new_id
from merchant_desk.values.money import Money, total
from tests.cash_accounts import make_account
from tests.conftest import STATION
from tests.issued import issued
from tests.makers import make_profile, make_station

TODAY = date(2026, 11, 23)
LATER = TODAY + timedelta(days=28)
Line = tuple[date, int, CashCategory | None, bytes | None]


def _at(gesture: Gesture, day: date) -> Gesture:
    return replace(gesture, at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def _opened(session: Session, gesture: Gesture) -> CashAccountId:
    make_station(session, gesture)
    make_profile(session)
    return make_account(session, gesture, 100_000, TODAY - timedelta(days=1))


def _bank_tells(
    session: Session, gesture: Gesture, account: CashAccountId, lines: list[Line]
) -> None:
    """A second file, whose lines were matched to what is said of them."""
    import_id = BankImportId(new_id())
    moved = total(Money(cents) for _day, cents, _category, _document in lines)
    session.add(
        BankImport(
            id=import_id, account_id=account, file_name="b.ofx", digest="1" * 64,
            format=BankFormat.OFX, encoding="utf-8", first_day=TODAY, last_day=LATER,
            line_count=len(lines), added_count=len(lines), at=gesture.at, by="Léa",
            station_id=STATION,
        )
    )  # fmt: skip
    session.flush()
    session.add(
        BankStatement(
            import_id=import_id, position=1, first_day=TODAY, last_day=LATER, opening=None,
            closing=Money(100_000) + moved, closing_on=LATER, movements=moved,
        )
    )  # fmt: skip
    for row, (day, cents, category, document) in enumerate(lines, 100):
        line_id = BankLineId(new_id())
        session.add(
            BankLine(
                id=line_id, row=row, account_id=account, import_id=import_id, booked_on=day,
                value_on=day, amount=Money(cents), label=f"Ligne {row}", identity=f"{row}",
            )
        )  # fmt: skip
        session.flush()
        if category is not None:
            target = MatchTarget.CATEGORY if document is None else MatchTarget.CUSTOMER_INVOICE
            session.add(
                CashMatch(
                    id=MatchId(new_id()), row=row, line_id=line_id, target=target,
                    target_id=document, category=category, amount=Money(cents), at=gesture.at,
                    by="Léa", station_id=STATION,
                )
            )  # fmt: skip
    session.flush()


def test_one_is_kept_a_day_and_none_while_no_bank_told_of_anything(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        assert keep_forecast(session, gesture).forecast_id is None
        make_account(session, gesture, 5_000, TODAY)

        first = keep_forecast(session, gesture)
        again = keep_forecast(session, gesture)

        assert (first.fresh, again.fresh) == (True, False)
        assert first.forecast_id == again.forecast_id
        assert len(kept_forecasts(session)) == 1


def test_what_was_kept_is_what_was_foreseen_and_stays(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        _opened(session, gesture)
        issued(session, gesture, 12_000, day=TODAY, due_on=date(2026, 12, 1))
        told = cash_forecast(session, STATION, TODAY)
        keep_forecast(session, _at(gesture, TODAY))

        kept = session.scalars(select(KeptForecast)).one()

    opening_on, flows = read_kept(kept.body)
    assert (opening_on, kept.opening, kept.last_day) == (
        told.opening_on,
        told.opening,
        told.days[-1].day,
    )
    assert flows == tuple(replace(each, why="", due_on=None) for each in told.flows)
    with pytest.raises(DBAPIError), sqlite_database.write() as session:
        session.execute(delete(KeptForecast))


def test_the_error_is_told_by_cause_and_adds_up(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        account = _opened(session, gesture)
        late = issued(session, gesture, 12_000, day=TODAY, due_on=date(2026, 12, 1))
        short = issued(session, gesture, 8_000, day=TODAY, due_on=date(2026, 12, 1))
        keep_forecast(session, _at(gesture, TODAY))
        lines: list[Line] = [
            (date(2026, 12, 2), 7_900, CashCategory.SALES, short),
            (date(2026, 12, 3), -2_500, CashCategory.ENERGY, None),
            (date(2026, 12, 4), 300, None, None),
        ]
        _bank_tells(session, gesture, account, lines)

        told = compare(session, LATER, 4)

    assert (told.made_on, told.until) == (TODAY, LATER)
    assert (told.foreseen, told.happened) == (Money(120_000), Money(105_700))
    assert {each.cause: each.amount for each in told.causes} == {
        Cause.LATE_CUSTOMERS: Money(-12_000),
        Cause.UNFORESEEN_EXPENSE: Money(-2_500),
        Cause.UNMATCHED: Money(300),
        Cause.AMOUNT: Money(-100),
    }
    assert total(each.amount for each in told.causes) == told.error
    assert told.causes[0].differences[0].document_id == late
    assert (told.days[-1].foreseen, told.days[-1].happened) == (told.foreseen, told.happened)


def test_a_statement_that_came_late_is_a_cause_of_its_own(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        account = _opened(session, gesture)
        keep_forecast(session, _at(gesture, TODAY))
        second = make_account(
            session, gesture, 30_000, LATER,
            [(TODAY - timedelta(days=9), -4_000, "AVANT"), (LATER, -1_000, "APRES")],
            name="Livret",
        )  # fmt: skip
        _bank_tells(session, gesture, account, [])

        told = compare(session, LATER, 4)

        assert second != account
        assert told.happened == bank_balance(session).amount == Money(130_000)
    assert told.held == Money(131_000)
    assert {each.cause: each.amount for each in told.causes} == {
        Cause.OPENING: Money(31_000),
        Cause.UNMATCHED: Money(-1_000),
    }
    assert total(each.amount for each in told.causes) == told.error
    assert told.days[-1].happened == told.happened


def test_none_that_old_or_nothing_told_since_is_refused(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        _opened(session, gesture)
        with pytest.raises(RefusedError, match="aucune n’est gardée d’aussi loin"):
            compare(session, TODAY, 4)
        keep_forecast(session, _at(gesture, TODAY))

        with pytest.raises(RefusedError, match="la banque n’a rien dit depuis"):
            compare(session, LATER, 4)
        assert session.scalar(select(func.count()).select_from(KeptForecast)) == 1
