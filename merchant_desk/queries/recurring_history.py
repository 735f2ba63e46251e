"""The history of the bank as it is searched for what comes back."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import BankImport, BankLine, Recurring
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.queries.bank_lines import live_lines
from merchant_desk.queries.settings import profile, settings
from merchant_desk.queries.tax_profile import tax_profile
from merchant_desk.rules.matching.pattern import pattern_of
from merchant_desk.rules.recurring.detect import Asked, what_recurs
from merchant_desk.rules.recurring.foreseen import foreseen_by
from merchant_desk.rules.recurring.seen import KnownRecurring, Recurrences, SeenLine
from merchant_desk.values.cash_words import RecurringState
from merchant_desk.values.ids import CashAccountId, StationId

_LINES, _IMPORTS = table(BankLine), table(BankImport)
_RECURRING, _INVOICES = table(Recurring), table(SupplierInvoice)
_LOOKED_BACK = timedelta(days=800)
"""Two years and a bit: a yearly insurance is seen twice."""
_INVOICED = timedelta(days=400)


def told_until(session: Session) -> date | None:
    """Return the last day that a file of a bank tells of, or None before the first one."""
    wanted = select(func.max(_IMPORTS.c.last_day)).where(_IMPORTS.c.undone_at.is_(None))
    day: date | None = session.execute(wanted).scalar()
    return day


def looked_at(session: Session, until: date | None) -> list[SeenLine]:
    """Return the lines of two years and a bit until the last day that was told."""
    return [] if until is None else seen_lines(session, since=until - _LOOKED_BACK)


def found_in(
    session: Session, station_id: StationId, lines: list[SeenLine], until: date | None
) -> Recurrences:
    """Return what comes back in these lines and that she has neither confirmed nor refused."""
    if until is None:
        return Recurrences(proposed=())
    taxes = tax_profile(settings(session, station_id), profile(session))
    asked = Asked(
        told_until=until,
        parties=_invoicing(session, until),
        foreseen=foreseen_by(taxes),
        known=_known(session),
    )
    return what_recurs(lines, asked)


def seen_lines(
    session: Session, since: date, only: ColumnElement[bool] | None = None
) -> list[SeenLine]:
    """Return the lines that count, from this day on."""
    wanted = select(
        _LINES.c.account_id,
        _LINES.c.booked_on,
        _LINES.c.amount,
        _LINES.c.label,
        _LINES.c.counterparty,
    ).where(_LINES.c.booked_on >= since, live_lines())
    if only is not None:
        wanted = wanted.where(only)
    return [
        SeenLine(
            account_id=CashAccountId(account_id),
            day=day,
            amount=amount,
            label=label,
            pattern=pattern_of(label),
            counterparty=counterparty,
        )
        for account_id, day, amount, label, counterparty in session.execute(
            wanted.order_by(_LINES.c.booked_on, _LINES.c.row)
        )
    ]


def _invoicing(session: Session, until: date) -> frozenset[str]:
    """Return the names of who sent invoices lately: what they are paid is foreseen by those."""
    wanted = (
        select(_INVOICES.c.supplier_name)
        .where(_INVOICES.c.issue_date >= until - _INVOICED)
        .distinct()
    )
    return frozenset(name for (name,) in session.execute(wanted))


def _known(session: Session) -> list[KnownRecurring]:
    return [
        KnownRecurring(
            account_id=row.account_id,
            pattern=row.pattern,
            amount=row.amount,
            over_since=row.until if row.state is RecurringState.ENDED else None,
        )
        for row in session.execute(select(_RECURRING).where(_RECURRING.c.pattern != ""))
    ]
