"""FR-SOLDES-DEROG: départements and collectivities whose soldes have other dates."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import SALES
from merchant_desk.rules.legal.soldes_standing import (
    AT_DISTANCE,
    IN_PLACE,
    period_figures,
    said_period,
    way_into,
)
from merchant_desk.rules.legal.typography import set_in_french


def _check(case: Case) -> Iterator[Found]:
    """Say why, when the national dates are taken where others hold."""
    if case.kind != "soldes" or IN_PLACE not in case.soldes_standing.missed:
        return
    own = case.soldes_standing.nearest(IN_PLACE)
    national = case.period_of(AT_DISTANCE)
    if own is None or own.origin != "derogation" or national is None:
        return
    message = (
        f"Votre département a ses propres dates de soldes : {said_period(own)}. Les dates"
        f" nationales ({said_period(national)}) n’y valent que pour vos ventes à distance."
    )
    yield Found(
        Level.BLOCK,
        set_in_french(message),
        figures=period_figures(own),
        remedy=way_into(own, case.starts),
    )


FR_SOLDES_DEROG = LegalRule(
    id="FR-SOLDES-DEROG",
    title="Dates de soldes propres à certains départements",
    article="Code de commerce, art. L310-3, I\u00a0; annexe de l’arrêté du 27\u00a0mai\u00a02019",
    explanation=set_in_french("""\
Quelques départements et collectivités ont leurs propres dates, avec la même durée et la même \
heure d’ouverture (8 h).

En Meurthe-et-Moselle, Meuse, Moselle et dans les Vosges, les soldes d’hiver commencent le \
premier jour ouvré de janvier : le 2, ou le 3 quand le 2 est un dimanche. En Corse, les soldes \
d’été commencent le deuxième mercredi de juillet.

Guadeloupe : premier samedi de janvier et dernier samedi de septembre. Martinique : premier \
jeudi d’octobre pour l’été. La Réunion : premier samedi de février (été) et premier samedi de \
septembre (hiver). Saint-Pierre-et-Miquelon : premier mercredi après le 15 janvier et après le \
14 juillet. Saint-Barthélemy et Saint-Martin : premier samedi de mai (hiver) et deuxième samedi \
d’octobre (été).

Les Alpes-Maritimes suivent les dates nationales depuis l’été 2023, les Pyrénées-Orientales \
depuis l’été 2022, la Guyane au plus tard depuis 2023. Les dates propres ne valent que pour la \
vente sur place : une boutique en ligne suit toujours les dates nationales.\
"""),
    sanction=SALES,
    since=date(2009, 1, 1),
    unsure=(
        "Quand le 2\u00a0janvier est un samedi (2027), la Lorraine ouvre ce jour-là d’après le"
        " précédent de 2016. Les dates de la Guyane en 2021 et 2022 ne sont pas établies, ni celles"
        " d’avant 2013 dans les départements 04, 05, 13, 40, 64, 83 et 84."
    ),
    check=_check,
)
