"""FR-SOLDES-MOIS: what is soldé was offered and paid for a month before."""

from collections.abc import Iterator
from datetime import date

from msgspec import UNSET, UnsetType

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import said_day
from merchant_desk.rules.legal.item_case import ItemCase
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import SALES
from merchant_desk.rules.legal.soldes_standing import EligibleStock
from merchant_desk.rules.legal.typography import set_in_french

_SCREEN = "à remplir dans la fiche de l’article"


def _check(case: Case) -> Iterator[Found]:
    if case.kind != "soldes":
        return
    stock = case.soldes_standing.stock
    if stock is None:
        return
    for item in case.items:
        if item.is_solde and item.item.category != "service":
            yield from _judged(item, stock)


def _judged(item: ItemCase, stock: EligibleStock) -> Iterator[Found]:
    offered = item.item.offered_since
    is_bought = item.item.acquisition == "purchased"
    paid = item.item.supplier_paid_on if is_bought else stock.limit
    if _too_late(offered, stock.limit) or _too_late(paid, stock.limit):
        yield _refused(item, stock)
        return
    if offered is UNSET:
        yield _unknown(item, stock, "offered_since", "la date de mise en vente")
    if paid is UNSET:
        yield _unknown(item, stock, "supplier_paid_on", "la date de paiement du fournisseur")
    if item.item.acquisition == "consignment" and offered is not UNSET:
        yield _on_consignment(item, stock)


def _too_late(day: date | UnsetType | None, limit: date) -> bool:
    """Tell whether a date is known to be missing or after the limit."""
    return day is None or (not isinstance(day, UnsetType) and day > limit)


def _refused(item: ItemCase, stock: EligibleStock) -> Found:
    duty = {
        "purchased": "en vente et payé à votre fournisseur",
        "own_production": "en vente",
        "consignment": "en vente",
    }[item.item.acquisition]
    message = (
        f"{item.name} ne peut pas être soldé : il doit être {duty} depuis au moins un mois au"
        f" {said_day(stock.start)} (au plus tard le {said_day(stock.limit)})."
    )
    return Found(
        Level.BLOCK,
        set_in_french(message),
        (item.sku,),
        {"limit_date": stock.limit.isoformat()},
        Remedy("remove_item", item.sku),
    )


def _unknown(item: ItemCase, stock: EligibleStock, field: str, called: str) -> Found:
    message = (
        f"{item.name} : {called} n’est pas connue ({_SCREEN}). Pour être soldé, l’article doit"
        f" être en vente et payé au plus tard le {said_day(stock.limit)}."
    )
    return Found(
        Level.WARN,
        set_in_french(message),
        (item.sku,),
        {"limit_date": stock.limit.isoformat(), "missing": field},
        Remedy("complete_data", field),
    )


def _on_consignment(item: ItemCase, stock: EligibleStock) -> Found:
    message = (
        f"{item.name} est en dépôt-vente : vous ne l’avez pas payé. La loi demande un article payé"
        f" au plus tard le {said_day(stock.limit)} ; ce point n’est pas tranché, faites-le"
        " vérifier avant de le solder."
    )
    return Found(
        Level.WARN,
        set_in_french(message),
        (item.sku,),
        {"limit_date": stock.limit.isoformat()},
        Remedy("remove_item", item.sku),
        confidence="U",
    )


FR_SOLDES_MOIS = LegalRule(
    id="FR-SOLDES-MOIS",
    title="Un mois de mise en vente avant d’être soldé",
    article="Code de commerce, art. L310-3, I et L310-5, 3°",
    explanation=set_in_french("""\
Ne peut être soldé qu’un article déjà proposé à la vente, et payé au fournisseur, depuis au moins \
un mois à la date d’ouverture officielle des soldes. Avoir l’article en réserve ne suffit pas.

Exemple : les soldes ouvrent le 6 janvier 2027. Un manteau en vente depuis le 15 octobre et payé \
le 30 novembre peut être soldé ; payé le 7 décembre, il ne peut pas. La date limite ne bouge pas \
si vous commencez vos soldes plus tard que la date officielle.

Si une date manque, le programme le dit et vous demande de la remplir dans la fiche de l’article. \
Ce que vous fabriquez n’a pas de facture de fournisseur : seule compte la mise en vente. Pour un \
dépôt-vente, que vous n’avez pas payé, la loi ne tranche pas. Les services ne sont pas des \
marchandises : la règle ne les vise pas.\
"""),
    sanction=SALES,
    since=date(1996, 7, 5),
    unsure="La fabrication propre et le dépôt-vente, que le texte ne prévoit pas.",
    check=_check,
)
