"""One rule of French law a file, and the lists of them."""

from collections.abc import Callable, Mapping
from typing import Any

from merchant_desk.rules.legal.answer import Value
from merchant_desk.rules.legal.calendar.public_holidays import FR_FERIES
from merchant_desk.rules.legal.calendar.trade_events import FR_EVENTS
from merchant_desk.rules.legal.consumer_goods.consumer_goods_value import FR_EGALIM_VALEUR_PGC
from merchant_desk.rules.legal.consumer_goods.exclusions import FR_EGALIM_EXCLUSIONS
from merchant_desk.rules.legal.consumer_goods.food_value import FR_EGALIM_VALEUR_ALIM
from merchant_desk.rules.legal.consumer_goods.free_word import FR_EGALIM_GRATUIT
from merchant_desk.rules.legal.consumer_goods.fruit_advert import FR_FL_ANNONCE
from merchant_desk.rules.legal.consumer_goods.perishable_advert import FR_ALIM_PERISSABLE_PUB
from merchant_desk.rules.legal.consumer_goods.volume import FR_EGALIM_VOLUME
from merchant_desk.rules.legal.events import value_of_event
from merchant_desk.rules.legal.holidays import value_of_holiday
from merchant_desk.rules.legal.liquidation.adverts import FR_LIQUID_PUB
from merchant_desk.rules.legal.liquidation.declared import FR_LIQUID_DECL
from merchant_desk.rules.legal.liquidation.factory_outlet import FR_USINE
from merchant_desk.rules.legal.liquidation.length import FR_LIQUID_DUREE
from merchant_desk.rules.legal.liquidation.stock import FR_LIQUID_STOCK
from merchant_desk.rules.legal.liquidation.temporary_sale import FR_DEBALLAGE
from merchant_desk.rules.legal.offers.destocking import FR_DESTOCKAGE
from merchant_desk.rules.legal.offers.free import FR_GRATUIT
from merchant_desk.rules.legal.offers.games import FR_JEUX
from merchant_desk.rules.legal.offers.lots import FR_LOTS
from merchant_desk.rules.legal.offers.premiums import FR_PRIMES
from merchant_desk.rules.legal.offers.private_sale import FR_VENTE_PRIVEE
from merchant_desk.rules.legal.questions import (
    CommercialEvent,
    PublicHoliday,
    Question,
    SoldesPeriod,
)
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.soldes_periods import value_of_period

RULES: tuple[LegalRule, ...] = (
    FR_DESTOCKAGE,
    FR_VENTE_PRIVEE,
    FR_LOTS,
    FR_PRIMES,
    FR_JEUX,
    FR_GRATUIT,
    FR_EGALIM_VALEUR_ALIM,
    FR_EGALIM_VALEUR_PGC,
    FR_EGALIM_VOLUME,
    FR_EGALIM_EXCLUSIONS,
    FR_EGALIM_GRATUIT,
    FR_ALIM_PERISSABLE_PUB,
    FR_FL_ANNONCE,
    FR_LIQUID_DECL,
    FR_LIQUID_DUREE,
    FR_LIQUID_STOCK,
    FR_LIQUID_PUB,
    FR_DEBALLAGE,
    FR_USINE,
    FR_FERIES,
    FR_EVENTS,
)
"""Every rule, in the order of the sheet."""

VALUES: Mapping[type[Question], Callable[[Any], Value]] = {
    SoldesPeriod: value_of_period,
    PublicHoliday: value_of_holiday,
    CommercialEvent: value_of_event,
}
"""What computes the value that a question of some kinds asks for."""
