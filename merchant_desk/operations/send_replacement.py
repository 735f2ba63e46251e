"""An exchange: what came back pays for what is sent instead, as an order of the desk."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.database.rows import next_row
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.models.returned import Return
from merchant_desk.operations.accept_new import free_slip_code, insert_lines, shop_fields
from merchant_desk.operations.link_lines import Linked
from merchant_desk.operations.note_return import find_return, locked_order, note_return
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.record_payment import Paid, record_payments
from merchant_desk.operations.reserve_stock import reserve_lines
from merchant_desk.operations.take_return import settle_if_done
from merchant_desk.queries.refund_due import refund_due
from merchant_desk.rules.promise import ship_by
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind, ReturnEventKind, ReturnKind
from merchant_desk.values.ids import OrderId, PaymentId, ProductId, ReturnId, new_id
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.payment_means import Means
from merchant_desk.values.remote import (
    LineKind,
    RemoteCustomer,
    RemoteLine,
    RemoteOrder,
    RemoteState,
)
from merchant_desk.values.snapshots import read_address
from merchant_desk.values.texts import _
from merchant_desk.values.words import OrderState

_ORDERS = table(Order)
_WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True)
class SentInstead:
    """Units of an article sent instead, at a price with VAT; None: what its card says."""

    product_id: ProductId
    units: int = 1
    price: Money | None = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """The order made: what the return paid of it, and what is left to pay."""

    order_id: OrderId
    number: str
    paid: Money
    left: Money


def send_replacement(
    session: Session, gesture: Gesture, return_id: ReturnId, items: Sequence[SentInstead]
) -> Replacement:
    """Make the order that goes out instead; what the return owes pays it first.

    Raises RefusedError when the return owes nothing: its articles are to be taken first.
    """
    session.flush()
    returned = find_return(session, return_id)
    if returned.order_id is None or returned.credit_id is None or not items:
        raise _refused()
    old = locked_order(session, returned.order_id)
    due = refund_due(session, old.id).due
    if not due:
        raise _refused()
    lines, products = _lines(session, items)
    whole = total(line.total for line in lines)
    paid = min(due, whole)
    remote = _remote(session, gesture, old, lines, whole)
    order_id = _insert(session, gesture, old, remote, products, whole - paid)
    _pay(session, gesture, returned, order_id, paid)
    returned.kind = ReturnKind.EXCHANGE
    note_return(session, gesture, returned, ReturnEventKind.REPLACED, remote.number)
    settle_if_done(session, gesture, returned)
    return Replacement(order_id, remote.number, paid, whole - paid)


def _lines(session: Session, items: Sequence[SentInstead]) -> tuple[tuple[RemoteLine, ...], Linked]:
    lines, products, kits = [], dict[str, ProductId](), []
    for place, each in enumerate(items):
        product = session.get(Product, each.product_id)
        if product is None or each.units <= 0:
            raise _refused()
        amount = (product.price if each.price is None else each.price) * each.units
        key = f"exchange-{place}"
        products[key] = product.id
        if product.kind is ProductKind.KIT:
            kits.append(product.id)
        lines.append(
            RemoteLine(
                remote_id=key,
                kind=LineKind.PRODUCT,
                sku=product.sku,
                name=product.name,
                quantity=each.units,
                total=amount,
                vat=amount.part(product.rate_bp, _WHOLE_BP + product.rate_bp),
                rate_bp=product.rate_bp,
                option_text=product.option_text,
            )
        )
    return tuple(lines), Linked(products, tuple(kits))


def _remote(
    session: Session, gesture: Gesture, old: Order, lines: tuple[RemoteLine, ...], whole: Money
) -> RemoteOrder:
    """Return the order as a storefront would tell it: to the same person, at the same place."""
    like = f"{old.number}-E%"
    before = session.scalar(select(func.count()).where(_ORDERS.c.number.like(like))) or 0
    return RemoteOrder(
        remote_id="",
        number=f"{old.number}-E{before + 1}",
        state=RemoteState.READY,
        state_word="",
        placed_at=gesture.at,
        modified_at=gesture.at,
        paid_at=gesture.at,
        customer=RemoteCustomer("", old.customer_name, old.email, ""),
        billing=read_address(old.billing),
        shipping=read_address(old.shipping),
        delivery=old.delivery,
        carrier=old.carrier,
        lines=lines,
        total=whole,
        payment_means=Means.EXCHANGE.value,
        relay_id=old.relay_id,
    )


def _insert(
    session: Session,
    gesture: Gesture,
    old: Order,
    remote: RemoteOrder,
    products: Linked,
    left: Money,
) -> OrderId:
    order_id, row = OrderId(new_id()), next_row(session, _ORDERS)
    state = OrderState.HELD if left else OrderState.TO_PREPARE
    values = {
        "id": order_id,
        "row": row,
        "shop_id": None,
        "remote_id": None,
        "slip_code": free_slip_code(session, remote.number, row),
        "customer_id": old.customer_id,
        "state": state,
        "channel": old.channel,
        "placed_at": gesture.at,
        "ship_by_at": ship_by(gesture.at),
        **shop_fields(remote),
        "blocked_reason": _to_pay(left) if left else "",
    }
    insert_into(session, _ORDERS, values)
    due = insert_lines(session, order_id, remote.lines, products, state)
    reserve_lines(session, due)
    queue_state(session, gesture, "stock", [line[1] for line in due])
    return order_id


def _to_pay(left: Money) -> str:
    """Return why an exchange for a dearer article waits, and how it goes on."""
    return _(
        "Échange\u00a0: il reste {amount} à payer. «\u00a0Débloquer\u00a0» la laisse partir, "
        "et sa facture les demande."
    ).format(amount=euros(left))


def _pay(
    session: Session, gesture: Gesture, returned: Return, order_id: OrderId, paid: Money
) -> None:
    """Let the credit note pay the order: the same amount out of one, into the other."""
    if paid == ZERO:
        return
    means = Means.EXCHANGE.value
    out = Paid(PaymentId(new_id()), -paid, means, gesture.at, invoice_id=returned.credit_id)
    into = Paid(PaymentId(new_id()), paid, means, gesture.at, order_id=order_id)
    record_payments(session, gesture, [out, into])
    detail = _("{amount} passés en échange").format(amount=euros(paid))
    note_return(session, gesture, returned, ReturnEventKind.REFUNDED, detail)


def _refused() -> RefusedError:
    return RefusedError(
        _("Aucun remplacement n’a été préparé\u00a0: le retour ne doit rien à cette cliente."),
        _("Reprenez d’abord ses articles, sans rendre l’argent, puis choisissez ce qui part."),
    )
