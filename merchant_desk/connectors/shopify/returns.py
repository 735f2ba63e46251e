"""The returns that a Shopify shop tells of an order."""

from collections.abc import Iterator

from merchant_desk.connectors.shopify.gids import number
from merchant_desk.connectors.shopify.order_lines import connected
from merchant_desk.connectors.shopify.pulling import instant_or_none
from merchant_desk.sync.record_fields import Body, note, row, rows, text, whole
from merchant_desk.values.remote import RemoteReturn, RemoteReturnLine, RemoteReturnState
from merchant_desk.values.return_reasons import ReturnReason

_STATES = {
    "REQUESTED": RemoteReturnState.EXPECTED,
    "OPEN": RemoteReturnState.EXPECTED,
    "CLOSED": RemoteReturnState.OVER,
    "DECLINED": RemoteReturnState.GIVEN_UP,
    "CANCELED": RemoteReturnState.GIVEN_UP,
}
_REASONS = (
    (("small", "tight", "short", "narrow"), ReturnReason.TOO_SMALL),
    (("large", "loose", "long", "big", "wide"), ReturnReason.TOO_LARGE),
    (("damaged", "broken-in"), ReturnReason.DAMAGED),
    (("defect", "faulty", "broken", "quality"), ReturnReason.DEFECT),
    (("wrong", "incorrect"), ReturnReason.WRONG_ITEM),
    (("late",), ReturnReason.LATE),
    (("described", "expected", "different"), ReturnReason.NOT_AS_DESCRIBED),
    (("mind", "unwanted", "dislike", "style", "color"), ReturnReason.CHANGED_MIND),
)
"""Pieces of the handles of Shopify's library of reasons, the first that fits."""


def read_returns(data: Body) -> tuple[RemoteReturn, ...]:
    """Return the returns of an order; one without a number or a day is left out."""
    return tuple(_returns(data))


def _returns(data: Body) -> Iterator[RemoteReturn]:
    for told in rows(data, "returns"):
        remote_id, at = number(told.get("id")), instant_or_none(told.get("createdAt"))
        state = _STATES.get(text(told.get("status")))
        if not remote_id or at is None or state is None:
            continue
        lines = connected(told, "returnLineItems")
        words = (text(each.get("customerNote")) for each in lines)
        yield RemoteReturn(
            remote_id=remote_id,
            number=text(told.get("name")),
            declared_at=at,
            state=state,
            lines=tuple(_line(each) for each in lines if _line_id(each)),
            note=note(" ".join(filter(None, words))),
        )


def _line(told: Body) -> RemoteReturnLine:
    handle = text(row(told, "returnReasonDefinition").get("handle")).lower()
    reason = next(
        (reason for pieces, reason in _REASONS if any(each in handle for each in pieces)),
        ReturnReason.OTHER,
    )
    return RemoteReturnLine(_line_id(told), whole(told.get("quantity"), "quantity"), reason.value)


def _line_id(told: Body) -> str:
    """Return which line it is of; a return of an item that was never verified has none."""
    return number(row(row(told, "fulfillmentLineItem"), "lineItem").get("id"))
