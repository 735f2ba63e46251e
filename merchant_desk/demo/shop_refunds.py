"""How the sample storefront takes a refund over its API, oddities of WooCommerce included.

The amount is believed whatever the lines say; a line that is not of this order is left out without
a word; the payment provider is asked unless told not to; what cannot be done is a 500.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from merchant_desk.demo.shop_answers import RefusalError, refusal
from merchant_desk.demo.shop_lines import refund_head
from merchant_desk.demo.shop_money import cents, decimal
from merchant_desk.demo.shop_records import Json, meta_list
from merchant_desk.demo.shop_state import REDUCED, ShopState

_PAYS_BACK = frozenset({"stripe"})
_LINES = ("line_items", "shipping_lines", "fee_lines")
_NO_GATEWAY = "The payment gateway for this order does not support automatic refunds."


def create_refund(state: ShopState, order: Json, written: Mapping[str, object]) -> Json:
    """Give money back as a call asks."""
    asked = written.get("line_items")
    lines = {each.get("id"): each for each in asked} if isinstance(asked, list) else {}
    amount = cents(written["amount"]) if "amount" in written else _summed(lines.values())
    already = sum(-cents(each["total"]) for each in order["refunds"])
    if amount < 0:
        sentence = "Refund amount must be greater than zero."
        raise refusal(400, "woocommerce_rest_invalid_order_refund", sentence)
    if amount > cents(order["total"]) - already:
        raise _cannot("Invalid refund amount.")
    moved = written.get("api_refund") is not False
    if moved and order["payment_method"] not in _PAYS_BACK:
        raise _cannot(_NO_GATEWAY)
    refund = refund_head(state.new_id(), amount, str(written.get("reason") or ""), state.now())
    refund["refunded_payment"] = moved
    refund |= {name: list(_given_back(state, order[name], lines)) for name in _LINES}
    refund["meta_data"] = _meta(state, written.get("meta_data"))
    if written.get("api_restock") is not False:
        _restock(state, order, lines)
    state.note_refund(order, refund)
    if amount + already == cents(order["total"]):
        state.change_status(order, "refunded")
    return refund


def _cannot(message: str) -> RefusalError:
    return refusal(500, "woocommerce_rest_cannot_create_order_refund", message)


def _meta(state: ShopState, written: object) -> list[Json]:
    if not isinstance(written, list):
        return []
    return meta_list({each["key"]: each["value"] for each in written}, state.new_id())


def _summed(lines: Iterable[Json]) -> int:
    return sum(sum(_parts(each)) for each in lines)


def _parts(line: Json) -> tuple[int, int]:
    """Return the net amount and the tax that a call gives back of a line."""
    tax = sum(cents(each.get("refund_total")) for each in line.get("refund_tax") or [])
    return cents(line.get("refund_total")), tax


def _given_back(
    state: ShopState, sold: Sequence[Json], lines: Mapping[object, Json]
) -> Iterator[Json]:
    for line in sold:
        if line["id"] not in lines:
            continue
        net, tax = _parts(lines[line["id"]])
        names = ("name", "product_id", "variation_id", "sku", "method_title", "method_id")
        yield {
            "id": state.new_id(),
            **{name: line[name] for name in names if name in line},
            "quantity": -int(lines[line["id"]].get("quantity") or 0),
            "subtotal": decimal(-net),
            "total": decimal(-net),
            "total_tax": decimal(-tax),
            "meta_data": meta_list({"_refunded_item_id": str(line["id"])}, state.new_id()),
        }


def _restock(state: ShopState, order: Json, lines: Mapping[object, Json]) -> None:
    """Put back what the order had taken, as far as it had."""
    for line in order["line_items"]:
        units = int(lines.get(line["id"], {}).get("quantity") or 0)
        taken = next((each for each in line["meta_data"] if each["key"] == REDUCED), None)
        product = state.of_line(line)
        if units and taken is not None and product is not None and product["manage_stock"] is True:
            state.move_stock(product, units)
            taken["value"] = str(int(taken["value"]) - units)
