"""Note a refund on a Vendure shop, once: its reason carries our mark.

A refund in Vendure asks the payment method for the money; only some have nothing to ask. What is
to be noted without moving money goes there alone, the rest is refused with what to do instead.
Goods come back into stock by cancelling their lines, which lowers the order's total.
"""

from collections.abc import Sequence
from typing import Any

from merchant_desk.connectors.vendure.calls import Calls, done
from merchant_desk.connectors.vendure.marks import mark, marked
from merchant_desk.connectors.vendure.pulling import listed, one_order
from merchant_desk.connectors.vendure.states import BEFORE_PAYMENT
from merchant_desk.sync.intents import Effect, Outcome, PushResult, RefundIntent
from merchant_desk.sync.record_fields import Body, UnfitError, row, rows, text, whole
from merchant_desk.values import french
from merchant_desk.values.money import ZERO, total
from merchant_desk.values.texts import _

_NOTES_ONLY = frozenset({"dummy-payment-handler"})
_FAILED, _PENDING = "Failed", "Pending"
_ORDER = """query Refunded($id: ID!) { order(id: $id) { id state
  lines { id quantity orderPlacedQuantity }
  payments { id method state amount refunds { id state total reason
    lines { orderLineId quantity } } }
  history(options: {filter: {type: {eq: "ORDER_CANCELLATION"}}, take: 100}) {
    items { data } } } }"""
_METHODS = (
    "query Methods { paymentMethods(options: {take: 100}) { items { code handler { code } } } }"
)
_REFUND = """mutation Refund($input: RefundOrderInput!) {
  refundOrder(input: $input) {
    ... on Refund { id state total } ... on ErrorResult { errorCode message } }
}"""
_SETTLE = """mutation Settle($input: SettleRefundInput!) {
  settleRefund(input: $input) {
    ... on Refund { id state } ... on ErrorResult { errorCode message } }
}"""
_PUT_BACK = """mutation PutBack($input: CancelOrderInput!) {
  cancelOrder(input: $input) {
    ... on Order { id state } ... on ErrorResult { errorCode message } }
}"""


def push_refund(calls: Calls, intent: RefundIntent) -> PushResult:
    """Note the refund unless this very one was noted before, then put the goods back if asked."""
    order = one_order(calls, _ORDER, intent.order_remote_id)
    if order is None:
        return _refused(intent, _("La boutique n’a plus cette commande."))
    ours = _ours(order, intent)
    if ours is not None:
        return _finished(calls, intent, order, ours, Outcome.ALREADY)
    try:
        _check(order, intent)
        payment = _payment(order, intent)
        notes_only = _notes_only(calls, payment)
        _check_money(intent, notes_only=notes_only)
    except UnfitError as unfit:
        return _refused(intent, unfit.reason)
    reply = calls.ask(_REFUND, {"input": _asked(intent, payment)})
    made, trouble = done(reply, "refundOrder")
    if trouble:
        return _refused(intent, _("La boutique a refusé\u00a0: {reason}").format(reason=trouble))
    return _finished(calls, intent, order, made, Outcome.DONE)


def find_refund(calls: Calls, intent: RefundIntent) -> Effect:
    """Look whether a refund was noted; money that may have moved without a trace is not known."""
    order = one_order(calls, _ORDER, intent.order_remote_id)
    if order is None:
        return Effect.UNKNOWN
    if _ours(order, intent) is None:
        return Effect.UNKNOWN if intent.move_money else Effect.NOT_FOUND
    whole_effect = not intent.restock or _is_put_back(order, intent)
    return Effect.FOUND if whole_effect else Effect.NOT_FOUND


def _ours(order: Body, intent: RefundIntent) -> Body | None:
    for refund in _refunds(rows(order, "payments")):
        if mark(intent.key) in text(refund.get("reason"), 10_000):
            return refund
    return None


def _refunds(payments: Sequence[Body]) -> list[Body]:
    return [
        refund
        for payment in payments
        for refund in rows(payment, "refunds")
        if refund.get("state") != _FAILED
    ]


def _check(order: Body, intent: RefundIntent) -> None:
    """Refuse what does not add up, or is no longer there to give back."""
    told = total(line.amount for line in intent.lines) + intent.carriage
    if told != intent.amount or intent.amount <= ZERO:
        raise UnfitError(
            _("Les lignes du remboursement font {lines} et non {amount}.").format(
                lines=french.euros(told), amount=french.euros(intent.amount)
            )
        )
    if text(order.get("state")) in BEFORE_PAYMENT:
        raise UnfitError(_("Rien n’a été encaissé pour cette commande."))
    left = _units_left(order)
    for line in intent.lines:
        if line.line_remote_id not in left:
            raise UnfitError(_("Une ligne du remboursement n’est pas de cette commande."))
        left[line.line_remote_id] -= line.quantity
        if line.quantity < 0 or left[line.line_remote_id] < 0:
            raise UnfitError(
                _("La boutique n’a plus autant d’unités à rembourser sur cette commande.")
            )


