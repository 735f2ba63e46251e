"""Everything that the books of some days are made from, in a constant number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.seal import Closing, DrawerMove
from merchant_desk.models.station import Station
from merchant_desk.queries.accounting_bank import bank_facts
from merchant_desk.queries.accounting_purchases import purchases, supplier_money
from merchant_desk.queries.accounting_sales import customer_facts
from merchant_desk.queries.accounting_stories import Window
from merchant_desk.rules.posting.facts import CounterDay, DrawerFact, MoneyFact, SaleFact
from merchant_desk.rules.posting.period import PeriodFacts
from merchant_desk.rules.posting.settlement import settlements
from merchant_desk.values.closings import ClosingLevel

_CLOSINGS, _MOVES, _STATIONS = table(Closing), table(DrawerMove), table(Station)


@dataclass(frozen=True, slots=True)
class Bought:
    """How a shop treats what it buys."""

    deducts: bool = True
    self_assessed_bp: int = 0
    accounts: Mapping[str, str] = field(default_factory=dict)
    """Who supplies, and the account of what it sells."""


def accounting_facts(session: Session, first: date, last: date, bought: Bought) -> PeriodFacts:
    """Return the facts of these days; the VAT of services follows payments made in them."""
    window = Window(first, last)
    told = customer_facts(session, window)
    stations = session.execute(select(_STATIONS.c.id, _STATIONS.c.letter))
    letters = {row.id: row.letter for row in stations}
    tickets = [each for each in told.documents if each.at_counter and each.posts]
    others = [each for each in told.documents if not each.at_counter]
    paid_later = [each for each in told.money if each.counter_day is None]
    return PeriodFacts(
        sales=tuple(each for each in others if first <= each.day <= last),
        counter=_counter_days(session, window, tickets, told.money, letters),
        money=tuple(each for each in paid_later if first <= each.day <= last),
        settled=tuple(
            each
            for each in settlements(others, paid_later)
            if each.document.vat_waits and first <= each.day <= last
        ),
        drawer=_drawer(session, window, letters),
        purchases=purchases(
            session, window, bought.deducts, bought.self_assessed_bp, bought.accounts
        ),
        supplier_money=supplier_money(session, window),
        bank=bank_facts(session, first, last, deducts=bought.deducts),
    )


def _counter_days(
    session: Session,
    window: Window,
    documents: Iterable[SaleFact],
    money: Iterable[MoneyFact],
    letters: Mapping[Any, str],
) -> tuple[CounterDay, ...]:
    closed = {
        (row.station_id, row.last_day): row.sequence
        for row in session.execute(
            select(_CLOSINGS.c.station_id, _CLOSINGS.c.last_day, _CLOSINGS.c.sequence).where(
                _CLOSINGS.c.level == ClosingLevel.DAY, window.holds(_CLOSINGS.c.last_day)
            )
        )
    }
    days: dict[tuple[bytes, date], list[SaleFact]] = defaultdict(list)
    for sold in documents:
        if window.first <= sold.day <= window.last:
            days[sold.station, sold.day].append(sold)
    paid: dict[bytes, list[MoneyFact]] = defaultdict(list)
    for each in money:
        if each.counter_day is not None and each.document is not None:
            paid[each.document].append(each)
    return tuple(
        CounterDay(
            station=letters.get(station, "?"),
            station_id=station,
            day=day,
            piece=f"Z-{letters.get(station, '?')}-{day:%Y%m%d}",
            documents=tuple(several),
            money=tuple(one for each in several for one in paid.get(each.id, ())),
            closed=(station, day) in closed,
        )
        for (station, day), several in sorted(days.items(), key=lambda pair: pair[0][::-1])
    )


def _drawer(session: Session, window: Window, letters: Mapping[Any, str]) -> tuple[DrawerFact, ...]:
    rows = session.execute(
        select(_MOVES).where(window.holds(_MOVES.c.day)).order_by(_MOVES.c.day, _MOVES.c.id)
    )
    return tuple(
        DrawerFact(
            row.id, row.kind, row.day, row.amount, row.note, letters.get(row.station_id, "?")
        )
        for row in rows
    )
