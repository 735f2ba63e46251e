"""Sales to come in euros, day by day and channel by channel, and the goods they make her buy."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy import BigInteger, func, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash_aside import BankDeposit
from merchant_desk.models.shop import Shop
from merchant_desk.queries.daily_sales import SalesParts, daily_sales, sales_parts
from merchant_desk.queries.goods_ahead import goods_flows
from merchant_desk.queries.law_shop import shop_zone
from merchant_desk.queries.payouts import provider_habits
from merchant_desk.queries.sales_lifts import SalesLifts, sales_lifts
from merchant_desk.rules.cash_forecast.providers import delay_of, provider_of
from merchant_desk.rules.cash_sales.doubt import Doubt, doubt_of
from merchant_desk.rules.cash_sales.history import DAYS, SPAN, WEEK, DayHistory, added, day_history
from merchant_desk.rules.cash_sales.keys import sales_key
from merchant_desk.rules.cash_sales.outlook import ONE, expected_cents, lifted, shape_of
from merchant_desk.rules.cash_sales.takings import Way, counter_ways
from merchant_desk.rules.cash_sales.words import unmeasured_words
from merchant_desk.rules.legal.holidays import MAINLAND
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory, DepositKind
from merchant_desk.values.french import rate, short_date
from merchant_desk.values.money import Money, round_half_up
from merchant_desk.values.payment_means import means_words
from merchant_desk.values.payout_file import provider_name
from merchant_desk.values.texts import _

_SHOPS, _DEPOSITS = table(Shop), table(BankDeposit)
_ONE_DAY = timedelta(days=1)
_RECENT = timedelta(weeks=13)
_RECENT_WEEKS = 13
_YEAR = timedelta(weeks=52)
_DESK = "desk"


@dataclass(frozen=True, slots=True)
class Channel:
    """Where something is sold, by what ways its money comes, and what each day is to sell."""

    key: str
    label: str
    ways: tuple[Way, ...]
    history: DayHistory


@dataclass(frozen=True, slots=True)
class ExpectedSales:
    """What is expected of every channel: flows of money, and what had to be supposed."""

    flows: tuple[Flow, ...]
    notes: tuple[str, ...]


def sales_flows(session: Session, today: date, last: date) -> ExpectedSales:
    """Return sales of orders not yet placed, from tomorrow on, and the goods they need.

    It hangs on what was sold until yesterday: who asks again on the same day keeps the answer.
    """
    sold = daily_sales(session, today - timedelta(days=DAYS), today - _ONE_DAY)
    lifts = sales_lifts(session, today, last)
    parts = sales_parts(session, today - _RECENT, today - _ONE_DAY)
    back = _given_back(sold.online, sold.refunds, today)
    online, counter = _freed(sold.online, sold.counter, lifts, today)
    channels = (
        Channel("online", _("Ventes en ligne"), _online_ways(session, parts, back), online),
        Channel("counter", _("Ventes au comptoir"), _counter_ways(session, parts, today), counter),
    )
    zone = shop_zone(session) or MAINLAND
    both = added((online, counter), today)
    doubt = doubt_of(both)
    days = max((last - today).days, 0)
    flows: list[Flow] = []
    totals = [0] * days
    for channel in channels:
        cents = _expected(channel.history, days, lifts, zone)
        totals = [one + two for one, two in zip(totals, cents, strict=True)]
        flows += _of_channel(channel, cents, doubt, (today, last))
    known = any(totals)
    if known:
        flows += goods_flows(session, today, last, _factors(totals, both))
    return ExpectedSales(tuple(flows), _notes(both, parts, channels, lifts, known=known))


def _freed(
    online: Mapping[date, int], counter: Mapping[date, int], lifts: SalesLifts, today: date
) -> tuple[DayHistory, DayHistory]:
    """Return both histories without what operations brought, each for its part of the day."""
    histories = []
    for mine, other in ((online, counter), (counter, online)):
        found = dict(mine)
        for day, extra in lifts.brought.items():
            own, both = mine.get(day, 0), mine.get(day, 0) + other.get(day, 0)
            if own > 0 and both > 0:
                found[day] = max(own - round_half_up(Fraction(extra * own, both)), 0)
        histories.append(day_history(found, today))
    return histories[0], histories[1]


def _expected(history: DayHistory, days: int, lifts: SalesLifts, zone: str) -> tuple[int, ...]:
    """Return the cents of the days after today."""
    shape = shape_of(history, zone)
    if shape is None:
        return (0,) * days
    return lifted(expected_cents(shape, days + 1, zone), history.today, lifts.ahead)[1:]


def _of_channel(
    channel: Channel, cents: tuple[int, ...], doubt: Doubt, span: tuple[date, date]
) -> Iterator[Flow]:
    today, last = span
    for way in channel.ways:
        weekly: dict[date, int] = {}
        for place, sold in enumerate(cents, start=1):
            day = today + timedelta(days=place)
            if way.by_week:
                day -= timedelta(days=day.weekday())
                day = max(day, today + _ONE_DAY)
            weekly[day] = weekly.get(day, 0) + way.net(sold)
        for day, amount in weekly.items():
            usual, late = way.days(day)
            if amount > 0 and usual <= last:
                yield _flow(channel, way, (day, usual, late), amount, doubt)


def _flow(
    channel: Channel, way: Way, days: tuple[date, date, date], cents: int, doubt: Doubt
) -> Flow:
    sold, usual, late = days
    why = _(
        "Ventes attendues le {day}, d’après la saison, la semaine et l’an dernier. Par {way}. "
        "Prudent\u00a0: {low} de moins."
    )
    return Flow(
        key=sales_key(f"{channel.key}.{way.key}", sold),
        source=FlowSource.SALES,
        category=CashCategory.SALES,
        label=channel.label,
        why=why.format(
            day=short_date(sold), low=rate((ONE - doubt.low) * 10_000 // ONE),
            way=way.label,
        ),
        day=usual,
        amount=Money(cents),
        certain=False,
        cautious_day=late,
        cautious_amount=doubt.low_of(cents),
    )  # fmt: skip


def _online_ways(session: Session, parts: SalesParts, back: int) -> tuple[Way, ...]:
    """Return the ways of online money, by payment provider, what is given back taken off."""
    whole = sum(each for each in parts.online.values() if each > 0)
    if not whole:
        return ()
    habits = provider_habits(session)
    platforms = {bytes(row.id): row.platform for row in session.execute(select(_SHOPS))}
    sums: dict[str, int] = {}
    for (shop, means), cents in parts.online.items():
        provider = provider_of(means, platforms.get(shop, ""), habits)
        sums[provider] = sums.get(provider, 0) + max(cents, 0)
    ways = []
    for provider, cents in sorted(sums.items()):
        usual, late, fee_bp = delay_of(provider, habits)
        part = cents * (ONE - back) // whole
        label = provider_name(provider) if provider else _("paiement en ligne")
        way = Way(key=provider or _DESK, part=part, usual=usual, late=late, fee_bp=fee_bp)
        ways.append(replace(way, label=label))
    return tuple(each for each in ways if each.part > 0)


def _counter_ways(session: Session, parts: SalesParts, today: date) -> tuple[Way, ...]:
    rows = session.execute(
        select(_DEPOSITS.c.kind, func.sum(type_coerce(_DEPOSITS.c.amount, BigInteger)))
        .where(_DEPOSITS.c.day >= today - _RECENT)
        .group_by(_DEPOSITS.c.kind)
    )
    named = {DepositKind.CASH: "cash", DepositKind.CHEQUES: "cheque"}
    ways = counter_ways(parts.counter, {named[kind]: int(cents) for kind, cents in rows})
    return tuple(replace(each, label=means_words(each.key).lower()) for each in ways)


def _given_back(online: Mapping[date, int], refunds: Mapping[date, int], today: date) -> int:
    """Return which part of online sales is usually given back, in millionths."""
    first = today - _YEAR
    sold = sum(each for day, each in online.items() if day >= first)
    back = -sum(each for day, each in refunds.items() if day >= first)
    return min(max(back, 0) * ONE // sold, ONE) if sold > 0 else 0


def _factors(totals: list[int], history: DayHistory) -> tuple[int, ...]:
    """Return what each week to come sells of what the last weeks did, in millionths."""
    weekly = history.weekly[SPAN - min(_RECENT_WEEKS, history.weeks_known) :]
    usual = Fraction(sum(weekly), max(len(weekly), 1))
    found = []
    for start in range(0, len(totals), WEEK):
        days = totals[start : start + WEEK]
        found.append(round_half_up(Fraction(sum(days) * ONE) / usual) if usual > 0 else 0)
    return tuple(found)


def _notes(
    history: DayHistory,
    parts: SalesParts,
    channels: tuple[Channel, ...],
    lifts: SalesLifts,
    *,
    known: bool,
) -> tuple[str, ...]:
    found = []
    if not known and any(history.cents):
        found.append(
            _("Ventes à venir non comptées\u00a0: il faut au moins huit semaines de ventes.")
        )
    cash = parts.counter.get("cash", 0) > 0
    if cash and not any(way.key == "cash" for channel in channels for way in channel.ways):
        found.append(
            _("Espèces de la caisse non comptées\u00a0: aucune n’a été remise à la banque.")
        )
    if lifts.unmeasured:
        found.append(unmeasured_words(lifts.unmeasured))
    return tuple(found)
