"""FR-PRIX-GENERAL: « -20 % sur tout » is true of each item, and « jusqu’à » of enough of them."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from merchant_desk.rules.legal.announcements import is_outside, owes_prior_price
from merchant_desk.rules.legal.answer import Figure, Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import HUNDRED, percent_down, said_percent
from merchant_desk.rules.legal.item_case import ItemCase
from merchant_desk.rules.legal.lawful_discounts import whole_percent_down
from merchant_desk.rules.legal.parts import GeneralClaim
from merchant_desk.rules.legal.prior_price.percentages import TOLERANCE
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import number_told
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.typography import set_in_french

_LISTED = 10


def _check(case: Case) -> Iterator[Found]:
    claim = case.operation.general_claim if case.operation else None
    if claim is None or is_outside(case):
        return
    if claim.up_to:
        yield from _up_to(case, claim)
        return
    concerned = [each for each in case.judged_items if _is_concerned(each, claim)]
    yield from _without_prior(concerned, claim)
    yield from _overstated(case, concerned, claim)


def _is_concerned(each: ItemCase, claim: GeneralClaim) -> bool:
    category = each.item.category
    if category in claim.excludes or not owes_prior_price(each) or each.announcement.is_new:
        return False
    return claim.scope != "department" or not claim.categories or category in claim.categories


def _without_prior(concerned: Sequence[ItemCase], claim: GeneralClaim) -> Iterator[Found]:
    failing = [
        each for each in concerned if any(label.prior is None for label in each.announcement.labels)
    ]
    if failing:
        yield Found(
            Level.BLOCK,
            set_in_french(
                f"{len(failing)} article(s) de l’annonce « -{said_percent(claim.percent)} » ne "
                f"montrent pas d’ancien prix : {_names(failing)}. Affichez sur chacun le prix le "
                "plus bas des 30 jours."
            ),
            tuple(each.sku for each in failing),
            _figures(failing, claim),
            Remedy("complete_data", "shown_prior_price"),
        )


def _overstated(case: Case, concerned: Sequence[ItemCase], claim: GeneralClaim) -> Iterator[Found]:
    tolerance = number_told(TOLERANCE, case.day)
    far: list[ItemCase] = []
    slightly: list[ItemCase] = []
    for each in concerned:
        true = true_percent(each)
        if true is not None and claim.percent > true:
            (far if claim.percent - true >= tolerance else slightly).append(each)
    for level, failing in ((Level.BLOCK, far), (Level.WARN, slightly)):
        if failing:
            yield _false(level, failing, claim)


def true_percent(each: ItemCase) -> Fraction | None:
    """Return the least reduction that the labels of an item give, if it is known."""
    told = (label.true_percent for label in each.announcement.labels)
    return min((true for true in told if true is not None), default=None)


def _false(level: Level, failing: Sequence[ItemCase], claim: GeneralClaim) -> Found:
    least = min(true_percent(each) or Fraction(0) for each in failing)
    return Found(
        level,
        set_in_french(
            f"{len(failing)} article(s) ne respectent pas « -{said_percent(claim.percent)} » par "
            f"rapport au prix le plus bas des 30 jours : {_names(failing)}."
        ),
        tuple(each.sku for each in failing),
        _figures(failing, claim) | {"true_percent": percent_down(least)},
        Remedy("set_percent", str(max(0, whole_percent_down(least)))),
    )


def _figures(failing: Sequence[ItemCase], claim: GeneralClaim) -> dict[str, Figure]:
    return {"claimed_percent": percent_down(claim.percent), "failing_items": len(failing)}


def _names(failing: Sequence[ItemCase]) -> str:
    told = ", ".join(each.name for each in failing[:_LISTED])
    rest = len(failing) - _LISTED
    return f"{told} et {rest} autre(s)" if rest > 0 else told


def _up_to(case: Case, claim: GeneralClaim) -> Iterator[Found]:
    total, at_most = claim.references_total, claim.references_at_max
    said = f"« Jusqu’à -{said_percent(claim.percent)} »"
    if not total or at_most is None:
        missing = "references_at_max" if total else "references_total"
        yield Found(
            Level.WARN,
            set_in_french(
                f"{said} : indiquez combien d’articles sont concernés et combien ont la remise "
                "maximale. Une remise presque introuvable trompe le client."
            ),
            figures={"missing": missing},
            remedy=Remedy("complete_data", missing),
            confidence="U",
        )
    elif at_most * HUNDRED < total * number_told("up_to_share_percent", case.day):
        yield Found(
            Level.WARN,
            set_in_french(
                f"{said} : {at_most} article(s) sur {total} seulement ont la remise maximale. "
                "Annoncez une remise que l’on trouve sur un dixième des articles au moins."
            ),
            figures={"references_total": total, "references_at_max": at_most},
            remedy=Remedy("other", "general_claim"),
            confidence="U",
        )


FR_PRIX_GENERAL = LegalRule(
    id="FR-PRIX-GENERAL",
    title="« -20 % sur tout » : vrai pour chaque article",
    article="Code de la consommation, art. L112-1-1; orientations 2021/C 526/02",
    explanation=set_in_french(
        "Une annonce générale (« -20 % sur tout le site ») n’a pas à donner les anciens prix. Mais "
        "chaque article concerné montre le sien, et la remise annoncée est vraie pour chacun par "
        "rapport au prix le plus bas des trente jours.\n\n"
        "Dites ce qui est exclu : livres neufs, lait premier âge, tabac, médicaments, et les "
        "produits de grande consommation dont la promotion est plafonnée.\n\n"
        "« Jusqu’à -50 % » doit être représentatif : le programme demande qu’un dixième des "
        "articles au moins ait la remise maximale."
    ),
    sanction=MISLEADING,
    since=date(2022, 5, 28),
    confidence="K",
    unsure="Aucun texte ne fixe la part d’articles pour « jusqu’à » : un dixième est une lecture.",
    check=_check,
)
