"""A month at the bank and in the books: each event once, every waiting account at zero."""

from dataclasses import replace
from datetime import date, timedelta

from merchant_desk.database.database import Database
from merchant_desk.models.station import ShopProfile
from merchant_desk.operations.bounce_cheque import BounceAsked, bounce_cheque, undo_bounce
from merchant_desk.operations.close_period import CloseAsked, close_period
from merchant_desk.operations.make_deposit import CashAsked, deposit_cash, deposit_cheques
from merchant_desk.operations.undo_bank_import import undo_bank_import
from merchant_desk.queries.deposit_candidates import cheques_to_bring
from merchant_desk.queries.deposit_card import deposit_card
from merchant_desk.queries.period_books import PeriodBooks
from merchant_desk.reports.fec import FecAsked, fec_file
from merchant_desk.rules.vat_summary import VatSection
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.cash_match import ProposedPart
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DepositId, RecordId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.payment_means import Means
from merchant_desk.values.vat import VatTreatment
from tests.operations.match_desk import invoice_part, part
from tests.queries.books_desk import NOVEMBER, YEAR, books, counted, issue, pay, receive_bill
from tests.queries.month_desk import (
    DAY,
    MonthDesk,
    bill_part,
    deposit_part,
    payout_part,
    sold_line,
)

LINES = (
    (566, "STRIPE"), (560, "PAYPAL"), (580, "SUMUP"), (1_180, "VIR MARTIN"),
    (-24_000, "PRLV SAVONNERIE"), (-81_000, "SCI"), (590, "REM CHQ"), (590, "VERST"),
)  # fmt: skip
WAITING = ("5112", "5115", "5117", "58", "471", "411", "401")


def _at(told: PeriodBooks) -> dict[str, int]:
    """Return what each account that should end at zero holds."""
    found = {code: counted(told, code).cents for code in WAITING}
    return {code: cents for code, cents in found.items() if cents}


def _proved(told: PeriodBooks, bank: int) -> None:
    """The bank to the cent, the VAT of the summary in the entries, and a file nobody refuses."""
    assert told.holds, told.checks
    assert counted(told, "512").cents == bank
    assert told.vat.collected == -counted(told, "44571")
    deducted = sum(
        each.vat.cents for each in told.vat.rows if each.section is VatSection.DEDUCTIBLE
    )
    assert deducted == counted(told, "44566").cents
    assert fec_file(
        told.entries,
        FecAsked("732829320", NOVEMBER.first, NOVEMBER.last, closing=date(2026, 12, 31)),
    ).lines


def _cheques(desk: MonthDesk) -> DepositId:
    at = desk.now()
    with desk.database.write() as session:
        cheques = [each.payment_id for each in cheques_to_bring(session, DAY)]
        return deposit_cheques(session, at, desk.account, at.at.date(), cheques).deposit_id


def _cheque(desk: MonthDesk, deposit: DepositId) -> RecordId:
    with desk.database.read() as session:
        card = deposit_card(session, deposit)
    assert card is not None
    return card.lines[0].item_id


def _sold(desk: MonthDesk) -> dict[str, list[ProposedPart]]:
    """Play a month; return what each line of the bank is for, and bring the lines in."""
    desk.online("1042")
    desk.online("1043", "PayPal")
    for means in (Means.CHEQUE, Means.CASH, Means.CARD):
        desk.counter(means)
    stripe = desk.settles(sold_line(590, "1042", -20, -4))
    paypal = desk.settles(sold_line(590, "1043", -30), provider="paypal")
    sumup = desk.settles(sold_line(590, fee=-10), provider="sumup")
    with desk.database.write() as session:
        invoice = issue(session, desk.now())
        bills = [receive_bill(session, desk.room.gesture.at, number) for number in ("A", "B")]
    desk.bank(*LINES)
    slip = _cheques(desk)
    asked = CashAsked(account_id=desk.account, day=DAY, pieces=((500, 1), (50, 1), (20, 2)))
    cash = desk.database.gesture(deposit_cash, desk.now(), asked).answer.deposit_id
    return {
        "STRIPE": [payout_part(stripe, 566)],
        "PAYPAL": [payout_part(paypal, 560)],
        "SUMUP": [payout_part(sumup, 580)],
        "VIR MARTIN": [invoice_part(invoice, 1_180, -20)],
        "PRLV SAVONNERIE": [bill_part(each, -12_000) for each in bills],
        "SCI": [part(-80_000, CashCategory.RENT), part(-1_000, CashCategory.INSURANCE)],
        "REM CHQ": [deposit_part(slip, 590)],
        "VERST": [deposit_part(cash, 590)],
    }


def test_a_month_is_the_bank_to_the_cent_before_between_and_after(
    database: Database, gesture: Gesture
) -> None:
    desk = MonthDesk(database, gesture)
    whole = sum(cents for cents, _label in LINES)
    parts = _sold(desk)

    waiting = books(database)
    made = [desk.match(label, *several) for label, several in parts.items()]
    matched = books(database)
    for each in made:
        desk.undo(each)
    undone = books(database)

    for told in (waiting, matched, undone):
        _proved(told, whole)
    assert _at(matched) == {}
    assert (matched.bank.differences, matched.bank.unknown) == ((), ())
    assert (counted(matched, "627"), counted(matched, "53")) == (Money(20 + 30 + 10 + 20), ZERO)
    assert counted(undone, "471").cents == -whole
    assert [undone.vat.collected, counted(undone, "70")] == [
        matched.vat.collected, counted(matched, "70"),
    ]  # fmt: skip


