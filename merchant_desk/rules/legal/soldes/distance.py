"""FR-SOLDES-DISTANCE: sales at a distance follow the national dates."""

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
    if case.kind != "soldes":
        return
    standing = case.soldes_standing
    if standing.is_collected_between_two:
        yield _collected(case)
    if AT_DISTANCE in standing.missed and case.period_of(IN_PLACE) is not None:
        yield _online(case)


def _collected(case: Case) -> Found:
    national, local = (case.soldes_standing.nearest(each) for each in (AT_DISTANCE, IN_PLACE))
    dates = " et ".join(
        f"{which} {said_period(period)}"
        for which, period in (("locales", local), ("nationales", national))
        if period is not None
    )
    message = (
        "Payée en ligne et retirée en magasin, une commande est sans doute une vente à distance :"
        f" restez dans les deux périodes à la fois (dates {dates}). Une simple réservation, payée"
        " en magasin, suit les dates de votre département."
    )
    return Found(Level.WARN, set_in_french(message), confidence="U")


def _online(case: Case) -> Found:
    national = case.soldes_standing.nearest(AT_DISTANCE)
    if national is None:
        return Found(
            Level.BLOCK, "Pour votre boutique en ligne, seules les dates nationales comptent."
        )
    message = (
        "Pour votre boutique en ligne, seules les dates nationales comptent"
        f" ({said_period(national)}), même si votre magasin bénéficie de dates locales."
    )
    return Found(
        Level.BLOCK,
        message,
        figures=period_figures(national),
        remedy=way_into(national, case.starts),
    )


FR_SOLDES_DISTANCE = LegalRule(
    id="FR-SOLDES-DISTANCE",
    title="Soldes en ligne\u00a0: dates nationales",
    article="Code de commerce, art. L310-3, I\u00a0; Code de la consommation, art. L221-1",
    explanation=set_in_french("""\
Site, place de marché, téléphone, catalogue : une vente à distance suit les dates nationales, \
quels que soient le siège du vendeur et l’adresse du client. Une boutique en ligne de Metz ouvre \
ses soldes d’hiver 2027 le 6 janvier à 8 h, même si le magasin les ouvre le 2.

Une commande payée en ligne et retirée en magasin est sans doute une vente à distance. Quand vos \
dates locales et les dates nationales diffèrent, ne la soldez que pendant les deux périodes à la \
fois. Une simple réservation payée en magasin est une vente du magasin.\
"""),
    sanction=SALES,
    since=date(2009, 1, 1),
    unsure="Quelle période suit une commande payée en ligne et retirée en magasin.",
    check=_check,
)
