"""Note a refund on a PrestaShop shop, once: a credit slip, then its stock, then the order's state.

A slip changes neither stock, nor state, nor any money, and has no field for a key of ours: what is
about to be done is written down on the order first. Each step looks before it acts, so that a push
that was cut goes on where it stopped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from merchant_desk.connectors.prestashop.fields import optional_id
from merchant_desk.connectors.prestashop.marks import leave_mark, mark_of, marks_of
from merchant_desk.connectors.prestashop.pulling import Shop
from merchant_desk.connectors.prestashop.restocking import put_back
from merchant_desk.connectors.prestashop.slips import (
    already_given,
    given,
    is_slip_of,
    order_total,
    slip_fields,
    why_not,
)
from merchant_desk.connectors.prestashop.states import meaning, refunded_state
from merchant_desk.connectors.prestashop.xml_text import Row
from merchant_desk.sync.intents import Effect, Outcome, PushResult, RefundIntent
from merchant_desk.values.remote import RemoteState
from merchant_desk.values.texts import _

_BEGUN = "refund"
_DONE = "refunded"


@dataclass(frozen=True, slots=True)
class _Noted:
    """What the shop holds of the refunds of an order."""

    slips: Sequence[Row]
    marks: Sequence[Mapping[str, str]]


def push_refund(shop: Shop, intent: RefundIntent) -> PushResult:
    """Write the slip, put goods back if asked, close an order that is given back whole."""
    if intent.move_money:
        return _refused(
            intent,
            _(
                "PrestaShop ne rend pas l’argent par ce chemin\u00a0: remboursez chez votre "
                "prestataire de paiement, puis notez ici le remboursement sans argent"
            ),
        )
    order = shop.calls.row("orders", intent.order_remote_id) if _is_id(intent) else None
    if order is None:
        return _refused(intent, _("elle n’a plus cette commande"))
    details = shop.calls.about("order_details", "id_order", [intent.order_remote_id])
    problem = why_not(intent, order, details)
    return _refused(intent, problem) if problem else _push(shop, intent, order, details)


def find_refund(shop: Shop, intent: RefundIntent) -> Effect:
    """Look whether a refund was noted; with goods to put back, only its last mark says so."""
    if not _is_id(intent):
        return Effect.NOT_FOUND
    noted = _look(shop, intent)
    if mark_of(noted.marks, _DONE, intent.key):
        return Effect.FOUND
    if mark_of(noted.marks, _BEGUN, intent.key) is None:
        return Effect.NOT_FOUND
    ours, others = _candidates(intent, noted)
    if not ours:
        return Effect.NOT_FOUND
    return Effect.UNKNOWN if others or intent.restock else Effect.FOUND


def _push(shop: Shop, intent: RefundIntent, order: Row, details: Sequence[Row]) -> PushResult:
    noted = _look(shop, intent)
    if mark_of(noted.marks, _DONE, intent.key):
        return PushResult(intent.order_remote_id, Outcome.ALREADY)
    outcome = Outcome.ALREADY
    ours, others = _candidates(intent, noted)
    if ours and others:
        return PushResult(
            intent.order_remote_id,
            Outcome.UNSURE,
            reason=_(
                "Deux remboursements pareils ont été coupés\u00a0: ouvrez la commande dans la "
                "boutique et comptez ses avoirs."
            ),
        )
    if not ours:
        refusal = _write_slip(shop, intent, order, details, noted)
        if refusal:
            return _refused(intent, refusal)
        noted = _look(shop, intent)
        ours, _others = _candidates(intent, noted)
        outcome = Outcome.DONE
    reason = put_back(shop, intent, order, details, noted.marks) if intent.restock else ""
    reason = reason or _close(shop, order, noted.slips)
    slip = str(ours[0].get("id")) if ours else ""
    leave_mark(shop.calls, order, _DONE, intent.key, slip=slip)
    return PushResult(intent.order_remote_id, outcome, reason=reason, remote_id=slip)


def _is_id(intent: RefundIntent) -> bool:
    return bool(optional_id(intent.order_remote_id))


def _look(shop: Shop, intent: RefundIntent) -> _Noted:
    order_id = intent.order_remote_id
    slips = shop.calls.about("order_slip", "id_order", [order_id])
    return _Noted(slips, marks_of(shop.calls, order_id))


def _candidates(intent: RefundIntent, noted: _Noted) -> tuple[list[Row], bool]:
    """Return the slips that may be of this refund, and whether they may be of another one too."""
    begun = mark_of(noted.marks, _BEGUN, intent.key)
    if begun is None:
        return [], False
    claimed = {m.get("slip") for m in noted.marks if m.get("step") == _DONE}
    before = {*begun.get("before", "").split(","), *claimed}
    ours = [
        slip
        for slip in noted.slips
        if str(slip.get("id")) not in before and is_slip_of(intent, slip)
    ]
    finished = {m.get("key") for m in noted.marks if m.get("step") == _DONE}
    others = any(
        m.get("step") == _BEGUN
        and m.get("key") not in {*finished, intent.key}
        and m.get("amount") == str(intent.amount.cents)
        for m in noted.marks
    )
    return ours, others


def _write_slip(
    shop: Shop, intent: RefundIntent, order: Row, details: Sequence[Row], noted: _Noted
) -> str:
    """Write the slip; return why the shop would not, nothing when it is there."""
    problem = already_given(intent, order, noted.slips)
    if problem:
        return problem
    if mark_of(noted.marks, _BEGUN, intent.key) is None:
        before = ",".join(str(slip.get("id")) for slip in noted.slips)
        told = {"amount": intent.amount.cents, "before": before, "reason": intent.reason[:200]}
        marked = leave_mark(shop.calls, order, _BEGUN, intent.key, **told)
        if not marked.fine:
            return marked.refusal
    reply = shop.calls.add("order_slip", "order_slip", slip_fields(intent, order, details))
    if reply.fine:
        return ""
    ours, _others = _candidates(intent, _look(shop, intent))
    return "" if ours else reply.refusal


def _close(shop: Shop, order: Row, slips: Sequence[Row]) -> str:
    """Give an order that was given back whole the state that says so, unless it has it."""
    order_id = str(order.get("id"))
    if given(slips) < order_total(order):
        return ""
    states = shop.directory.every("order_states")
    wanted = refunded_state(states, shop.settings)
    now = shop.directory.get("order_states", str(order.get("current_state") or ""))
    if not wanted or meaning(now, shop.settings) is RemoteState.REFUNDED:
        return ""
    history = {"id_order": order_id, "id_order_state": wanted}
    shop.calls.add("order_histories", "order_history", history, {"sendemail": "0"})
    kept = shop.calls.row("orders", order_id) or {}
    if str(kept.get("current_state")) == wanted:
        return ""
    return _("L’avoir est noté\u00a0; la boutique n’a pas gardé l’état «\u00a0Remboursé\u00a0».")


def _refused(intent: RefundIntent, reason: str) -> PushResult:
    shown = _("La boutique n’a rien noté\u00a0: {reason}.").format(reason=reason[:250].rstrip("."))
    return PushResult(intent.order_remote_id, Outcome.REFUSED, reason=shown)
