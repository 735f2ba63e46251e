"""An order to a supplier as it is printed, and the mail that carries it."""

from dataclasses import replace

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.station import ShopProfile
from merchant_desk.queries.purchase_card import PurchaseCard, purchase_card
from merchant_desk.values.clock import paris_date
from merchant_desk.values.goods_words import PurchaseState
from merchant_desk.values.ids import PurchaseId
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.postal import postal_lines
from merchant_desk.values.purchase_page import PurchasePage, PurchasePageLine
from merchant_desk.values.snapshots import read_seller
from merchant_desk.values.texts import _


def purchase_page(session: Session, purchase_id: PurchaseId) -> PurchasePage:
    """Return what is printed.

    Raises RefusedError for an order that is gone, empty or cancelled, and while the shop has no
    name: a supplier must know who orders.
    """
    card = purchase_card(session, purchase_id)
    if card is None or not card.lines or card.state is PurchaseState.CANCELLED:
        raise RefusedError(
            _("Le bon de commande n’a pas été fait\u00a0: la commande est vide ou annulée."),
            _("Ajoutez au moins un article."),
        )
    profile = session.get(ShopProfile, 1)
    if profile is None:
        raise RefusedError(
            _("Le bon de commande n’a pas été fait\u00a0: la boutique n’a pas encore de nom."),
            _("Écrivez son nom et son adresse dans Réglages, Boutique."),
        )
    shop = read_seller(profile.seller)
    day = card.sent_at or card.created_at
    return PurchasePage(
        number=card.number,
        ordered_on=paris_date(day),
        draft=card.state is PurchaseState.DRAFT,
        shop=shop,
        logo=profile.logo,
        supplier=card.supplier.name,
        supplier_address=card.supplier.address,
        supplier_email=card.supplier.email,
        customer_number=card.supplier.customer_number,
        delivery=_address(card, shop),
        wanted_on=card.wanted_on,
        lines=_lines(card),
        goods=card.totals.goods,
        carriage=card.totals.carriage,
        total=card.totals.total,
        unknown_prices=card.totals.unknown,
        note=card.note,
        person=card.by,
    )


def _address(card: PurchaseCard, shop: Seller) -> tuple[str, ...]:
    """Return the lines of the address of this order, which is the shop's unless it says another."""
    if card.deliver_to:
        return tuple(each.strip() for each in card.deliver_to.split(","))
    return postal_lines(replace(shop.address, company=shop.trade_name or shop.name))


def _lines(card: PurchaseCard) -> tuple[PurchasePageLine, ...]:
    return tuple(
        PurchasePageLine(
            supplier_sku=each.supplier_sku,
            sku=each.sku,
            title=each.title,
            ean=each.ean,
            quantity=each.quantity,
            pack_units=each.pack_units,
            cost_tenthousandths=each.cost_tenthousandths,
            rebate_bp=each.rebate_bp,
            total=each.total,
        )
        for each in card.lines
    )
