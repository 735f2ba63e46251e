"""The treasury of the sample shop is told by files that the real readers prove, on any day."""

from datetime import date

import pytest

from merchant_desk.app.sample_bank import sample_moves
from merchant_desk.app.sample_past_sales import past_weeks, stripe_file
from merchant_desk.app.sample_terminal import terminal_file
from merchant_desk.documents.payouts.payout_reading import read_payout_file


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2027, 1, 1), date(2028, 2, 29)])
def test_settlements_come_to_what_the_bank_shows(today: date) -> None:
    weeks = past_weeks(today)
    stripe = read_payout_file("stripe.csv", stripe_file(weeks).encode())
    terminal = read_payout_file("sumup.csv", terminal_file(today).encode())

    bank = {(each.day, each.cents) for each in sample_moves(today)}
    *told, to_come = stripe.payouts
    assert {(each.paid_on, each.net.cents) for each in (*told, *terminal.payouts)} <= bank
    assert to_come.paid_on >= today
    assert len(told) > 20
    assert len(terminal.payouts) > 5
    assert max(sale.at.date() for week in weeks for sale in week.sales) < today
