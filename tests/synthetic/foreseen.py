"""How far the forecast of a made-up year is from what its bank showed, against two naive ones.

Known on a day are the papers made until then and the lines of the bank; what comes after is the
truth. The forecast is put together by the rules of the desk: paying habits, days of banks, terms,
expected sales by channel, what comes back. One naive forecast says that nothing will move, the
other that it goes on as in the last thirteen weeks.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, median

from merchant_desk.rules.cash_days.bank import next_bank_day
from merchant_desk.rules.cash_days.months import add_months
from merchant_desk.rules.cash_forecast.assemble import assemble
from merchant_desk.rules.cash_forecast.habit import MOST, habit_of, pay_day, shop_habit
from merchant_desk.rules.cash_sales.history import day_history
from merchant_desk.rules.cash_sales.outlook import expected_cents, shape_of
from merchant_desk.values.cash_flow import Flow, FlowSource, Reading
from merchant_desk.values.cash_match import Candidate
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.money import ZERO, Money, total
from tests.synthetic.bank_year import ACCOUNT, FIRST, TrueLine, Year
from tests.synthetic.measure import made

START = Money(4_000_000)
WEEKS = 13
_SPAN = timedelta(weeks=WEEKS)
_LOOKED_BACK = timedelta(weeks=13)
_DAY = timedelta(days=1)
_FIRST_MADE, _LAST_MADE, _EVERY = 126, 270, 14
_LONG_AGO = 75
_LAGS = {MatchTarget.PAYOUT: 1, MatchTarget.DEPOSIT: 2, MatchTarget.SUPPLIER_INVOICE: 32}
_EXPECTED = (*_LAGS, MatchTarget.CUSTOMER_INVOICE)
Key = tuple[MatchTarget, bytes | None]


@dataclass(frozen=True, slots=True)
class Errors:
    """Mean distances in euros, by how it was foreseen: the desk, flat, as the last weeks."""

    four_weeks: tuple[float, float, float]
    thirteen_weeks: tuple[float, float, float]
    lowest: tuple[float, float, float]
    lowest_days: float
    """Days between the lowest evening foreseen and the true one, for the desk; the middle one."""
    turnover: float
    """Euros that move in thirteen weeks, both ways: what the distances are to be held against."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the desk knows on the evening of a day."""

    year: Year
    on: date
    lines: tuple[TrueLine, ...]

    @property
    def balance(self) -> Money:
        return START + total(each.fact.amount for each in self.lines)

    def paid(self) -> dict[Key, tuple[int, date]]:
        """Return how much was paid of each paper, and the last day."""
        found: dict[Key, tuple[int, date]] = {}
        for line in self.lines:
            for part in line.truth:
                key = (part.target, part.target_id)
                cents, _last = found.get(key, (0, line.fact.booked_on))
                found[key] = (cents + part.cents, line.fact.booked_on)
        return found

    def papers(self, target: MatchTarget) -> list[Candidate]:
        """Return the papers of a kind made until then."""
        return [
            each.candidate
            for each in self.year.known
            if each.candidate.target is target and each.from_day <= self.on
        ]


def errors(seeds: range) -> Errors:
    """Return how far forecasts made every two weeks were, over the years of these seeds."""
    found = [each for seed in seeds for each in _of_year(made(seed))]
    four, thirteen, low, days, turnover = zip(*found, strict=True)
    return Errors(
        _means(four), _means(thirteen), _means(low), median(days), fmean(turnover)
    )  # fmt: skip


Triple = tuple[float, float, float]


def _means(told: tuple[Triple, ...]) -> Triple:
    one, two, three = (fmean(each) / 100 for each in zip(*told, strict=True))
    return one, two, three


def _of_year(year: Year) -> Iterator[tuple[Triple, Triple, Triple, int, float]]:
    own = [each for each in year.lines if each.fact.account_id == ACCOUNT]
    for at in range(_FIRST_MADE, _LAST_MADE, _EVERY):
        on = FIRST + timedelta(at)
        seen = _Seen(year, on, tuple(each for each in own if each.fact.booked_on <= on))
        later = [each for each in own if on < each.fact.booked_on <= on + _SPAN]
        told = assemble(on + _DAY, seen.balance, on, ZERO, _flows(seen), WEEKS)
        moved = [each for each in seen.lines if each.fact.booked_on > on - _LOOKED_BACK]
        slope = total(each.fact.amount for each in moved).cents / _SPAN.days
        start = seen.balance.cents
        truth, foreseen = [start], [start]
        for place in range(_SPAN.days):
            day = on + _DAY * (place + 1)
            truth.append(
                truth[-1] + sum(x.fact.amount.cents for x in later if x.fact.booked_on == day)
            )
            foreseen.append(told.days[place].likely.cents)
        goes_on = [start + slope * place for place in range(_SPAN.days + 1)]
        ways = (foreseen, [start] * len(truth), goes_on)
        yield (
            _distances(ways, truth, 28), _distances(ways, truth, 91), _lows(ways, truth),
            abs(truth.index(min(truth)) - (told.low(Reading.LIKELY).day - on).days),
            sum(abs(each.fact.amount.cents) for each in later) / 100,
        )  # fmt: skip


