"""Give the receipts that a supplier's credit note is about the rebate that came late."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.delivery import Claim, ClaimLine
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.supplier import SupplierInvoice, SupplierInvoiceLine, SupplierMatch
from merchant_desk.models.valuation import CostChange
from merchant_desk.operations.change_cost import LateCost, change_cost
from merchant_desk.queries.supplier_receipts import KnownGoods, known_goods
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ClaimKind, ClaimState, CostReason
from merchant_desk.values.ids import BatchId, RecordId
from merchant_desk.values.money import ZERO, Money

_CHANGES, _LINES, _MATCHES = table(CostChange), table(SupplierInvoiceLine), table(SupplierMatch)
_CLAIMS, _CLAIM_LINES = table(Claim), table(ClaimLine)
_PARTS_PER_CENT = 100
_WENT_BACK = frozenset({ClaimKind.DAMAGED, ClaimKind.EXPIRED, ClaimKind.WRONG})
_GONE = _WENT_BACK | {ClaimKind.SHORT}


def credit_receipts(session: Session, gesture: Gesture, invoice: SupplierInvoice) -> None:
    """Take what each line gives back off the cost of its receipt; once, however often it is asked.

    A credit for units that never came, or went back, is none on those that stayed: the value of
    the stock does not move. Without a receipt named, the last one before the credit is meant.
    """
    asked = (
        select(SupplierInvoiceLine, SupplierMatch)
        .join(SupplierMatch, SupplierMatch.line_id == SupplierInvoiceLine.id)
        .where(
            SupplierInvoiceLine.supplier_invoice_id == invoice.id, SupplierInvoiceLine.net < ZERO
        )
        .order_by(SupplierInvoiceLine.position)
    )
    rows = session.execute(asked).all()
    products = {match.product_id for _line, match in rows}
    goods = known_goods(session, products, invoice.supplier_name, invoice.issue_date)
    for line, match in rows:
        batch_id = match.batch_id or _last_before(goods, match, invoice)
        batch = None if batch_id is None else session.get(Batch, batch_id)
        wanted = 0
        if batch is not None and not _for_units_gone(session, goods, batch, line):
            wanted = line.net.cents * _PARTS_PER_CENT
        _settle(session, gesture, line.id, batch, wanted)


def _settle(
    session: Session, gesture: Gesture, line_id: RecordId, batch: Batch | None, wanted: int
) -> None:
    """Bring what this line took off each receipt to what it should."""
    applied = _applied(session, line_id)
    targets = dict.fromkeys(applied, 0)
    if batch is not None:
        targets[batch.id] = wanted
    for batch_id, target in targets.items():
        late = target - applied.get(batch_id, 0)
        found = session.get(Batch, batch_id)
        if not late or found is None or found.quarantined:
            continue
        change_cost(
            session,
            gesture,
            LateCost(
                product_id=found.product_id,
                units=found.quantity,
                amount=late,
                reason=CostReason.CREDIT,
                batch_id=found.id,
                cause_id=line_id,
            ),
        )


def _applied(session: Session, line_id: RecordId) -> Mapping[BatchId, int]:
    rows = session.execute(
        select(_CHANGES.c.batch_id, func.sum(_CHANGES.c.kept + _CHANGES.c.spent))
        .where(_CHANGES.c.cause_id == line_id, _CHANGES.c.reason == CostReason.CREDIT)
        .group_by(_CHANGES.c.batch_id)
    )
    return {BatchId(batch): int(amount) for batch, amount in rows if batch is not None}


def _last_before(
    goods: KnownGoods, match: SupplierMatch, invoice: SupplierInvoice
) -> BatchId | None:
    known = [
        each
        for each in goods.choices(match.product_id, None)
        if each.received_on <= invoice.issue_date
    ]
    last = max(known, key=lambda each: (each.received_on, each.batch_id), default=None)
    return None if last is None else last.batch_id


def _for_units_gone(
    session: Session, goods: KnownGoods, batch: Batch, line: SupplierInvoiceLine
) -> bool:
    """Tell whether a line credits units that are not in the receipt, or were claimed.

    What was claimed says it: units that went back, whatever is given for them, or a price. Where
    nothing was, a credit of half their price or more is for the units themselves.
    """
    units = goods.units(batch.product_id, line.ean, -line.quantity_tenthousandths) or 0
    if units <= 0 or batch.cost_tenthousandths is None:
        return False
    told = _told(session, batch)
    if any(kind is ClaimKind.PRICE and amount == -line.net for kind, _units, amount in told):
        return False
    if any(kind in _GONE and count == units for kind, count, _amount in told):
        return True
    whole_price = -line.net.cents * _PARTS_PER_CENT * 2 >= units * batch.cost_tenthousandths
    gone = _billed(session, goods, batch) - batch.quantity + _claimed(session, batch)
    return whole_price and units <= gone


def _billed(session: Session, goods: KnownGoods, batch: Batch) -> int:
    rows = session.execute(
        select(_LINES.c.ean, _LINES.c.quantity_tenthousandths)
        .join(_MATCHES, _MATCHES.c.line_id == _LINES.c.id)
        .where(_MATCHES.c.batch_id == batch.id, _LINES.c.net >= ZERO)
    )
    units = [goods.units(batch.product_id, row.ean, row.quantity_tenthousandths) for row in rows]
    return max(batch.quantity, sum(filter(None, units)))


def _claimed(session: Session, batch: Batch) -> int:
    """Return the units that were claimed and went back, or are to."""
    return sum(units for kind, units, _amount in _told(session, batch) if kind in _WENT_BACK)


def _told(session: Session, batch: Batch) -> list[tuple[ClaimKind, int, Money]]:
    """Return what was claimed of the article of a receipt: what, how many, for how much."""
    if batch.delivery_id is None:
        return []
    asked = (
        select(_CLAIM_LINES.c.kind, _CLAIM_LINES.c.quantity, _CLAIM_LINES.c.amount)
        .join(_CLAIMS, _CLAIMS.c.id == _CLAIM_LINES.c.claim_id)
        .where(
            _CLAIMS.c.delivery_id == batch.delivery_id,
            _CLAIMS.c.state != ClaimState.DROPPED,
            _CLAIM_LINES.c.product_id == batch.product_id,
        )
    )
    return [(row.kind, row.quantity, row.amount) for row in session.execute(asked)]
