"""FR-PRIX-NOUVEAU: what has hardly been on sale has no price to cross out."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.announcements import is_in_force
from merchant_desk.rules.legal.answer import Figure, Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import money, said_day
from merchant_desk.rules.legal.item_case import ItemCase
from merchant_desk.rules.legal.prior_prices import shifted
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.typography import set_in_french


def _check(case: Case) -> Iterator[Found]:
    if case.kind == "launch_price":
        yield from _launch(case)
        return
    for each in case.announced_items:
        if each.announcement.is_new:
            yield _new(each)
        elif each.announcement.is_recent:
            yield _recent(each)


def _new(each: ItemCase) -> Found:
    told = each.announcement
    return Found(
        Level.BLOCK,
        set_in_french(
            f"« {each.name} » n’a encore jamais été vendu ici : il n’y a pas d’ancien prix à "
            "barrer. Préférez « prix de lancement », sans prix barré ni pourcentage."
        ),
        (each.sku,),
        {"history_days": 0},
        Remedy("set_start", shifted(told.offered, told.window).isoformat())
        if told.offered is not None
        else Remedy("other", "launch_price"),
    )


def _recent(each: ItemCase) -> Found:
    told = each.announcement
    days, offered = told.history_days, told.offered or told.first_day
    lawful = shifted(offered, told.window)
    figures: dict[str, Figure] = {"history_days": days}
    if told.lowest is not None:
        figures["prior_price"] = money(told.lowest)
    return Found(
        Level.WARN,
        set_in_french(
            f"Produit en vente depuis {days} jours seulement : l’ancien prix est fragile. "
            f"Préférez « prix de lancement » ou attendez le {said_day(lawful)}."
        ),
        (each.sku,),
        figures,
        Remedy("set_start", lawful.isoformat()),
    )


def _launch(case: Case) -> Iterator[Found]:
    audience = case.operation.audience if case.operation else None
    if not case.to_consumers or not is_in_force(case.day):
        return
    if audience is None or audience.who == "single_customer":
        return
    for each in case.judged_items:
        days = each.announcement.history_days
        figures: dict[str, Figure] = {"history_days": days} if days is not None else {}
        yield Found(
            Level.WARN,
            set_in_french(
                f"Prix de lancement de « {each.name} » : il n’est loyal que si le prix annoncé "
                "pour la suite est réellement pratiqué. Ne barrez rien et gardez la preuve du "
                "prix d’après."
            ),
            (each.sku,),
            figures,
            Remedy("other", "later_price"),
        )


FR_PRIX_NOUVEAU = LegalRule(
    id="FR-PRIX-NOUVEAU",
    title="Produit nouveau : pas encore d’ancien prix",
    article="Code de la consommation, art. L112-1-1; directive 98/6/CE, art. 6 bis, 4",
    explanation=set_in_french(
        "Un produit que vous n’avez jamais vendu n’a pas d’ancien prix : aucun prix barré, aucun "
        "pourcentage. Un « prix de lancement » est possible si le prix que vous annoncez pour la "
        "suite est réellement pratiqué.\n\n"
        "En vente depuis moins de trente jours : l’ancien prix est le plus bas depuis la mise en "
        "vente. Il est fragile, car la loi française ne prévoit rien pour ce cas. Attendez trente "
        "jours quand vous le pouvez."
    ),
    sanction=MISLEADING,
    since=date(2022, 5, 28),
    confidence="U",
    unsure="La France n’a pas repris l’option européenne pour les produits de moins de 30 jours.",
    check=_check,
)
