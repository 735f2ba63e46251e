"""The returns (RMA) that Adobe Commerce tells of orders; the free edition has none."""

from collections.abc import Iterator, Sequence
from http import HTTPStatus

from merchant_desk.connectors.magento.calls import Calls, right_missing
from merchant_desk.connectors.magento.criteria import criteria, one_of
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    instant,
    optional_id,
    rows,
    text,
    whole,
)
from merchant_desk.values.remote import RemoteReturn, RemoteReturnLine, RemoteReturnState
from merchant_desk.values.return_reasons import ReturnReason

_FIELDS = (
    "entity_id,increment_id,order_id,date_requested,status,"
    "items[order_item_id,qty_requested,status]"
)
_MOST = 500
_GIVEN_UP = frozenset({"denied", "denied_on_item", "rejected", "rejected_on_item", "closed"})
_OVER = frozenset({"processed_closed", "approved", "approved_on_item"})


def returns_of(calls: Calls, orders: Sequence[Body]) -> dict[str, list[Body]]:
    """Return the returns of these orders, by order; nothing where the edition has none."""
    shipped = [optional_id(each.get("entity_id")) for each in orders if _left(each)]
    if not shipped or not tells_returns(calls):
        return {}
    query = criteria([one_of("order_id", shipped)], size=_MOST, sort=["entity_id"], fields=_FIELDS)
    found: dict[str, list[Body]] = {}
    for each in calls.read("returns", query).items():
        found.setdefault(optional_id(each.get("order_id")), []).append(each)
    return found


def read_returns(told: Sequence[Body]) -> tuple[RemoteReturn, ...]:
    """Return the returns of an order; one that cannot be read is left out, the order is not."""
    return tuple(_returns(told))


def _returns(told: Sequence[Body]) -> Iterator[RemoteReturn]:
    for each in told:
        remote_id = optional_id(each.get("entity_id"))
        try:
            declared_at = instant(each.get("date_requested"), "date_requested")
            lines = tuple(_line(item) for item in rows(each, "items"))
        except UnfitError:
            continue
        if remote_id:
            yield RemoteReturn(
                remote_id=remote_id,
                number=text(each.get("increment_id")),
                declared_at=declared_at,
                state=_state(text(each.get("status"))),
                lines=tuple(line for line in lines if line.line_id and line.units > 0),
            )


def _line(item: Body) -> RemoteReturnLine:
    """Return one line; its reason is a number of a list that each shop writes for itself."""
    units = whole(item.get("qty_requested"), "qty_requested")
    return RemoteReturnLine(optional_id(item.get("order_item_id")), units, ReturnReason.OTHER.value)


def _state(word: str) -> RemoteReturnState:
    if word in _GIVEN_UP:
        return RemoteReturnState.GIVEN_UP
    return RemoteReturnState.OVER if word in _OVER else RemoteReturnState.EXPECTED


def is_open(word: str) -> bool:
    """Tell whether a return that stands here is still waited for."""
    return _state(word) is RemoteReturnState.EXPECTED


def _left(order: Body) -> bool:
    """Tell whether some of an order left: before, there is nothing to send back."""
    items = order.get("items")
    return isinstance(items, list) and any(
        isinstance(each, dict) and each.get("qty_shipped") not in (None, 0, "0", "0.0000")
        for each in items
    )


def tells_returns(calls: Calls) -> bool:
    """Tell whether the shop knows returns, and lets them be read; it is asked once."""
    if calls.tells_returns is None:
        calls.tells_returns = _asked(calls)
    return calls.tells_returns


def _asked(calls: Calls) -> bool:
    try:
        reply = calls.ask("GET", "returns", query=criteria(size=1, fields="entity_id"))
    except ShopRejectedCredentialsError as refused:
        if right_missing(refused):
            return False
        raise
    if reply.status == HTTPStatus.NOT_FOUND:
        return False
    return reply.fine
