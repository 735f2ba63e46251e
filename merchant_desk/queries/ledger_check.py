"""Whether the ledgers agree with each other: what is found is a fault of ours, never of hers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceSeries
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.models.product import Product
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.models.station import PrintJob
from merchant_desk.models.stock import Place, Reservation, StockMove
from merchant_desk.queries.kits import sells_kit
from merchant_desk.queries.stock import stock_differences
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.values.french import euros
from merchant_desk.values.ids import id_text
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.stock_cost import money_of
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind, MoveReason, OrderState, ParcelState

_ORDERS, _LINES, _PARCELS, _PARCEL_LINES, _MOVES, _RESERVED, _INVOICES, _MESSAGES, _JOBS = (
    table(Order),
    table(OrderLine),
    table(Parcel),
    table(ParcelLine),
    table(StockMove),
    table(Reservation),
    table(Invoice),
    table(OutboxMessage),
    table(PrintJob),
)
_PROMISED = (OrderState.TO_PREPARE, OrderState.HELD, OrderState.PREPARING, OrderState.PARTIAL)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two figures that should be one; ``check`` names the rule, for the log."""

    check: str
    sentence: str


def ledger_disagreements(session: Session) -> tuple[Disagreement, ...]:
    """Check stock, numbering, parcels, promises and the outbox; empty when all is well."""
    return tuple(
        Disagreement(check, sentence)
        for check, find in (
            ("stock", _stock),
            ("values", _values),
            ("numbering", _numbering),
            ("parcels", _parcels),
            ("promises", _promises),
        )
        for sentence in find(session)
    )


def _stock(session: Session) -> Iterator[str]:
    differences = stock_differences(session)
    names = _named(session, table(Product), "name", {each.product_id for each in differences})
    bins = _named(session, table(Place), "code", {each.place_id for each in differences})
    for each in differences:
        yield _(
            "«\u00a0{name}\u00a0», emplacement {bin}\u00a0: le stock noté est {level}, "
            "ses mouvements donnent {moves}."
        ).format(
            name=names.get(each.product_id, "?"),
            bin=bins.get(each.place_id, "?"),
            level=each.level,
            moves=each.moves,
        )


def _values(session: Session) -> Iterator[str]:
    differences = value_differences(session)
    names = _named(session, table(Product), "name", {each.product_id for each in differences})
    told = {each.product_id for each in stock_differences(session)} if differences else set()
    for each in differences:
        if each.follows and each.product_id in told:
            continue
        yield _(
            "«\u00a0{name}\u00a0»\u00a0: la valeur notée est {value} pour {units} unité(s), ses "
            "mouvements donnent {moved} pour {moved_units}, ses emplacements {shelf} unité(s)."
        ).format(
            name=names.get(each.product_id, "?"),
            value=euros(money_of(each.value)),
            units=each.units,
            moved=euros(money_of(each.moved_value)),
            moved_units=each.moved_units,
            shelf=each.shelf_units,
        )


def _named(session: Session, source: Table, column: str, wanted: set[Any]) -> dict[bytes, str]:
    few = sorted(wanted)[:500]
    rows = session.execute(select(source.c.id, source.c[column]).where(source.c.id.in_(few)))
    return {row[0]: row[1] for row in rows}


def _numbering(session: Session) -> Iterator[str]:
    """Numbers of a series follow each other without a gap, and their dates never go back."""
    ordered = select(
        _INVOICES.c.series_id,
        _INVOICES.c.number,
        _INVOICES.c.counter,
        _INVOICES.c.issue_date,
        func.lag(_INVOICES.c.counter)
        .over(partition_by=_INVOICES.c.series_id, order_by=_INVOICES.c.counter)
        .label("before"),
        func.lag(_INVOICES.c.issue_date)
        .over(partition_by=_INVOICES.c.series_id, order_by=_INVOICES.c.counter)
        .label("day_before"),
    ).subquery()
    broken = select(ordered).where(
        (ordered.c.counter != func.coalesce(ordered.c.before, 0) + 1)
        | (ordered.c.issue_date < ordered.c.day_before)
    )
    for row in session.execute(broken.limit(100)):
        text = _("La facture {number} ne suit pas la précédente de sa série.")
        yield text.format(number=row.number)
    last = (
        select(func.coalesce(func.max(_INVOICES.c.counter), 0))
        .where(_INVOICES.c.series_id == InvoiceSeries.id)
        .scalar_subquery()
    )
    for prefix in session.scalars(
        select(InvoiceSeries.prefix).where(InvoiceSeries.last_counter != last)
    ):
        text = _("La série {prefix} ne s’arrête pas à son dernier numéro.")
        yield text.format(prefix=prefix)


