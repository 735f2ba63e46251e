"""Cash that goes into or out of the drawer without a sale, and what counting found."""

from merchant_desk.rules.accounts_data import wording
from merchant_desk.rules.posting.entry import Entry, Head, Side, entry
from merchant_desk.rules.posting.facts import DrawerFact
from merchant_desk.rules.posting.plan import AccountPlan, journal
from merchant_desk.rules.posting.sale_sides import difference
from merchant_desk.values.closings import DrawerKind

_OTHER_SIDE = {
    DrawerKind.FLOAT: "transit",
    DrawerKind.TO_BANK: "transit",
    DrawerKind.TO_SAFE: "safe",
    DrawerKind.EXPENSE: "unknown",  # what it was for is on its receipt, which we do not have
}


def post_drawer_move(plan: AccountPlan, move: DrawerFact) -> Entry | None:
    """Return the entry of a move; a difference found is a loss or a gain."""
    role = _OTHER_SIDE.get(move.kind)
    if role is None:
        other = list(difference(plan, -move.amount))
    else:
        other = [Side(plan.of(role), -move.amount)]
    label = wording(f"drawer_{move.kind}")
    head = Head(
        journal("counter"),
        move.day,
        f"CAISSE-{move.station}-{move.day:%Y%m%d}",
        move.day,
        f"{label} {move.note}",
        f"drawer:{move.id.hex()}",
    )
    return entry(head, [Side(plan.of("cash"), move.amount), *other])