def _distances(ways: tuple[list[int], list[int], list[float]], truth: list[int], at: int) -> Triple:
    one, two, three = (abs(each[at] - truth[at]) for each in ways)
    return one, two, three


def _lows(ways: tuple[list[int], list[int], list[float]], truth: list[int]) -> Triple:
    one, two, three = (abs(min(each) - min(truth)) for each in ways)
    return one, two, three


def _flows(seen: _Seen) -> list[Flow]:
    return [*_open(seen), *_recurring(seen), *_taxes(seen), *_expected(seen)]


def _flow(source: FlowSource, day: date, cents: int) -> Flow:
    amount = Money(cents)
    return Flow(
        key="", source=source, category=CashCategory.OTHER, label="", why="", day=day,
        amount=amount, certain=True, cautious_day=day, cautious_amount=amount,
    )  # fmt: skip


def _open(seen: _Seen) -> Iterator[Flow]:
    """Yield what papers leave open: invoices by habit, the others on their day."""
    paid, today = seen.paid(), seen.on
    delays: dict[str, list[int]] = defaultdict(list)
    openly = []
    for each in seen.papers(MatchTarget.CUSTOMER_INVOICE):
        cents, last = paid.get((each.target, each.target_id), (0, today))
        if cents == each.amount.cents and each.due_on is not None:
            delays[each.names[0]].append((last - each.due_on).days)
        else:
            openly.append((each, each.amount.cents - cents))
    waiting = [(today - (each.due_on or today)).days for each, _cents in openly]
    shop = shop_habit([late for some in delays.values() for late in some], waiting)
    for each, cents in openly:
        habit = habit_of(delays[each.names[0]][-MOST:], shop)
        yield _flow(FlowSource.INVOICE, pay_day(habit, each.due_on or today, today).day, cents)
    for target in _LAGS:
        for each in seen.papers(target):
            cents = each.amount.cents - paid.get((target, each.target_id), (0, today))[0]
            day = next_bank_day(max(each.due_on or today, today + _DAY))
            yield _flow(FlowSource.PAYOUT, day, cents)


def _recurring(seen: _Seen) -> Iterator[Flow]:
    """Yield each time to come of what she confirmed, its amount as she confirmed it."""
    last: dict[bytes | None, Candidate] = {}
    for each in seen.papers(MatchTarget.RECURRING):
        last[each.target_id] = each
    shown: dict[bytes | None, int] = defaultdict(int)
    for line in seen.lines:
        for part in line.truth:
            if part.target is MatchTarget.RECURRING:
                shown[part.target_id] += 1
    for key, each in last.items():
        first = (each.due_on or seen.on).replace(month=3)
        for time in range(shown[key], 12):
            day = add_months(first, time)
            if day <= seen.on + _SPAN:
                yield _flow(FlowSource.RECURRING, max(day, seen.on + _DAY), each.amount.cents)


def _taxes(seen: _Seen) -> Iterator[Flow]:
    """Yield what is due at its legal days: as told, else as the last times were."""
    names: dict[str, list[Candidate]] = defaultdict(list)
    for each in seen.papers(MatchTarget.CATEGORY):
        names[each.names[0]].append(each)
    for some in names.values():
        told = {each.due_on: each.amount.cents for each in some}
        step = 1 if len(some) > 2 and _is_monthly(some) else 3
        usual = round(fmean(told.values()))
        latest = max(day for day in told if day is not None)
        days = [*told, *(add_months(latest, step * time) for time in range(1, 5))]
        for day in days:
            if day is not None and seen.on < day + _DAY <= seen.on + _SPAN:
                yield _flow(FlowSource.TAX, day + _DAY, told.get(day, usual))


def _is_monthly(some: list[Candidate]) -> bool:
    days = sorted(each.due_on for each in some if each.due_on is not None)
    return (days[1] - days[0]).days < 45


def _expected(seen: _Seen) -> Iterator[Flow]:
    """Yield what papers not made yet will bring and cost, by channel, as they did so far."""
    today, paid = seen.on + _DAY, seen.paid()
    for target in _EXPECTED:
        made_on: dict[date, int] = defaultdict(int)
        for each in seen.papers(target):
            made_on[each.since or seen.on] += each.amount.cents
        sign = -1 if target is MatchTarget.SUPPLIER_INVOICE else 1
        shape = shape_of(day_history({day: sign * cents for day, cents in made_on.items()}, today))
        if shape is None:
            continue
        lag, share = timedelta(_LAGS.get(target, 38)), _collected(seen, target, paid)
        for place, cents in enumerate(expected_cents(shape, _SPAN.days)):
            day = today + _DAY * place + lag
            yield _flow(FlowSource.SALES, day, round(sign * cents * share))


def _collected(seen: _Seen, target: MatchTarget, paid: dict[Key, tuple[int, date]]) -> float:
    """Return which part of what was asked for long ago was paid."""
    old = [
        each
        for each in seen.papers(target)
        if each.since is not None and (seen.on - each.since).days > _LONG_AGO
    ]
    asked = sum(each.amount.cents for each in old)
    came = sum(paid.get((target, each.target_id), (0, seen.on))[0] for each in old)
    return came / asked if asked else 1
