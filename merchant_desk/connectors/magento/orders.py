"""Understand one raw Magento order, strictly: what does not add up is refused with a reason."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from merchant_desk.connectors.magento.delivery import read_shipping
from merchant_desk.connectors.magento.marks import without_mark
from merchant_desk.connectors.magento.order_lines import paid_by_card, read_lines
from merchant_desk.connectors.magento.returns import read_returns
from merchant_desk.errors import RemoteDataError
from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    hundredths,
    instant,
    missing,
    note,
    optional_id,
    parsed,
    remote_id,
    row,
    rows,
    text,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import (
    Address,
    LineKind,
    RemoteCustomer,
    RemoteLine,
    RemoteOrder,
    RemoteOrderState,
    RemotePayment,
    RemoteRefund,
    RemoteState,
)
from merchant_desk.values.texts import _

STATES = {
    "new": RemoteState.UNPAID,
    "pending_payment": RemoteState.UNPAID,
    "processing": RemoteState.READY,
    "payment_review": RemoteState.ON_HOLD,
    "holded": RemoteState.ON_HOLD,
    "complete": RemoteState.COMPLETED,
    "closed": RemoteState.REFUNDED,
    "canceled": RemoteState.CANCELLED,
}
_PAID_LATER = frozenset({"cashondelivery", "purchaseorder", "companycredit", "free"})
"""What is prepared although no money came in: it comes with the parcel, or by an account."""
_SUSPECT = frozenset({"fraud"})
_INVOICE_PAID = 2
_MEMO_CANCELLED = 3


def order_states() -> tuple[RemoteOrderState, ...]:
    """Return the words that Magento ships with; a shop may add words of its own."""
    return (
        RemoteOrderState("pending", _("En attente"), RemoteState.UNPAID),
        RemoteOrderState("pending_payment", _("En attente de paiement"), RemoteState.UNPAID),
        RemoteOrderState("processing", _("En préparation"), RemoteState.READY),
        RemoteOrderState("payment_review", _("Paiement à vérifier"), RemoteState.ON_HOLD),
        RemoteOrderState("fraud", _("Fraude soupçonnée"), RemoteState.ON_HOLD),
        RemoteOrderState("holded", _("Suspendue"), RemoteState.ON_HOLD),
        RemoteOrderState("complete", _("Terminée"), RemoteState.COMPLETED),
        RemoteOrderState("closed", _("Remboursée"), RemoteState.REFUNDED),
        RemoteOrderState("canceled", _("Annulée"), RemoteState.CANCELLED),
    )


def read_order(body: str) -> RemoteOrder:
    """Return the order, or raise ``RemoteDataError`` with the reason a merchant can read."""
    number = ""
    try:
        envelope = parsed(body)
        data = row(envelope, "order")
        number = text(data.get("increment_id")) or optional_id(data.get("entity_id"))
        order = _read(data, number, rows(envelope, "invoices"), rows(envelope, "creditmemos"))
        return replace(order, returns=read_returns(rows(envelope, "returns")))
    except UnfitError as unfit:
        raise RemoteDataError(
            _("La commande {number} n’a pas été reprise\u00a0: {reason}.").format(
                number=number or "?", reason=unfit.reason
            ),
            _("Corrigez-la dans la boutique puis cliquez sur Réessayer, ou écartez-la."),
        ) from unfit


def _read(data: Body, number: str, invoices: Sequence[Body], memos: Sequence[Body]) -> RemoteOrder:
    _refuse_other_currency(data)
    word = text(data.get("status")) or text(data.get("state"))
    if not word:
        raise missing("status")
    by_card = paid_by_card(data)
    total = hundredths(data.get("grand_total"), "grand_total") + by_card
    if total < 0:
        raise UnfitError(_("son total est négatif"))
    placed_at = instant(data.get("created_at"), "created_at")
    payment = row(data, "payment")
    method = text(payment.get("method"))
    payments = _payments(invoices, by_card, method, placed_at)
    paid_at = _paid_at(data, payments, placed_at)
    shipping = read_shipping(data, method, paid=paid_at is not None)
    billing = row(data, "billing_address")
    lines = read_lines(data, memos, total)
    return RemoteOrder(
        remote_id=remote_id(data.get("entity_id"), "entity_id"),
        number=number,
        state=_state(data, method, lines),
        state_word=word,
        placed_at=placed_at,
        modified_at=instant(data.get("updated_at") or data.get("created_at"), "updated_at"),
        paid_at=paid_at,
        customer=_customer(data, billing),
        billing=_address(billing),
        shipping=_address(shipping.address),
        delivery=shipping.delivery,
        carrier=shipping.carrier,
        lines=lines,
        total=Money(total),
        payment_means=_means(payment, method),
        note=note(data.get("customer_note")),
        gift_note=_gift(data),
        relay_id=shipping.relay_id,
        coupon_codes=tuple(filter(None, [text(data.get("coupon_code"))])),
        refunds=_refunds(memos),
        payments=payments if paid_at is not None else (),
    )


def _refuse_other_currency(data: Body) -> None:
    """Refuse what was paid in another currency, whatever the shop keeps its books in."""
    if data.get("order_currency_code") != "EUR":
        currency = text(data.get("order_currency_code"), 12) or "?"
        raise UnfitError(_("elle est en {currency} et non en euros").format(currency=currency))


def _state(data: Body, method: str, lines: Sequence[RemoteLine]) -> RemoteState:
    state = STATES.get(text(data.get("state")), RemoteState.UNKNOWN)
    if text(data.get("status")) in _SUSPECT:
        return RemoteState.ON_HOLD
    if state is RemoteState.UNPAID and method in _PAID_LATER:
        state = RemoteState.READY
    if state is RemoteState.READY and _all_left(data, lines):
        return RemoteState.COMPLETED
    return state


def _all_left(data: Body, lines: Sequence[RemoteLine]) -> bool:
    """Tell whether every unit left although the money is still to come."""
    by_id = {optional_id(each.get("item_id")): each for each in rows(data, "items")}
    goods = [each for each in lines if each.kind is LineKind.PRODUCT]
    shipped = [
        hundredths(by_id[each.remote_id].get("qty_shipped") or 0, "qty_shipped") for each in goods
    ]
    wanted = [(each.quantity - each.refunded_quantity) * 100 for each in goods]
    return any(shipped) and all(had >= due for had, due in zip(shipped, wanted, strict=True))


def _payments(
    invoices: Sequence[Body], by_card: int, method: str, placed_at: datetime
) -> tuple[RemotePayment, ...]:
    """Return what came in: an invoice of Magento says what was captured, and when."""
    found = [
        RemotePayment(
            remote_id(each.get("entity_id"), "invoices.entity_id"),
            Money(hundredths(each.get("grand_total"), "invoices.grand_total")),
            method,
            instant(each.get("created_at"), "invoices.created_at"),
        )
        for each in invoices
        if each.get("state") == _INVOICE_PAID
    ]
    if by_card:
        found.append(RemotePayment("card", Money(by_card), "gift_card", placed_at))
    return tuple(each for each in found if each.amount)


def _paid_at(data: Body, payments: Sequence[RemotePayment], placed_at: datetime) -> datetime | None:
    """Return when the last of the money came in; None while some is due."""
    due = data.get("total_due")
    if due is None or hundredths(due, "total_due") > 0:
        return None
    return max((each.paid_at for each in payments), default=placed_at)


def _means(payment: Body, method: str) -> str:
    told = payment.get("additional_information")
    titles = [text(each) for each in told if type(each) is str] if type(told) is list else []
    return titles[0] if titles and titles[0] else method


def _gift(data: Body) -> str:
    message = row(row(data, "extension_attributes"), "gift_message")
    return note(message.get("message"))


def _refunds(memos: Sequence[Body]) -> tuple[RemoteRefund, ...]:
    return tuple(
        RemoteRefund(
            remote_id=remote_id(each.get("entity_id"), "creditmemos.entity_id"),
            amount=Money(hundredths(each.get("grand_total"), "creditmemos.grand_total")),
            reason=without_mark(_comment(each)),
        )
        for each in memos
        if each.get("state") != _MEMO_CANCELLED
    )


def _comment(memo: Body) -> str:
    found = rows(memo, "comments")
    return text(found[0].get("comment"), 10_000) if found else ""


def _name(first: object, last: object) -> str:
    return f"{text(first)} {text(last)}".strip()


def _address(data: Body) -> Address:
    told = data.get("street")
    street = [text(each) for each in told] if type(told) is list else [text(told)]
    return Address(
        name=_name(data.get("firstname"), data.get("lastname")),
        company=text(data.get("company")),
        line1=street[0] if street else "",
        line2=", ".join(each for each in street[1:] if each),
        postcode=text(data.get("postcode")),
        city=text(data.get("city")),
        country=text(data.get("country_id")) or "FR",
        phone=text(data.get("telephone")),
    )


def _customer(data: Body, billing: Body) -> RemoteCustomer:
    name = _name(data.get("customer_firstname"), data.get("customer_lastname"))
    return RemoteCustomer(
        remote_id=optional_id(data.get("customer_id")),
        name=name or _name(billing.get("firstname"), billing.get("lastname")),
        email=text(data.get("customer_email")),
        phone=text(billing.get("telephone")),
        company=text(billing.get("company")),
        vat_number=text(billing.get("vat_id")) or text(data.get("customer_taxvat")),
    )
