"""FR-PRIX-COMPARAISON: the price of somebody else is not shown like one's own."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.announcements import is_in_force
from merchant_desk.rules.legal.answer import Figure, Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.items import Comparison
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.typography import set_in_french

_NOT_YOURS = "Ce prix n’est pas le vôtre"
_INVENTED = (
    "Le prix de comparaison n’existe pas : retirez-le. Ne comparez qu’à un prix réellement "
    "pratiqué ou conseillé, et gardez-en la preuve."
)


def _check(case: Case) -> Iterator[Found]:
    if not case.to_consumers or not is_in_force(case.day):
        return
    for each in case.judged_items:
        comparison = each.item.comparison
        if comparison is not None:
            yield from _judged(each.sku, comparison)


def _judged(sku: str, comparison: Comparison) -> Iterator[Found]:
    source = comparison.source.strip()
    words = _wording(comparison, source)
    if not comparison.genuine:
        yield _found(Level.BLOCK, sku, _INVENTED, Remedy("remove_item", "comparison"))
    elif comparison.crossed_out:
        message = f"{_NOT_YOURS} : ne le barrez pas, écrivez « {words} » et gardez-en la preuve."
        yield _found(Level.BLOCK, sku, message, Remedy("replace_word", words))
    if not source:
        message = f"{_NOT_YOURS} et sa source n’est pas dite : écrivez « {words} »."
        yield _found(
            Level.WARN, sku, message, Remedy("complete_data", "comparison.source"), "source"
        )
    if not comparison.proof:
        message = (
            f"{_NOT_YOURS} : écrivez « {words} » et gardez-en la preuve (relevé daté, tarif, "
            "catalogue)."
        )
        yield _found(Level.WARN, sku, message, Remedy("attach_proof", "comparison"), "proof")


def _found(level: Level, sku: str, message: str, remedy: Remedy, missing: str = "") -> Found:
    figures: dict[str, Figure] = {"missing": missing} if missing else {}
    return Found(level, set_in_french(message), (sku,), figures, remedy)


def _wording(comparison: Comparison, source: str) -> str:
    if comparison.type == "recommended":
        return f"prix conseillé par {source or '…'}"
    return f"prix constaté chez {source or '…'}"


FR_PRIX_COMPARAISON = LegalRule(
    id="FR-PRIX-COMPARAISON",
    title="Prix conseillé et prix d’un concurrent : une comparaison, pas un ancien prix",
    article="Code de la consommation, art. L112-1-1, II et L121-2",
    explanation=set_in_french(
        "Vous pouvez comparer votre prix à celui d’un autre : prix conseillé du fabricant, prix "
        "relevé chez un concurrent. Dites clairement de quel prix il s’agit, d’où il vient et de "
        "quand il date. Exemple : « Prix conseillé par le fabricant 129 €, notre prix 99 € ».\n\n"
        "Ne barrez pas ce prix et n’annoncez pas de pourcentage seul : cela ressemblerait à votre "
        "propre ancien prix. Un prix de comparaison qui n’existe pas est interdit.\n\n"
        "Gardez la preuve : tarif du fabricant, photo ou relevé daté du concurrent."
    ),
    sanction=MISLEADING,
    since=date(2022, 5, 28),
    check=_check,
)
