"""Orders that wait for their money and no invoice asks for, and what is due back on orders."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import BigInteger, func, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order, Payment
from merchant_desk.queries.cash_habits import paying_habits
from merchant_desk.queries.forecast_asked import ForecastAsked
from merchant_desk.queries.match_unseen import seen_first
from merchant_desk.rules.cash_forecast.habit import Habit, pay_day, shop_habit
from merchant_desk.rules.cash_forecast.words import awaited_words, paying_words
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.order_states import OPEN
from merchant_desk.values.texts import _
from merchant_desk.values.words import OrderState, PaymentState

_ORDERS, _PAYMENTS, _INVOICES = table(Order), table(Payment), table(Invoice)
_CENTS = BigInteger()
FORGOTTEN_DAYS = 60
"""An order whose transfer has not come by then is not counted on any more."""
_MEASURED = timedelta(days=180)
_AWAITED_ROLES = frozenset({"bank", "cheques"})
_CAME_IN = PreparedSet(
    lambda ids: (
        select(_PAYMENTS.c.order_id, func.sum(type_coerce(_PAYMENTS.c.amount, _CENTS)))
        .where(_PAYMENTS.c.order_id.in_(ids))
        .group_by(_PAYMENTS.c.order_id)
    )
)
_PAPERS = PreparedSet(
    lambda ids: select(
        _INVOICES.c.id, _INVOICES.c.order_id, _INVOICES.c.kind, _INVOICES.c.corrects_id,
        type_coerce(_INVOICES.c.total, _CENTS), type_coerce(_INVOICES.c.taken, _CENTS),
    ).where(_INVOICES.c.order_id.in_(ids), _INVOICES.c.details_id.is_(None))
)  # fmt: skip


def awaited_orders(session: Session, asked: ForecastAsked) -> list[tuple[Any, Money]]:
    """Return the open orders whose money is awaited and no invoice asks for, and how much."""
    rows = session.execute(
        select(
            _ORDERS.c.id, _ORDERS.c.number, _ORDERS.c.customer_name, _ORDERS.c.customer_id,
            _ORDERS.c.payment_means, _ORDERS.c.placed_at, _ORDERS.c.ship_by_at, _ORDERS.c.state,
            _ORDERS.c.total,
        ).where(_ORDERS.c.state.in_(OPEN), _ORDERS.c.payment_state == PaymentState.PENDING)
    ).all()  # fmt: skip
    counted = [row for row in rows if _is_awaited(row, asked)]
    lefts = _lefts(session, counted)
    return [(row, Money(lefts[row.id])) for row in counted if lefts[row.id] > 0]


def order_flows(session: Session, asked: ForecastAsked) -> Iterator[Flow]:
    """Return what open orders still bring that no invoice asks for yet."""
    first = seen_first(session)
    counted = [
        (row, left - Money(first.get(row.id, 0)))
        for row, left in awaited_orders(session, asked)
        if left.cents > first.get(row.id, 0)  # else the bank showed it before its storefront
    ]
    unpaid = [row for row, _left in counted if row.state is OrderState.UNPAID]
    waits = _waits(session, {row.payment_means for row in unpaid}, asked.today)
    habits = asked.memory.kept(
        "paying_habits", asked.today, lambda: paying_habits(session, asked.today)
    )
    for row, left in counted:
        if row.state is OrderState.UNPAID:
            yield _unpaid(row, left, waits[row.payment_means], asked)
        else:
            yield _to_invoice(row, left, habits.of(row.customer_id), asked)


def _is_awaited(row: Any, asked: ForecastAsked) -> bool:
    """Tell whether its money will come: a card that was not accepted brings none."""
    if row.state is not OrderState.UNPAID:
        return True
    old = (asked.today - paris_date(row.placed_at)).days > FORGOTTEN_DAYS
    return not old and asked.role(row.payment_means) in _AWAITED_ROLES


def _lefts(session: Session, rows: Sequence[Any]) -> Mapping[bytes, int]:
    """Return what no document asks for, less what came in and no document took."""
    ids = [row.id for row in rows]
    if not ids:
        return {}
    came_in = {row[0]: int(row[1]) for row in _CAME_IN.rows(session, ids)}
    papers: dict[bytes, list[tuple[Any, ...]]] = defaultdict(list)
    for paper in _PAPERS.rows(session, ids):
        papers[paper[1]].append(paper)
    lefts = {}
    for row in rows:
        mine = papers.get(row.id, [])
        replaced = {each[3] for each in mine if each[2] == InvoiceKind.CORRECTED}
        told = sum(each[4] for each in mine if each[0] not in replaced)
        taken = sum(each[5] for each in mine if each[0] not in replaced)
        lefts[row.id] = row.total.cents - told - max(0, came_in.get(row.id, 0) - taken)
    return lefts


def _waits(session: Session, means: Collection[str], today: date) -> Mapping[str, Habit]:
    """Return how long the money of these means took to come, from the order on."""
    delays: dict[str, list[int]] = {each: [] for each in means}
    if means:
        since = datetime.combine(today - _MEASURED, time(), PARIS)
        rows = session.execute(
            select(_ORDERS.c.payment_means, _ORDERS.c.placed_at, _ORDERS.c.paid_at).where(
                _ORDERS.c.placed_at >= since,
                _ORDERS.c.paid_at.is_not(None),
                _ORDERS.c.payment_means.in_(sorted(means)),
            )
        )
        for word, placed_at, paid_at in rows:
            delays[word].append((paris_date(paid_at) - paris_date(placed_at)).days)
    return {word: shop_habit(each) for word, each in delays.items()}


def _unpaid(row: Any, left: Money, habit: Habit, asked: ForecastAsked) -> Flow:
    placed = paris_date(row.placed_at)
    told = pay_day(habit, placed, asked.today)
    return _flow(row, left, awaited_words(habit, placed), (told.day, told.cautious_day))


def _to_invoice(row: Any, left: Money, habit: Habit, asked: ForecastAsked) -> Flow:
    told = pay_day(habit, max(paris_date(row.ship_by_at), asked.today), asked.today)
    why = _("À facturer à son expédition. {habit}").format(habit=paying_words(habit, told, 0))
    return _flow(row, left, why, (told.day, told.cautious_day))


def _flow(row: Any, left: Money, why: str, days: tuple[date, date]) -> Flow:
    return Flow(
        key=f"order:{row.id.hex()}",
        source=FlowSource.ORDER,
        category=CashCategory.SALES,
        label=_("Commande {number}").format(number=row.number),
        why=why,
        day=days[0],
        amount=left,
        certain=False,
        cautious_day=days[1],
        cautious_amount=left,
        party=row.customer_name,
        document_id=row.id,
    )
