"""Understand one raw Shopify order, strictly: what does not add up is refused with a reason."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from merchant_desk.connectors.shopify.delivery import (
    ON_DELIVERY,
    attribute,
    gift_note,
    pickup_slot,
    read_shipping,
)
from merchant_desk.connectors.shopify.gids import number
from merchant_desk.connectors.shopify.marks import marked_amount, without_mark
from merchant_desk.connectors.shopify.order_lines import cents, connected, read_lines
from merchant_desk.connectors.shopify.pulling import instant_or_none
from merchant_desk.connectors.shopify.returns import read_returns
from merchant_desk.errors import RemoteDataError
from merchant_desk.sync.connector import MetaKeys
from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    missing,
    note,
    parsed,
    row,
    rows,
    text,
)
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import (
    Address,
    RemoteCustomer,
    RemoteOrder,
    RemoteOrderState,
    RemotePayment,
    RemoteRefund,
    RemoteState,
)
from merchant_desk.values.texts import _

_FULFILLED = frozenset({"FULFILLED", "ON_HOLD", "SCHEDULED", "RESTOCKED"})
_OVER = frozenset({"REFUNDED", "VOIDED", "EXPIRED"})
_ALL_IN = frozenset({"PAID", "PARTIALLY_REFUNDED", "REFUNDED"})
_INCOME = frozenset({"SALE", "CAPTURE"})
_SIREN_DIGITS = 9
_COUNTRY = re.compile(r"([A-Z]{2}) ")


def order_states() -> tuple[RemoteOrderState, ...]:
    """Return every word of an order's state and what it means unless she says otherwise.

    Shopify tells the money and the parcel apart; what stops or ends an order comes first. It keeps
    the goods of an order that is not paid yet, so the desk keeps them too.
    """
    return (
        RemoteOrderState("PENDING", _("En attente de paiement"), RemoteState.ON_HOLD),
        RemoteOrderState("PARTIALLY_PAID", _("Payée en partie"), RemoteState.ON_HOLD),
        RemoteOrderState("AUTHORIZED", _("Paiement autorisé"), RemoteState.READY),
        RemoteOrderState("PAID", _("Payée"), RemoteState.READY),
        RemoteOrderState("PARTIALLY_REFUNDED", _("Remboursée en partie"), RemoteState.READY),
        RemoteOrderState("ON_HOLD", _("Suspendue"), RemoteState.ON_HOLD),
        RemoteOrderState("SCHEDULED", _("Programmée"), RemoteState.ON_HOLD),
        RemoteOrderState("RESTOCKED", _("Remise en stock"), RemoteState.ON_HOLD),
        RemoteOrderState("FULFILLED", _("Traitée"), RemoteState.COMPLETED),
        RemoteOrderState("REFUNDED", _("Remboursée"), RemoteState.REFUNDED),
        RemoteOrderState("VOIDED", _("Paiement annulé"), RemoteState.CANCELLED),
        RemoteOrderState("EXPIRED", _("Autorisation expirée"), RemoteState.ON_HOLD),
        RemoteOrderState("CANCELLED", _("Annulée"), RemoteState.CANCELLED),
    )


def read_order(body: str, keys: MetaKeys) -> RemoteOrder:
    """Return the order, or raise ``RemoteDataError`` with the reason a merchant can read."""
    name = ""
    try:
        data = row(parsed(body), "order")
        name = text(data.get("name")) or number(data.get("id"))
        known = isinstance(data.get("returns"), list)
        return replace(_read(data, name, keys), returns=read_returns(data), all_returns=known)
    except UnfitError as unfit:
        raise RemoteDataError(
            _("La commande {number} n’a pas été reprise\u00a0: {reason}.").format(
                number=name or "?", reason=unfit.reason
            ),
            _("Corrigez-la dans la boutique puis cliquez sur Réessayer, ou écartez-la."),
        ) from unfit


def _read(data: Body, name: str, keys: MetaKeys) -> RemoteOrder:
    _refuse_other_currency(data)
    remote_id = number(data.get("id"))
    if not remote_id:
        raise missing("id")
    whole = Money(cents(data, "totalPriceSet"))
    if "totalPriceSet" not in data or whole < ZERO:
        raise UnfitError(_("son total manque ou est négatif"))
    placed_at = _instant(data, "processedAt")
    payments = _payments(data, placed_at)
    paid_at = _paid_at(data, payments, placed_at)
    shipping = read_shipping(data, paid=paid_at is not None)
    word = _word(data)
    billing = row(data, "billingAddress")
    return RemoteOrder(
        remote_id=remote_id,
        number=name,
        state=_state(data, word),
        state_word=word,
        placed_at=placed_at,
        modified_at=_instant(data, "updatedAt"),
        paid_at=paid_at,
        customer=_customer(data, billing, keys),
        billing=_address(billing),
        shipping=_address(row(data, "shippingAddress")),
        delivery=shipping.delivery,
        carrier=shipping.carrier,
        lines=read_lines(data, whole),
        total=whole,
        payment_means=_means(data),
        note=note(data.get("note")),
        gift_note=gift_note(data, keys),
        relay_id=shipping.relay_id,
        pickup_slot=pickup_slot(data, keys),
        coupon_codes=_texts(data, "discountCodes"),
        refunds=_refunds(data),
        prices_include_tax=data.get("taxesIncluded") is not False,
        tax_countries=_tax_countries(data),
        payments=payments,
    )


def _refuse_other_currency(data: Body) -> None:
    if data.get("currencyCode") != "EUR":
        currency = text(data.get("currencyCode"), 12) or "?"
        raise UnfitError(_("elle est en {currency} et non en euros").format(currency=currency))


def _instant(data: Body, name: str) -> datetime:
    found = instant_or_none(data.get(name))
    if found is None:
        raise missing(name)
    return found


def _word(data: Body) -> str:
    money, parcel = (
        text(data.get("displayFinancialStatus")),
        text(data.get("displayFulfillmentStatus")),
    )
    if data.get("cancelledAt"):
        return "CANCELLED"
    if money in _OVER:
        return money
    word = parcel if parcel in _FULFILLED else money or parcel
    if not word:
        raise missing("displayFinancialStatus")
    return word


def _state(data: Body, word: str) -> RemoteState:
    known = {each.word: each.state for each in order_states()}
    state = known.get(word, RemoteState.UNKNOWN)
    if word == "PENDING" and any(map(ON_DELIVERY.search, _gateways(data))):
        return RemoteState.READY
    return state


def _gateways(data: Body) -> tuple[str, ...]:
    return _texts(data, "paymentGatewayNames")


def _texts(data: Body, name: str) -> tuple[str, ...]:
    told = data.get(name)
    return tuple(filter(None, map(text, told))) if type(told) is list else ()


def _means(data: Body) -> str:
    names = [
        text(each.get("formattedGateway")) or text(each.get("gateway"))
        for each in rows(data, "transactions")
        if each.get("kind") in {*_INCOME, "AUTHORIZATION"} and each.get("status") == "SUCCESS"
    ]
    return ", ".join(dict.fromkeys(filter(None, names or _gateways(data))))


def _payments(data: Body, placed_at: datetime) -> tuple[RemotePayment, ...]:
    """Return what came in, less the change given on cash."""
    done = [each for each in rows(data, "transactions") if each.get("status") == "SUCCESS"]
    found = [
        RemotePayment(
            number(each.get("id")),
            Money(cents(each, "amountSet")),
            text(each.get("formattedGateway")) or text(each.get("gateway")),
            instant_or_none(each.get("processedAt")) or placed_at,
        )
        for each in done
        if each.get("kind") in _INCOME
    ]
    change = sum(abs(cents(each, "amountSet")) for each in done if each.get("kind") == "CHANGE")
    for place, payment in enumerate(found):
        given = min(change, payment.amount.cents)
        found[place] = replace(payment, amount=payment.amount - Money(given))
        change -= given
    return tuple(each for each in found if each.amount)


def _paid_at(data: Body, payments: Sequence[RemotePayment], placed_at: datetime) -> datetime | None:
    """Return when the last of the money came in; None while some is due."""
    if data.get("displayFinancialStatus") not in _ALL_IN:
        return None
    return max((each.paid_at for each in payments), default=placed_at)


def _refunds(data: Body) -> tuple[RemoteRefund, ...]:
    """Return what was given back; a refund noted without moving money tells it in our mark."""
    gross = data.get("taxesIncluded") is True
    found = (
        RemoteRefund(
            number(each.get("id")),
            _refund_amount(each, gross=gross),
            without_mark(note(each.get("note"))),
        )
        for each in rows(data, "refunds")
    )
    return tuple(each for each in found if each.amount)


def _refund_amount(refund: Body, *, gross: bool) -> Money:
    moved = Money(cents(refund, "totalRefundedSet"))
    if moved:
        return moved
    return marked_amount(note(refund.get("note"))) or total(
        Money(cents(each, amount) + (0 if gross else cents(each, tax)))
        for name, amount, tax in (
            ("refundLineItems", "subtotalSet", "totalTaxSet"),
            ("refundShippingLines", "subtotalAmountSet", "taxAmountSet"),
        )
        for each in connected(refund, name)
    )


def _tax_countries(data: Body) -> tuple[str, ...]:
    """Return the countries whose VAT was charged: Shopify names a tax « FR TVA »."""
    lines = (*connected(data, "lineItems"), *connected(data, "shippingLines"))
    titles = [text(tax.get("title")) for line in lines for tax in rows(line, "taxLines")]
    found = (_COUNTRY.match(each) for each in titles)
    return tuple(sorted({match[1] for match in found if match}))


def _address(data: Body) -> Address:
    return Address(
        name=text(data.get("name")),
        company=text(data.get("company")),
        line1=text(data.get("address1")),
        line2=text(data.get("address2")),
        postcode=text(data.get("zip")),
        city=text(data.get("city")),
        country=text(data.get("countryCodeV2")) or "FR",
        phone=text(data.get("phone")),
    )


def _customer(data: Body, billing: Body, keys: MetaKeys) -> RemoteCustomer:
    person = row(data, "customer")
    mail = text(row(person, "defaultEmailAddress").get("emailAddress"))
    phone = text(row(person, "defaultPhoneNumber").get("phoneNumber"))
    return RemoteCustomer(
        remote_id=number(person.get("id")),
        name=text(billing.get("name")) or text(person.get("displayName")),
        email=text(data.get("email")) or mail,
        phone=text(data.get("phone")) or text(billing.get("phone")) or phone,
        company=text(billing.get("company")),
        siren=_siren(attribute(data, (*keys.siren, "siren", "siret"))),
        vat_number=attribute(data, (*keys.vat_number, "vat number", "numéro de tva")),
    )


def _siren(written: str) -> str:
    digits = "".join(each for each in written if each.isdecimal() and each.isascii())
    return digits[:_SIREN_DIGITS] if len(digits) >= _SIREN_DIGITS else ""
