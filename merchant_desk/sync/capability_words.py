"""What a platform does its own way, in sentences: what it cannot do and what happens instead."""

from collections.abc import Iterator

from merchant_desk.sync.capabilities import (
    Can,
    Capabilities,
    Delta,
    Refunds,
    Restocks,
    Returns,
    SaleWindow,
    StockMeaning,
    Tracking,
)
from merchant_desk.values.french import number
from merchant_desk.values.texts import _


def capability_words(title: str, able: Capabilities) -> tuple[str, ...]:
    """Return one sentence for each ability that is lacking or special; ``title`` names it."""
    return (
        *_orders(title, able),
        *_stock(able),
        *_prices(able),
        *_refunds(able),
        *_returns(able),
        *_shipping(title, able),
    )


def _orders(title: str, able: Capabilities) -> Iterator[str]:
    if Can.ORDERS not in able.can:
        told = _("{platform} ne donne pas ses commandes\u00a0: elles restent dans la boutique.")
        yield told.format(platform=title)
        return
    if able.orders_delta is not Delta.MODIFIED:
        yield _(
            "Une commande changée après coup n’est pas annoncée\u00a0: le contrôle complet, une "
            "fois par jour, la revoit."
        )
    if able.order_days is not None:
        yield _(
            "Les commandes de plus de {days} jours ne peuvent pas être lues\u00a0: elles restent "
            "dans la boutique."
        ).format(days=number(able.order_days))
    if not able.shows_deletions:
        yield _(
            "Ce qui est supprimé pour de bon n’est pas annoncé\u00a0: le contrôle complet, une "
            "fois par jour, le voit."
        )


def _stock(able: Capabilities) -> Iterator[str]:
    if Can.STOCK not in able.can:
        yield _("Le stock d’ici n’est pas envoyé\u00a0: tenez-le aussi dans la boutique.")
    if able.stock_meaning is StockMeaning.PHYSICAL:
        yield _(
            "Le stock affiché compte ce qui est sur l’étagère, vendu mais pas encore parti "
            "compris\u00a0: c’est ce nombre qui est envoyé."
        )
    if not able.levels_in_products:
        yield _(
            "Un stock changé dans la boutique n’est pas daté\u00a0: le contrôle complet, une fois "
            "par jour, le voit."
        )
    if able.several_locations:
        yield _(
            "Le stock peut être tenu en plusieurs lieux\u00a0: un seul est échangé, celui que vous "
            "choisissez."
        )
    if not able.skus_unique:
        yield _(
            "Deux articles peuvent porter la même référence\u00a0: Merchant Desk vous demande "
            "alors lequel est lequel."
        )


def _prices(able: Capabilities) -> Iterator[str]:
    if Can.PRICES not in able.can:
        yield _("Les prix d’ici ne sont pas envoyés\u00a0: changez-les aussi dans la boutique.")
        return
    if able.sale_window is SaleWindow.NONE:
        yield _(
            "Une promotion ne peut pas porter de dates dans la boutique\u00a0: n’y envoyez son "
            "prix que le jour venu."
        )
    elif able.sale_window is SaleWindow.ONE:
        yield _(
            "Un article n’y porte qu’une promotion datée à la fois\u00a0: la dernière envoyée "
            "remplace l’autre."
        )
    if not able.prior_price_field:
        yield _(
            "Le prix d’avant la promotion n’a pas de champ dans la boutique\u00a0: écrivez-le "
            "vous-même là où la réduction est annoncée."
        )


def _refunds(able: Capabilities) -> Iterator[str]:
    if Can.REFUNDS not in able.can or able.refunds is Refunds.NONE:
        yield _(
            "Un remboursement fait ici n’est pas noté dans la boutique\u00a0: faites-le dans ses "
            "écrans, il revient ici tout seul."
        )
        return
    if able.refunds is Refunds.WHOLE:
        yield _(
            "Seule une commande entière peut y être remboursée\u00a0: pour une partie, passez par "
            "les écrans de la boutique."
        )
    if able.refund_moves_money:
        yield _("L’argent d’un remboursement ne part que si vous le demandez.")
    else:
        yield _(
            "Un remboursement y est noté, mais l’argent ne part pas\u00a0: rendez-le chez votre "
            "prestataire de paiement."
        )
    if able.refund_restocks is Restocks.NEVER:
        yield _(
            "Un remboursement n’y remet rien en stock\u00a0: le stock d’ici est annoncé ensuite."
        )


def _returns(able: Capabilities) -> Iterator[str]:
    if able.returns is Returns.PAID_EDITION:
        yield _(
            "Un retour demandé dans la boutique est lu avec sa commande dans Adobe Commerce\u00a0; "
            "l’édition libre n’en a pas\u00a0: notez-le dans Retours dès qu’il est annoncé."
        )
    elif able.returns is Returns.NONE:
        yield _(
            "Un retour demandé dans la boutique n’arrive pas ici\u00a0: notez-le dans Retours dès "
            "qu’il est annoncé, le délai de la loi court."
        )


def _shipping(title: str, able: Capabilities) -> Iterator[str]:
    if Can.SHIPMENTS not in able.can:
        yield _(
            "Une expédition faite ici n’est pas annoncée\u00a0: marquez la commande dans la "
            "boutique."
        )
        return
    if able.tracking is not Tracking.NATIVE:
        yield _(
            "{platform} n’a pas de champ pour le suivi d’un colis\u00a0: le numéro va dans une "
            "note de la commande."
        ).format(platform=title)
    if not able.several_parcels:
        yield _(
            "Une commande n’y a qu’un colis\u00a0: les numéros de suivi suivants s’ajoutent au "
            "premier."
        )
    if Can.NEW_PRODUCTS not in able.can:
        yield _(
            "Un produit créé ici n’est pas créé dans la boutique\u00a0: créez-le là-bas avec la "
            "même référence, il sera reconnu."
        )
