"""Put what a credit note takes back on the shelf again, at what it had left for."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.models.order import OrderLine
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.take_from_bins import usual_bin
from merchant_desk.queries.kits import Kits, parts_of
from merchant_desk.queries.kits_sold import parts_of_order_lines, parts_of_ticket
from merchant_desk.queries.return_units import left_at, lines_back
from merchant_desk.rules.kit_stock import Part
from merchant_desk.rules.returns.units import share_of
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, LotId, OrderLineId, ProductId, RecordId
from merchant_desk.values.invoice_draft import InvoiceDraft
from merchant_desk.values.places import CUSTOMER
from merchant_desk.values.words import MoveReason


def restock_credited(
    session: Session, gesture: Gesture, invoice_id: InvoiceId, draft: InvoiceDraft, number: str
) -> None:
    """Post what comes back by the credit note of a document, and tell the storefronts."""
    coming = _articles(session, invoice_id, draft)
    values = _values(session, invoice_id, [(product, units) for _line, product, units in coming])
    moves = [
        Move(
            product,
            CUSTOMER,
            usual_bin(session, product),
            units,
            MoveReason.RETURN,
            note=number,
            lot_id=lot_id,
            value=value,
            cause_id=line_id,
        )
        for (line_id, product, units), (value, lot_id) in zip(coming, values, strict=True)
    ]
    post_moves(session, gesture, moves)
    queue_state(session, gesture, "stock", {product for _line, product, _units in coming})


def _articles(
    session: Session, invoice_id: InvoiceId, draft: InvoiceDraft
) -> list[tuple[RecordId, ProductId, int]]:
    """Return the lines whose article comes back, and how many units; what is no article does not.

    A kit comes back as the parts that it was sold with. The move names the line, so that returns
    know what came back that way.
    """
    lines = {each.credits_line_id: -each.quantity for each in draft.lines if each.credits_line_id}
    rows = session.execute(
        select(InvoiceLine.id, InvoiceLine.product_id, OrderLine.product_id, OrderLine.id)
        .outerjoin(OrderLine, OrderLine.id == InvoiceLine.order_line_id)
        .where(InvoiceLine.id.in_(list(lines)))
        .order_by(InvoiceLine.position)
    )
    found: list[tuple[RecordId, ProductId, OrderLineId | None]] = [
        (line_id, product, order_line)
        for line_id, sold, ordered, order_line in rows
        if (product := sold or ordered) is not None and lines[line_id] > 0
    ]
    by_line = parts_of_order_lines(session, [each[2] for each in found if each[2] is not None])
    kits = _kits(session, invoice_id, {each[1] for each in found if each[2] not in by_line})
    return [
        (line_id, part.product_id, lines[line_id] * part.quantity)
        for line_id, product, order_line in found
        for part in (by_line.get(order_line) if order_line else None)
        or kits.get(product, (Part(product, 1),))
    ]


def _kits(session: Session, invoice_id: InvoiceId, product_ids: set[ProductId]) -> Kits:
    """Return what these kits were made of on their ticket, else what they are made of now."""
    now = parts_of(session, product_ids)
    ticket = session.get_one(Invoice, invoice_id).details_id or invoice_id
    return {**now, **parts_of_ticket(session, ticket, product_ids)}


def _values(
    session: Session, invoice_id: InvoiceId, coming: Sequence[tuple[ProductId, int]]
) -> list[tuple[int | None, LotId | None]]:
    """Return what each of these left for, in ten-thousandths, and its lot; None: nobody knows.

    What came back of the order before, by any way, has had its share already.
    """
    invoice = session.get_one(Invoice, invoice_id)
    if invoice.order_id is None:
        return [(None, None)] * len(coming)
    left = left_at(session, invoice.order_id)
    taken: Counter[ProductId] = Counter()
    for line in lines_back(session, invoice.order_id):
        if line.product_id is not None:
            taken[line.product_id] += line.units.back
    values: list[tuple[int | None, LotId | None]] = []
    for product, units in coming:
        was, before = left.get(product), taken[product]
        known = was is not None and before + units <= was.quantity
        lots = was.lots if was else ()
        value = share_of(was.value, before, units, was.quantity) if was and known else None
        values.append((value, lots[0] if len(lots) == 1 else None))
        taken[product] += units
    return values
