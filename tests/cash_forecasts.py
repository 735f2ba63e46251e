"""Forecasts made by hand: what a test of the window or of the review begins with."""

from dataclasses import dataclass
from datetime import date, timedelta

from merchant_desk.values.cash_flow import (
    CashDay,
    CashWeek,
    Flow,
    FlowSource,
    Forecast,
    LowPoint,
    Reading,
)
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.chart import balance_of
from merchant_desk.values.money import ZERO, Money, total

TODAY = date(2026, 11, 23)
DAYS = 91


@dataclass(frozen=True)
class Event:
    """One foreseen amount, so many days from today."""

    days: int
    cents: int
    label: str
    source: FlowSource = FlowSource.RECURRING
    category: CashCategory = CashCategory.OTHER
    certain: bool = True
    document_id: bytes | None = None
    due_days: int | None = None


A_QUARTER = (
    Event(3, 84_000, "Facture F-2026-0211, Atelier Morel", FlowSource.INVOICE, certain=False,
          document_id=b"\x01" * 16, due_days=-6),
    Event(5, -38_500, "Savonnerie du Midi", FlowSource.SUPPLIER_INVOICE, document_id=b"\x02" * 16),
    Event(12, -120_000, "Loyer de décembre", category=CashCategory.RENT),
    Event(15, -210_000, "Achat A-2026-0034", FlowSource.PURCHASE, certain=False,
          document_id=b"\x03" * 16),
    Event(21, -89_000, "TVA de novembre", FlowSource.TAX, CashCategory.VAT),
    Event(23, 260_000, "Versement Stripe", FlowSource.PAYOUT, document_id=b"\x04" * 16),
    Event(35, -185_000, "Salaires", category=CashCategory.SALARY),
    Event(43, -120_000, "Loyer de janvier", category=CashCategory.RENT),
    Event(51, 310_000, "Épicerie du Port", FlowSource.INVOICE, document_id=b"\x05" * 16),
    Event(66, -185_000, "Salaires", category=CashCategory.SALARY),
    Event(80, 240_000, "Ventes attendues", FlowSource.SALES, CashCategory.SALES, certain=False),
)  # fmt: skip


def make_forecast(
    events: tuple[Event, ...] = A_QUARTER,
    *,
    opening: int = 250_000,
    floor: int = 50_000,
    known: bool = True,
    today: date = TODAY,
    days: int = DAYS,
) -> Forecast:
    """Return what is foreseen from these events; cautious: a week later in, a tenth less."""
    flows = tuple(_flow(each, place, today) for place, each in enumerate(events))
    made = tuple(_days(flows, Money(opening), today, days))
    lows = tuple(_low(made, flows, each) for each in Reading)
    red = tuple(
        (reading, found)
        for reading in Reading
        if (found := _red(made, reading, Money(floor))) is not None
    )
    return Forecast(
        made_on=today,
        opening=Money(opening),
        opening_on=today - timedelta(days=1) if known else None,
        floor=Money(floor),
        days=made,
        weeks=_weeks(made, flows),
        flows=flows,
        lows=lows,
        red_days=red,
        notes=("Les ventes attendues sont celles des mêmes semaines de l’an dernier.",),
    )


def _flow(event: Event, place: int, today: date) -> Flow:
    day, amount = today + timedelta(days=event.days), Money(event.cents)
    comes_in = event.cents > 0
    return Flow(
        key=f"{event.source}:{place}",
        source=event.source,
        category=event.category,
        label=event.label,
        why="Payé d’habitude 9 jours après l’échéance.",
        day=day,
        amount=amount,
        certain=event.certain,
        cautious_day=day + timedelta(days=7 if comes_in else 0),
        cautious_amount=amount.part(9, 10) if comes_in else amount,
        due_on=None if event.due_days is None else today + timedelta(days=event.due_days),
        party=event.label,
        document_id=event.document_id,
    )


def _days(flows: tuple[Flow, ...], opening: Money, today: date, days: int) -> list[CashDay]:
    made = []
    for offset in range(days):
        day = today + timedelta(days=offset)
        moved = [each.amount for each in flows if each.day == day]
        made.append(
            CashDay(
                day=day,
                certain=opening + total(e.amount for e in flows if e.certain and e.day <= day),
                likely=opening + total(e.amount for e in flows if e.day <= day),
                cautious=opening + total(e.cautious_amount for e in flows if e.cautious_day <= day),
                money_in=total(each for each in moved if each > ZERO),
                money_out=total(each for each in moved if each < ZERO),
            )
        )
    return made


def _low(days: tuple[CashDay, ...], flows: tuple[Flow, ...], reading: Reading) -> LowPoint:
    lowest = min(days, key=lambda each: (balance_of(each, reading), each.day))
    out = [each for each in flows if each.amount < ZERO and each.day <= lowest.day]
    causes = tuple(each.key for each in sorted(out, key=lambda each: each.amount))
    return LowPoint(
        reading=reading, day=lowest.day, balance=balance_of(lowest, reading), causes=causes
    )


def _red(days: tuple[CashDay, ...], reading: Reading, floor: Money) -> date | None:
    return next((each.day for each in days if balance_of(each, reading) < floor), None)


def _weeks(days: tuple[CashDay, ...], flows: tuple[Flow, ...]) -> tuple[CashWeek, ...]:
    weeks: dict[date, list[CashDay]] = {}
    for each in days:
        weeks.setdefault(each.day - timedelta(days=each.day.weekday()), []).append(each)
    made = []
    for monday, inside in weeks.items():
        of_week = [each for each in flows if monday <= each.day < monday + timedelta(days=7)]
        of_week.sort(key=lambda each: -abs(each.amount.cents))
        made.append(
            CashWeek(
                monday=monday,
                money_in=total(each.money_in for each in inside),
                money_out=total(each.money_out for each in inside),
                closing=inside[-1].likely,
                keys=tuple(each.key for each in of_week),
            )
        )
    return tuple(made)
