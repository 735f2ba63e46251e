"""FR-SRP-ALIM10: food is sold at its cost and a tenth more, at least."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import money, said_euros
from merchant_desk.rules.legal.loss_cases import Loss
from merchant_desk.rules.legal.purchase_prices import FOOD_MARGIN
from merchant_desk.rules.legal.resale.threshold import loss_figures, lowest_price_remedy
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import last_day_of
from merchant_desk.rules.legal.sanctions import RESALE_AT_LOSS
from merchant_desk.rules.legal.typography import set_in_french
from merchant_desk.values.french import long_date


def _check(case: Case) -> Iterator[Found]:
    if case.operation is None:
        return
    for loss in case.losses:
        if loss.outcome != "refused" or not loss.below_margin:
            continue
        if loss.lowest.margin_holds:
            yield _below(loss)
        elif not loss.below_cost:
            yield _lapsed(loss)


def _below(loss: Loss) -> Found:
    last = last_day_of(FOOD_MARGIN)
    until = f" jusqu’au {long_date(last)}" if last else ""
    return Found(
        Level.BLOCK,
        set_in_french(
            f"Alimentaire : le prix ne peut pas descendre sous {said_euros(loss.lowest.lawful)} "
            f"TTC (coût + 10 %){until}."
        ),
        (loss.each.sku,),
        loss_figures(loss),
        lowest_price_remedy(loss),
    )


def _lapsed(loss: Loss) -> Found:
    last = last_day_of(FOOD_MARGIN)
    since = f" a pris fin le {long_date(last)}" if last else " a pris fin"
    return Found(
        Level.WARN,
        set_in_french(
            f"Alimentaire : le prix est au-dessus du coût, mais à moins de 10 %. Cette "
            f"marge{since} d’après les textes connus : vérifiez qu’elle n’a pas été prolongée."
        ),
        (loss.each.sku,),
        loss_figures(loss) | {"price_with_margin": money(loss.lowest.with_margin)},
        lowest_price_remedy(loss),
    )


FR_SRP_ALIM10 = LegalRule(
    id="FR-SRP-ALIM10",
    title="Alimentation : coût d’achat et 10 % au moins",
    article="Loi n° 2020-1525 du 7 décembre 2020, art. 125, I",
    explanation=set_in_french(
        "Pour les denrées et les aliments pour animaux revendus en l’état à des consommateurs, le "
        "seuil de revente à perte est relevé de 10 %. Les marques de distributeur sont comprises, "
        "les fruits et légumes frais exclus.\n\n"
        "Exemple : des biscuits achetés 1,00 € HT, TVA 5,5 % : 1,00 × 1,055 × 1,10 = 1,1605 €. Le "
        "prix le plus bas permis est 1,17 € TTC.\n\n"
        "Pour les alcools soumis à l’accise, les 10 % se comptent sur le prix d’achat moins "
        "l’accise. Les cas où la revente à perte est permise lèvent aussi ces 10 %.\n\n"
        "La mesure est prévue jusqu’au 15 avril 2028. Après cette date, le programme avertit "
        "seulement."
    ),
    sanction=RESALE_AT_LOSS,
    since=date(2019, 2, 1),
    until=date(2028, 4, 15),
    unsure=(
        "L’exclusion des fruits et légumes frais, l’application outre-mer, et pour les alcools le "
        "calcul avant ou après TVA : le plus élevé est retenu."
    ),
    check=_check,
)
