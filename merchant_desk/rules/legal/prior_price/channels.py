"""FR-PRIX-CANAL: shop and site each have their own history of prices."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Figure, Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import money, said_euros
from merchant_desk.rules.legal.item_case import ItemCase
from merchant_desk.rules.legal.prior_price_case import Announcement
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.typography import set_in_french
from merchant_desk.rules.legal.words_of_law import Channel

_NAMES: dict[Channel, str] = {
    "shop": "en magasin",
    "web": "sur le site",
    "marketplace": "sur la place de marché",
    "phone": "par téléphone",
    "mail": "par correspondance",
    "click_and_collect": "en retrait au magasin",
    "fair": "en foire",
}


def _check(case: Case) -> Iterator[Found]:
    for each in case.announced_items:
        told = each.announcement
        if told.is_new or told.shown is None:
            continue
        if len(case.channels) > 1:
            yield from _inside(each, told)
        yield from _outside(each, told)


def _inside(each: ItemCase, told: Announcement) -> Iterator[Found]:
    references = told.references
    if len(set(references.values())) < 2 or told.shown is None:  # noqa: PLR2004 - they differ
        return
    channel = min(references, key=lambda name: references[name])
    if told.shown > references[channel]:
        yield Found(
            Level.BLOCK,
            set_in_french(
                "Vos prix diffèrent entre magasin et site : l’ancien prix affiché "
                f"({said_euros(told.shown)}) est faux {_NAMES[channel]}, où le plus bas des 30 "
                f"jours était {said_euros(references[channel])}. Affichez "
                f"{said_euros(references[channel])}, ou annoncez chaque canal à part."
            ),
            (each.sku,),
            {"prior_price": money(references[channel]), "channel": channel},
            Remedy("set_prior_price", money(references[channel])),
        )


def _outside(each: ItemCase, told: Announcement) -> Iterator[Found]:
    shown = told.shown
    cheaper = {}
    for channel in _other_channels(each):
        price = told.price_elsewhere(channel)
        if price is not None and shown is not None and price < shown:
            cheaper[channel] = price
    if cheaper and shown is not None:
        channel = min(cheaper, key=lambda name: cheaper[name])
        figures: dict[str, Figure] = {"prior_price": money(cheaper[channel]), "channel": channel}
        yield Found(
            Level.WARN,
            set_in_french(
                "Vos prix diffèrent entre magasin et site : vérifiez l’ancien prix pour chaque "
                f"canal. Le plus bas des 30 jours était {said_euros(cheaper[channel])} "
                f"{_NAMES[channel]}, et vous affichez {said_euros(shown)}."
            ),
            (each.sku,),
            figures,
            Remedy("set_prior_price", money(cheaper[channel])),
            confidence="U",
        )


def _other_channels(each: ItemCase) -> set[Channel]:
    """Return the channels of the history, open to everybody, that take no part."""
    return {
        entry.channel
        for entry in each.item.price_history or ()
        if entry.channel is not None
        and entry.audience == "all"
        and entry.channel not in each.case.channels
    }


FR_PRIX_CANAL = LegalRule(
    id="FR-PRIX-CANAL",
    title="Un historique de prix par canal de vente",
    article="Code de la consommation, art. L112-1-1; orientations 2021/C 526/02",
    explanation=set_in_french(
        "L’ancien prix se calcule sur les prix du canal où la réduction est offerte : le magasin a "
        "son historique, le site le sien, la place de marché aussi.\n\n"
        "Une annonce qui vaut pour plusieurs canaux doit être vraie sur chacun. Exemple : un jean "
        "à 80 € en magasin et 70 € sur le site. « 80 € barré » pour les deux est faux sur le "
        "site : affichez 70 €, ou faites deux annonces.\n\n"
        "Si un canal qui ne participe pas était moins cher, le programme vous avertit seulement."
    ),
    sanction=MISLEADING,
    since=date(2022, 5, 28),
    confidence="K",
    unsure="Aucune décision française connue sur la séparation des historiques par canal.",
    check=_check,
)
