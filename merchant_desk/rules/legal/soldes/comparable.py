"""FR-SOLDES-COMPARABLE: national promotions that pass for soldes outside the periods."""

from collections.abc import Iterator
from datetime import date, datetime

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.moment import OPENS_AT
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.soldes_standing import AT_DISTANCE, IN_PLACE
from merchant_desk.rules.legal.text_words import CAMPAIGN
from merchant_desk.rules.legal.typography import set_in_french

_SINCE = date(2020, 2, 12)
_ADVICE = "Hors soldes, évitez toute formule qui compare vos prix à ceux des soldes."


def _check(case: Case) -> Iterator[Found]:
    operation = case.operation
    if operation is None or operation.kind in {"soldes", "floating_soldes"} or case.day < _SINCE:
        return
    if operation.coordination in {"chain", "national"}:
        if not _is_in_soldes(case):
            yield _of_a_chain(case)
    elif any(text.says(CAMPAIGN) for text in case.texts) and not _is_in_soldes(case):
        yield Found(Level.INFORM, f"Vous vous joignez à une date nationale. {_ADVICE}")


def _is_in_soldes(case: Case) -> bool:
    """Tell whether the first day is one of soldes, at whatever hour the operation begins."""
    channel = AT_DISTANCE if case.distance_channels else IN_PLACE
    return case.period_of(channel, datetime.combine(case.day, OPENS_AT)) is not None


def _of_a_chain(case: Case) -> Found:
    if any(text.says_soldes for text in case.texts):
        said = "Cette opération d’enseigne ou nationale se compare aux soldes."
        remedy = Remedy("replace_word", "promotion")
        return Found(Level.BLOCK, f"{said} {_ADVICE}", remedy=remedy)
    return Found(Level.INFORM, f"Opération coordonnée à l’échelle nationale. {_ADVICE}")


FR_SOLDES_COMPARABLE = LegalRule(
    id="FR-SOLDES-COMPARABLE",
    title="Promotions nationales comparables aux soldes",
    article="Code de la consommation, art. L121-4, 23°",
    explanation=set_in_french("""\
Hors des périodes légales, une promotion coordonnée à l’échelle nationale (une enseigne, plusieurs \
enseignes) ne doit pas donner l’impression d’une réduction comparable à celle des soldes. Un texte \
qui parle des soldes est alors interdit.

Un commerçant indépendant peut faire son Black Friday ou ses journées de rentrée. Évitez seulement \
toute comparaison avec les soldes, comme « des prix dignes des soldes ».\
"""),
    sanction=set_in_french(
        f"{MISLEADING}, jusqu’à 10 % du chiffre d’affaires ou 50 % des dépenses de publicité"
    ),
    since=_SINCE,
    unsure=(
        "Aucune poursuite n’est connue, et le numéro du texte peut changer avec la transposition de"
        " la directive 2024/825."
    ),
    check=_check,
)
