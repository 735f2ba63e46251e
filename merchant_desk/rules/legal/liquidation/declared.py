"""Whether a liquidation was declared to the mayor in time, and may begin."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import said_day
from merchant_desk.rules.legal.liquidation.adverts import advertises_undeclared
from merchant_desk.rules.legal.moment import month_before, months_after
from merchant_desk.rules.legal.parts import Declaration
from merchant_desk.rules.legal.prior_prices import shifted
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import count_told
from merchant_desk.rules.legal.sanctions import SALES

_SINCE = date(2014, 7, 1)
_WORDS = (
    "Déclarez la liquidation en mairie au plus tard le {day}\u00a0; la vente ne peut commencer "
    "qu’après le récépissé."
)


def _check(case: Case) -> Iterator[Found]:
    if case.kind != "liquidation":
        if advertises_undeclared(case):
            yield Found(
                Level.BLOCK,
                "Une liquidation annoncée doit d’abord être déclarée en mairie\u00a0: aucun "
                "récépissé n’est noté.",
                remedy=Remedy("complete_data", "declaration"),
            )
        return
    if case.day < _SINCE:
        return
    limit = _limit(case)
    for message, remedy in _breaches(case, limit):
        yield Found(Level.BLOCK, message, figures={"limit_date": limit.isoformat()}, remedy=remedy)


def _limit(case: Case) -> date:
    """Return the last day to declare: two months before, or some days when it was unforeseeable."""
    declaration = case.declaration
    if declaration is not None and declaration.unforeseen_event_on is not None:
        return shifted(case.day, -count_told("liquidation_sudden_notice_days", case.day))
    return month_before(case.day, count_told("liquidation_notice_months", case.day))


def _breaches(case: Case, limit: date) -> Iterator[tuple[str, Remedy]]:
    declaration = case.declaration
    if declaration is None or declaration.sent_on is None:
        if case.asked_on <= limit:
            yield _WORDS.format(day=said_day(limit)), Remedy("declare_by", limit.isoformat())
        else:
            yield _WORDS.format(day=said_day(limit)), _later(case, case.asked_on)
    elif declaration.sent_on > limit:
        yield _WORDS.format(day=said_day(limit)), _later(case, declaration.sent_on)
    if declaration is not None:
        yield from _receipt(case, declaration)
        yield from _reason(declaration)
        yield from _postponement(case, declaration)


def _receipt(case: Case, declaration: Declaration) -> Iterator[tuple[str, Remedy]]:
    receipt = declaration.receipt_on
    if receipt is None:
        yield (
            (
                "La liquidation ne peut commencer qu’après le récépissé de la mairie\u00a0: aucun "
                "n’est noté."
            ),
            Remedy("complete_data", "receipt_on"),
        )
    elif receipt > case.day:
        yield (
            f"La liquidation ne peut commencer qu’après le récépissé du {said_day(receipt)}.",
            Remedy("set_start", receipt.isoformat()),
        )


def _reason(declaration: Declaration) -> Iterator[tuple[str, Remedy]]:
    if declaration.reason is None or declaration.reason == "other":
        yield (
            (
                "La loi ne connaît que quatre motifs\u00a0: cessation, suspension saisonnière, "
                "changement d’activité, modification substantielle des conditions d’exploitation."
            ),
            Remedy("complete_data", "reason"),
        )


def _postponement(case: Case, declaration: Declaration) -> Iterator[tuple[str, Remedy]]:
    first = declaration.declared_start
    if first is None or first >= case.day:
        return
    months = count_told("liquidation_postponement_months", case.day)
    if case.day > months_after(first, months):
        yield (
            (
                f"Un report de plus de {months} mois (vente déclarée pour le {said_day(first)}) "
                "demande une nouvelle déclaration."
            ),
            Remedy("set_start", months_after(first, months).isoformat()),
        )
    elif declaration.postponement_letter_on is None:
        yield (
            "Tout report se signale à la mairie par lettre recommandée\u00a0: aucune n’est notée.",
            Remedy("complete_data", "postponement_letter_on"),
        )


def _later(case: Case, sent: date) -> Remedy:
    """Return the first day that leaves the notice after a day of declaration."""
    declaration = case.declaration
    if declaration is not None and declaration.unforeseen_event_on is not None:
        days = count_told("liquidation_sudden_notice_days", case.day)
        return Remedy("set_start", shifted(sent, days).isoformat())
    months = count_told("liquidation_notice_months", case.day)
    first = months_after(sent, months)
    while month_before(first, months) < sent and first < date.max:
        first = shifted(first, 1)
    return Remedy("set_start", first.isoformat())


FR_LIQUID_DECL = LegalRule(
    id="FR-LIQUID-DECL",
    title="Déclaration préalable d’une liquidation",
    article="Code de commerce, art. L310-1 et R310-2 à R310-7",
    explanation=(
        "Une liquidation se déclare au maire de la commune (cerfa 14809) au moins deux mois "
        "avant le début de la vente. Ce n’est pas une autorisation\u00a0: la mairie délivre "
        "un récépissé dans les 15 jours d’un dossier complet, et la vente ne commence pas "
        "avant.\n\n"
        "Exemple\u00a0: pour une vente à partir du 15/02/2027, déclarez au plus tard le "
        "15/12/2026. Après un événement imprévisible (incendie, inondation), cinq jours "
        "suffisent.\n\n"
        "Quatre motifs seulement\u00a0: la cessation d’activité, la suspension saisonnière, "
        "le changement d’activité, la modification substantielle des conditions "
        "d’exploitation (travaux, transfert, fin d’une exclusivité). «\u00a0Faire de la "
        "place\u00a0» n’en est pas un\u00a0: c’est un déstockage.\n\n"
        "Un report se signale par lettre recommandée\u00a0; au-delà de deux mois, il faut une "
        "nouvelle déclaration. Une fausse déclaration est punie de 3 ans et "
        "45\u00a0000\u00a0€."
    ),
    sanction=SALES,
    since=_SINCE,
    unsure=(
        "Le texte vise un établissement commercial\u00a0: une liquidation seulement en ligne est "
        "débattue."
    ),
    check=_check,
)
