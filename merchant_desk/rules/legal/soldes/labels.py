"""FR-SOLDES-AFFICHAGE: what the label of a soldé article shows."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.item_case import ItemCase
from merchant_desk.rules.legal.questions import Operation
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.typography import set_in_french

_SINCE = date(2022, 5, 28)
_DUTY = (
    "Affichez le prix avant soldes et le prix soldé (ou un taux unique par rayon), et séparez les"
    " articles non soldés."
)


def _check(case: Case) -> Iterator[Found]:
    operation = case.operation
    if operation is None or operation.kind != "soldes" or case.day < _SINCE:
        return
    if not operation.separated:
        said = "Articles soldés et non soldés sont mêlés sans distinction."
        yield Found(Level.BLOCK, f"{said} {_DUTY}", remedy=Remedy("other", "separated"))
    for item in case.items:
        if item.is_solde:
            yield from _judged(item, operation)


def _judged(item: ItemCase, operation: Operation) -> Iterator[Found]:
    told = item.item
    if item.lowest_price is not None and not _shows_prior_price(item):
        yield _missing(item, "le prix avant soldes n’est pas affiché", "shown_prior_price")
    rate = operation.single_rate
    if not told.shows_new_price and (rate is None or not rate.displayed):
        said = "le prix soldé n’est pas affiché, et aucun taux unique ne l’est"
        yield _missing(item, said, "shows_new_price")


def _shows_prior_price(item: ItemCase) -> bool:
    if item.item.shown_prior_price is not None:
        return True
    steps = item.item.steps
    return bool(steps) and all(step.shown_prior_price is not None for step in steps)


def _missing(item: ItemCase, said: str, field: str) -> Found:
    return Found(
        Level.BLOCK,
        set_in_french(f"{item.name} : {said}. {_DUTY}"),
        (item.sku,),
        {"missing": field},
        Remedy("complete_data", field),
    )


FR_SOLDES_AFFICHAGE = LegalRule(
    id="FR-SOLDES-AFFICHAGE",
    title="Étiquettes pendant les soldes",
    article="Code de la consommation, art. L112-1-1\u00a0; arrêté du 3\u00a0décembre\u00a01987",
    explanation=set_in_french("""\
Chaque article soldé montre deux prix : l’ancien, barré, et le prix soldé. L’ancien prix est le \
plus bas des trente jours avant le premier jour de soldes ; il reste le même pour la deuxième et \
la troisième démarque.

À la place du prix soldé, un taux unique peut être affiché pour un rayon, une catégorie ou tout le \
magasin, avec remise en caisse : « -40 % sur tout le rayon ». Les étiquettes portent alors \
l’ancien prix.

Les articles soldés sont clairement séparés des autres : étiquettes de couleur, portants à part, \
rubrique du site.\
"""),
    sanction=set_in_french(f"{MISLEADING} ; affichage : 3 000 € (société : 15 000 €)"),
    since=_SINCE,
    check=_check,
)
