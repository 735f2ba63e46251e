"""Money that a payment provider holds or has sent: paid orders in no payout, payouts not seen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.cash_aside import Payout, PayoutLine
from merchant_desk.models.order import Order
from merchant_desk.models.shop import Shop
from merchant_desk.queries.forecast_asked import ForecastAsked
from merchant_desk.queries.payouts import awaited_payouts, provider_habits
from merchant_desk.queries.recent_payments import RecentPayment, recent_payments
from merchant_desk.rules.cash_days.bank import next_bank_day
from merchant_desk.rules.cash_forecast.provider_words import (
    given_back_words,
    held_words,
    told_words,
)
from merchant_desk.rules.cash_forecast.providers import Delay, delay_of, provider_of
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory, PayoutKind
from merchant_desk.values.money import Money
from merchant_desk.values.payout_file import provider_name
from merchant_desk.values.texts import _

_PAYOUTS, _LINES, _ORDERS, _SHOPS = (
    table(Payout),
    table(PayoutLine),
    table(Order),
    table(Shop),
)
_HELD_ROLES = frozenset({"psp", "cards"})
_NOT_PAID_OUT = 30
"""Days after its day: what a payout should have held and none did is a question to ask."""
_ORDER = PreparedSet(
    lambda ids: (
        select(_ORDERS.c.id, _ORDERS.c.number, _ORDERS.c.customer_name, _SHOPS.c.platform)
        .outerjoin(_SHOPS, _SHOPS.c.id == _ORDERS.c.shop_id)
        .where(_ORDERS.c.id.in_(ids))
    )
)
_PAID_OUT = PreparedSet(
    lambda ids: (
        select(_LINES.c.order_id, _LINES.c.kind, func.count())
        .join(_PAYOUTS, _PAYOUTS.c.id == _LINES.c.payout_id)
        .where(_LINES.c.order_id.in_(ids), _PAYOUTS.c.undone_at.is_(None))
        .group_by(_LINES.c.order_id, _LINES.c.kind)
    )
)


@dataclass(frozen=True, slots=True)
class _Held:
    """A payment that a provider holds."""

    payment: RecentPayment
    order: tuple[Any, ...]
    provider: str
    delay: Delay
    traced: bool
    """Its provider's payouts of these days were brought: in one of them it would be known."""

    @property
    def net(self) -> Money:
        """Return what reaches the bank of it; what is given back brings no fee back."""
        gross = Money(self.payment.cents)
        return gross - gross.part(self.delay[2], 10_000) if gross.cents > 0 else gross


def payout_flows(session: Session, asked: ForecastAsked) -> Iterator[Flow]:
    """Return the payouts told and not seen, then the paid orders that are in none."""
    for each in awaited_payouts(session):
        on = next_bank_day(each.paid_on)
        day = asked.awaited(on)
        if day is not None:
            yield Flow(
                key=f"payout:{each.payout_id.hex()}",
                source=FlowSource.PAYOUT,
                category=CashCategory.PAYOUT,
                label=_("Versement {provider} {reference}").format(
                    provider=provider_name(each.provider), reference=each.reference
                ),
                why=told_words(each.paid_on, late=not asked.is_after(on)),
                day=day,
                amount=each.amount,
                certain=True,
                cautious_day=day,
                cautious_amount=each.amount,
                party=provider_name(each.provider),
                document_id=each.payout_id,
            )
    habits = provider_habits(session)
    for held in _held(session, asked, habits):
        flow = _on_its_way(held, asked, measured=held.provider in habits)
        if flow is not None:
            yield flow


def _held(session: Session, asked: ForecastAsked, habits: Mapping[str, Delay]) -> Iterator[_Held]:
    payments = [
        each
        for each in recent_payments(session, asked.today, asked.memory)
        if each.order_id is not None and asked.role(each.means) in _HELD_ROLES
    ]
    ids = sorted({each.order_id for each in payments if each.order_id is not None})
    if not ids:
        return
    orders = {row[0]: row for row in _ORDER.rows(session, ids)}
    settled = _settled(session, ids)
    first = _first_days(session) if habits else {}
    for each in sorted(payments, key=lambda one: (one.day, one.payment_id)):
        side = (each.order_id, each.cents > 0)
        if settled.get(side, 0) > 0:
            settled[side] -= 1
            continue
        order = orders[each.order_id]
        provider = provider_of(each.means, order[3] or "", habits)
        traced = provider in first and each.day >= first[provider]
        yield _Held(each, order, provider, delay_of(provider, habits), traced)


def _settled(session: Session, ids: Sequence[bytes]) -> dict[tuple[Any, bool], int]:
    """Return how many sales and how many refunds of each order are in a payout."""
    found: dict[tuple[Any, bool], int] = {}
    back = {PayoutKind.REFUND.value, PayoutKind.CHARGEBACK.value}
    for order_id, kind, count in _PAID_OUT.rows(session, ids):
        if kind == PayoutKind.SALE.value or kind in back:
            side = (order_id, kind == PayoutKind.SALE.value)
            found[side] = found.get(side, 0) + int(count)
    return found


def _first_days(session: Session) -> Mapping[str, date]:
    """Return the first sale that each provider's payouts tell of."""
    rows = session.execute(
        select(_PAYOUTS.c.provider, func.min(_LINES.c.happened_on))
        .join_from(_LINES, _PAYOUTS, _PAYOUTS.c.id == _LINES.c.payout_id)
        .where(_PAYOUTS.c.undone_at.is_(None), _LINES.c.kind == PayoutKind.SALE)
        .group_by(_PAYOUTS.c.provider)
    )
    return {str(row[0]): row[1] for row in rows}


def _on_its_way(held: _Held, asked: ForecastAsked, *, measured: bool) -> Flow | None:
    """Return what a provider still holds; what it usually has sent by now, without proof, is not.

    Where its payouts of that time are brought, what none holds is still with it for a month.
    """
    paid, (usual, late, _fee) = held.payment.day, held.delay
    day = next_bank_day(paid + timedelta(days=usual))
    if held.traced:
        if (asked.today - day).days > _NOT_PAID_OUT:
            return None
        day = max(day, asked.next_day)
    elif not asked.is_after(day):
        return None
    cautious = max(day, next_bank_day(paid + timedelta(days=late)))
    _id, number, customer, _platform = held.order
    return Flow(
        key=f"held:{held.payment.payment_id.hex()}",
        source=FlowSource.ORDER,
        category=CashCategory.PAYOUT,
        label=_("Commande {number}").format(number=number),
        why=given_back_words(paid)
        if held.payment.cents < 0
        else held_words(paid, held.provider, held.delay, measured=measured),
        day=day,
        amount=held.net,
        certain=True,
        cautious_day=cautious if held.net.cents > 0 else day,
        cautious_amount=held.net,
        party=customer,
        document_id=held.order[0],
        movable=False,
    )
