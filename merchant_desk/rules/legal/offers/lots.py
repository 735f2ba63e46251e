"""Lots say what they are made of, and what they really save."""

from collections.abc import Iterator
from fractions import Fraction

from merchant_desk.rules.legal.advantages import price_of_singles, single_price
from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import money, said_euros
from merchant_desk.rules.legal.item_case import ItemCase
from merchant_desk.rules.legal.items import Lot
from merchant_desk.rules.legal.parts import ZERO
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import MISLEADING


def _check(case: Case) -> Iterator[Found]:
    for each in case.judged_items:
        if isinstance(each.item.bundle, Lot):
            yield from _judged(each, each.item.bundle)


def _judged(each: ItemCase, lot: Lot) -> Iterator[Found]:
    total = price_of_singles(lot, single_price(each))
    claimed = lot.claimed_instead_of
    if total is not None and claimed is not None and claimed > total:
        saving = max(ZERO, total - lot.lot_price)
        yield Found(
            Level.BLOCK,
            f"Lot\u00a0: économie réelle {said_euros(saving)}. Achetés un par un, les "
            f"{lot.quantity} articles coûtent {said_euros(total)}, et non {said_euros(claimed)}.",
            skus=(each.sku,),
            figures=_figures(total, saving),
            remedy=Remedy("set_amount", money(total)),
        )
    if lot.composition_shown is False:
        yield Found(
            Level.BLOCK,
            "Lot\u00a0: affichez sa composition et le prix de chaque article vendu seul.",
            skus=(each.sku,),
            remedy=Remedy("add_mention", "composition"),
            legal_reference="Arrêté du 3\u00a0décembre\u00a01987, art. 7",
        )


def _figures(total: Fraction, saving: Fraction) -> dict[str, str]:
    return {"single_total": money(total), "saving": money(saving)}


FR_LOTS = LegalRule(
    id="FR-LOTS",
    title="Lots et offres groupées",
    article=(
        "Code de la consommation, art. L121-2 et L121-11\u00a0; arrêté du 3\u00a0décembre\u00a01987"
    ),
    explanation=(
        "Vendre en lot est permis\u00a0: «\u00a03 pour 2\u00a0», «\u00a0le 2e à "
        "-50\u00a0%\u00a0», coffret. Affichez le prix du lot, sa composition et le prix de "
        "chaque article.\n\n"
        "L’économie annoncée ne peut pas dépasser l’économie réelle. Trois savons à "
        "5,00\u00a0€ vendus 12,00\u00a0€ en coffret économisent 3,00\u00a0€\u00a0: «\u00a0au "
        "lieu de 18,00\u00a0€\u00a0» serait faux, «\u00a0au lieu de 15,00\u00a0€\u00a0» est "
        "vrai.\n\n"
        "Le prix de chaque article du lot ne peut pas descendre sous son seuil de revente à "
        "perte, et les produits de grande consommation gardent leur plafond (34 ou "
        "40\u00a0%). Une offre soumise à une quantité («\u00a0-30\u00a0% dès 3 "
        "articles\u00a0») n’est pas une annonce de réduction au sens du prix antérieur."
    ),
    sanction=MISLEADING,
    confidence="K",
    unsure="Que les offres soumises à une quantité échappent au prix antérieur sur 30 jours.",
    check=_check,
)
