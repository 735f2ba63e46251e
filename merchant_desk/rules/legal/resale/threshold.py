"""FR-SRP-SEUIL: goods are not sold again below what they really cost."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Figure, Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import money, said_euros
from merchant_desk.rules.legal.loss_cases import Loss, items_of_unknown_cost
from merchant_desk.rules.legal.purchase_prices import exact, is_resold, price_to_ask
from merchant_desk.rules.legal.questions import ResaleThreshold
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import RESALE_AT_LOSS
from merchant_desk.rules.legal.typography import set_in_french


def _check(case: Case) -> Iterator[Found]:
    if case.operation is None:
        return
    for loss in case.losses:
        if loss.outcome == "refused" and loss.below_cost:
            yield _below(loss)
    unknown = items_of_unknown_cost(case)
    if unknown:
        yield _unknown(tuple(each.sku for each in unknown))


def _below(loss: Loss) -> Found:
    return Found(
        Level.BLOCK,
        set_in_french(
            f"Prix {said_euros(loss.paid)} inférieur au seuil de revente à perte "
            f"({said_euros(loss.lowest.lawful)} TTC). Interdit hors soldes et cas particuliers."
        ),
        (loss.each.sku,),
        loss_figures(loss),
        lowest_price_remedy(loss),
    )


def loss_figures(loss: Loss) -> dict[str, Figure]:
    """Return the figures that decide on a sale below cost."""
    return {
        "lowest_legal_price": money(loss.lowest.lawful),
        "effective_purchase_price": exact(loss.lowest.effective),
        "price_paid": money(loss.paid),
    }


def lowest_price_remedy(loss: Loss) -> Remedy:
    """Return the lowest price to ask so that one unit costs enough, bundle included."""
    lowest = loss.lowest
    floor = lowest.with_margin if lowest.margin_holds else lowest.effective
    price = price_to_ask(loss.each.item, floor)
    return (
        Remedy("remove_item", loss.each.sku) if price is None else Remedy("set_price", money(price))
    )


def _unknown(skus: tuple[str, ...]) -> Found:
    return Found(
        Level.WARN,
        set_in_french(
            "Coût d’achat inconnu : le seuil de revente à perte ne peut pas être vérifié. "
            "Indiquez le prix d’achat net HT de l’article."
        ),
        skus,
        {"missing": "net_unit_cost_ht"},
        Remedy("complete_data", "net_unit_cost_ht"),
    )


def _check_question(question: ResaleThreshold) -> Iterator[Found]:
    if question.item.net_unit_cost_ht is None and is_resold(question.item):
        yield _unknown((question.item.sku,))


FR_SRP_SEUIL = LegalRule(
    id="FR-SRP-SEUIL",
    title="Pas de revente à perte",
    article="Code de commerce, art. L442-5, I",
    explanation=set_in_french(
        "Un article acheté et revendu en l’état ne peut pas être vendu, ni annoncé, sous son prix "
        "d’achat effectif. C’est le prix net de la facture, moins les avantages déjà acquis "
        "(remises, ristournes), plus les taxes propres au produit et le transport, avec la TVA.\n\n"
        "Exemple : un article facturé 10,00 € HT, avec 5 % de ristourne et 0,30 € de transport : "
        "(10,00 × 0,95 + 0,30) × 1,20 = 11,76 € TTC. Vendre à 11,76 € est permis, à 11,75 € "
        "non.\n\n"
        "Pour un lot, « 3 pour 2 » ou « le 2e à -50 % », c’est le prix payé en moyenne pour une "
        "pièce qui compte. Vos propres fabrications et les services ne sont pas concernés. En "
        "franchise de TVA, le prix d’achat est celui que vous avez payé, TVA comprise. Un "
        "grossiste qui ne vend qu’à des professionnels compte 90 % de ce prix.\n\n"
        "Sans le coût d’achat, le programme ne peut rien vérifier et le dit."
    ),
    sanction=RESALE_AT_LOSS,
    since=date(1963, 7, 2),
    unsure=(
        "La sanction depuis la loi du 14 avril 2025 : les sources ne disent pas si le plafond de "
        "0,4 % du chiffre d’affaires remplace l’amende pour tous les produits."
    ),
    check=_check,
    others=((ResaleThreshold, _check_question),),
)
