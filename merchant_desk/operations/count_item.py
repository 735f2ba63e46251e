"""Count what was scanned into an open parcel: an article, a whole kit, a box; or say why not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from merchant_desk.operations.check_lot import lot_problem, unread_problem
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.count_kits import count_kits, kits_in_parcel
from merchant_desk.operations.pack_box import pack_box
from merchant_desk.operations.parcel_lines import (
    Share,
    WantedLine,
    lines_of_parcel,
    pack_units,
    shares_of,
)
from merchant_desk.operations.scan_answers import (
    Counted,
    ItemScanned,
    Meant,
    Read,
    added,
    ambiguous,
    record_scan,
    tell,
    too_many,
    unknown,
    was_missing,
    wrong,
)
from merchant_desk.operations.take_out_recalled import take_out_recalled
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind, Tracking
from merchant_desk.values.ids import ParcelId, ProductId, ScanId, new_ids


def count_item(session: Session, gesture: Gesture, parcel_id: ParcelId, read: Read) -> ItemScanned:
    """Count the article that the scan means; one that is not wanted is told, never counted."""
    lines = lines_of_parcel(session, parcel_id)
    meanings = _narrowed(read, {line.product_id for line in lines})
    if not meanings:
        return tell(session, gesture, parcel_id, read, unknown(read))
    if len(meanings) > 1:
        return tell(session, gesture, parcel_id, read, ambiguous(read, meanings))
    return _count(session, gesture, parcel_id, replace(read, meanings=meanings), lines)


def _count(
    session: Session,
    gesture: Gesture,
    parcel_id: ParcelId,
    read: Read,
    lines: Sequence[WantedLine],
) -> ItemScanned:
    (meant,) = read.meanings
    if meant.kind is ProductKind.CONSUMABLE:
        return pack_box(session, gesture, parcel_id, read, meant)
    if meant.tracking is not Tracking.NONE:
        taken_out = take_out_recalled(session, gesture, parcel_id, read, meant)
        if taken_out is not None:
            return taken_out
    mine = [line for line in lines if line.product_id == meant.product_id]
    if not mine and meant.kind is ProductKind.KIT:
        said, shares = _count_kits(session, gesture, read, meant, lines)
    else:
        said, shares = _count_article(session, gesture, read, meant, mine)
    if not shares:
        return tell(session, gesture, parcel_id, read, said)
    return _keep(session, gesture, read, replace(said, parcel_id=parcel_id), lines, shares)


def _count_kits(
    session: Session, gesture: Gesture, read: Read, meant: Meant, lines: Sequence[WantedLine]
) -> tuple[ItemScanned, list[Share]]:
    said, shares = count_kits(read, meant, kits_in_parcel(session, meant.product_id, lines))
    units = Counter[ProductId]()
    for share in shares:
        units[share.line.product_id] += share.units
    refused = unread_problem(session, gesture, read, meant, units)
    return (said, shares) if refused is None else (refused, [])


def _count_article(
    session: Session, gesture: Gesture, read: Read, meant: Meant, mine: Sequence[WantedLine]
) -> tuple[ItemScanned, list[Share]]:
    refused = _refused(read, meant, mine)
    if refused is None and meant.tracking is not Tracking.NONE:
        refused = lot_problem(session, gesture, read, meant)
    if refused is not None:
        return refused, []
    wanted, packed = _sums(mine)
    return added(read, meant, packed + meant.units, wanted), shares_of(mine, meant.units)


def _keep(
    session: Session,
    gesture: Gesture,
    read: Read,
    said: ItemScanned,
    lines: Sequence[WantedLine],
    shares: Sequence[Share],
) -> ItemScanned:
    """Write what was counted; the parcel leaves when nothing more is wanted."""
    parcel_id = said.parcel_id
    if parcel_id is None:
        raise ValueError("what is counted goes into a parcel")
    for share, scan_id in zip(shares, new_ids(len(shares)), strict=True):
        pack_units(session, share)
        part = Counted(ScanId(scan_id), share.line.id, share.units)
        record_scan(session, gesture, parcel_id, read, said, part)
    wanted, packed = _sums(lines)
    complete = packed + sum(share.units for share in shares) == wanted
    return replace(
        said,
        parcel_complete=complete,
        closed=close_parcel(session, gesture, parcel_id) if complete else None,
    )


def _sums(lines: Sequence[WantedLine]) -> tuple[int, int]:
    return sum(line.wanted for line in lines), sum(line.packed for line in lines)


def _refused(read: Read, meant: Meant, mine: Sequence[WantedLine]) -> ItemScanned | None:
    wanted, packed = _sums(mine)
    if not mine:
        return wrong(read, meant)
    if packed >= wanted and any(line.missing for line in mine):
        return was_missing(read, meant, packed, wanted)
    if packed + meant.units > wanted:
        return too_many(read, meant, packed, wanted)
    return None


def _narrowed(read: Read, in_parcel: set[ProductId]) -> tuple[Meant, ...]:
    """Several products share the code: hers if she chose, else all, the wanted ones first.

    The one that the parcel wants is not supposed: the other is just what a wrong pick looks like.
    """
    if read.chosen is not None:
        return tuple(each for each in read.meanings if each.product_id == read.chosen)
    return tuple(sorted(read.meanings, key=lambda each: each.product_id not in in_parcel))
