"""Which lines of a slip are parts of kits: the packer lays them together."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import OrderLine
from merchant_desk.values.ids import OrderId, ProductId
from merchant_desk.values.product_names import plain_name
from merchant_desk.values.slips import KitShare, SlipLine

_LINES = table(OrderLine)
_PAGE = 500
KitShares = Mapping[tuple[OrderId, ProductId], tuple[KitShare, ...]]


def kit_shares(session: Session, order_ids: Sequence[OrderId]) -> KitShares:
    """Return the kits that articles of these orders are parts of; the others are absent."""
    found: dict[tuple[OrderId, ProductId], tuple[KitShare, ...]] = {}
    for start in range(0, len(order_ids), _PAGE):
        _add(session, order_ids[start : start + _PAGE], found)
    return found


def kits_in_all(lines: Sequence[SlipLine]) -> tuple[KitShare, ...]:
    """Return the kits that all of these lines are parts of, whole: what a wave takes together."""
    kinds = {line.kits for line in lines}
    kits = next(iter(kinds)) if len(kinds) == 1 else ()
    return kits if all(each.units is None for each in kits) else ()


def _add(
    session: Session,
    order_ids: Sequence[OrderId],
    found: dict[tuple[OrderId, ProductId], tuple[KitShare, ...]],
) -> None:
    kit = _LINES.alias("kit")
    due = _LINES.c.quantity - _LINES.c.cancelled
    rows = session.execute(
        select(
            _LINES.c.order_id,
            _LINES.c.product_id,
            kit.c.name,
            kit.c.option_text,
            func.sum(due).label("units"),
        )
        .join(kit, (kit.c.id == _LINES.c.kit_line_id) & (kit.c.order_id == _LINES.c.order_id))
        .where(_LINES.c.order_id.in_(order_ids), due > 0)
        .group_by(_LINES.c.order_id, _LINES.c.product_id, kit.c.id, kit.c.name, kit.c.option_text)
        .order_by(func.min(_LINES.c.position))
    ).all()
    if not rows:
        return
    wanted = {
        (row[0], row[1]): int(row[2])
        for row in session.execute(
            select(_LINES.c.order_id, _LINES.c.product_id, func.sum(due))
            .where(_LINES.c.order_id.in_({row.order_id for row in rows}))
            .group_by(_LINES.c.order_id, _LINES.c.product_id)
        )
    }
    shares: dict[tuple[OrderId, ProductId], list[tuple[str, int]]] = {}
    for row in rows:
        key = (OrderId(row.order_id), ProductId(row.product_id))
        name = plain_name(row.name, row.option_text)
        shares.setdefault(key, []).append((name, int(row.units)))
    for key, kits in shares.items():
        whole = len(kits) == 1 and kits[0][1] == wanted[key]
        found[key] = tuple(KitShare(name, None if whole else units) for name, units in kits)
