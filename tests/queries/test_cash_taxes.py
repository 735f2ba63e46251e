"""Taxes to come, from what she told, from the books, and from what the bank has seen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.cash import BankImport, BankLine, CashAccount, CashMatch, Recurring
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.cash_taxes import tax_flows
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.rules.cash_sales.keys import sales_key
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import (
    BankFormat,
    Cadence,
    CashCategory,
    MatchTarget,
    RecurringState,
)
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    BankImportId,
    BankLineId,
    CashAccountId,
    MatchId,
    RecurringId,
    new_id,
)
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.settings import (
    TAXES_CFE_CENTS,
    TAXES_COMPANY,
    TAXES_CORPORATE,
    TAXES_EMPLOYER_CENTS,
    TAXES_HEADCOUNT,
    TAXES_OWNER,
    TAXES_OWNER_CENTS,
    TAXES_VAT,
    TAXES_VAT_CREDIT_CENTS,
    TAXES_VAT_CREDIT_ON,
    TAXES_VAT_DAY,
    Setting,
)
from tests import makers
from tests.conftest import STATION
from tests.queries.books_desk import issue, receive_bill

TODAY = date(2026, 11, 23)
LAST = date(2027, 2, 28)
Told = list[tuple[str, int]]


class Taxes:
    """A shop that told something of its taxes."""

    def __init__(self, database: Database, gesture: Gesture) -> None:
        self.database, self.gesture = database, gesture

    def tell(self, setting: Setting[str] | Setting[int], value: str | int) -> None:
        with self.database.write() as session:
            save_setting(session, self.gesture, setting, value)  # type: ignore[misc]  # each setting with its own type

    def told(self, *flows: Flow, today: date = TODAY) -> Told:
        with self.database.read() as session:
            found, _notes = tax_flows(session, STATION, today, LAST, flows)
        return [(each.day.isoformat(), each.amount.cents) for each in found]

    def notes(self) -> tuple[str, ...]:
        with self.database.read() as session:
            return tax_flows(session, STATION, TODAY, LAST, ())[1]

    def bank(self, day: date, cents: int, category: CashCategory, due: date | None = None) -> None:
        with self.database.write() as session:
            line = _bank_line(session, self.gesture, day, Money(cents))
            session.add(
                CashMatch(
                    id=MatchId(new_id()), row=1, line_id=line, target=MatchTarget.CATEGORY,
                    category=category, amount=Money(cents), due_day=due, at=self.gesture.at,
                    by="Camille", station_id=STATION,
                )
            )  # fmt: skip


@pytest.fixture
def taxes(database: Database, gesture: Gesture) -> Taxes:
    with database.write() as session:
        makers.make_station(session, gesture)
        makers.make_profile(session)
    return Taxes(database, gesture)


def _bank_line(session: Session, gesture: Gesture, day: date, amount: Money) -> BankLineId:
    account, brought, line = CashAccountId(new_id()), BankImportId(new_id()), BankLineId(new_id())
    session.add(CashAccount(id=account, name="Compte", key="1", changed_at=gesture.at, by="C"))
    session.flush()
    session.add(
        BankImport(
            id=brought, account_id=account, file_name="a.ofx", digest="0", format=BankFormat.OFX,
            encoding="utf-8", first_day=day, last_day=day, line_count=1, added_count=1,
            at=gesture.at, by="Camille", station_id=STATION,
        )
    )  # fmt: skip
    session.flush()
    session.add(
        BankLine(
            id=line, row=1, account_id=account, import_id=brought, booked_on=day, value_on=day,
            amount=amount, label="DGFIP", identity="1",
        )
    )  # fmt: skip
    session.flush()
    return line


def _sales(day: date, cents: int) -> Flow:
    paid_on = day + timedelta(days=3)
    return Flow(
        key=sales_key("online", day), source=FlowSource.SALES, category=CashCategory.SALES,
        label="Ventes", why="", day=paid_on, amount=Money(cents), certain=False,
        cautious_day=paid_on, cautious_amount=ZERO,
    )  # fmt: skip


def test_nothing_told_leaves_everything_out_and_says_so(taxes: Taxes) -> None:
    assert taxes.told() == []
    assert taxes.notes()[0] == "TVA non comptée\u00a0: dites votre régime dans Réglages."
    assert len(taxes.notes()) == 4


def test_vat_of_a_month_is_that_of_its_invoices_less_that_of_its_bills(taxes: Taxes) -> None:
    taxes.tell(TAXES_VAT, "monthly")
    taxes.tell(TAXES_VAT_DAY, 19)
    with taxes.database.write() as session:
        for _each in range(20):
            issue(session, taxes.gesture)  # 12,00 €, of which 2,00 € of VAT
        receive_bill(session, taxes.gesture.at)  # 20,00 € of VAT

    assert taxes.told() == [("2026-12-21", -2000)]


def test_a_memory_reads_the_books_again_when_a_document_was_issued(taxes: Taxes) -> None:
    taxes.tell(TAXES_VAT, "monthly")
    taxes.tell(TAXES_VAT_DAY, 19)
    memory, found = ForecastMemory(), []
    for bill in (False, False, True):
        with taxes.database.write() as session:
            issue(session, taxes.gesture)
            if bill:
                receive_bill(session, taxes.gesture.at, net=Money(500), vat=Money(100))
        with taxes.database.read() as session:
            flows, _notes = tax_flows(session, STATION, TODAY, LAST, (), memory)
        found.append(sum(each.amount.cents for each in flows))

    assert found == [-200, -400, -500]


def test_sales_to_come_add_their_vat_in_the_month_they_are_made(taxes: Taxes) -> None:
    taxes.tell(TAXES_VAT, "monthly")
    taxes.tell(TAXES_VAT_DAY, 19)

    told = taxes.told(_sales(date(2026, 11, 30), 120_00), _sales(date(2026, 12, 1), 240_00))

    assert told == [("2026-12-21", -2000), ("2027-01-19", -4000)]


def test_a_credit_of_the_last_return_is_used_first(taxes: Taxes) -> None:
    for setting, value in (
        (TAXES_VAT, "monthly"),
        (TAXES_VAT_DAY, 19),
        (TAXES_VAT_CREDIT_ON, "2026-10-31"),
        (TAXES_VAT_CREDIT_CENTS, 30_00),
    ):
        taxes.tell(setting, value)

    told = taxes.told(_sales(date(2026, 11, 30), 120_00), _sales(date(2026, 12, 1), 240_00))

    assert told == [("2027-01-19", -3000)]


@pytest.mark.parametrize("due", [None, date(2026, 12, 15)])
def test_what_the_bank_saw_paid_is_not_foreseen_again(taxes: Taxes, due: date | None) -> None:
    taxes.tell(TAXES_CFE_CENTS, 800_00)
    assert taxes.told() == [("2026-12-15", -80_000)]

    taxes.bank(date(2026, 12, 14), -800_00, CashCategory.OTHER_TAXES, due)

    assert taxes.told(today=date(2026, 12, 14)) == []


def test_a_payment_of_another_kind_settles_nothing(taxes: Taxes) -> None:
    taxes.tell(TAXES_CFE_CENTS, 800_00)
    taxes.bank(date(2026, 12, 14), -800_00, CashCategory.SOCIAL)

    assert taxes.told(today=date(2026, 12, 14)) == [("2026-12-15", -80_000)]


def test_what_was_due_since_the_bank_last_told_is_still_to_be_paid(taxes: Taxes) -> None:
    taxes.tell(TAXES_CFE_CENTS, 800_00)
    taxes.bank(date(2026, 12, 10), -1, CashCategory.BANK_FEES)

    assert taxes.told(today=date(2026, 12, 18)) == [("2026-12-18", -80_000)]


def test_a_tax_confirmed_to_come_back_is_counted_once(taxes: Taxes) -> None:
    taxes.tell(TAXES_OWNER, "day5")
    taxes.tell(TAXES_OWNER_CENTS, 400_00)
    assert [day for day, _cents in taxes.told()] == ["2026-12-07", "2027-01-05", "2027-02-05"]
    with taxes.database.write() as session:
        session.add(
            Recurring(
                id=RecurringId(new_id()), label="URSSAF", category=CashCategory.SOCIAL,
                cadence=Cadence.MONTHLY, amount=Money(-400_00), low=Money(-400_00),
                high=Money(-400_00), day=5, first_on=date(2026, 1, 5),
                state=RecurringState.CONFIRMED, changed_at=taxes.gesture.at, by="Camille",
            )
        )  # fmt: skip

    assert taxes.told() == []


def test_her_own_charges_coming_back_do_not_stand_for_those_of_wages(taxes: Taxes) -> None:
    taxes.tell(TAXES_OWNER, "day5")
    taxes.tell(TAXES_OWNER_CENTS, 400_00)
    taxes.tell(TAXES_EMPLOYER_CENTS, 900_00)
    taxes.tell(TAXES_HEADCOUNT, 2)
    with taxes.database.write() as session:
        session.add(
            Recurring(
                id=RecurringId(new_id()), label="URSSAF", category=CashCategory.SOCIAL,
                cadence=Cadence.MONTHLY, amount=Money(-400_00), low=Money(-400_00),
                high=Money(-400_00), day=5, first_on=date(2026, 1, 5),
                state=RecurringState.CONFIRMED, changed_at=taxes.gesture.at, by="Camille",
            )
        )  # fmt: skip

    assert [day for day, _cents in taxes.told()] == ["2026-12-15", "2027-01-15", "2027-02-15"]


def test_corporate_tax_follows_the_tax_of_the_last_year_and_asks_for_it(taxes: Taxes) -> None:
    taxes.tell(TAXES_COMPANY, "corporate")
    assert any("31/12/2025" in each for each in taxes.notes())

    taxes.tell(TAXES_CORPORATE, '{"2025-12-31": 800000}')

    assert taxes.told() == [("2026-12-15", -200_000)]
    assert not any("sociétés" in each for each in taxes.notes())


@pytest.mark.parametrize("written", ["pas du JSON", "[]", '{"hier": 3}', '{"2025-12-31": "x"}'])
def test_a_setting_that_makes_no_sense_is_as_if_not_told(taxes: Taxes, written: str) -> None:
    taxes.tell(TAXES_COMPANY, "corporate")
    taxes.tell(TAXES_CORPORATE, written)

    assert taxes.told() == []


def test_a_micro_entrepreneur_pays_on_what_came_in_and_what_will(taxes: Taxes) -> None:
    taxes.tell(TAXES_OWNER, "micro_monthly")

    told = taxes.told(_sales(date(2026, 11, 24), 1_000_00), _sales(date(2026, 12, 1), 500_00))

    assert told == [("2026-12-31", -12_400), ("2027-02-01", -6_200)]


def test_every_tax_says_its_text_and_may_not_be_tried_on_another_day(taxes: Taxes) -> None:
    taxes.tell(TAXES_CFE_CENTS, 800_00)
    taxes.tell(TAXES_VAT, "monthly")
    taxes.gesture = replace(taxes.gesture)
    with taxes.database.read() as session:
        flows, notes = tax_flows(session, STATION, TODAY, LAST, (_sales(TODAY, 120_00),))

    assert all("CGI" in each.why and not each.movable for each in flows)
    assert {each.category for each in flows} == {CashCategory.VAT, CashCategory.OTHER_TAXES}
    assert len({each.key for each in flows}) == len(flows)
    assert "15" in notes[0]
