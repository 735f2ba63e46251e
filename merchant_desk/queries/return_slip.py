"""The slip of a return, for the customer's parcel."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.models.station import ShopProfile
from merchant_desk.rules.returns.carriage import seller_pays_way_back
from merchant_desk.values.clock import paris_date
from merchant_desk.values.ids import ReturnId
from merchant_desk.values.product_names import full_name
from merchant_desk.values.return_reasons import reason_words
from merchant_desk.values.return_slip import ReturnSlip, SlipItem
from merchant_desk.values.snapshots import read_seller
from merchant_desk.values.texts import _


def slip_title(slip: ReturnSlip) -> str:
    """Return what the paper is called in the queue and in the name of its file."""
    return _("Bon de retour {number}").format(number=slip.number)


def return_slip(session: Session, return_id: ReturnId) -> ReturnSlip:
    """Return it; raise RefusedError while it cannot say who gets the goods."""
    returned = session.get(Return, return_id)
    profile = session.get(ShopProfile, 1)
    if returned is None or profile is None:
        raise RefusedError(
            _("Le bon de retour n’a pas été fait\u00a0: l’identité de la boutique manque."),
            _("Remplissez-la dans Réglages, Boutique."),
        )
    rows = session.execute(
        select(ReturnLine, Product.sku, Product.name, Product.option_text)
        .join(Product, Product.id == ReturnLine.product_id)
        .where(ReturnLine.return_id == return_id)
        .order_by(ReturnLine.id)
    ).all()
    order = None if returned.order_id is None else session.get(Order, returned.order_id)
    pays = not any(
        seller_pays_way_back(returned.kind, line.reason, notice_given=True)
        for line, _sku, _name, _option in rows
    )
    return ReturnSlip(
        number=returned.number,
        order_number="" if order is None else order.number,
        customer=returned.customer_name,
        declared_on=paris_date(returned.declared_at),
        send_back_by=returned.send_back_by,
        customer_pays=pays,
        seller=read_seller(profile.seller),
        items=tuple(
            SlipItem(
                sku,
                full_name(name, option),
                max(line.expected, line.received),
                reason_words(line.reason),
            )
            for line, sku, name, option in rows
        ),
        logo=profile.logo,
        email="" if order is None else order.email,
    )
