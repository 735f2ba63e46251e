"""What the states of a shop's orders mean: each shop renames, adds and deletes them.

The flags of a state tell most of it; the few states that PrestaShop itself needs are named by id
in the shop's settings, and those of modules are recognised by their mail or their name.
"""

import re
from collections.abc import Mapping

from merchant_desk.connectors.prestashop.fields import flag, spoken
from merchant_desk.connectors.prestashop.settings import ShopSettings
from merchant_desk.sync.record_fields import Body
from merchant_desk.values.remote import RemoteOrderState, RemoteState

_CANCELLED = re.compile(r"annul|cancel", re.IGNORECASE)
_REFUNDED = re.compile(r"rembours|refund", re.IGNORECASE)
_BACKORDER = re.compile(r"outofstock|backorder|réappro|reappro", re.IGNORECASE)
_DEFAULTS = {
    "PS_OS_CANCELED": ("6", RemoteState.CANCELLED),
    "PS_OS_REFUND": ("7", RemoteState.REFUNDED),
    "PS_OS_ERROR": ("8", RemoteState.UNPAID),
}


def meaning(state: Body, settings: ShopSettings) -> RemoteState:
    """Return what a state means unless she says otherwise."""
    state_id = str(state.get("id") or "")
    if not state_id:
        return RemoteState.UNKNOWN
    for name, (usual, meant) in _DEFAULTS.items():
        if settings.values.get(name, usual) == state_id:
            return meant
    words = f"{spoken(state.get('template'), settings.language)} {label(state, settings)}"
    if flag(state, "shipped"):
        return RemoteState.COMPLETED
    return _unshipped(state, words)


def _unshipped(state: Body, words: str) -> RemoteState:
    signs = (
        (_CANCELLED.search(words), RemoteState.CANCELLED),
        (_REFUNDED.search(words), RemoteState.REFUNDED),
        (flag(state, "paid") and _BACKORDER.search(words), RemoteState.ON_HOLD),
        (flag(state, "paid") or flag(state, "delivery"), RemoteState.READY),
    )
    # not paid yet: PrestaShop took the goods off its stock all the same, so they are kept here too
    return next((meant for sign, meant in signs if sign), RemoteState.ON_HOLD)


def label(state: Body, settings: ShopSettings) -> str:
    """Return the name of a state as her own screens show it."""
    return spoken(state.get("name"), settings.language) or str(state.get("id") or "")


def every_state(states: Mapping[str, Body], settings: ShopSettings) -> tuple[RemoteOrderState, ...]:
    """Return the states that orders of this shop can have; old orders keep deleted ones."""
    return tuple(
        RemoteOrderState(number, label(state, settings), meaning(state, settings))
        for number, state in sorted(states.items(), key=lambda each: int(each[0]))
    )


def shipped_state(states: Mapping[str, Body], settings: ShopSettings) -> str:
    """Return the id of the state that says « shipped », empty where the shop has none."""
    named = settings.values.get("PS_OS_SHIPPING", "4")
    delivered = settings.values.get("PS_OS_DELIVERED", "5")
    shipped = sorted(
        (number for number, each in states.items() if flag(each, "shipped") and _lives(each)),
        key=lambda number: (number != named, number == delivered, int(number)),
    )
    return shipped[0] if shipped else ""


def refunded_state(states: Mapping[str, Body], settings: ShopSettings) -> str:
    """Return the id of the state that says « refunded », empty where the shop has none."""
    named = settings.values.get("PS_OS_REFUND", "7")
    return named if named in states and _lives(states[named]) else ""


def _lives(state: Body) -> bool:
    return not flag(state, "deleted")
