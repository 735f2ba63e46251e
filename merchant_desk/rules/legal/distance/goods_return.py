"""Goods come back within fourteen days of the withdrawal."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy, Value
from merchant_desk.rules.legal.distance_questions import GoodsReturn
from merchant_desk.rules.legal.figures import percent_down, said_day, said_percent
from merchant_desk.rules.legal.prior_prices import shifted
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import count_told


def _send_back_by(question: GoodsReturn) -> date:
    sent = question.withdrawal_sent_on
    return shifted(sent, count_told("goods_return_days", sent))


def _check(question: GoodsReturn) -> Iterator[Found]:
    by = f"Retour à expédier avant le {said_day(_send_back_by(question))}."
    if question.depreciation_percent > 0:
        yield Found(
            Level.WARN,
            f"{by} Une dépréciation de {said_percent(question.depreciation_percent)} ne se retient "
            "que pour des manipulations au-delà du nécessaire, et c’est à vous de les prouver.",
            figures={"depreciation_percent": percent_down(question.depreciation_percent)},
            remedy=Remedy("attach_proof", "depreciation"),
        )
    else:
        yield Found(Level.PASS, by)


def value_of_goods_return(question: GoodsReturn) -> Value:
    """Return the last day to send the goods back, and who pays for it."""
    return {
        "send_back_by": _send_back_by(question).isoformat(),
        "cost_bearer": "consumer" if question.return_cost_notice_given else "seller",
    }


FR_RETRACT_RENVOI = LegalRule(
    id="FR-RETRACT-RENVOI",
    title="Renvoi des produits",
    article="Code de la consommation, art. L221-23",
    explanation=(
        "Le client renvoie les produits au plus tard 14 jours après avoir fait connaître sa "
        "décision\u00a0: rétractation envoyée le 10/11/2026, renvoi au plus tard le "
        "24/11/2026.\n\n"
        "Les frais de renvoi sont pour lui, seulement si vous l’en avez informé\u00a0; sinon "
        "ils sont pour vous.\n\n"
        "Vous ne pouvez retenir une dépréciation que pour des manipulations au-delà de ce "
        "qu’il faut pour essayer le produit, et vous devez les prouver."
    ),
    since=date(2014, 6, 13),
    confidence="K",
    others=((GoodsReturn, _check),),
)
