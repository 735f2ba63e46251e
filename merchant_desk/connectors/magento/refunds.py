"""Note a refund on a Magento shop: a credit memo, once, whose comment names our key.

Magento counts by units: it works out the money of a line itself. What the desk gives back beside
that goes in as an adjustment, so that the credit memo is worth what was given back, to the cent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from merchant_desk.connectors.magento.calls import Calls
from merchant_desk.connectors.magento.criteria import Where, criteria
from merchant_desk.connectors.magento.marks import mark, marked
from merchant_desk.connectors.magento.order_lines import carriage_amounts, sold_items
from merchant_desk.connectors.magento.pulling import one_order
from merchant_desk.sync.intents import Effect, Outcome, PushResult, RefundIntent
from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    hundredths,
    optional_id,
    rows,
    text,
    whole,
)
from merchant_desk.values import french
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.texts import _

_MOST = 200
_PAID = 2


@dataclass(frozen=True, slots=True)
class _Line:
    """What can still be given back of a line."""

    units: int
    money: Money
    back: int
    """How many units were given back before."""
    invoiced: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to ask Magento for: units, whole carriage or none, and the rest as an adjustment."""

    units: Mapping[str, int]
    whole_carriage: bool
    adjustment: Money


def push_refund(calls: Calls, intent: RefundIntent) -> PushResult:
    """Make the credit memo unless this very refund was noted before."""
    order = one_order(calls, intent.order_remote_id)
    if order is None:
        return _refused(intent, _("La boutique n’a plus cette commande."))
    if _ours(_memos(calls, intent.order_remote_id), intent.key) is not None:
        return PushResult(intent.order_remote_id, Outcome.ALREADY)
    try:
        plan = _plan(order, intent)
    except UnfitError as unfit:
        return _refused(intent, unfit.reason)
    path = _path(calls, intent)
    if not path:
        return _refused(
            intent,
            _(
                "Aucune facture payée dans la boutique\u00a0: facturez d’abord la commande dans "
                "Magento, ou remboursez chez le prestataire de paiement."
            ),
        )
    reply = calls.ask("POST", path, _memo(intent, plan))
    if not reply.fine:
        return _refused(
            intent, _("La boutique a refusé\u00a0: {reason}").format(reason=reply.refusal)
        )
    return _confirmed(calls, intent, reply.data())


def find_refund(calls: Calls, intent: RefundIntent) -> Effect:
    """Look whether a refund was noted; money that may have moved without a trace is not known."""
    if _ours(_memos(calls, intent.order_remote_id), intent.key) is not None:
        return Effect.FOUND
    return Effect.UNKNOWN if intent.move_money else Effect.NOT_FOUND


def _memos(calls: Calls, order_id: str) -> list[dict[str, Any]]:
    query = criteria([[Where("order_id", order_id)]], size=_MOST, sort=["entity_id"])
    return calls.read("creditmemos", query).items()


def _ours(memos: Sequence[Body], key: str) -> Body | None:
    for each in memos:
        if any(mark(key) in text(said.get("comment"), 10_000) for said in rows(each, "comments")):
            return each
    return None


def _plan(order: Body, intent: RefundIntent) -> _Plan:
    """Work out the credit memo; refuse what does not add up or is no longer there to give back."""
    told = total(line.amount for line in intent.lines) + intent.carriage
    if told != intent.amount or intent.amount <= ZERO:
        raise UnfitError(
            _("Les lignes du remboursement font {lines} et non {amount}.").format(
                lines=french.euros(told), amount=french.euros(intent.amount)
            )
        )
    lines = {
        optional_id(each.item.get("item_id")): _left(each.item, each.total)
        for each in sold_items(order)
    }
    units: dict[str, int] = {}
    for line in intent.lines:
        left = lines.get(line.line_remote_id)
        if left is None:
            raise UnfitError(_("Une ligne du remboursement n’est pas de cette commande."))
        units[line.line_remote_id] = units.get(line.line_remote_id, 0) + line.quantity
        if not 0 <= units[line.line_remote_id] <= left.units:
            raise UnfitError(
                _("La boutique n’a plus autant d’unités facturées à rembourser sur cette commande.")
            )
    known = total(_worth(lines[number], count) for number, count in units.items())
    carriage = _carriage_left(order)
    full = bool(intent.carriage) and intent.carriage == carriage
    known += carriage if full else ZERO
    return _Plan(units or dict.fromkeys(list(lines)[:1], 0), full, intent.amount - known)