def _units_left(order: Body) -> dict[str, int]:
    left = {
        text(line.get("id")): max(
            whole(line.get(name) or 0, name) for name in ("quantity", "orderPlacedQuantity")
        )
        for line in rows(order, "lines")
    }
    for refund in _refunds(rows(order, "payments")):
        for line in rows(refund, "lines"):
            number = text(line.get("orderLineId"))
            left[number] = left.get(number, 0) - whole(line.get("quantity"), "quantity")
    return left


def _payment(order: Body, intent: RefundIntent) -> Body:
    """Return a payment that still holds enough to give this back."""
    for payment in rows(order, "payments"):
        held = whole(payment.get("amount"), "payments.amount") - sum(
            whole(each.get("total"), "refunds.total") for each in _refunds([payment])
        )
        if payment.get("state") == "Settled" and held >= intent.amount.cents:
            return payment
    raise UnfitError(_("Aucun paiement de cette commande ne contient encore cette somme."))


def _notes_only(calls: Calls, payment: Body) -> bool:
    """Tell whether a refund of this payment is noted without asking anyone for money.

    A payment noted by hand names a method that the shop does not have: nobody is asked.
    """
    methods = listed(calls.read(_METHODS), "paymentMethods")
    handlers = {text(each.get("code")): text(row(each, "handler").get("code")) for each in methods}
    handler = handlers.get(text(payment.get("method")))
    return handler is None or handler in _NOTES_ONLY


def _check_money(intent: RefundIntent, *, notes_only: bool) -> None:
    if intent.move_money and notes_only:
        raise UnfitError(
            _(
                "Ce moyen de paiement ne rembourse pas depuis la boutique\u00a0: rendez l’argent "
                "vous-même, puis notez le remboursement sans demander l’argent."
            )
        )
    if not intent.move_money and not notes_only:
        raise UnfitError(
            _(
                "Dans cette boutique, noter un remboursement renvoie l’argent\u00a0: demandez "
                "qu’elle rembourse, ou notez-le dans Vendure si l’argent est déjà rendu."
            )
        )


def _asked(intent: RefundIntent, payment: Body) -> dict[str, Any]:
    return {
        "paymentId": text(payment.get("id")),
        "amount": intent.amount.cents,
        "lines": _units(intent),
        "shipping": 0,
        "adjustment": 0,
        "reason": marked(intent.reason, intent.key),
    }


def _units(intent: RefundIntent) -> list[dict[str, Any]]:
    return [
        {"orderLineId": line.line_remote_id, "quantity": line.quantity}
        for line in intent.lines
        if line.quantity
    ]


def _finished(
    calls: Calls, intent: RefundIntent, order: Body, refund: Body, outcome: Outcome
) -> PushResult:
    """Settle what was only noted, put the goods back, and say what became of the money."""
    subject, number = intent.order_remote_id, text(refund.get("id"))
    pending = refund.get("state") == _PENDING
    if pending and not intent.move_money:
        reply = calls.ask(_SETTLE, {"input": {"id": number, "transactionId": intent.key}})
        _settled, trouble = done(reply, "settleRefund")
        if trouble:
            return _refused(intent, _half(trouble))
    if intent.restock and not _is_put_back(order, intent) and _units(intent):
        asked = {
            "orderId": subject,
            "lines": _units(intent),
            "reason": marked(intent.reason, intent.key),
        }
        reply = calls.ask(_PUT_BACK, {"input": asked})
        _cancelled, trouble = done(reply, "cancelOrder")
        if trouble:
            return _refused(intent, _half(trouble))
    if pending and intent.move_money:
        words = _(
            "Le remboursement est noté, mais la boutique n’a pas confirmé que l’argent est "
            "parti\u00a0: vérifiez chez le prestataire de paiement."
        )
        return PushResult(subject, Outcome.UNSURE, reason=words, remote_id=number)
    return PushResult(subject, outcome, remote_id=number)


def _is_put_back(order: Body, intent: RefundIntent) -> bool:
    return any(
        mark(intent.key) in text(row(each, "data").get("reason"), 10_000)
        for each in rows(row(order, "history"), "items")
    )


def _half(trouble: str) -> str:
    return _(
        "Le remboursement est noté, mais le reste a été refusé\u00a0: {reason}. Finissez-le dans "
        "Vendure."
    ).format(reason=trouble)


def _refused(intent: RefundIntent, reason: str) -> PushResult:
    return PushResult(intent.order_remote_id, Outcome.REFUSED, reason=reason)
