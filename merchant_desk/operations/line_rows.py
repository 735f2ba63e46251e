"""The columns of an order line, as a storefront tells them."""

from merchant_desk.values.ids import OrderLineId, ProductId
from merchant_desk.values.money import ZERO
from merchant_desk.values.product_names import plain_name
from merchant_desk.values.remote import RemoteLine
from merchant_desk.values.words import OrderState

DueLine = tuple[OrderLineId, ProductId, int]
"""A line that needs stock: its product, and the units still due."""


def line_row(
    line: RemoteLine, product_id: ProductId | None, state: OrderState
) -> dict[str, object]:
    """Return the columns of a line in an order of this state; an order done is shipped whole."""
    shipped = line.quantity if state is OrderState.SHIPPED else 0
    cancelled = 0 if shipped else min(line.refunded_quantity, line.quantity)
    return {
        "product_id": product_id,
        "cancelled": cancelled,
        "shipped": shipped,
        "remote_id": line.remote_id,
        "kind": line.kind,
        "sku": line.sku,
        "name": plain_name(line.name, line.option_text),
        "option_text": line.option_text,
        "quantity": line.quantity,
        "total": line.total,
        "discount": line.discount,
        "refunded": line.refunded or ZERO,
        "rate_bp": line.rate_bp,
    }


def due_of(line_id: OrderLineId, line: RemoteLine, product_id: ProductId | None) -> list[DueLine]:
    """Return what the line still needs from the shelves, if anything."""
    units = line.quantity - min(line.refunded_quantity, line.quantity)
    return [] if product_id is None or units <= 0 else [(line_id, product_id, units)]
