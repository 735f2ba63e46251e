"""Marks of ours on an order: private messages of its own, which customers never see.

PrestaShop has no field for a key of ours on a credit slip or a parcel. What is about to be done is
written down on the order first, so that after a lost answer it is known what was begun, and from
what state of things.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote

from merchant_desk.connectors.prestashop.calls import Calls
from merchant_desk.connectors.prestashop.replies import Reply, refused
from merchant_desk.connectors.prestashop.xml_text import Row

_OPENING = "MerchantDesk "


def without_ours(messages: Sequence[Row]) -> list[Row]:
    """Return the messages that people wrote."""
    return [each for each in messages if not _is_ours(each)]


def marks_of(calls: Calls, order_id: str) -> list[Mapping[str, str]]:
    """Return everything that was written down on an order, in the order of its writing."""
    messages = calls.about("messages", "id_order", [order_id])
    ours = [each for each in messages if _is_ours(each)]
    return [_read(each) for each in sorted(ours, key=lambda each: int(str(each.get("id") or "0")))]


def mark_of(marks: Sequence[Mapping[str, str]], step: str, key: str) -> Mapping[str, str] | None:
    """Return what was written down before this step of this intent; None when it never began."""
    return next((m for m in marks if (m.get("step"), m.get("key")) == (step, key)), None)


def leave_mark(calls: Calls, order: Row, step: str, key: str, **told: object) -> Reply:
    """Write down what is about to be done."""
    written = {"step": step, "key": key, **told}
    words = _OPENING + " ".join(f"{name}={quote(str(each))}" for name, each in written.items())
    message = {
        "id_order": order.get("id"),
        "id_customer": order.get("id_customer") or "0",
        "id_cart": order.get("id_cart") or "0",
        "id_employee": "0",
        "message": words,
        "private": "1",
    }
    reply = calls.add("messages", "message", message)
    if not reply.fine and reply.lacks_right:
        raise refused(reply, "messages")
    return reply


def _is_ours(message: Row) -> bool:
    return str(message.get("message") or "").startswith(_OPENING)


def _read(message: Row) -> dict[str, str]:
    if not _is_ours(message):
        return {}
    pairs = (each.partition("=") for each in str(message["message"]).split(" ")[1:])
    return {name: unquote(told) for name, _sign, told in pairs}
