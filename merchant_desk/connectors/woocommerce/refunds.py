"""Note a refund on a WooCommerce order, once, with lines that make up its amount.

WooCommerce believes an amount whatever its lines say, leaves out a line that is not of the order,
asks the payment provider unless told not to, and adds our mark only after the refund stands: a
refund of the same amount and reason that bears no mark may be ours, half told. Then a person looks.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from merchant_desk.connectors.woocommerce.calls import Calls
from merchant_desk.connectors.woocommerce.fields import metadata
from merchant_desk.connectors.woocommerce.pushing import written_amount
from merchant_desk.sync.intents import Effect, Outcome, PushResult, RefundIntent, RefundLine
from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    hundredths,
    optional_id,
    rows,
    text,
    whole,
)
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.texts import _, later

MARK = "_merchant_desk_key"
_ORDER_FIELDS = "id,status,total,line_items,shipping_lines,fee_lines,refunds"
_REFUND_FIELDS = "id,amount,reason,meta_data"
_CANNOT = frozenset({500})  # how WooCommerce says that a refund cannot be
_ALL = "100"
_KNOWN_WORDS = {
    "does not support automatic refunds": later(
        "ce moyen de paiement ne rembourse pas tout seul\u00a0; rendez l’argent par votre "
        "banque, puis notez le remboursement sans mouvement d’argent"
    ),
    "Invalid refund amount": later("le montant dépasse ce qui reste à rembourser"),
}


def push_refund(calls: Calls, intent: RefundIntent) -> PushResult:
    """Note a refund unless it was noted before, and tell what became of it."""
    subject = intent.order_remote_id
    reply = calls.ask("GET", f"orders/{subject}", {"_fields": _ORDER_FIELDS})
    if not reply.fine:
        return _refused(intent, _("la boutique n’a plus cette commande"))
    order = reply.row()
    known, effect = _look(calls, intent)
    if effect is Effect.FOUND:
        return PushResult(subject, Outcome.ALREADY, remote_id=known)
    if effect is Effect.UNKNOWN:
        return PushResult(subject, Outcome.UNSURE, reason=_doubt(), remote_id=known)
    try:
        lines = list(_lines(intent, order))
        _refuse_too_much(intent, order)
    except UnfitError as unfit:
        return _refused(intent, unfit.reason)
    written = calls.ask("POST", f"orders/{subject}/refunds", None, _payload(intent, lines), _CANNOT)
    if not written.fine:
        return _refused(intent, _in_french(written.refusal))
    return PushResult(subject, Outcome.DONE, remote_id=optional_id(written.row().get("id")))


def find_refund(calls: Calls, intent: RefundIntent) -> Effect:
    """Look whether a refund was noted."""
    reply = calls.ask("GET", f"orders/{intent.order_remote_id}", {"_fields": "id"})
    return _look(calls, intent)[1] if reply.fine else Effect.UNKNOWN


def _look(calls: Calls, intent: RefundIntent) -> tuple[str, Effect]:
    """Return the refund that is this one, or that may be, and which of both."""
    path = f"orders/{intent.order_remote_id}/refunds"
    noted = calls.read(path, {"_fields": _REFUND_FIELDS, "per_page": _ALL}).rows()
    for each in noted:
        if text(metadata(each).get(MARK)) == intent.key:
            return optional_id(each.get("id")), Effect.FOUND
    for each in noted:
        if MARK not in metadata(each) and _is_alike(each, intent):
            return optional_id(each.get("id")), Effect.UNKNOWN
    return "", Effect.NOT_FOUND


def _is_alike(noted: Body, intent: RefundIntent) -> bool:
    try:
        amount = hundredths(noted.get("amount"), "amount")
    except UnfitError:
        return False
    return amount == intent.amount.cents and text(noted.get("reason")) == text(intent.reason)


def _doubt() -> str:
    return _(
        "La boutique porte déjà un remboursement de ce montant, sans dire d’où il vient\u00a0: "
        "rien n’a été envoyé. Regardez la commande dans la boutique."
    )


def _payload(intent: RefundIntent, lines: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "amount": written_amount(intent.amount, 0),
        "reason": intent.reason,
        "api_refund": intent.move_money,
        "api_restock": intent.restock,
        "line_items": lines,
        "meta_data": [{"key": MARK, "value": intent.key}],
    }


def _refuse_too_much(intent: RefundIntent, order: Body) -> None:
    before = sum(-hundredths(each.get("total"), "refunds.total") for each in rows(order, "refunds"))
    left = hundredths(order.get("total"), "total") - before
    if intent.amount.cents > left:
        raise UnfitError(_("le montant dépasse ce qui reste à rembourser"))


def _lines(intent: RefundIntent, order: Body) -> Iterator[dict[str, Any]]:
    """Yield what is given back of each line; raise when it is not the amount."""
    given_back = total(line.amount for line in intent.lines) + intent.carriage
    if intent.amount != given_back or intent.amount.cents <= 0:
        raise UnfitError(_("ses lignes ne font pas son montant"))
    sold = {
        optional_id(line.get("id")): line
        for name in ("line_items", "fee_lines", "shipping_lines")
        for line in rows(order, name)
    }
    for line in intent.lines:
        number = line.line_remote_id.partition(":")[0]  # a fee is a line for each rate
        if number not in sold:
            raise UnfitError(_("une de ses lignes n’est pas de cette commande"))
        yield _given_back(line, sold[number])
    if intent.carriage:
        yield from _carriage(intent.carriage, rows(order, "shipping_lines"))


def _carriage(amount: Money, lines: Sequence[Body]) -> Iterator[dict[str, Any]]:
    costs = [_paid(line).cents for line in lines]
    if not 0 < amount.cents <= sum(costs):
        raise UnfitError(_("les frais de port rendus dépassent ceux de la commande"))
    for line, share in zip(lines, amount.share(costs), strict=True):
        if share:
            yield _given_back(RefundLine(optional_id(line.get("id")), 0, share), line)


def _paid(line: Body) -> Money:
    net = hundredths(line.get("total"), "total")
    return Money(net + hundredths(line.get("total_tax") or "0.00", "total_tax"))


def _given_back(line: RefundLine, sold: Body) -> dict[str, Any]:
    """Return a line as WooCommerce takes it: net, and the tax of each of its rates."""
    paid = _paid(sold)
    if not 0 <= line.amount.cents <= max(paid.cents, 0):
        raise UnfitError(_("une ligne rend plus que ce qui a été payé pour elle"))
    if line.quantity < 0 or (line.quantity and line.quantity > _units(sold)):
        raise UnfitError(_("une ligne rend plus d’unités qu’il n’en a été vendu"))
    taxes = [
        (tax.get("id"), abs(hundredths(tax.get("total") or "0", "taxes.total")))
        for tax in rows(sold, "taxes")
    ]
    charged = [(number, cents) for number, cents in taxes if cents]
    vat = _vat(line, sold, paid) if charged else ZERO
    shares = vat.share([cents for _number, cents in charged]) if vat else [ZERO] * len(charged)
    return {
        "id": sold["id"],
        "quantity": line.quantity,
        "refund_total": written_amount(line.amount - vat, 0),
        "refund_tax": [
            {"id": number, "refund_total": written_amount(share, 0)}
            for (number, _cents), share in zip(charged, shares, strict=True)
        ],
    }


def _units(sold: Body) -> int:
    return whole(sold.get("quantity"), "quantity") if "quantity" in sold else 1


def _vat(line: RefundLine, sold: Body, paid: Money) -> Money:
    """Return the tax in what is given back: as the desk reckoned it, else as it was charged."""
    if ZERO.cents < line.vat.cents <= line.amount.cents:
        return line.vat
    if not paid:
        return ZERO
    return line.amount.part(hundredths(sold.get("total_tax") or "0.00", "total_tax"), paid.cents)


def _in_french(refusal: str) -> str:
    known = (french for words, french in _KNOWN_WORDS.items() if words in refusal)
    return next((_(french) for french in known), refusal[:200].rstrip("."))


def _refused(intent: RefundIntent, reason: str) -> PushResult:
    shown = _("Le remboursement n’a pas été noté\u00a0: {reason}.").format(reason=reason)
    return PushResult(intent.order_remote_id, Outcome.REFUSED, reason=shown)
