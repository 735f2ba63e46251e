"""FR-PRIX-CALCUL: what is announced is worked out on the prior price, and the price is lower."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from merchant_desk.rules.legal.answer import Figure, Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import money, percent_down, said_euros, said_percent
from merchant_desk.rules.legal.item_case import ItemCase
from merchant_desk.rules.legal.lawful_discounts import whole_percent_down
from merchant_desk.rules.legal.prior_price_case import Label
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import number_told
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.typography import set_in_french

TOLERANCE = "percent_tolerance_points"
_CENT = Fraction(1, 100)


def _check(case: Case) -> Iterator[Found]:
    tolerance = number_told(TOLERANCE, case.day)
    for each in case.announced_items:
        told = each.announcement
        if told.is_new:
            continue
        for label in told.labels:
            p0, price = label.reference, label.new_price
            if p0 is None or price is None:
                continue
            if price >= p0:
                yield _not_lower(each, label, p0)
            elif (excess := label.excess) is not None and excess >= tolerance:
                yield _too_much(each, label, p0)
            off = each.item.shown_amount_off
            if off is not None and off > p0 - price and price < p0:
                yield _too_far(each, label, p0, p0 - price)


def percent_figures(label: Label) -> dict[str, Figure]:
    """Return the figures that decide on a percentage."""
    figures: dict[str, Figure] = {}
    if label.reference is not None:
        figures["prior_price"] = money(label.reference)
    if label.true_percent is not None:
        figures["true_percent"] = percent_down(label.true_percent)
    if label.percent is not None:
        figures["shown_percent"] = percent_down(label.percent)
    return figures


def _not_lower(each: ItemCase, label: Label, p0: Fraction) -> Found:
    return Found(
        Level.BLOCK,
        set_in_french(
            f"Pas de réduction pour « {each.name} » : le nouveau prix n’est pas inférieur au prix "
            f"le plus bas des 30 derniers jours ({said_euros(p0)})."
        ),
        (each.sku,),
        percent_figures(label),
        Remedy("set_price", money(p0 - _CENT)) if p0 > _CENT else Remedy("remove_item", each.sku),
    )


def _too_much(each: ItemCase, label: Label, p0: Fraction) -> Found:
    true, shown = label.true_percent or Fraction(0), label.percent or Fraction(0)
    whole = whole_percent_down(true)
    return Found(
        Level.BLOCK,
        set_in_french(
            "La remise doit être calculée sur le prix le plus bas des 30 derniers jours "
            f"({said_euros(p0)}) : -{whole} % et non -{said_percent(shown)}."
        ),
        (each.sku,),
        percent_figures(label),
        Remedy("set_percent", str(whole)),
    )


def _too_far(each: ItemCase, label: Label, p0: Fraction, true: Fraction) -> Found:
    return Found(
        Level.BLOCK,
        set_in_french(
            "La remise doit être calculée sur le prix le plus bas des 30 derniers jours "
            f"({said_euros(p0)}) : elle est de {said_euros(true)} et non de "
            f"{said_euros(each.item.shown_amount_off or true)}."
        ),
        (each.sku,),
        percent_figures(label) | {"true_amount": money(true)},
        Remedy("set_amount", money(true)),
    )


FR_PRIX_CALCUL = LegalRule(
    id="FR-PRIX-CALCUL",
    title="La remise se calcule sur l’ancien prix",
    article="Code de la consommation, art. L112-1-1; CJUE, 26 septembre 2024, C-330/23",
    explanation=set_in_french(
        "Le pourcentage ou le montant annoncé se calcule sur le prix le plus bas des trente "
        "derniers jours, pas sur le dernier prix. Il ne suffit pas d’écrire ce prix le plus bas en "
        "petit à côté d’un pourcentage calculé sur un autre.\n\n"
        "Exemple : des bananes à 1,69 €, vendues 1,29 € il y a deux semaines. À 1,29 € vous ne "
        "pouvez annoncer ni « -23 % » ni « prix en baisse » : il n’y a pas de réduction.\n\n"
        "Un dépassement de moins d’un point est traité par la règle de l’arrondi."
    ),
    sanction=MISLEADING,
    since=date(2022, 5, 28),
    check=_check,
)
