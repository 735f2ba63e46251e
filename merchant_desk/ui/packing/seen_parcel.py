"""The parcel as it is right after a scan, before it is read again."""

from dataclasses import dataclass, replace
from datetime import datetime

from merchant_desk.operations.scan_answers import ItemScanned
from merchant_desk.queries.parcel_view import PackLine, ParcelView, SeenScan
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.ids import ParcelLineId, ProductId, ScanId, new_id
from merchant_desk.values.words import ScanOutcome


@dataclass(frozen=True, slots=True)
class IgnoredScan:
    """A scan that came while an error was showing: listed, never counted."""

    text: str
    at: datetime


def line_of(view: ParcelView | None, product_id: ProductId | None) -> PackLine | None:
    """Return the line of a product in the parcel: one still to fill rather than a full one."""
    if view is None or product_id is None:
        return None
    mine = [line for line in view.lines if line.product_id == product_id]
    return next((line for line in mine if not line.full), mine[0] if mine else None)


def beyond_a_line(said: ItemScanned) -> bool:
    """Tell whether a scan changed more than the line it names: the parcel is then read again."""
    kit = said.meant is not None and said.meant.kind is ProductKind.KIT
    return said.closed is not None or kit


def fresh_line(view: ParcelView | None) -> ParcelLineId | None:
    """Return the line of the last scan, when it was counted."""
    last = view.scans[0] if view is not None and view.scans else None
    counted_now = last is not None and last.outcome is ScanOutcome.ADDED and not last.undone
    return last.line_id if last is not None and counted_now else None


def counted(view: ParcelView, said: ItemScanned, at: datetime) -> ParcelView:
    """Return the parcel with what was just counted, so that the page follows the sound."""
    if said.meant is None:
        return view
    left = said.packed
    lines = []
    last: PackLine | None = None
    for line in view.lines:
        if line.product_id == said.meant.product_id:
            taken = min(left, line.wanted)
            left -= taken
            last = line if taken else last
            lines.append(replace(line, packed=taken))
        else:
            lines.append(line)
    seen = SeenScan(
        scan_id=ScanId(new_id()),
        line_id=None if last is None else last.line_id,
        outcome=said.outcome,
        label=said.meant.name,
        code=said.code,
        units=said.meant.units,
        lot=said.lot,
        expiry=said.expiry,
        at=at,
        undone=False,
    )
    return replace(view, lines=tuple(lines), scans=(seen, *view.scans))
