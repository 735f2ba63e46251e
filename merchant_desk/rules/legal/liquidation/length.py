"""How long a liquidation may last, and how long a shop closes after a seasonal one."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import said_day
from merchant_desk.rules.legal.moment import months_after
from merchant_desk.rules.legal.prior_prices import shifted
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import count_told
from merchant_desk.rules.legal.sanctions import SALES

_SINCE = date(1996, 1, 1)


def _check(case: Case) -> Iterator[Found]:
    last = case.last_day
    if case.kind != "liquidation" or case.day < _SINCE or last is None:
        return
    months = count_told("liquidation_months", case.day)
    days = count_told("seasonal_liquidation_days", case.day)
    declaration = case.declaration
    seasonal = declaration is not None and declaration.reason == "seasonal_suspension"
    latest = (
        shifted(case.day, days - 1) if seasonal else shifted(months_after(case.day, months), -1)
    )
    if last > latest:
        yield Found(
            Level.BLOCK,
            f"Durée maximale\u00a0: {months} mois ({days} jours pour une suspension saisonnière). "
            f"La vente doit finir le {said_day(latest)} au plus tard.",
            figures={"latest_end": latest.isoformat()},
            remedy=Remedy("set_end", latest.isoformat()),
        )
    if declaration is not None and seasonal and declaration.reopens_on is not None:
        closed = count_told("seasonal_closing_months", case.day)
        reopening = months_after(last, closed)
        if declaration.reopens_on < reopening:
            yield Found(
                Level.BLOCK,
                f"Une suspension saisonnière dure au moins {closed} mois après la vente\u00a0: "
                f"pas de réouverture avant le {said_day(reopening)}.",
                figures={"earliest_reopening": reopening.isoformat()},
                remedy=Remedy("complete_data", "reopens_on"),
            )


FR_LIQUID_DUREE = LegalRule(
    id="FR-LIQUID-DUREE",
    title="Durée d’une liquidation",
    article="Code de commerce, art. L310-1 et L310-5, 1°",
    explanation=(
        "Une liquidation dure deux mois au plus\u00a0: commencée le 15/02/2027, elle finit le "
        "14/04/2027 au plus tard.\n\n"
        "Pour une suspension saisonnière d’activité, 15 jours au plus, et le magasin reste "
        "ensuite fermé au moins cinq mois."
    ),
    sanction=SALES,
    since=_SINCE,
    check=_check,
)
