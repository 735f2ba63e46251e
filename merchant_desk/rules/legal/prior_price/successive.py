"""FR-PRIX-PROGRESSIF: successive markdowns keep the prior price from before the first of them."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import money, said_day, said_euros
from merchant_desk.rules.legal.item_case import ItemCase
from merchant_desk.rules.legal.prior_price_case import Announcement, Label
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.typography import set_in_french


def _check(case: Case) -> Iterator[Found]:
    for each in case.announced_items:
        told = each.announcement
        if told.is_new:
            continue
        if told.touching:
            yield _touching(each, told)
        if each.item.steps:
            yield from _after_a_gap(each, told)
            yield from _dearer(each, told)


def _touching(each: ItemCase, told: Announcement) -> Found:
    lowest = min(told.prices[channel] for channel in told.touching)
    return Found(
        Level.WARN,
        set_in_french(
            f"Deux opérations se suivent pour « {each.name} » : la précédente, à "
            f"{said_euros(lowest)}, finit la veille. Si ce ne sont pas des démarques successives "
            f"d’une même opération, l’ancien prix est {said_euros(lowest)}. C’est le plus sûr."
        ),
        (each.sku,),
        {"prior_price": money(lowest)},
        Remedy("set_prior_price", money(lowest)),
    )


def _after_a_gap(each: ItemCase, told: Announcement) -> Iterator[Found]:
    seen = {0}
    for label in told.labels:
        if label.run in seen or not label.is_above or label.reference is None:
            continue
        seen.add(label.run)
        yield Found(
            Level.BLOCK,
            set_in_french(
                f"La démarque du {said_day(label.starts)} ne suit pas la précédente jour pour "
                "jour : l’ancien prix est à recalculer, avec les prix des démarques d’avant. "
                f"Affichez {said_euros(label.reference)}."
            ),
            (each.sku,),
            {"prior_price": money(label.reference)},
            Remedy("set_prior_price", money(label.reference)),
        )


def _dearer(each: ItemCase, told: Announcement) -> Iterator[Found]:
    for before, after in pairwise(told.labels):
        if _is_dearer(before, after):
            price, told_before = after.new_price, before.new_price
            if price is None or told_before is None:
                continue
            kept = told.labels[0].reference
            yield Found(
                Level.WARN,
                set_in_french(
                    f"La démarque du {said_day(after.starts)} ({said_euros(price)}) est plus chère "
                    f"que la précédente ({said_euros(told_before)}). Démarques successives : le "
                    "prix ne fait que baisser, et gardez comme ancien prix celui d’avant la "
                    f"première démarque{f' ({said_euros(kept)})' if kept is not None else ''}."
                ),
                (each.sku,),
                {} if kept is None else {"prior_price": money(kept)},
                Remedy("set_price", money(told_before)),
            )


def _is_dearer(before: Label, after: Label) -> bool:
    if before.new_price is None or after.new_price is None:
        return False
    return after.new_price > before.new_price


FR_PRIX_PROGRESSIF = LegalRule(
    id="FR-PRIX-PROGRESSIF",
    title="Les démarques successives gardent le même ancien prix",
    article="Code de la consommation, art. L112-1-1, I, al. 3",
    explanation=set_in_french(
        "Quand des réductions se suivent pendant une période déterminée, l’ancien prix reste celui "
        "d’avant la première. Exemple : soldes à 80 €, puis 60 €, puis 50 €, toujours avec 100 € "
        "barré.\n\n"
        "Il faut que les démarques se suivent jour pour jour et que le prix ne fasse que baisser. "
        "Après une interruption, chaque démarque est une réduction nouvelle : les prix des "
        "démarques d’avant entrent dans les trente jours.\n\n"
        "Une opération qui commence le lendemain de la fin d’une autre (vente privée, puis soldes) "
        "se lit de deux façons. Le plus sûr est de calculer sur le prix de la première."
    ),
    sanction=MISLEADING,
    since=date(2022, 5, 28),
    unsure="Deux opérations de noms différents qui se touchent : une seule série, ou deux.",
    check=_check,
)
