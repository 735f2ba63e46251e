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
from merchant_desk.rules.legal.distance.delivery import FR_LIVRAISON, value_of_delivery
from merchant_desk.rules.legal.distance.goods_return import FR_RETRACT_RENVOI, value_of_goods_return
from merchant_desk.rules.legal.distance.guarantee import FR_GLC, value_of_guarantee
from merchant_desk.rules.legal.distance.guarantee_information import FR_GLC_INFO
from merchant_desk.rules.legal.distance.late_refund import (
    FR_REMBOURS_MAJORATION,
    value_of_late_refund,
)
from merchant_desk.rules.legal.distance.refund import (
    FR_REMBOURS_DELAI,
    value_of_refund_amount,
    value_of_refund_deadline,
)
from merchant_desk.rules.legal.distance.withdrawal_deadline import (
    FR_RETRACT_DELAI,
    value_of_withdrawal,
)
from merchant_desk.rules.legal.distance.withdrawal_exceptions import FR_RETRACT_EXCEPT
from merchant_desk.rules.legal.distance.withdrawal_function import FR_BOUTON
from merchant_desk.rules.legal.distance.withdrawal_information import FR_RETRACT_12MOIS
from merchant_desk.rules.legal.distance_questions import (
    ConformityGuarantee,
    DeliveryDeadline,
    GoodsReturn,
    LateRefundIncrement,
    RefundAmount,
    RefundDeadline,
    WithdrawalDeadline,
)
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
from merchant_desk.rules.legal.prior_price.availability import FR_PRIX_DISPO
from merchant_desk.rules.legal.prior_price.channels import FR_PRIX_CANAL
from merchant_desk.rules.legal.prior_price.comparisons import FR_PRIX_COMPARAISON
from merchant_desk.rules.legal.prior_price.durations import FR_PRIX_DUREE
from merchant_desk.rules.legal.prior_price.evidence import FR_PRIX_PREUVE
from merchant_desk.rules.legal.prior_price.former_prices import value_of_prior_price
from merchant_desk.rules.legal.prior_price.general_claims import FR_PRIX_GENERAL
from merchant_desk.rules.legal.prior_price.new_products import FR_PRIX_NOUVEAU
from merchant_desk.rules.legal.prior_price.percentages import FR_PRIX_CALCUL
from merchant_desk.rules.legal.prior_price.perishables import FR_PRIX_PERISSABLE
from merchant_desk.rules.legal.prior_price.personal_offers import FR_PRIX_FIDELITE
from merchant_desk.rules.legal.prior_price.rounding import FR_PRIX_ARRONDI
from merchant_desk.rules.legal.prior_price.successive import FR_PRIX_PROGRESSIF
from merchant_desk.rules.legal.prior_price.thirty_days import FR_PRIX_ANTERIEUR_30J
from merchant_desk.rules.legal.purchase_prices import value_of_threshold
from merchant_desk.rules.legal.questions import (
    BookDeliveryFee,
    BookPrice,
    CommercialEvent,
    PriorPrice,
    PublicHoliday,
    Question,
    ResaleThreshold,
    SoldesPeriod,
)
from merchant_desk.rules.legal.resale.exceptions import FR_SRP_EXCEPTIONS
from merchant_desk.rules.legal.resale.food_margin import FR_SRP_ALIM10
from merchant_desk.rules.legal.resale.threshold import FR_SRP_SEUIL
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sectors.alcohol import FR_ALCOOL
from merchant_desk.rules.legal.sectors.animals import FR_ANIMAUX
from merchant_desk.rules.legal.sectors.book_delivery import (
    FR_LIVRE_PORT,
    value_of_book_delivery_fee,
)
from merchant_desk.rules.legal.sectors.book_price import FR_LIVRE_5, value_of_book_price
from merchant_desk.rules.legal.sectors.book_too_recent import FR_LIVRE_SOLDE
from merchant_desk.rules.legal.sectors.green_claims import FR_GREEN
from merchant_desk.rules.legal.sectors.infant_formula import FR_LAIT1
from merchant_desk.rules.legal.sectors.medicine import FR_MEDICAMENT
from merchant_desk.rules.legal.sectors.product_safety import FR_GPSR
from merchant_desk.rules.legal.sectors.second_hand import FR_OCCASION
from merchant_desk.rules.legal.sectors.tickets import FR_BILLETS
from merchant_desk.rules.legal.sectors.tobacco import FR_TABAC_VAPE
from merchant_desk.rules.legal.sectors.unsold_goods import FR_AGEC_INVENDUS
from merchant_desk.rules.legal.soldes.advertising import FR_SOLDES_PUB
from merchant_desk.rules.legal.soldes.comparable import FR_SOLDES_COMPARABLE
from merchant_desk.rules.legal.soldes.dates import FR_SOLDES_DATES
from merchant_desk.rules.legal.soldes.distance import FR_SOLDES_DISTANCE
from merchant_desk.rules.legal.soldes.floating import FR_SOLDES_FLOTTANTS
from merchant_desk.rules.legal.soldes.labels import FR_SOLDES_AFFICHAGE
from merchant_desk.rules.legal.soldes.moved_dates import FR_SOLDES_EXCEPT
from merchant_desk.rules.legal.soldes.one_month import FR_SOLDES_MOIS
from merchant_desk.rules.legal.soldes.own_dates import FR_SOLDES_DEROG
from merchant_desk.rules.legal.soldes.reserved_word import FR_SOLDES_MOT
from merchant_desk.rules.legal.soldes.restocking import FR_SOLDES_REASSORT
from merchant_desk.rules.legal.soldes.returns import FR_SOLDES_RETOURS
from merchant_desk.rules.legal.soldes_periods import value_of_period

