"""Note a refund on a Shopify shop, once: its note names our key, and the shop knows the key too.

Without moving money, Shopify notes goods and carriage but no amount: our note tells it. Money goes
back through the very payments it came by, never more than each of them has left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from merchant_desk.connectors.shopify import order_deeds
from merchant_desk.connectors.shopify.calls import Calls, Data, Written, dig
from merchant_desk.connectors.shopify.gids import gid, number
from merchant_desk.connectors.shopify.marks import is_marked, marked
from merchant_desk.connectors.shopify.order_lines import cents, connected, taxed_carriage
from merchant_desk.connectors.shopify.refusing import no_order, refused, said
from merchant_desk.connectors.shopify.settings import ShopSettings
from merchant_desk.connectors.shopify.terms import written
from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.intents import Effect, Outcome, PushResult, RefundIntent
from merchant_desk.sync.record_fields import Body, UnfitError, note, rows, text, whole
from merchant_desk.values import french
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.texts import _

_FIELD = "refundCreate"
_KEYS = 20
_AGAIN = "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"
_AT_WORK = "IDEMPOTENCY_CONCURRENT_REQUEST"
_OTHERWISE = "IDEMPOTENCY_KEY_PARAMETER_MISMATCH"


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to ask for: lines, and the carriage as the shop counts it."""

    lines: Sequence[dict[str, Any]]
    carriage: str
    whole_carriage: bool


def push_refund(calls: Calls, settings: ShopSettings, intent: RefundIntent) -> PushResult:
    """Make the refund unless this very refund was noted before."""
    subject = intent.order_remote_id
    order = _order(calls, subject)
    if order is None:
        return no_order(subject)
    if _is_noted(order, intent.key):
        return PushResult(subject, Outcome.ALREADY)
    try:
        plan = _plan(calls, settings, order, intent)
        money = _transactions(calls, intent, plan) if intent.move_money else []
    except UnfitError as unfit:
        return refused(subject, unfit.reason)
    return _send(calls, intent, plan, money)


def find_refund(calls: Calls, intent: RefundIntent) -> Effect:
    """Look whether a refund was noted; asked again, the shop itself knows its key."""
    order = _order(calls, intent.order_remote_id)
    return Effect.FOUND if order and _is_noted(order, intent.key) else Effect.NOT_FOUND


def _order(calls: Calls, order_id: str) -> Body | None:
    asked = {"id": gid("Order", order_id)}
    order = calls.read(order_deeds.REFUNDABLE, asked).get("order")
    return order if isinstance(order, dict) else None


def _is_noted(order: Body, key: str) -> bool:
    return any(is_marked(note(each.get("note")), key) for each in rows(order, "notes"))


def _plan(calls: Calls, settings: ShopSettings, order: Body, intent: RefundIntent) -> _Plan:
    """Work out the refund; refuse what does not add up or is no longer there to give back."""
    told = total(line.amount for line in intent.lines) + intent.carriage
    if told != intent.amount or intent.amount <= ZERO:
        raise UnfitError(
            _("Les lignes du remboursement font {lines} et non {amount}.").format(
                lines=french.euros(told), amount=french.euros(intent.amount)
            )
        )
    if order.get("currencyCode") != "EUR":
        raise UnfitError(_("La commande n’est pas en euros."))
    units = _units(intent)
    asked = {"id": gid("Order", intent.order_remote_id)}
    path = ("order", "lineItems")
    sold = {number(each.get("id")): each for each in calls.nodes(order_deeds.LINES_OF, asked, path)}
    lines = [
        each
        for line, count in units.items()
        for each in _line(settings, sold.get(line), count, restock=intent.restock)
    ]
    if not lines and not intent.carriage and not intent.move_money:
        raise UnfitError(
            _(
                "Shopify ne note pas un geste sans article ni frais de port\u00a0: faites-le dans "
                "Shopify, sur la commande, Rembourser."
            )
        )
    carriage, is_whole = _carriage(order, intent.carriage)
    return _Plan(lines, carriage, is_whole)


def _units(intent: RefundIntent) -> dict[str, int]:
    units: dict[str, int] = {}
    for line in intent.lines:
        units[line.line_remote_id] = units.get(line.line_remote_id, 0) + line.quantity
    return units


def _line(
    settings: ShopSettings, sold: Data | None, count: int, *, restock: bool
) -> list[dict[str, Any]]:
    """Return what to give back of a line: goods that never left are cancelled, others returned."""
    if sold is None:
        raise UnfitError(_("Une ligne du remboursement n’est pas de cette commande."))
    left = whole(sold.get("refundableQuantity"), "refundableQuantity")
    if not 0 <= count <= left:
        raise UnfitError(_("La boutique n’a plus autant d’unités à rembourser sur cette commande."))
    if not count:
        return []
    line = {"lineItemId": sold.get("id")}
    if not restock:
        return [line | {"quantity": count, "restockType": "NO_RESTOCK"}]
    place = {"locationId": gid("Location", settings.place)}
    unsent = min(count, max(0, whole(sold.get("unfulfilledQuantity"), "unfulfilledQuantity")))
    parts = (("CANCEL", unsent), ("RETURN", count - unsent))
    return [
        line | place | {"quantity": units, "restockType": kind} for kind, units in parts if units
    ]


