"""Orders to suppliers that no invoice asks for yet: when the goods come, when they are paid."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Purchase, PurchaseLine, Supplier
from merchant_desk.queries.cash_purchases_invoiced import invoiced_of, suppliers_that_invoice
from merchant_desk.queries.forecast_asked import ForecastAsked
from merchant_desk.queries.law_shop import shop_zone
from merchant_desk.queries.lead_times import lead_times
from merchant_desk.queries.on_order import day_of_line
from merchant_desk.rules.cash_days.bank import next_bank_day
from merchant_desk.rules.cash_forecast.to_invoice import Awaited, Terms, ToPay, still_to_pay
from merchant_desk.rules.legal.holidays import MAINLAND
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.french import short_date
from merchant_desk.values.purchases import OPEN_STATES, OVER_STATES
from merchant_desk.values.texts import _

_PURCHASES, _LINES, _SUPPLIERS, _PRODUCTS, _BATCHES = (
    table(Purchase),
    table(PurchaseLine),
    table(Supplier),
    table(Product),
    table(Batch),
)
_LOOKED_BACK = timedelta(days=120)
_UNKNOWN_LEAD = 14
_CAUTIOUS_DAYS = 7
"""By how much sooner the cautious line pays: the goods may come early."""


@dataclass(frozen=True, slots=True)
class _Order:
    """An order with its lines."""

    head: Any
    lines: Sequence[Any]


def purchase_flows(session: Session, asked: ForecastAsked) -> Iterator[Flow]:
    """Return what orders to suppliers will cost, less what their invoices ask for already."""
    orders = _orders(session, asked.today)
    if not orders:
        return
    ids = [each.head.id for each in orders]
    invoiced = invoiced_of(session, {each.head.id: each.head for each in orders})
    came = _came(session, ids)
    leads = lead_times(session, {each.head.supplier_id for each in orders})
    usual = {key: -(-each.mean_tenths // 10) for key, each in leads.items()}
    zone = shop_zone(session) or MAINLAND
    known = suppliers_that_invoice(session)
    for order in orders:
        head = order.head
        parts = _parts(order, came, usual, asked.today, zone)
        terms = Terms(head.payment_days, head.month_end, _charges_vat(head))
        for each in still_to_pay(parts, head.carriage, invoiced[head.id], terms):
            if _is_counted(each, asked, invoices=bool({head.key, head.siren} & known)):
                yield _flow(head, each)


def _orders(session: Session, today: date) -> list[_Order]:
    since = datetime.combine(today - _LOOKED_BACK, time(), PARIS)
    rows = session.execute(
        select(
            _PURCHASES.c.id, _PURCHASES.c.number, _PURCHASES.c.supplier_id, _PURCHASES.c.carriage,
            _PURCHASES.c.confirmed_on, _PURCHASES.c.wanted_on, _PURCHASES.c.sent_at,
            _PURCHASES.c.state, _PURCHASES.c.supplier_reference, _SUPPLIERS.c.name,
            _SUPPLIERS.c.key, _SUPPLIERS.c.siren, _SUPPLIERS.c.vat_number,
            _SUPPLIERS.c.lead_days, _SUPPLIERS.c.payment_days, _SUPPLIERS.c.month_end,
            _LINES.c.id.label("line_id"), _LINES.c.quantity, _LINES.c.confirmed_units,
            _LINES.c.confirmed_on.label("line_on"), _LINES.c.received, _LINES.c.given_up,
            _LINES.c.cost_tenthousandths, _LINES.c.rebate_bp, _PRODUCTS.c.rate_bp,
        )
        .join_from(_LINES, _PURCHASES, _PURCHASES.c.id == _LINES.c.purchase_id)
        .join(_SUPPLIERS, _SUPPLIERS.c.id == _PURCHASES.c.supplier_id)
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINES.c.product_id)
        .where(
            or_(
                _PURCHASES.c.state.in_(OPEN_STATES),
                _PURCHASES.c.state.in_(OVER_STATES) & (_PURCHASES.c.closed_at >= since),
            )
        )
        .order_by(_PURCHASES.c.row, _LINES.c.position)
    )  # fmt: skip
    lines: dict[bytes, list[Any]] = defaultdict(list)
    for row in rows:
        lines[row.id].append(row)
    return [_Order(each[0], each) for each in lines.values()]


def _came(session: Session, ids: Collection[bytes]) -> Mapping[bytes, Sequence[tuple[date, int]]]:
    """Return when units of each line came; what was given back since is off the line's count."""
    rows = session.execute(
        select(_LINES.c.id, _BATCHES.c.received_on, func.sum(_BATCHES.c.quantity))
        .join_from(_BATCHES, _LINES, _LINES.c.id == _BATCHES.c.purchase_line_id)
        .where(_LINES.c.purchase_id.in_(ids))
        .group_by(_LINES.c.id, _BATCHES.c.received_on)
        .order_by(_LINES.c.id, _BATCHES.c.received_on)
    )
    found: dict[bytes, list[tuple[date, int]]] = defaultdict(list)
    for line_id, on, units in rows:
        found[line_id].append((on, int(units)))
    return found