RULES: tuple[LegalRule, ...] = (
    FR_SOLDES_DATES,
    FR_SOLDES_DEROG,
    FR_SOLDES_EXCEPT,
    FR_SOLDES_DISTANCE,
    FR_SOLDES_MOIS,
    FR_SOLDES_REASSORT,
    FR_SOLDES_MOT,
    FR_SOLDES_PUB,
    FR_SOLDES_AFFICHAGE,
    FR_SOLDES_FLOTTANTS,
    FR_SOLDES_RETOURS,
    FR_SOLDES_COMPARABLE,
    FR_PRIX_ANTERIEUR_30J,
    FR_PRIX_CALCUL,
    FR_PRIX_PROGRESSIF,
    FR_PRIX_PERISSABLE,
    FR_PRIX_COMPARAISON,
    FR_PRIX_CANAL,
    FR_PRIX_FIDELITE,
    FR_PRIX_GENERAL,
    FR_PRIX_NOUVEAU,
    FR_PRIX_ARRONDI,
    FR_PRIX_DUREE,
    FR_PRIX_DISPO,
    FR_PRIX_PREUVE,
    FR_SRP_SEUIL,
    FR_SRP_EXCEPTIONS,
    FR_SRP_ALIM10,
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
    FR_LIVRE_5,
    FR_LIVRE_PORT,
    FR_LIVRE_SOLDE,
    FR_ALCOOL,
    FR_TABAC_VAPE,
    FR_LAIT1,
    FR_MEDICAMENT,
    FR_ANIMAUX,
    FR_BILLETS,
    FR_OCCASION,
    FR_AGEC_INVENDUS,
    FR_GREEN,
    FR_RETRACT_DELAI,
    FR_RETRACT_12MOIS,
    FR_RETRACT_EXCEPT,
    FR_RETRACT_RENVOI,
    FR_REMBOURS_DELAI,
    FR_REMBOURS_MAJORATION,
    FR_BOUTON,
    FR_GLC,
    FR_GLC_INFO,
    FR_GPSR,
    FR_LIVRAISON,
    FR_FERIES,
    FR_EVENTS,
)
"""Every rule, in the order of the sheet."""

VALUES: Mapping[type[Question], Callable[[Any], Value]] = {
    SoldesPeriod: value_of_period,
    PriorPrice: value_of_prior_price,
    ResaleThreshold: value_of_threshold,
    PublicHoliday: value_of_holiday,
    CommercialEvent: value_of_event,
    BookPrice: value_of_book_price,
    BookDeliveryFee: value_of_book_delivery_fee,
    WithdrawalDeadline: value_of_withdrawal,
    GoodsReturn: value_of_goods_return,
    RefundDeadline: value_of_refund_deadline,
    RefundAmount: value_of_refund_amount,
    LateRefundIncrement: value_of_late_refund,
    ConformityGuarantee: value_of_guarantee,
    DeliveryDeadline: value_of_delivery,
}
"""What computes the value that a question of some kinds asks for."""
