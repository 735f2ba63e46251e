"""FR-SOLDES-REASSORT: nothing comes in for soldé articles from a month before to the end."""

from collections.abc import Iterator, Sequence
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import said_day
from merchant_desk.rules.legal.item_case import ItemCase
from merchant_desk.rules.legal.items import Batch
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import SALES
from merchant_desk.rules.legal.soldes_standing import EligibleStock
from merchant_desk.rules.legal.typography import set_in_french


def _check(case: Case) -> Iterator[Found]:
    if case.kind != "soldes":
        return
    stock = case.soldes_standing.stock
    if stock is None:
        return
    for item in case.items:
        if item.item.batches and item.is_solde:
            yield from _judged(item, stock)


def _judged(item: ItemCase, stock: EligibleStock) -> Iterator[Found]:
    late = [
        batch
        for batch in item.item.batches
        if batch.soldes and stock.limit < batch.received_on <= stock.end
    ]
    bought = [batch for batch in late if batch.source != "transfer"]
    moved = [batch for batch in late if batch.source == "transfer"]
    if bought:
        yield _bought(item, bought, stock)
    if moved:
        yield _moved(item, moved, stock)


def _bought(item: ItemCase, batches: Sequence[Batch], stock: EligibleStock) -> Found:
    units = sum(batch.quantity for batch in batches)
    which = {0: "ces unités doivent", 1: "cette unité doit"}.get(
        units, f"ces {units} unités doivent"
    )
    which += " être vendue" if units == 1 else " être vendues"
    message = (
        f"Réassort détecté pendant les soldes ({item.name}) : {which} hors soldes. Rien de ce qui"
        f" est reçu après le {said_day(stock.limit)} et jusqu’au {said_day(stock.end)} ne peut être"
        " soldé."
    )
    return _found(Level.BLOCK, message, item, units, stock)


def _moved(item: ItemCase, batches: Sequence[Batch], stock: EligibleStock) -> Found:
    units = sum(batch.quantity for batch in batches)
    which = {0: "des unités reçues", 1: "1 unité reçue"}.get(units, f"{units} unités reçues")
    message = (
        f"{item.name} : {which} d’un autre magasin de votre entreprise après le"
        f" {said_day(stock.limit)}. C’est admis pour un article en vente et payé à temps : gardez"
        " la preuve du transfert."
    )
    return _found(Level.WARN, message, item, units, stock)


def _found(level: Level, message: str, item: ItemCase, units: int, stock: EligibleStock) -> Found:
    return Found(
        level,
        set_in_french(message),
        (item.sku,),
        {"limit_date": stock.limit.isoformat(), "quantity": units},
        Remedy("attach_proof" if level is Level.WARN else "other", item.sku),
    )


FR_SOLDES_REASSORT = LegalRule(
    id="FR-SOLDES-REASSORT",
    title="Pas de réassort pendant les soldes",
    article="Code de commerce, art. L310-3, I et L310-5, 3°",
    explanation=set_in_french("""\
Les soldes écoulent un stock : il est interdit de réapprovisionner une référence soldée. Les \
unités reçues moins d’un mois avant l’ouverture officielle, ou pendant les soldes, se vendent au \
prix ordinaire, à part des unités soldées.

Exemple : des chemises soldées depuis le 7 janvier sont épuisées ; 20 pièces reçues le \
15 janvier ne peuvent pas porter l’étiquette des soldes.

Un transfert entre deux magasins de la même entreprise est en général admis, car c’est le même \
stock : gardez-en la preuve. Pendant une promotion ordinaire, le réassort est libre.\
"""),
    sanction=SALES,
    since=date(1996, 7, 5),
    unsure="Le transfert entre deux magasins d’une même entreprise.",
    check=_check,
)
