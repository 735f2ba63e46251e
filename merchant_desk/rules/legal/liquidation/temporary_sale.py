"""Sales in places that are not shops are declared, and last sixty days a year."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Figure, Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import said_day
from merchant_desk.rules.legal.prior_prices import shifted
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import count_told
from merchant_desk.rules.legal.sanctions import FIFTH_CLASS, SALES

_SINCE = date(2009, 1, 9)


def _check(case: Case) -> Iterator[Found]:
    if case.kind != "temporary_sale" or case.day < _SINCE:
        return
    notice = count_told("temporary_sale_notice_days", case.day)
    allowed = count_told("temporary_sale_days_a_year", case.day)
    limit = shifted(case.day, -notice)
    sent = case.declaration.sent_on if case.declaration else None
    used = case.declaration.days_used_this_year if case.declaration else 0
    length = ((case.last_day or case.day) - case.day).days + 1
    figures: dict[str, Figure] = {"limit_date": limit.isoformat(), "days_used": used + length}
    words = (
        f"Déclarez la vente en mairie au plus tard le {said_day(limit)}\u00a0; jours déjà utilisés "
        f"cette année\u00a0: {used}/{allowed}."
    )
    if sent is None and case.asked_on <= limit:
        yield Found(Level.BLOCK, words, (), figures, Remedy("declare_by", limit.isoformat()))
    elif sent is None or sent > limit:
        first = shifted(sent or case.asked_on, notice)
        yield Found(Level.BLOCK, words, (), figures, Remedy("set_start", first.isoformat()))
    if used + length > allowed:
        left = allowed - used
        last = shifted(case.day, left - 1)
        yield Found(
            Level.BLOCK,
            f"Avec cette vente, le lieu serait utilisé {used + length} jours cette année, pour "
            f"{allowed} au plus.",
            figures=figures,
            remedy=Remedy("set_end", last.isoformat()) if left > 0 else Remedy("other"),
            sanction=FIFTH_CLASS,
        )


FR_DEBALLAGE = LegalRule(
    id="FR-DEBALLAGE",
    title="Vente au déballage",
    article="Code de commerce, art. L310-2, R310-8 et R310-9",
    explanation=(
        "Vendre dans un lieu qui n’est pas habituellement destiné au commerce (salle des "
        "fêtes, parc de stationnement, place) est une vente au déballage. Elle se déclare au "
        "maire (cerfa 13939) au moins 15 jours avant\u00a0: pour une vente le 19/06/2027, au "
        "plus tard le 04/06/2027.\n\n"
        "Un même lieu (un même arrondissement à Paris, Lyon et Marseille) ne peut pas servir "
        "plus de deux mois par année civile, en une ou plusieurs fois\u00a0: le ministère "
        "compte 60 jours."
    ),
    sanction=f"{SALES}\u00a0; amende forfaitaire de 200\u00a0€ depuis le 26/01/2023",
    since=_SINCE,
    check=_check,
)
