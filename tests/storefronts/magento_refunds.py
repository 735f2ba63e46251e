"""How a Magento shop gives money back: it counts by units, and the rest is an adjustment."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.storefronts.magento_goods import TWO, Row
from tests.storefronts.magento_sales import NOTHING, RefusedError, Sales, inner, net

_CANNOT_REFUND = "Creditmemo Document Validation Error(s):\n%1"
_KINDS = ("positive", "negative")
_NOTED = {"row_total": "amount_refunded", "tax_amount": "tax_refunded"}


def refund(sales: Sales, number: str, told: Mapping[str, Any], *, online: bool = False) -> str:
    """Make a credit memo. No line named means all of them; no carriage named, all of it."""
    order = sales.order(number)
    if not order.get("total_paid"):
        why = "The order does not allow a creditmemo to be created."
        raise RefusedError(400, {"message": _CANNOT_REFUND, "parameters": [why]})
    if online and not sales.online:
        raise RefusedError(400, {"message": "We can't issue an online refund for this order."})
    arguments = told.get("arguments") or {}
    lines = {each["item_id"]: each for each in order["items"] if "parent_item_id" not in each}
    units = {each["order_item_id"]: each["qty"] for each in told.get("items") or ()}
    units = units or {item: _unrefunded(each) for item, each in lines.items()}
    rows = _backs(lines, units)
    carriage = _carriage_back(order, arguments)
    extra = [Decimal(str(arguments.get(f"adjustment_{kind}") or 0)) for kind in _KINDS]
    total = sum((each["row_total"] + each["tax_amount"] for each in rows), carriage)
    total += extra[0] - extra[1]
    if total <= 0 or total > order["total_paid"] - order.get("total_refunded", NOTHING):
        why = "The most money available to refund is less."
        raise RefusedError(400, {"message": _CANNOT_REFUND, "parameters": [why]})
    _book(order, rows, carriage, total)
    back = inner(arguments, "extension_attributes").get("return_to_stock_items") or ()
    for each in rows:
        line = lines[each["order_item_id"]]
        if line["item_id"] in back:
            sales.move(line, min(each["qty"], line["qty_shipped"]), "default")
    comment = told.get("comment")
    sales.memos.append(_memo(sales, order, rows, total, comment))
    sales.touch(order)
    return str(len(sales.memos))


def _backs(lines: Mapping[int, Row], units: Mapping[int, Any]) -> list[Row]:
    """Return the lines of a credit memo; what rounding takes from one amount goes to the next."""
    for item, count in units.items():
        if item not in lines or count > _unrefunded(lines[item]):
            why = "The quantity to creditmemo must not be greater than the unrefunded quantity."
            raise RefusedError(400, {"message": _CANNOT_REFUND, "parameters": [why]})
    rows: list[Row] = [{"order_item_id": item, "qty": count} for item, count in units.items()]
    delta = NOTHING
    for name, noted in _NOTED.items():
        for row in rows:
            line = lines[row["order_item_id"]]
            left = line[name] - line.get(noted, NOTHING)
            exact = left * row["qty"] / (_unrefunded(line) or 1) + delta
            row[name] = exact.quantize(TWO, ROUND_HALF_UP)
            delta = exact - row[name]
    return rows


def _carriage_back(order: Row, arguments: Mapping[str, Any]) -> Decimal:
    left: Decimal = order["shipping_incl_tax"] - order.get("shipping_refunded", NOTHING)
    left -= order.get("shipping_tax_refunded", NOTHING)
    told = arguments.get("shipping_amount")
    return left if told is None else min(left, Decimal(str(told)))


def _book(order: Row, rows: Sequence[Row], carriage: Decimal, total: Decimal) -> None:
    for each in rows:
        line = next(one for one in order["items"] if one["item_id"] == each["order_item_id"])
        line["qty_refunded"] += each["qty"]
        for name, noted in _NOTED.items():
            line[noted] = line.get(noted, NOTHING) + each[name]
    if carriage:
        order["shipping_refunded"] = order.get("shipping_refunded", NOTHING) + net(carriage)
        tax = order.get("shipping_tax_refunded", NOTHING) + carriage - net(carriage)
        order["shipping_tax_refunded"] = tax
    order["total_refunded"] = order.get("total_refunded", NOTHING) + total


def _memo(
    sales: Sales, order: Row, rows: Sequence[Row], total: Decimal, comment: Row | None
) -> Row:
    number = len(sales.memos) + 1
    return {
        "entity_id": number,
        "increment_id": f"{number:09d}",
        "order_id": order["entity_id"],
        "state": 2,
        "grand_total": total,
        "created_at": sales.goods.stamp(),
        "items": [{**each, "parent_id": number} for each in rows],
        "comments": [{**comment, "parent_id": number}] if comment else [],
    }


def _unrefunded(line: Row) -> Any:
    return line["qty_invoiced"] - line["qty_refunded"]
