"""FR-SOLDES-EXCEPT: seasons that an order moved or extended."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import SALES
from merchant_desk.rules.legal.soldes_periods import order_against
from merchant_desk.rules.legal.soldes_standing import period_figures, said_period, way_into
from merchant_desk.rules.legal.typography import set_in_french


def _check(case: Case) -> Iterator[Found]:
    """Say why, when the usual dates are taken in a year in which an order set others."""
    if case.kind != "soldes":
        return
    for channel in case.soldes_standing.missed:
        moved = order_against(case.shop.zone, channel, case.starts)
        if moved is None or moved.holds(case.starts):
            continue
        message = (
            f"Cette saison-là, un arrêté a fixé d’autres dates de soldes : {said_period(moved)}"
            f" ({moved.source})."
        )
        yield Found(
            Level.BLOCK,
            set_in_french(message),
            figures=period_figures(moved),
            remedy=way_into(moved, case.starts),
        )


FR_SOLDES_EXCEPT = LegalRule(
    id="FR-SOLDES-EXCEPT",
    title="Soldes déplacés ou prolongés par arrêté",
    article="Code de commerce, art. L310-3, I\u00a0; arrêtés de 2020, 2021 et 2023",
    explanation=set_in_french("""\
Un arrêté peut déplacer ou prolonger une saison, parfois quelques semaines avant. Sa date \
l’emporte toujours sur la règle ordinaire.

Été 2020 : du 15 juillet au 11 août, aussi dans les Alpes-Maritimes, les Pyrénées-Orientales et \
en Corse. Hiver 2021 : du 20 janvier au 2 mars, aussi en Lorraine et en Guadeloupe. Été 2021 : \
du 30 juin au 27 juillet, mais dès le 26 juin en Moselle. Hiver 2022 en Guadeloupe : du \
12 janvier au 8 février. Été 2023 : prolongé jusqu’au 1er août.

Les autres zones qui ont leurs propres dates n’ont pas bougé.\
"""),
    sanction=SALES,
    since=date(2020, 6, 12),
    unsure=(
        "Hiver 2021\u00a0: les sources se contredisent pour la Guyane, et la prolongation n’est pas"
        " établie pour Saint-Pierre-et-Miquelon."
    ),
    check=_check,
)
