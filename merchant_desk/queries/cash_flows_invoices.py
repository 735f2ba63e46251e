"""Documents of customers: what is to come in on the day she is likely to pay, what goes back."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.queries.cash_due_back import due_back
from merchant_desk.queries.cash_habits import Habits, buyer_name, customer_key, paying_habits
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.queries.open_papers import open_papers
from merchant_desk.queries.receivables import Due
from merchant_desk.rules.cash_days.bank import next_bank_day
from merchant_desk.rules.cash_forecast.habit import VERY_LATE, pay_day
from merchant_desk.rules.cash_forecast.words import paying_words
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_INVOICES = table(Invoice)
_FACTS = PreparedSet(
    lambda ids: select(
        _INVOICES.c.id, _INVOICES.c.number, _INVOICES.c.buyer, _INVOICES.c.customer_id,
        _INVOICES.c.order_id,
    ).where(_INVOICES.c.id.in_(ids))
)  # fmt: skip
_Known = dict[InvoiceId, tuple[Due, Flow | None]]


def invoice_flows(session: Session, today: date, memory: ForecastMemory) -> Iterator[Flow]:
    """Return what customers still owe, and what is due back to them, document by document."""
    habits = memory.kept("paying_habits", today, lambda: paying_habits(session, today))
    dues = open_papers(session, today, memory)
    known: _Known = memory.kept("invoice_flows", today, dict)
    fresh = [each for each, due in dues.items() if each not in known or known[each][0] is not due]
    rows = {row[0]: row for row in _FACTS.rows(session, fresh)} if fresh else {}
    back = due_back(session, dues, fresh, today)
    for each in fresh:
        due = dues[each]
        if due.left.cents > 0:
            known[each] = (due, _owed(rows[each], due, habits, today))
        else:
            known[each] = (due, _due_back(rows[each], back.get(each, ZERO), today))
    for each in dues:
        flow = known[each][1]
        if flow is not None:
            yield flow


def _due_back(row: Any, left: Money, today: date) -> Flow | None:
    """Return what goes back; what is due back on an order is told with the order."""
    invoice_id, number, buyer, _customer, order_id = row
    if order_id is not None or left.cents >= 0:
        return None
    day = next_bank_day(today + timedelta(days=1))
    return Flow(
        key=f"refund:{invoice_id.hex()}",
        source=FlowSource.REFUND,
        category=CashCategory.SALES,
        label=_("À rendre sur {number}").format(number=number),
        why=_("Dû au client et pas encore rendu."),
        day=day,
        amount=left,
        certain=True,
        cautious_day=day,
        cautious_amount=left,
        party=buyer_name(buyer),
        document_id=invoice_id,
    )


def _owed(row: Any, due: Due, habits: Habits, today: date) -> Flow:
    invoice_id, number, buyer, customer_id, _order = row
    habit = habits.of(customer_key(customer_id, buyer))
    told = pay_day(habit, due.due_on, today)
    late = (today - due.due_on).days
    doubtful = told.doubtful or late > VERY_LATE
    return Flow(
        key=f"invoice:{invoice_id.hex()}",
        source=FlowSource.INVOICE,
        category=CashCategory.SALES,
        label=_("Facture {number}").format(number=number),
        why=paying_words(habit, told, late),
        day=told.day,
        amount=due.left,
        certain=not doubtful,
        cautious_day=told.cautious_day,
        cautious_amount=ZERO if doubtful else due.left,
        due_on=due.due_on,
        party=buyer_name(buyer),
        document_id=invoice_id,
    )
