"""Issued documents and the money of customers, as the books need to know them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import DepositUse, InvoiceRate
from merchant_desk.queries.accounting_stories import (
    INVOICES,
    LINES,
    ORDERS,
    ORIGIN,
    PAYMENTS,
    Window,
    counter_sale,
    goodwill,
    needed_documents,
    needed_money,
    story,
    with_origin,
)
from merchant_desk.rules.posting.counter_day import counter_party
from merchant_desk.rules.posting.entry import Party
from merchant_desk.rules.posting.facts import (
    DepositTaken,
    MoneyFact,
    SaleFact,
    SoldSum,
    rates_part,
)
from merchant_desk.values.clock import paris_date
from merchant_desk.values.folding import folded
from merchant_desk.values.invoice_page import InvoiceVatRow
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import LineKind
from merchant_desk.values.snapshots import read_buyer, read_seller
from merchant_desk.values.vat import SaleCategory

_RATES, _USES = table(InvoiceRate), table(DepositUse)
_PARTY_DIGITS = 12


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """Documents and money, both in the order of their time."""

    documents: tuple[SaleFact, ...]
    money: tuple[MoneyFact, ...]


def customer_facts(session: Session, window: Window) -> CustomerFacts:
    """Return the documents and payments of these days, and those that their VAT depends on."""
    return CustomerFacts(_documents(session, window), _money(session, window))


def _documents(session: Session, window: Window) -> tuple[SaleFact, ...]:
    rows = _document_rows(session, window)
    sold, rates = _sold(session, window), _rates(session, window)
    deposits = _deposits(session, window)
    return tuple(
        SaleFact(
            id=row.id,
            kind=row.kind,
            number=row.number,
            day=row.fiscal_day,
            issued_on=row.issue_date,
            party=_buyer(row),
            sold=tuple(sold.get(row.id, ())),
            rates=tuple(rates.get(row.id, ())),
            total=row.total,
            group=row.story,
            country=row.tax_country,
            on_debits=_on_debits(row.seller),
            corrects=row.corrects,
            details=row.details_id is not None,
            station=row.station_id,
            deposits=tuple(deposits.get(row.id, ())),
        )
        for row in rows
    )


def _document_rows(session: Session, window: Window) -> Sequence[Any]:
    return session.execute(
        select(
            INVOICES.c.id,
            INVOICES.c.kind,
            INVOICES.c.number,
            INVOICES.c.fiscal_day,
            INVOICES.c.issue_date,
            INVOICES.c.seller,
            INVOICES.c.buyer,
            INVOICES.c.total,
            INVOICES.c.tax_country,
            INVOICES.c.station_id,
            INVOICES.c.details_id,
            ORIGIN.c.kind.label("corrects"),
            ORDERS.c.customer_name,
            func.coalesce(ORDERS.c.customer_id, INVOICES.c.customer_id).label("customer"),
            func.coalesce(INVOICES.c.order_id, ORIGIN.c.order_id).label("ordered"),
            story().label("story"),
        )
        .select_from(with_origin().outerjoin(ORDERS, ORDERS.c.id == INVOICES.c.order_id))
        .where(needed_documents(window))
        .order_by(INVOICES.c.fiscal_day, INVOICES.c.number)
    ).all()


def _sold(session: Session, window: Window) -> Mapping[bytes, list[SoldSum]]:
    rebate = case((goodwill(), 1), else_=0)
    keys = (
        LINES.c.invoice_id, LINES.c.kind, LINES.c.category, LINES.c.treatment, LINES.c.rate_bp,
        rebate,
    )  # fmt: skip
    rows = session.execute(
        select(*keys, func.sum(LINES.c.net), func.sum(LINES.c.total))
        .select_from(with_origin().join(LINES, LINES.c.invoice_id == INVOICES.c.id))
        .where(needed_documents(window))
        .group_by(*keys)
        .order_by(*keys)
    )
    found: dict[bytes, list[SoldSum]] = defaultdict(list)
    for invoice_id, kind, category, treatment, rate_bp, given, net, ttc in rows:
        found[invoice_id].append(
            SoldSum(LineKind(kind), category, treatment, rate_bp, _sum(net), _sum(ttc), bool(given))
        )
    return found


def _rates(session: Session, window: Window) -> Mapping[bytes, list[InvoiceVatRow]]:
    rows = session.execute(
        select(_RATES)
        .select_from(with_origin().join(_RATES, _RATES.c.invoice_id == INVOICES.c.id))
        .where(needed_documents(window))
        .order_by(_RATES.c.invoice_id, _RATES.c.rate_bp.desc(), _RATES.c.treatment)
    )
    return _by_document(rows)


def _by_document(rows: Any) -> Mapping[bytes, list[InvoiceVatRow]]:
    found: dict[bytes, list[InvoiceVatRow]] = defaultdict(list)
    for row in rows:
        found[row.invoice_id].append(
            InvoiceVatRow(row.rate_bp, row.base, row.vat, row.total, row.treatment)
        )
    return found


def _deposits(session: Session, window: Window) -> Mapping[bytes, list[DepositTaken]]:
    """Return what each final invoice takes of its deposits; a deposit may serve several."""
    taken = select(_USES.c.deposit_id)
    uses = session.execute(
        select(_USES.c.deposit_id, _USES.c.final_id, _USES.c.amount, INVOICES.c.fiscal_day)
        .join_from(_USES, INVOICES, INVOICES.c.id == _USES.c.final_id)
        .where(INVOICES.c.fiscal_day <= window.last)
        .order_by(INVOICES.c.fiscal_day, INVOICES.c.number)
    ).all()
    rows = session.execute(
        select(_RATES, INVOICES.c.number.label("number"), INVOICES.c.total.label("whole"))
        .join_from(_RATES, INVOICES, INVOICES.c.id == _RATES.c.invoice_id)
        .where(INVOICES.c.id.in_(taken))
        .order_by(_RATES.c.invoice_id, _RATES.c.rate_bp.desc(), _RATES.c.treatment)
    ).all()
    rates = _by_document(rows)
    facts = {row.invoice_id: (row.number, row.whole) for row in rows}
    found: dict[bytes, list[DepositTaken]] = defaultdict(list)
    used: dict[bytes, Money] = {}
    for each in uses:
        number, whole = facts[each.deposit_id]
        before = used.get(each.deposit_id, ZERO)
        after = used[each.deposit_id] = before + each.amount
        part = rates_part(rates[each.deposit_id], before, after, whole)
        found[each.final_id].append(DepositTaken(number, each.amount, part))
    return found


def _money(session: Session, window: Window) -> tuple[MoneyFact, ...]:
    rows = session.execute(
        select(
            PAYMENTS.c.id,
            PAYMENTS.c.amount,
            PAYMENTS.c.means,
            PAYMENTS.c.reference,
            PAYMENTS.c.paid_at,
            PAYMENTS.c.invoice_id,
            func.coalesce(PAYMENTS.c.order_id, story()).label("story"),
            func.coalesce(INVOICES.c.number, ORDERS.c.number).label("piece"),
            INVOICES.c.buyer,
            INVOICES.c.category,
            INVOICES.c.fiscal_day,
            counter_sale().label("at_counter"),
            ORDERS.c.customer_name,
            func.coalesce(ORDERS.c.customer_id, INVOICES.c.customer_id).label("customer"),
            func.coalesce(PAYMENTS.c.order_id, INVOICES.c.order_id, ORIGIN.c.order_id).label(
                "ordered"
            ),
        )
        .select_from(
            PAYMENTS.outerjoin(INVOICES, INVOICES.c.id == PAYMENTS.c.invoice_id)
            .outerjoin(ORIGIN, ORIGIN.c.id == INVOICES.c.corrects_id)
            .outerjoin(
                ORDERS, ORDERS.c.id == func.coalesce(PAYMENTS.c.order_id, INVOICES.c.order_id)
            )
        )
        .where(needed_money(window))
        .order_by(PAYMENTS.c.paid_at, PAYMENTS.c.id)
    )
    return tuple(_payment(row) for row in rows)


def _payment(row: Any) -> MoneyFact:
    day = paris_date(row.paid_at)
    with_ticket = row.at_counter and day <= row.fiscal_day
    return MoneyFact(
        id=row.id,
        day=day,
        amount=row.amount,
        means=row.means,
        party=counter_party() if row.at_counter else _buyer(row),
        group=row.story,
        piece=row.piece or day.isoformat(),
        piece_day=day,
        document=row.invoice_id,
        reference=row.reference,
        category=row.category or SaleCategory.GOODS,
        at=row.paid_at.isoformat(),
        counter_day=row.fiscal_day if with_ticket else None,
    )


def _buyer(row: Any) -> Party:
    """Return who buys: the customer of the order, or of the document, else whom it names."""
    subject: bytes = row.customer or row.story
    name = row.customer_name or (_name_on(row.buyer) if row.buyer else "")
    code = f"C{subject.hex()[-_PARTY_DIGITS:].upper()}"
    if row.buyer and row.customer is None and row.ordered is None:
        code = _code_of(row.buyer) or code
    return Party(code, name or code)


@lru_cache(maxsize=256)
def _code_of(buyer: str) -> str:
    """Return the account of someone written by hand: her SIREN, else her name and postcode."""
    told = read_buyer(buyer)
    if told.siren:
        return f"C{told.siren}"
    name, postcode = _name_on(buyer), told.address.postcode.strip()
    if not name or not postcode:
        return ""
    words = " ".join(folded(f"{name} {postcode}").split())
    return f"C{sha256(words.encode()).hexdigest()[:_PARTY_DIGITS].upper()}"


@lru_cache(maxsize=256)
def _name_on(buyer: str) -> str:
    address = read_buyer(buyer).address
    return address.company or address.name


@lru_cache(maxsize=8)
def _on_debits(seller: str) -> bool:
    return read_seller(seller).vat_on_debits


def _sum(value: object) -> Money:
    return value if isinstance(value, Money) else Money(int(str(value or 0)))
