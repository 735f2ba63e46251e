"""Destocking is free all year; goods ordered again during it make the word untrue."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import said_day
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import MISLEADING

_SINCE = date(2009, 1, 1)


def _check(case: Case) -> Iterator[Found]:
    if case.kind != "destocking" or case.day < _SINCE:
        return
    for each in case.judged_items:
        again = min(
            (
                batch.received_on
                for batch in each.item.batches
                if batch.source == "supplier" and batch.received_on >= case.day
            ),
            default=None,
        )
        if again is not None:
            yield Found(
                Level.WARN,
                f"{each.name} est réapprovisionné le {said_day(again)}, pendant le "
                "déstockage\u00a0: le réassort n’est pas interdit, mais l’annonce d’un déstockage "
                "devient trompeuse.",
                skus=(each.sku,),
                figures={"received_on": again.isoformat()},
                remedy=Remedy("remove_item", each.sku),
            )


FR_DESTOCKAGE = LegalRule(
    id="FR-DESTOCKAGE",
    title="Déstockage",
    article=(
        "Loi n°\u00a02008-776 du 4\u00a0août\u00a02008 (LME)\u00a0; Code de la consommation, art. "
        "L121-2"
    ),
    explanation=(
        "Déstockage possible toute l’année\u00a0: sans le mot «\u00a0soldes\u00a0», sans "
        "vente à perte, avec l’ancien prix sur 30 jours.\n\n"
        "Aucun texte n’interdit de descendre sous le prix le plus bas jamais pratiqué, ni de "
        "déstocker pendant les soldes (gardez alors des étiquettes bien distinctes).\n\n"
        "Le réassort n’est pas interdit non plus, mais annoncer un déstockage d’articles que "
        "vous recommandez pendant l’opération trompe le client\u00a0: le logiciel avertit "
        "quand une livraison du fournisseur arrive à partir du premier jour."
    ),
    sanction=MISLEADING,
    since=_SINCE,
    check=_check,
)
