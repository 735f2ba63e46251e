"""Only goods of the inventory that was filed are liquidated."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import said_euros
from merchant_desk.rules.legal.parts import Inventory, InventoryEntry
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import number_told
from merchant_desk.rules.legal.sanctions import SALES

_SINCE = date(1996, 1, 1)
_COLUMNS = {
    "name": "nature et dénomination précise",
    "quantity": "quantité",
    "selling_price": "prix de vente",
    "average_purchase_price_ht": "prix d’achat moyen hors taxe",
}


def _check(case: Case) -> Iterator[Found]:
    inventory = case.operation.inventory if case.operation else None
    if inventory is None or case.kind != "liquidation" or case.day < _SINCE:
        return
    yield from _columns(inventory)
    limit = number_told("inventory_grouped_below_euros", case.day)
    listed: dict[str, list[InventoryEntry]] = {}
    for entry in inventory.entries:
        listed.setdefault(entry.sku, []).append(entry)
    if case.items:
        for each in case.judged_items:
            yield from _goods(each.sku, each.name, listed.get(each.sku, ()), limit)
    else:
        for sku, entries in listed.items():
            yield from _goods(sku, sku, entries, limit)


def _columns(inventory: Inventory) -> Iterator[Found]:
    missing = [key for key in _COLUMNS if key not in inventory.columns]
    if missing:
        words = ", ".join(_COLUMNS[key] for key in missing)
        yield Found(
            Level.BLOCK,
            f"Il manque à l’inventaire\u00a0: {words}.",
            figures={"missing": ", ".join(missing)},
            remedy=Remedy("complete_data", ", ".join(missing)),
            legal_reference="Code de commerce, art. A310-1 et R310-19",
        )


def _goods(
    sku: str, name: str, entries: Sequence[InventoryEntry], limit: Fraction
) -> Iterator[Found]:
    if not entries:
        message = f"{name} n’est pas dans l’inventaire déposé en mairie."
    elif any(each.location == "external_warehouse" for each in entries):
        message = (
            f"{name} vient d’un entrepôt extérieur\u00a0: seules les marchandises détenues dans le "
            "magasin ou sa réserve peuvent être liquidées."
        )
    elif any(_wrongly_grouped(each, limit) for each in entries):
        message = (
            f"{name} est regroupé par lot dans l’inventaire\u00a0: ce n’est permis que sous "
            f"{said_euros(limit)} pièce."
        )
    else:
        return
    yield Found(Level.BLOCK, message, skus=(sku,), remedy=Remedy("remove_item", sku))


def _wrongly_grouped(entry: InventoryEntry, limit: Fraction) -> bool:
    return entry.grouped and entry.unit_price is not None and entry.unit_price >= limit


FR_LIQUID_STOCK = LegalRule(
    id="FR-LIQUID-STOCK",
    title="Inventaire d’une liquidation",
    article="Code de commerce, art. L310-1, R310-19 et A310-1",
    explanation=(
        "Seules les marchandises de l’inventaire joint à la déclaration peuvent être "
        "liquidées\u00a0: pas de réassort, pas d’article ajouté ensuite, pas de marchandise "
        "venue d’un entrepôt extérieur (la réserve du magasin est permise).\n\n"
        "L’inventaire a quatre colonnes\u00a0: nature et dénomination précise, quantité, prix "
        "de vente, prix d’achat moyen hors taxe. Les articles de moins de 5,00\u00a0€ peuvent "
        "être regroupés par lots homogènes."
    ),
    sanction=SALES,
    since=_SINCE,
    check=_check,
)
