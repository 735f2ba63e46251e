"""What a scenario adds to the plan: money once or again and again, a purchase, a loan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from merchant_desk.rules.cash_days.bank import next_bank_day
from merchant_desk.rules.cash_days.months import MonthEnd, add_months, term_day
from merchant_desk.rules.cash_scenario.loan import instalments
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_plan import AddFlow, TakeLoan, TryPurchase
from merchant_desk.values.cash_words import Cadence, CashCategory
from merchant_desk.values.french import euros, long_date, rate
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_MONTHS = {
    Cadence.MONTHLY: 1,
    Cadence.BIMONTHLY: 2,
    Cadence.QUARTERLY: 3,
    Cadence.HALF_YEARLY: 6,
    Cadence.YEARLY: 12,
}


@dataclass(frozen=True, slots=True)
class Added:
    """Where what is added comes from: its keys and its source say so."""

    root: str
    """Begins the key of each of its flows: « plan:<id>:<place> »."""
    source: FlowSource
    last: date
    """Nothing is looked for after this day."""

    def flow(self, day: date, amount: Money, label: str, why: str, of: CashCategory) -> Flow:
        """Return one flow on a day; what she decides is certain."""
        return Flow(
            key=f"{self.root}:{day.isoformat()}",
            source=self.source,
            category=of,
            label=label,
            why=why,
            day=day,
            amount=amount,
            certain=True,
            cautious_day=day,
            cautious_amount=amount,
            movable=False,
        )


def added(change: AddFlow | TryPurchase | TakeLoan, to: Added) -> Iterator[Flow]:
    """Yield the flows of one change, the soonest first."""
    if isinstance(change, AddFlow):
        yield from _money(change, to)
    elif isinstance(change, TryPurchase):
        yield from _purchase(change, to)
    else:
        yield from _loan(change, to)


def times(on: date, every: Cadence | None, until: date) -> Iterator[date]:
    """Yield the days of something that comes back, from its first one, as they were said."""
    if every is None:
        if on <= until:
            yield on
        return
    rank, day = 0, on
    while day <= until:
        yield day
        rank += 1
        months = _MONTHS.get(every)
        day = on + timedelta(weeks=rank) if months is None else add_months(on, months * rank)


def _money(change: AddFlow, to: Added) -> Iterator[Flow]:
    until = min(change.until or to.last, to.last)
    for day in times(change.on, change.every, until):
        yield to.flow(day, change.amount, change.label, _("Ajouté au scénario."), change.category)


def purchase_day(change: TryPurchase) -> date:
    """Return when an order that is tried is paid."""
    end = MonthEnd.DAYS_THEN_END if change.month_end else None
    return next_bank_day(term_day(change.on, change.days, end))


def _purchase(change: TryPurchase, to: Added) -> Iterator[Flow]:
    day = purchase_day(change)
    if day > to.last:
        return
    why = _("Achat facturé le {day}, payé à {days} jours{end}.").format(
        day=long_date(change.on),
        days=change.days,
        end=_(" fin de mois") if change.month_end else "",
    )
    yield to.flow(day, -change.amount, change.label, why, CashCategory.GOODS)


def _loan(change: TakeLoan, to: Added) -> Iterator[Flow]:
    if change.on <= to.last:
        why = _("Emprunt versé\u00a0: {months} mensualités à {rate}.").format(
            months=change.months, rate=rate(change.rate_bp)
        )
        yield to.flow(change.on, change.amount, change.label, why, CashCategory.LOAN)
    for each in instalments(change):
        if each.day > to.last:
            return
        why = _("Mensualité, dont {interest} d’intérêts.").format(interest=euros(each.interest))
        yield to.flow(each.day, -each.amount, change.label, why, CashCategory.LOAN)