def _parcels(session: Session) -> Iterator[str]:
    """What a closed parcel leaves behind is there once, and nothing of an open one is."""
    invoices = _count(_INVOICES, _INVOICES.c.kind == InvoiceKind.INVOICE)
    moved = (
        select(func.coalesce(func.sum(_MOVES.c.quantity), 0))
        .where(_MOVES.c.parcel_id == _PARCELS.c.id, _MOVES.c.reason != MoveReason.PACKAGING)
        .scalar_subquery()
    )
    packed = (
        select(func.coalesce(func.sum(_PARCEL_LINES.c.packed), 0))
        .where(_PARCEL_LINES.c.parcel_id == _PARCELS.c.id)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            _PARCELS.c.id,
            _PARCELS.c.number,
            _PARCELS.c.state,
            _ORDERS.c.number.label("order_number"),
            _ORDERS.c.shop_id,
            invoices.label("invoices"),
            moved.label("moved"),
            packed.label("packed"),
        ).join(_ORDERS, _ORDERS.c.id == _PARCELS.c.order_id)
    ).all()
    told = _by_subject(session, _MESSAGES, _MESSAGES.c.kind == "shipped")
    papers = _by_subject(session, _JOBS, _JOBS.c.kind == DocumentKind.PACKING)
    for row in rows:
        closed = row.state == ParcelState.CLOSED
        subject = id_text(row.id)
        wanted_told = int(closed and row.shop_id is not None)
        printed = (papers.get(subject, 0) > 0) == closed
        fine = (row.invoices, told.get(subject, 0)) == (int(closed), wanted_told)
        same_units = row.moved == (row.packed if closed else 0)
        if not (fine and same_units and printed):
            text = _(
                "Colis {parcel} de la commande {order}\u00a0: sa facture, ses mouvements de stock, "
                "son envoi à la boutique ou ses papiers ne sont pas d’accord avec son état."
            )
            yield text.format(parcel=row.number, order=row.order_number)


def _count(source: Table, condition: ColumnElement[bool]) -> Any:
    return (
        select(func.count())
        .select_from(source)
        .where(source.c.parcel_id == _PARCELS.c.id, condition)
        .scalar_subquery()
    )


def _by_subject(session: Session, source: Table, condition: ColumnElement[bool]) -> dict[str, int]:
    rows = session.execute(
        select(source.c.subject, func.count()).where(condition).group_by(source.c.subject)
    )
    return {row[0]: int(row[1]) for row in rows}


def _promises(session: Session) -> Iterator[str]:
    """What an open order still waits for is promised to it; nothing else is."""
    due = _LINES.c.quantity - _LINES.c.shipped - _LINES.c.cancelled
    promised = func.coalesce(_RESERVED.c.quantity, 0)
    waits = (
        _ORDERS.c.state.in_(_PROMISED)
        & _LINES.c.product_id.is_not(None)
        & (due > 0)
        & ~sells_kit(_LINES)
    )
    rows = session.execute(
        select(_ORDERS.c.number, _LINES.c.name, promised)
        .join(_LINES, _LINES.c.order_id == _ORDERS.c.id)
        .outerjoin(_RESERVED, _RESERVED.c.order_line_id == _LINES.c.id)
        .where((waits & (promised != due)) | (~waits & (promised != 0)))
        .limit(100)
    )
    for number, name, quantity in rows:
        text = _(
            "Commande {number}, «\u00a0{name}\u00a0»\u00a0: {n} unité(s) promise(s), "
            "ce n’est pas ce qu’elle attend."
        )
        yield text.format(number=number, name=name, n=quantity)