def _parts(
    order: _Order,
    came: Mapping[bytes, Sequence[tuple[date, int]]],
    usual: Mapping[Any, int],
    today: date,
    zone: str,
) -> list[Awaited]:
    parts = []
    for line in order.lines:
        if line.cost_tenthousandths is None:
            continue
        price = (line.cost_tenthousandths, line.rebate_bp, line.rate_bp)
        left = line.received
        for on, units in came.get(line.line_id, ()):
            taken = min(units, left)
            left -= taken
            parts.append(Awaited(on, taken, *price, came=True))
        if left > 0:
            parts.append(Awaited(today, left, *price, came=True))
        told = line.quantity if line.confirmed_units is None else line.confirmed_units
        to_come = told - line.received - line.given_up
        if line.state in OPEN_STATES and to_come > 0:
            day = _comes_on(line, usual, today, zone)
            parts.append(Awaited(day, to_come, *price, came=False))
    return parts


def _comes_on(line: Any, usual: Mapping[Any, int], today: date, zone: str) -> date:
    """Return when a line comes: as told, else after the supplier's measured delay; not before."""
    measured = usual.get(line.supplier_id)
    told: date | None = line.line_on or line.confirmed_on
    if told is None and measured is not None and line.sent_at is not None:
        told = paris_date(line.sent_at) + timedelta(days=measured)
        told = max(told, line.wanted_on) if line.wanted_on is not None else told
    if told is None:
        told = day_of_line(line, zone)
    if told is None:
        sent = today if line.sent_at is None else paris_date(line.sent_at)
        told = sent + timedelta(days=_UNKNOWN_LEAD)
    return max(told, today + timedelta(days=1))


def _charges_vat(head: Any) -> bool:
    return head.vat_number[:2].upper() in {"", "FR"}


def _is_counted(each: ToPay, asked: ForecastAsked, *, invoices: bool) -> bool:
    """Tell whether it is still to pay: past its day, only where invoices are kept here.

    Where they are not, what came and fell due was paid without the desk knowing.
    """
    return not each.came or invoices or asked.is_after(each.due_on)


def _flow(head: Any, each: ToPay) -> Flow:
    day = next_bank_day(each.due_on)
    sooner = each.due_on if each.came else each.due_on - timedelta(days=_CAUTIOUS_DAYS)
    part = each.came_on.isoformat() if each.came else f"to-come-{each.came_on.isoformat()}"
    return Flow(
        key=f"purchase:{head.id.hex()}:{part}",
        source=FlowSource.PURCHASE,
        category=CashCategory.GOODS,
        label=_("Commande {number} à {supplier}").format(number=head.number, supplier=head.name),
        why=_why(head, each),
        day=day,
        amount=-each.amount,
        certain=each.came,
        cautious_day=sooner,
        cautious_amount=-each.amount,
        due_on=each.due_on,
        party=head.name,
        document_id=head.id,
    )


def _why(head: Any, each: ToPay) -> str:
    terms = _("{n} jours fin de mois") if head.month_end else _("{n} jours")
    told = (
        _("Reçue le {day}, pas encore facturée\u00a0; à payer à {terms}.")
        if each.came
        else _("Attendue le {day}, payée à {terms} d’après ses conditions.")
    )
    return told.format(day=short_date(each.came_on), terms=terms.format(n=head.payment_days))