def test_a_cheque_that_bounces_and_is_paid_after_all_leaves_its_fee_alone(
    sqlite_database: Database, gesture: Gesture
) -> None:
    desk = MonthDesk(sqlite_database, gesture)
    desk.bank((-500, "OUVERTURE"))
    with sqlite_database.write() as session:
        invoice = issue(session, desk.now())
        pay(session, desk.now(), invoice, 1_200, "cheque")
    slip = _cheques(desk)
    desk.bank((1_200, "REM CHQ"), (-2_450, "CHEQUE IMPAYE"), (1_200, "CHEQUE REPRESENTE"))
    desk.match("REM CHQ", deposit_part(slip, 1_200))
    asked = BounceAsked(item_id=_cheque(desk, slip), day=DAY, fee=Money(1_250))
    sqlite_database.gesture(bounce_cheque, desk.now(), asked)
    desk.match("CHEQUE IMPAYE", deposit_part(slip, -2_450, -1_250))
    unpaid = books(sqlite_database)

    sqlite_database.gesture(undo_bounce, desk.now(), asked.item_id)
    desk.match("CHEQUE REPRESENTE", deposit_part(slip, 1_200))
    paid = books(sqlite_database)

    _proved(unpaid, -550)
    _proved(paid, -550)
    assert _at(unpaid) == {"411": 1_200, "471": -700}
    assert _at(paid) == {"471": 500}
    assert counted(paid, "627") == Money(1_250)


def test_a_transfer_shown_in_two_lines_has_its_fees_once(
    sqlite_database: Database, gesture: Gesture
) -> None:
    desk = MonthDesk(sqlite_database, gesture)
    for number in ("1042", "1043"):
        desk.online(number)
    payout = desk.settles(sold_line(590, "1042", -20, -4), sold_line(590, "1043", -20, -4))
    desk.bank((1_000, "STRIPE 1"), (122, "STRIPE 2"))

    desk.match("STRIPE 1", payout_part(payout, 1_000))
    desk.match("STRIPE 2", payout_part(payout, 122, -10))

    told = books(sqlite_database)
    _proved(told, 1_122)
    assert _at(told) == {}
    assert (counted(told, "627"), counted(told, "44566")) == (Money(50), Money(8))


def test_what_is_matched_in_another_month_is_explained_in_both(
    sqlite_database: Database, gesture: Gesture
) -> None:
    before = replace(gesture, at=gesture.at - timedelta(days=25))
    desk = MonthDesk(sqlite_database, before)
    with sqlite_database.write() as session:
        invoice = issue(session, desk.now())
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    desk.bank((1_180, "VIR MARTIN"), on=date(2026, 10, 27))
    desk.days_later(7)
    for level in (ClosingLevel.DAY, ClosingLevel.MONTH):
        asked = CloseAsked(level, date(2026, 10, 27))
        sqlite_database.gesture(close_period, desk.now(), asked)

    line = desk.match("VIR MARTIN", invoice_part(invoice, 1_180, -20))
    seen, paid, year = (books(sqlite_database, each) for each in (october, NOVEMBER, YEAR))
    desk.undo(line)
    undone = books(sqlite_database, YEAR)

    assert all(each.holds for each in (seen, paid, year, undone))
    assert [counted(each, "512").cents for each in (seen, paid)] == [-20, 1_200]
    assert (counted(year, "512").cents, _at(year)) == (1_180, {})
    assert (counted(undone, "512").cents, _at(undone)) == (1_180, {"411": 1_200, "471": -1_180})


def test_a_shop_in_franchise_deducts_nothing_of_its_fees(
    sqlite_database: Database, gesture: Gesture
) -> None:
    desk = MonthDesk(sqlite_database, gesture)
    desk.online("1042")
    with sqlite_database.write() as session:
        session.get_one(ShopProfile, 1).vat_treatment = VatTreatment.FRANCHISE
    payout = desk.settles(sold_line(590, "1042", -20, -4))
    desk.bank((566, "STRIPE"))

    desk.match("STRIPE", payout_part(payout, 566))

    told = books(sqlite_database)
    _proved(told, 566)
    assert (_at(told), counted(told, "627"), counted(told, "44566")) == ({}, Money(24), ZERO)


def test_an_import_taken_back_leaves_what_was_recorded_before_it(
    sqlite_database: Database, gesture: Gesture
) -> None:
    desk = MonthDesk(sqlite_database, gesture)
    desk.online("1042")
    with sqlite_database.write() as session:
        invoice = issue(session, desk.now())
    payout = desk.settles(sold_line(590, "1042", -20, -4))
    before = [each.entry for each in books(sqlite_database).entries]
    told = desk.bank((566, "STRIPE"), (1_180, "VIR MARTIN"))
    desk.match("STRIPE", payout_part(payout, 566))
    desk.match("VIR MARTIN", invoice_part(invoice, 1_180, -20))

    sqlite_database.gesture(undo_bank_import, desk.now(), told)

    after = books(sqlite_database)
    assert after.holds
    assert counted(after, "512") == ZERO
    kept = [each.entry for each in after.entries if not each.entry.key.startswith("payment:")]
    assert kept == [each for each in before if not each.key.startswith("payment:")]
