"""Half a year of sales by card, as the storefront and its payment provider tell them.

The orders of a week are made to come to what the bank shows of them, their fees taken off.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from merchant_desk.app.sample_bank import SampleMove, sample_moves
from merchant_desk.demo.buyers import BUYERS, Buyer
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.values.clock import PARIS
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.remote import (
    Address,
    Delivery,
    LineKind,
    RemoteCustomer,
    RemoteLine,
    RemoteOrder,
    RemotePayment,
    RemoteState,
)

WEEKS = 26
_SEED = 1802
_ORDERS_A_WEEK = 10
_FIRST_NUMBER = 300
_FEE_BP, _FEE_CENTS = 150, 25
_RATE_BP, _VAT_IN = 2000, 6
"""A sixth of what is paid is VAT."""
_SPREAD = (60, 75, 90, 100, 110, 125, 140)
_SENT_AFTER = 3
"""Days from the last sale of a week to its transfer."""
_MEANS = "Carte bancaire"


@dataclass(frozen=True, slots=True)
class PastSale:
    """One order of the past, in cents; ``net`` is what the provider sends of it."""

    number: int
    at: datetime
    buyer: Buyer
    cents: int
    net: int


@dataclass(frozen=True, slots=True)
class PastWeek:
    """What was sold in a week, and the day and number of its transfer."""

    paid_on: date
    reference: str
    sales: tuple[PastSale, ...]


def past_weeks(today: date) -> tuple[PastWeek, ...]:
    """Return the weeks of half a year, the oldest first; the last is not at the bank yet."""
    dice = random.Random(_SEED)  # noqa: S311 - sample data, the same at every start
    since = today - timedelta(weeks=WEEKS)
    told = [each for each in sample_moves(today) if "STRIPE" in each.label and each.day >= since]
    told.append(_to_come(told, today))
    number = _FIRST_NUMBER
    weeks = []
    for move in told:
        sales = tuple(_sales(dice, move, number, today - timedelta(days=1)))
        number += len(sales)
        weeks.append(PastWeek(move.day, move.label.split()[-1], sales))
    return tuple(weeks)


def sell_past(
    session: Session, gesture: Gesture, shop_id: ShopId, sales: Sequence[PastSale]
) -> None:
    """Take in these orders as the storefront would have told them."""
    for sale in sales:
        accept_order(session, gesture, shop_id, _remote(sale))


def stripe_file(weeks: Sequence[PastWeek]) -> str:
    """Write the settlement of these weeks as Stripe does, « payout reconciliation, itemised »."""
    head = (
        "automatic_payout_id,automatic_payout_effective_at_utc,created_utc,currency,gross,fee,net,"
        "reporting_category,source_id,description,payment_metadata[order_id]"
    )
    rows = [_row(week, sale) for week in weeks for sale in week.sales]
    return "\n".join([head, *rows]) + "\n"


def _row(week: PastWeek, sale: PastSale) -> str:
    amounts = ",".join(_written(each) for each in (sale.cents, sale.cents - sale.net, sale.net))
    return (
        f"{week.reference},{week.paid_on} 00:00:00,{sale.at:%Y-%m-%d %H:%M:%S},eur,{amounts},"
        f"charge,ch_{sale.number},Commande {sale.number},{sale.number}"
    )


def _to_come(told: Sequence[SampleMove], today: date) -> SampleMove:
    """Return the transfer that the provider announces and no bank shows yet."""
    last = told[-1]
    day = max(last.day + timedelta(days=7), today)
    return SampleMove(day, 1_912_60, "STRIPE PO8800417")


def _sales(dice: random.Random, move: SampleMove, number: int, last: date) -> Iterator[PastSale]:
    """Yield orders that come to a transfer, fees taken off, to the cent."""
    count = _ORDERS_A_WEEK
    parts = [dice.choice(_SPREAD) for _each in range(count)]
    left = move.cents
    monday = move.day - timedelta(days=_SENT_AFTER + 6)
    for place, part in enumerate(parts):
        net = left if place == count - 1 else move.cents * part // sum(parts)
        left -= net
        cents = _paid_for(net)
        day = min(monday + timedelta(days=place * 6 // (count - 1)), last)
        at = datetime.combine(day, time(9 + place, dice.randint(0, 59)), PARIS)
        yield PastSale(number + place, at, dice.choice(BUYERS), cents, net)


def _paid_for(net: int) -> int:
    """Return what was paid, of which so much is left after the fee."""
    return -((net + _FEE_CENTS) * 10_000 // -(10_000 - _FEE_BP))


def _remote(sale: PastSale) -> RemoteOrder:
    buyer, amount = sale.buyer, Money(sale.cents)
    address = Address(
        name=f"{buyer.first_name} {buyer.last_name}",
        line1=buyer.line1,
        line2=buyer.line2,
        postcode=buyer.postcode,
        city=buyer.city,
        phone=buyer.phone,
    )
    line = RemoteLine(
        remote_id=f"{sale.number}-1",
        kind=LineKind.PRODUCT,
        sku="",
        name="Panier composé",
        quantity=1,
        total=amount,
        vat=Money(sale.cents // _VAT_IN),
        rate_bp=_RATE_BP,
    )
    return RemoteOrder(
        remote_id=str(sale.number),
        number=str(sale.number),
        state=RemoteState.COMPLETED,
        state_word="completed",
        placed_at=sale.at,
        modified_at=sale.at,
        paid_at=sale.at,
        customer=RemoteCustomer(str(buyer.number or ""), address.name, buyer.email, buyer.phone),
        billing=address,
        shipping=address,
        delivery=Delivery.HOME,
        carrier="Colissimo à domicile",
        lines=(line,),
        total=amount,
        payment_means=_MEANS,
        payments=(RemotePayment(f"{sale.number}", amount, _MEANS, sale.at),),
    )


def _written(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"
