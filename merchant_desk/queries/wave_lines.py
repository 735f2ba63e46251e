"""What a wave takes from the shelves, for all its orders together."""

from collections.abc import Sequence

from merchant_desk.queries.slip_kits import kits_in_all
from merchant_desk.values.slips import PickLine, PickShare, SlipLine, walking_order


def consolidated(picks: Sequence[tuple[str, SlipLine]]) -> list[PickLine]:
    """Add up what the orders take of one article from one bin."""
    together: dict[tuple[str, str], list[tuple[str, SlipLine]]] = {}
    for order_number, line in picks:
        together.setdefault((line.bin_code, line.sku), []).append((order_number, line))
    lines = [
        PickLine(
            bin_code=bin_code,
            sku=sku,
            name=shares[0][1].name,
            quantity=sum(line.quantity for _number, line in shares),
            option=shares[0][1].option,
            ean=shares[0][1].ean,
            shares=tuple(PickShare(order_number, line.quantity) for order_number, line in shares),
            kits=kits_in_all([line for _number, line in shares]),
        )
        for (bin_code, sku), shares in together.items()
    ]
    return walking_order(lines)
