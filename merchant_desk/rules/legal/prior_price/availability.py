"""FR-PRIX-DISPO: what is advertised is there, or the quantity is told."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Figure, Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import HUNDRED
from merchant_desk.rules.legal.item_case import ItemCase
from merchant_desk.rules.legal.items import ItemStock
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import number_told
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.typography import set_in_french


def _check(case: Case) -> Iterator[Found]:
    if case.operation is None or case.kind == "price_change" or not case.to_consumers:
        return
    if not FR_PRIX_DISPO.holds(case.day):
        return
    runs, limited = _runs(case), _is_limit_stated(case)
    for each in case.judged_items:
        stock = each.item.stock
        if stock is None:
            continue
        if stock.quantity == 0 and runs:
            yield _found(each, stock, Level.BLOCK, Remedy("remove_item", each.sku))
        elif stock.quantity < stock.expected_demand and not limited:
            share = number_told("bait_share_percent", case.day)
            few = stock.quantity * HUNDRED < stock.expected_demand * share
            level = Level.BLOCK if few else Level.WARN
            yield _found(each, stock, level, Remedy("add_mention", "quantity"))


def _runs(case: Case) -> bool:
    """Tell whether the operation runs at the instant of asking."""
    return case.starts <= case.asked_at and (case.ends is None or case.asked_at <= case.ends)


def _is_limit_stated(case: Case) -> bool:
    operation = case.operation
    limit = operation.stock_limit if operation else None
    return (limit is not None and limit.stated) or any(
        text.mentions("quantity") for text in case.texts
    )


def _found(each: ItemCase, stock: ItemStock, level: Level, remedy: Remedy) -> Found:
    figures: dict[str, Figure] = {
        "stock": stock.quantity,
        "expected_demand": stock.expected_demand,
    }
    return Found(
        level,
        set_in_french(
            f"Indiquez les quantités disponibles ou retirez l’offre sur « {each.name} » : stock "
            f"{stock.quantity}."
        ),
        (each.sku,),
        figures,
        remedy,
    )


FR_PRIX_DISPO = LegalRule(
    id="FR-PRIX-DISPO",
    title="Ce qui est annoncé est en stock",
    article="Code de la consommation, art. L121-4, 5° et 6°",
    explanation=set_in_french(
        "Annoncer un prix sans avoir de quoi servir les clients attendus est une pratique "
        "trompeuse (prix d’appel). Si le stock est plus petit que la demande attendue, dites la "
        "quantité : « 12 exemplaires disponibles », « jusqu’à épuisement du stock (12) ».\n\n"
        "Le programme avertit quand le stock ne suffit pas et que rien n’est dit. Il refuse en "
        "dessous d’un dixième de la demande, et quand il n’y a plus rien pendant l’offre : "
        "retirez-la alors."
    ),
    sanction=MISLEADING,
    since=date(2008, 1, 1),
    unsure="Le dixième de la demande est une lecture du programme : aucun texte n’en fixe.",
    check=_check,
)
