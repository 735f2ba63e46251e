"""What a scan at the returns desk means: the order of a slip, else the articles of a code."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.lot import Lot
from merchant_desk.queries.barcodes import CodeMatch, products_of_scan
from merchant_desk.queries.counter_tickets import ticket_by_number
from merchant_desk.queries.return_order import ReturnOrder, order_to_return
from merchant_desk.values.ids import LotId
from merchant_desk.values.scan import Scan

_LOTS = table(Lot)


@dataclass(frozen=True, slots=True)
class ReturnScan:
    """The order, the articles or a ticket; nothing when nobody knows the code."""

    order: ReturnOrder | None
    articles: tuple[CodeMatch, ...] = ()
    lot_id: LotId | None = None
    """The lot that the symbol of the article tells, where the shop knows it."""
    ticket: bool = False
    """A ticket of the counter: it is taken back there."""


def return_scan(session: Session, scan: Scan, today: date) -> ReturnScan:
    """Return what was scanned: a slip comes before an article."""
    order = order_to_return(session, scan, today)
    if order is not None:
        return ReturnScan(order)
    articles = tuple(products_of_scan(session, scan))
    if articles:
        return ReturnScan(None, articles, _lot(session, articles, scan))
    texts = {reading.text for reading in scan.candidates}
    return ReturnScan(None, ticket=any(ticket_by_number(session, each) for each in texts))


def _lot(session: Session, articles: tuple[CodeMatch, ...], scan: Scan) -> LotId | None:
    """Return the lot or the serial number that a GS1 symbol tells of the article."""
    told = {
        each.upper()
        for reading in scan.candidates
        for each in (reading.lot, reading.serial)
        if each
    }
    if not told:
        return None
    wanted = select(_LOTS.c.id).where(
        _LOTS.c.product_id.in_({each.product_id for each in articles}), _LOTS.c.number.in_(told)
    )
    return session.execute(wanted.limit(1)).scalar()