def _left(item: Body, cents: int) -> _Line:
    invoiced, back = (whole(item.get(name) or 0, name) for name in ("qty_invoiced", "qty_refunded"))
    ordered = whole(item.get("qty_ordered"), "qty_ordered")
    return _Line(invoiced - back, Money(cents).part(invoiced, max(1, ordered)), back, invoiced)


def _worth(line: _Line, units: int) -> Money:
    """Return what Magento will count for these units, the last of them taking up the rounding."""
    return line.money.slice(line.back, line.back + units, max(1, line.invoiced))


def _carriage_left(order: Body) -> Money:
    paid, _tax = carriage_amounts(order)
    back = [
        hundredths(order.get(name) or 0, name)
        for name in ("shipping_refunded", "shipping_tax_refunded")
    ]
    return Money(paid - sum(back))


def _path(calls: Calls, intent: RefundIntent) -> str:
    """Return where to ask for the credit memo; nothing without an invoice to give back of."""
    query = criteria([[Where("order_id", intent.order_remote_id)]], size=_MOST, sort=["entity_id"])
    paid = [each for each in calls.read("invoices", query).items() if each.get("state") == _PAID]
    if not paid:
        return ""
    if not intent.move_money:
        return f"order/{intent.order_remote_id}/refund"
    large = [each for each in paid if _worth_of(each) >= intent.amount]
    number = optional_id((large or paid)[0].get("entity_id"))
    return f"invoice/{number}/refund" if number else ""


def _worth_of(document: Body) -> Money:
    return Money(hundredths(document.get("grand_total"), "grand_total"))


def _memo(intent: RefundIntent, plan: _Plan) -> dict[str, object]:
    """Return the credit memo to make; without a line Magento would give back all of them."""
    back = [int(number) for number, units in plan.units.items() if units and intent.restock]
    adjustment = Decimal(plan.adjustment.cents).scaleb(-2)
    arguments: dict[str, object] = {
        "adjustment_positive": max(adjustment, Decimal(0)),
        "adjustment_negative": max(-adjustment, Decimal(0)),
        "extension_attributes": {"return_to_stock_items": back},
    }
    if not plan.whole_carriage:
        arguments["shipping_amount"] = 0  # left out, it means all of it
    memo: dict[str, object] = {
        "items": [
            {"order_item_id": int(number), "qty": units} for number, units in plan.units.items()
        ],
        "notify": False,
        "appendComment": False,
        "comment": {"comment": marked(intent.reason, intent.key), "is_visible_on_front": 0},
        "arguments": arguments,
    }
    return memo | {"isOnline": True} if intent.move_money else memo


def _confirmed(calls: Calls, intent: RefundIntent, number: object) -> PushResult:
    """Read the credit memo back: Magento may have rounded otherwise."""
    subject, made = intent.order_remote_id, str(number) if number else ""
    memo = _ours(_memos(calls, subject), intent.key)
    if memo is None or _worth_of(memo) == intent.amount:
        return PushResult(subject, Outcome.DONE, remote_id=made)
    reason = _("La boutique a noté un remboursement de {noted} au lieu de {amount}.").format(
        noted=french.euros(_worth_of(memo)), amount=french.euros(intent.amount)
    )
    return PushResult(subject, Outcome.DONE, reason=reason, remote_id=made)


def _refused(intent: RefundIntent, reason: str) -> PushResult:
    return PushResult(intent.order_remote_id, Outcome.REFUSED, reason=reason)
