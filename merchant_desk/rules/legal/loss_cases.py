"""Items sold below the lowest legal price, and whether one of the cases of L442-5 II allows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from merchant_desk.rules.legal.advantages import is_advertised
from merchant_desk.rules.legal.items import LossException
from merchant_desk.rules.legal.purchase_prices import (
    LowestPrice,
    effective_purchase_price,
    is_resold,
)
from merchant_desk.rules.legal.sales_numbers import number_told
from merchant_desk.rules.legal.words_of_law import FOOD_AND_PET_FOOD, Channel

if TYPE_CHECKING:
    from merchant_desk.rules.legal.case import Case
    from merchant_desk.rules.legal.item_case import ItemCase

Outcome = Literal["accepted", "tolerated", "refused"]
_ENDING = frozenset({"cessation", "change_of_activity"})
_PAUSING = frozenset({"change_of_conditions", "seasonal_suspension"})
EITHER_DATES: tuple[Channel, ...] = ("shop", "web")


@dataclass(frozen=True, slots=True)
class Loss:
    """An item sold below the lowest legal price, counting a margin that has lapsed since."""

    each: "ItemCase"
    paid: Fraction
    """What one unit costs the customer in the end."""
    lowest: LowestPrice
    outcome: Outcome
    ground: str = ""
    """In French: which exception is accepted, or why the one that is claimed is not."""

    @property
    def below_cost(self) -> bool:
        """Tell whether it is below the effective purchase price itself."""
        return self.paid < self.lowest.effective

    @property
    def below_margin(self) -> bool:
        """Tell whether it is below the price with the margin of food, in force or lapsed."""
        return (
            self.lowest.with_margin != self.lowest.effective and self.paid < self.lowest.with_margin
        )

    @property
    def is_forbidden(self) -> bool:
        """Tell whether a text that is in force forbids the price."""
        return self.below_cost or (self.below_margin and self.lowest.margin_holds)


def losses(case: "Case") -> tuple[Loss, ...]:
    """Return the items of an operation that are sold below what the law asks."""
    found = []
    for each in case.judged_items:
        paid = each.price_paid
        if paid is None:
            continue
        lowest = each.lowest_legal_price
        if lowest is not None and paid < lowest.with_margin:
            outcome, ground = _judged(each, paid)
            found.append(Loss(each, paid, lowest, outcome, ground))
    return tuple(found)


def items_of_unknown_cost(case: "Case") -> tuple["ItemCase", ...]:
    """Return the items with a price whose cost is not told, outside the soldes."""
    if case.kind == "soldes":
        return ()
    return tuple(
        each
        for each in case.judged_items
        if each.item.net_unit_cost_ht is None
        and each.price_paid is not None
        and is_resold(each.item)
    )


def _judged(each: "ItemCase", paid: Fraction) -> tuple[Outcome, str]:
    case, claim = each.case, each.item.loss_exception
    if each.is_solde and is_inside_soldes(case):
        return "accepted", "article soldé pendant les soldes (7°)"
    reason = _declared_reason(case)
    if reason in _ENDING:
        return "accepted", "liquidation pour cessation ou changement d’activité (1°)"
    refusal = _refusal(each, claim, paid) if claim else ""
    if claim and not refusal:
        return "accepted", _GROUNDS[claim.code]
    return ("tolerated", "") if reason in _PAUSING else ("refused", refusal)


def is_freed(each: "ItemCase") -> bool:
    """Tell whether an item may be sold at any loss: soldé, or of a shop that closes."""
    return (each.is_solde and is_inside_soldes(each.case)) or _declared_reason(each.case) in _ENDING


def _declared_reason(case: "Case") -> str:
    """Return why a liquidation was declared; empty when it was not."""
    declaration = case.declaration
    if case.kind != "liquidation" or declaration is None or declaration.sent_on is None:
        return ""
    return declaration.reason or ""


def is_inside_soldes(case: "Case") -> bool:
    """Tell whether an operation lies inside one period of soldes on each of its channels."""
    return all(_lies_inside(case, channel) for channel in case.channels)


def _lies_inside(case: "Case", channel: Channel) -> bool:
    wanted = EITHER_DATES if channel == "click_and_collect" else (channel,)
    periods = [case.period_of(each) for each in wanted]
    return any(
        period is not None and (case.ends is None or period.holds(case.ends)) for period in periods
    )


_GROUNDS = {
    "cessation": "cessation ou changement d’activité (1°)",
    "end_of_season": "fin de saison (2°)",
    "obsolete": "article démodé ou dépassé (3°)",
    "restock_cheaper": "réapprovisionnement moins cher (4°)",
    "alignment": "alignement sur un concurrent de la même zone (5°)",
    "perishable": "denrée périssable menacée d’altération rapide (6°)",
    "soldes": "article soldé pendant les soldes (7°)",
}


def _refusal(each: "ItemCase", claim: LossException, paid: Fraction) -> str:
    """Return why an exception that is claimed does not hold; empty when it does."""
    if claim.code == "soldes":
        return "l’exception des soldes ne vaut que pour un article soldé pendant les soldes"
    if not claim.proof:
        return "aucune preuve n’est jointe"
    judge = _CONDITIONS.get(claim.code)
    return judge(each, claim, paid) if judge else ""


def _out_of_season(each: "ItemCase", claim: LossException, _paid: Fraction) -> str:
    ended, begins = claim.season_ended_on, claim.next_season_starts_on
    if ended is None or begins is None:
        return "il faut la date de fin de la saison et celle où la suivante commence"
    if not ended <= each.case.day < begins:
        return "la vente n’est pas entre la fin de la saison et le début de la suivante"
    return ""


def _not_cheaper(each: "ItemCase", claim: LossException, paid: Fraction) -> str:
    cost = claim.new_net_unit_cost_ht
    threshold = effective_purchase_price(each.item, each.case.shop, cost)
    if threshold is None:
        return "le coût de la nouvelle facture n’est pas indiqué"
    if paid < threshold:
        return "le prix est inférieur au seuil de la nouvelle facture"
    return ""


def _not_aligned(each: "ItemCase", claim: LossException, paid: Fraction) -> str:
    area = each.case.shop.sales_area_m2
    is_food = each.item.category in FOOD_AND_PET_FOOD
    key = "alignment_food_area_m2" if is_food else "alignment_other_area_m2"
    limit = number_told(key, each.case.day)
    if not claim.competitor_same_area:
        return "le concurrent n’est pas dans la même zone d’activité"
    if claim.competitor_price is None:
        return "le prix du concurrent n’est pas indiqué"
    if paid < claim.competitor_price:
        return "le prix est inférieur à celui du concurrent"
    if area is None:
        return "la surface de vente n’est pas indiquée"
    if area >= limit:
        return f"l’alignement est réservé aux magasins de moins de {limit} m²"
    return ""


def _not_perishing(each: "ItemCase", _claim: LossException, _paid: Fraction) -> str:
    if "rapid_deterioration" not in each.item.flags:
        return "la denrée n’est pas menacée d’altération rapide"
    if is_advertised(each.case):
        return "l’offre est annoncée hors du magasin"
    return ""


_CONDITIONS: Mapping[str, Callable[["ItemCase", LossException, Fraction], str]] = {
    "end_of_season": _out_of_season,
    "restock_cheaper": _not_cheaper,
    "alignment": _not_aligned,
    "perishable": _not_perishing,
}
"""What a claim asks for beside its proof."""
