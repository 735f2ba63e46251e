"""Count a whole kit by its own code: all its parts are in her hands."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import OrderLine
from merchant_desk.operations.parcel_lines import Share, WantedLine
from merchant_desk.operations.scan_answers import (
    ItemScanned,
    Meant,
    Read,
    added,
    too_many,
    was_missing,
    wrong,
)
from merchant_desk.values.ids import ProductId

_LINES = table(OrderLine)


@dataclass(frozen=True, slots=True)
class KitInParcel:
    """The parts of the kits of one line that the parcel wants, and how many one kit takes."""

    parts: tuple[tuple[WantedLine, int], ...]

    @property
    def wanted(self) -> int:
        """Return how many kits the parcel wants."""
        return max(-(-line.wanted // units) for line, units in self.parts)

    @property
    def packed(self) -> int:
        """Return how many of them are in, whole."""
        return min(line.packed // units for line, units in self.parts)

    @property
    def room(self) -> int:
        """Return how many more can be counted at once: each of their parts is still wanted."""
        return min((line.wanted - line.packed) // units for line, units in self.parts)


def kits_in_parcel(
    session: Session, kit_id: ProductId, lines: Sequence[WantedLine]
) -> list[KitInParcel]:
    """Return the lines of the order that sell this kit, with their parts in the parcel."""
    sold = {line.kit_line_id for line in lines if line.kit_line_id is not None}
    rows = session.execute(
        select(_LINES.c.id, _LINES.c.quantity)
        .where(_LINES.c.id.in_(sold), _LINES.c.product_id == kit_id)
        .order_by(_LINES.c.position)
    ).all()
    return [
        KitInParcel(
            tuple(
                (line, line.ordered // row.quantity) for line in lines if line.kit_line_id == row.id
            )
        )
        for row in rows
    ]


def count_kits(
    read: Read, meant: Meant, kits: Sequence[KitInParcel]
) -> tuple[ItemScanned, list[Share]]:
    """Return what to say, and which lines take how many units; none when it is not counted."""
    if not kits:
        return wrong(read, meant), []
    wanted, packed = sum(kit.wanted for kit in kits), sum(kit.packed for kit in kits)
    if meant.units > sum(kit.room for kit in kits):
        missing = any(line.missing for kit in kits for line, _units in kit.parts)
        say = was_missing if missing else too_many
        return say(read, meant, packed, wanted), []
    shares, left = [], meant.units
    for kit in kits:
        counted = min(left, kit.room)
        left -= counted
        shares += [Share(line, units * counted) for line, units in kit.parts if counted]
    return added(read, meant, packed + meant.units, wanted), shares
