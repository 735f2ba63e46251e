"""Whatever is matched, split and taken back, in any order, the sums hold."""

from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.cash import CashMatch
from merchant_desk.models.order import Payment
from merchant_desk.operations.accept_match import accept_match
from merchant_desk.operations.undo_match import undo_line
from merchant_desk.queries.match_lines import LinesAsked, lines_of, matched_lines, waiting_lines
from merchant_desk.values.cash_proposal import MatchAsked, ProposedLine
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.money import Money, total
from tests.at_length import few_or_many
from tests.issued import issued
from tests.makers import make_station
from tests.operations.match_desk import (
    bank_tells,
    by_hand,
    invoice_part,
    left_of,
    part,
    rules,
    sums,
)

_GESTURES = 12
_DAY = date(2026, 10, 20)


def _drawn(draw: Random, line: ProposedLine, invoices: list[InvoiceId]) -> MatchAsked:
    """Return what she could try: right or wrong, one part or several, with a fee or not."""
    left = line.fact.amount.cents
    parts = []
    for _each in range(draw.randint(1, 3)):
        cents = draw.choice((left, left // 2, left // 3, 100, -50, left + 1))
        fee = draw.choice((0, 0, -25))
        if draw.random() < 0.6:
            parts.append(invoice_part(draw.choice(invoices), cents, fee))
        else:
            parts.append(part(cents))
    return by_hand(line, *parts)


@pytest.mark.parametrize("seeds", few_or_many(3, 25))
def test_the_sums_hold_whatever_she_does(database: Database, gesture: Gesture, seeds: int) -> None:
    with database.write() as session:
        make_station(session, gesture)
    for seed in range(seeds):
        _play(database, gesture, Random(seed), _DAY + timedelta(days=seed))


def _play(database: Database, gesture: Gesture, draw: Random, on: date) -> None:
    amounts = [draw.randint(2, 500) * 10 for _each in range(3)]
    with database.write() as session:
        invoices = [issued(session, gesture, cents, day=_DAY) for cents in amounts]
    told = [(draw.randint(1, 900) * 10, f"VIR {draw.random()}") for _each in range(3)]
    bank_tells(database, gesture, *told, on=on)
    for _each in range(_GESTURES):
        with database.read() as session:
            waiting = waiting_lines(session, LinesAsked())
            done = matched_lines(session, LinesAsked())
        try:
            if done and (not waiting or draw.random() < 0.3):
                database.gesture(undo_line, gesture, draw.choice(done).line.fact.line_id)
            elif waiting:
                asked = _drawn(draw, draw.choice(waiting), invoices)
                database.gesture(accept_match, gesture, asked)
        except RefusedError:
            pass  # what she tried cannot be; nothing may have changed
        _holds(database)
    _undo_all(database, gesture)
    assert [left_of(database, each) for each in invoices] == amounts
    assert all(accepted == 0 for _pattern, accepted, _refused in rules(database))


def _holds(database: Database) -> None:
    with database.read() as session:
        matched = sums(session)
        lines = {each.fact.line_id: each.whole.cents for each in lines_of(session, list(matched))}
        told = session.execute(
            select(CashMatch.amount, CashMatch.fee).where(CashMatch.payment_id.is_not(None))
        ).all()
        paid = total(session.scalars(select(Payment.amount)).all())
    assert all(0 <= matched[line] <= lines[line] for line in lines)
    assert total(amount - fee for amount, fee in told) == paid


def _undo_all(database: Database, gesture: Gesture) -> None:
    with database.read() as session:
        done = matched_lines(session, LinesAsked())
    for each in done:
        database.gesture(undo_line, gesture, each.line.fact.line_id)
    with database.read() as session:
        assert matched_lines(session, LinesAsked()) == ()
        assert set(sums(session).values()) <= {0}
        assert total(session.scalars(select(Payment.amount)).all()) == Money(0)
