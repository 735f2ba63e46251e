"""How long suppliers really take, measured from what was sent to what came."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.purchasing import Purchase, PurchaseLine, Supplier
from merchant_desk.queries.law_shop import shop_zone
from merchant_desk.rules.legal.holidays import MAINLAND
from merchant_desk.rules.purchasing.days import expected_day, working_days_between
from merchant_desk.values.clock import paris_date
from merchant_desk.values.ids import SupplierId

_PURCHASES, _LINES, _BATCHES = table(Purchase), table(PurchaseLine), table(Batch)
_SUPPLIERS = table(Supplier)
_MOST_ORDERS = 40
"""The last ones tell how a supplier works now."""


@dataclass(frozen=True, slots=True)
class LeadTime:
    """What the last orders of a supplier took; days are counted to the last goods of each."""

    orders: int
    mean_tenths: int
    """Mean of calendar days, in tenths."""
    worst_days: int
    mean_working_tenths: int
    worst_working_days: int
    judged: int
    """Orders that had a day to keep: confirmed, else promised."""
    on_time: int

    @property
    def on_time_bp(self) -> int | None:
        """Return the share that kept its day in basis points; None when none had one."""
        return self.on_time * 10_000 // self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class _Taken:
    sent_on: date
    came_on: date
    due_on: date | None


def lead_times(
    session: Session, supplier_ids: Collection[SupplierId] | None = None
) -> Mapping[SupplierId, LeadTime]:
    """Return what each supplier's orders took; suppliers of whom nothing came are left out."""
    zone = shop_zone(session) or MAINLAND
    taken: dict[SupplierId, list[_Taken]] = defaultdict(list)
    for supplier_id, each in _orders(session, supplier_ids, zone):
        if len(taken[supplier_id]) < _MOST_ORDERS:
            taken[supplier_id].append(each)
    return {supplier_id: _measured(each, zone) for supplier_id, each in taken.items()}


def _orders(
    session: Session, supplier_ids: Collection[SupplierId] | None, zone: str
) -> Sequence[tuple[SupplierId, _Taken]]:
    came = (
        select(
            _LINES.c.purchase_id,
            func.max(_BATCHES.c.received_on).label("came_on"),
            func.max(_LINES.c.confirmed_on).label("line_on"),
        )
        .join(_BATCHES, _BATCHES.c.purchase_line_id == _LINES.c.id)
        .group_by(_LINES.c.purchase_id)
        .subquery()
    )
    wanted = (
        select(
            _PURCHASES.c.supplier_id,
            _PURCHASES.c.sent_at,
            _PURCHASES.c.confirmed_on,
            _SUPPLIERS.c.lead_days,
            came.c.came_on,
            came.c.line_on,
        )
        .join(came, came.c.purchase_id == _PURCHASES.c.id)
        .join(_SUPPLIERS, _SUPPLIERS.c.id == _PURCHASES.c.supplier_id)
        .where(_PURCHASES.c.sent_at.is_not(None))
        .order_by(_PURCHASES.c.sent_at.desc(), _PURCHASES.c.row.desc())
    )
    if supplier_ids is not None:
        wanted = wanted.where(_PURCHASES.c.supplier_id.in_(supplier_ids))
    found = []
    for row in session.execute(wanted):
        sent_on = paris_date(row.sent_at)
        due = max(filter(None, (row.confirmed_on, row.line_on)), default=None)
        if due is None and row.lead_days is not None:
            due = expected_day(sent_on, row.lead_days, zone)
        found.append((SupplierId(row.supplier_id), _Taken(sent_on, row.came_on, due)))
    return found


def _measured(taken: Sequence[_Taken], zone: str) -> LeadTime:
    days = [max(0, (each.came_on - each.sent_on).days) for each in taken]
    working = [working_days_between(each.sent_on, each.came_on, zone) for each in taken]
    judged = [each for each in taken if each.due_on is not None]
    return LeadTime(
        orders=len(taken),
        mean_tenths=_mean_tenths(days),
        worst_days=max(days),
        mean_working_tenths=_mean_tenths(working),
        worst_working_days=max(working),
        judged=len(judged),
        on_time=sum(each.due_on is not None and each.came_on <= each.due_on for each in judged),
    )


def _mean_tenths(days: Sequence[int]) -> int:
    return (20 * sum(days) + len(days)) // (2 * len(days))
