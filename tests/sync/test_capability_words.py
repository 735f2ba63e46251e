"""Each thing a platform cannot do is said, with what happens instead."""

from dataclasses import replace

import pytest

from merchant_desk.connectors import CONNECTORS
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
from merchant_desk.sync.capability_words import capability_words

ABLE = replace(
    CONNECTORS["woocommerce"].capabilities,
    shows_deletions=True,
    levels_in_products=True,
    several_locations=False,
    sale_window=SaleWindow.MANY,
    prior_price_field=True,
    refund_moves_money=True,
    tracking=Tracking.NATIVE,
    returns=Returns.WITH_ORDER,
)
SPECIAL = ("L’argent d’un remboursement ne part que si vous le demandez.",)


def _without(able: Can) -> Capabilities:
    return replace(ABLE, can=ABLE.can - {able})


def test_a_platform_that_can_do_everything_has_nothing_to_excuse() -> None:
    assert capability_words("Boutique", ABLE) == SPECIAL


@pytest.mark.parametrize(
    ("able", "said"),
    [
        (_without(Can.ORDERS), "Boutique ne donne pas ses commandes"),
        (_without(Can.STOCK), "Le stock d’ici n’est pas envoyé"),
        (_without(Can.PRICES), "Les prix d’ici ne sont pas envoyés"),
        (_without(Can.REFUNDS), "n’est pas noté dans la boutique"),
        (_without(Can.SHIPMENTS), "Une expédition faite ici n’est pas annoncée"),
        (_without(Can.NEW_PRODUCTS), "n’est pas créé dans la boutique"),
        (replace(ABLE, orders_delta=Delta.CREATION), "changée après coup"),
        (replace(ABLE, order_days=60), "plus de 60 jours"),
        (replace(ABLE, shows_deletions=False), "supprimé pour de bon"),
        (replace(ABLE, stock_meaning=StockMeaning.PHYSICAL), "ce qui est sur l’étagère"),
        (replace(ABLE, levels_in_products=False), "n’est pas daté"),
        (replace(ABLE, several_locations=True), "plusieurs lieux"),
        (replace(ABLE, skus_unique=False), "la même référence"),
        (replace(ABLE, sale_window=SaleWindow.NONE), "ne peut pas porter de dates"),
        (replace(ABLE, sale_window=SaleWindow.ONE), "qu’une promotion datée"),
        (replace(ABLE, prior_price_field=False), "prix d’avant la promotion"),
        (replace(ABLE, refunds=Refunds.WHOLE), "Seule une commande entière"),
        (replace(ABLE, refund_moves_money=False), "l’argent ne part pas"),
        (replace(ABLE, refund_restocks=Restocks.NEVER), "n’y remet rien en stock"),
        (replace(ABLE, returns=Returns.NONE), "notez-le dans Retours"),
        (replace(ABLE, returns=Returns.PAID_EDITION), "Adobe Commerce"),
        (replace(ABLE, tracking=Tracking.META), "n’a pas de champ pour le suivi"),
        (replace(ABLE, several_parcels=False), "n’y a qu’un colis"),
    ],
)
def test_what_is_lacking_is_one_sentence_more(able: Capabilities, said: str) -> None:
    told = set(capability_words("Boutique", able)) - set(SPECIAL)

    assert [said in sentence for sentence in told] == [True]


@pytest.mark.parametrize("key", list(CONNECTORS))
def test_every_platform_is_told_in_whole_sentences(key: str) -> None:
    made = CONNECTORS[key]

    told = capability_words(made.title, made.capabilities)

    assert all(sentence.endswith(".") and "{" not in sentence for sentence in told)
    assert len(set(told)) == len(told)
