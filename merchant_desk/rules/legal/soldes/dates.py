"""FR-SOLDES-DATES: soldes only inside the period of the zone and of the channel."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import SALES
from merchant_desk.rules.legal.soldes_standing import (
    AT_DISTANCE,
    period_figures,
    said_period,
    way_into,
)
from merchant_desk.rules.legal.typography import set_in_french
from merchant_desk.rules.legal.words_of_law import Channel

_OTHER_WORDS = "Hors de ces dates, parlez de « promotion », « déstockage » ou « ventes privées »."
_UNKNOWN = set_in_french(
    "Dates de soldes inconnues : avant 2009, elles étaient fixées dans chaque département, et le"
    " programme ne les a pas."
)


def _check(case: Case) -> Iterator[Found]:
    if case.kind != "soldes":
        return
    if not case.soldes_standing.is_known:
        yield Found(Level.WARN, _UNKNOWN, figures={"missing": "period"}, confidence="U")
        return
    for channel in case.soldes_standing.missed:
        yield _outside(case, channel)


def _outside(case: Case, channel: Channel) -> Found:
    said = "Cette opération utilise le mot « soldes » hors période légale."
    period = case.soldes_standing.nearest(channel)
    if period is None:
        return Found(Level.BLOCK, set_in_french(f"{said} {_OTHER_WORDS}"))
    touched = period.start <= case.starts
    place = "la vente en ligne" if channel == AT_DISTANCE else "votre zone"
    own = " (dates dérogatoires de votre département)" if period.origin == "derogation" else ""
    which = "Période" if touched else "Prochaine période"
    return Found(
        Level.BLOCK,
        set_in_french(f"{said} {which} pour {place} : {said_period(period)}{own}. {_OTHER_WORDS}"),
        figures=period_figures(period),
        remedy=way_into(period, case.starts),
    )


FR_SOLDES_DATES = LegalRule(
    id="FR-SOLDES-DATES",
    title="Dates des soldes",
    article="Code de commerce, art. L310-3, I\u00a0; arrêté du 27\u00a0mai\u00a02019",
    explanation=set_in_french("""\
Les soldes ne sont permis que pendant deux périodes par an, fixées par arrêté. Elles durent \
quatre semaines depuis 2020 (six semaines de 2015 à 2019, cinq de 2009 à 2014).

Les soldes d’hiver commencent le deuxième mercredi de janvier à 8 h ; si ce mercredi tombe après \
le 12, ils commencent une semaine plus tôt. Les soldes d’été commencent le dernier mercredi de \
juin à 8 h ; s’il tombe après le 28, une semaine plus tôt. Ils finissent un mardi à 23 h 59. \
Exemple : hiver 2027, du 6 janvier à 8 h au 2 février.

Les règles valent en magasin comme en ligne, pour le neuf et pour l’occasion. Certains \
départements ont d’autres dates, et un arrêté peut déplacer une saison quelques semaines avant.

Hors de ces dates, vous pouvez faire une promotion, un déstockage ou une vente privée, sans le \
mot « soldes ».\
"""),
    sanction=SALES,
    since=date(2009, 1, 1),
    unsure="Un arrêté peut encore déplacer une saison à venir\u00a0: vérifiez un mois avant.",
    check=_check,
)