def _carriage(order: Body, wanted: Money) -> tuple[str, bool]:
    """Return the carriage to give back as the shop counts it, and whether it is all of it."""
    gross = order.get("taxesIncluded") is True
    lines = connected(order, "shippingLines")
    paid = total(taxed_carriage(each, gross=gross) for each in lines)
    net = Money(sum(cents(each, "discountedPriceSet") for each in lines))
    left = paid - total(
        Money(cents(each, "subtotalAmountSet") + (0 if gross else cents(each, "taxAmountSet")))
        for refund in rows(order, "refunds")
        for each in connected(refund, "refundShippingLines")
    )
    if wanted > left:
        raise UnfitError(
            _("Il ne reste que {left} de frais de port à rembourser.").format(
                left=french.euros(left)
            )
        )
    counted = wanted if gross or not paid else wanted.part(net.cents, paid.cents)
    return written(counted, 0, gross=True), bool(wanted) and wanted == left


def _transactions(calls: Calls, intent: RefundIntent, plan: _Plan) -> list[dict[str, Any]]:
    """Return which payments give how much back, as the shop suggests them."""
    subject = gid("Order", intent.order_remote_id)
    asked = {"id": subject, "lines": list(plan.lines), "carriage": plan.carriage}
    suggested = dig(calls.read(order_deeds.SUGGESTED, asked), ("order", "suggestedRefund"))
    missing, found = intent.amount, list[dict[str, Any]]()
    for each in rows(suggested, "suggestedTransactions"):
        most = max(cents(each, "maximumRefundableSet"), cents(each, "amountSet"))
        amount = min(missing, Money(most))
        parent = dig(each, ("parentTransaction",)).get("id")
        if amount <= ZERO or not parent:
            continue
        found.append(
            {
                "orderId": subject,
                "parentId": parent,
                "gateway": text(each.get("gateway")),
                "kind": "REFUND",
                "amount": written(amount, 0, gross=True),
            }
        )
        missing -= amount
    if missing:
        raise UnfitError(
            _("Les paiements de cette commande ne peuvent rendre que {most}.").format(
                most=french.euros(intent.amount - missing)
            )
        )
    return found


def _send(
    calls: Calls, intent: RefundIntent, plan: _Plan, money: Sequence[dict[str, Any]]
) -> PushResult:
    subject = intent.order_remote_id
    given: dict[str, Any] = {
        "orderId": gid("Order", subject),
        "note": marked(intent.reason, intent.key, intent.amount),
        "notify": False,
        "refundLineItems": list(plan.lines),
        "transactions": list(money),
    }
    if plan.whole_carriage:
        given["shipping"] = {"fullRefund": True}
    elif intent.carriage:
        given["shipping"] = {"amount": plan.carriage}
    answer = _asked(calls, given, intent.key)
    codes = _codes(answer)
    if _AT_WORK in codes:
        raise refusals.busy(None)
    if _OTHERWISE in codes and intent.move_money:
        return PushResult(
            subject,
            Outcome.UNSURE,
            reason=_(
                "Ce remboursement a peut-être déjà été demandé autrement\u00a0: regardez la "
                "commande dans Shopify."
            ),
        )
    if answer.errors:
        return said(subject, answer.refusal)
    return _told(intent, dig(answer.payload, ("refund",)))


def _asked(calls: Calls, given: Data, key: str) -> Written:
    """Ask once under a key of this intent; one under which the shop refused is used up."""
    answer = Written({}, ())
    for attempt in range(_KEYS):
        unique = str(uuid5(NAMESPACE_URL, f"merchant-desk refund {key} {attempt}"))
        answer = calls.write(order_deeds.REFUND, {"input": given, "key": unique}, _FIELD)
        if _AGAIN not in _codes(answer):
            break
    return answer


def _codes(answer: Written) -> str:
    return " ".join(f"{each.code} {each.message}" for each in answer.errors)


def _told(intent: RefundIntent, refund: Body) -> PushResult:
    """Return what was made; money that went back is counted again."""
    made, moved = number(refund.get("id")), Money(cents(refund, "totalRefundedSet"))
    if not intent.move_money or moved in (ZERO, intent.amount):  # zero: the bank has yet to say
        return PushResult(intent.order_remote_id, Outcome.DONE, remote_id=made)
    reason = _("La boutique a noté un remboursement de {noted} au lieu de {amount}.").format(
        noted=french.euros(moved), amount=french.euros(intent.amount)
    )
    return PushResult(intent.order_remote_id, Outcome.DONE, reason=reason, remote_id=made)
