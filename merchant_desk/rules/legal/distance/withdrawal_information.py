"""A customer who was not told of his right has twelve months more."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.distance_questions import WithdrawalDeadline
from merchant_desk.rules.legal.figures import said_day
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import SALES
from merchant_desk.rules.legal.withdrawals import withdrawal


def _check(question: WithdrawalDeadline) -> Iterator[Found]:
    told = withdrawal(question)
    if not told.right or not told.longer:
        return
    if told.deadline is None:
        yield Found(
            Level.WARN,
            "Information sur la rétractation absente\u00a0: délai prolongé de 12 mois.",
            figures={"missing": "information_given_on"},
            remedy=Remedy("complete_data", "information_given_on"),
        )
        return
    given = question.information_given_on
    late = "absente" if given is None else "tardive"
    yield Found(
        Level.WARN,
        f"Information sur la rétractation {late}\u00a0: délai prolongé jusqu’au "
        f"{said_day(told.deadline)}.",
        figures={"deadline": told.deadline.isoformat()},
        remedy=Remedy("complete_data", "information_given_on") if given is None else None,
    )


FR_RETRACT_12MOIS = LegalRule(
    id="FR-RETRACT-12MOIS",
    title="Information absente\u00a0: 12 mois de plus",
    article="Code de la consommation, art. L221-20",
    explanation=(
        "Si le client n’a pas été informé de son droit de rétractation, le délai est prolongé "
        "de 12 mois après la fin du délai initial. Colis reçu le 02/11/2026, aucune "
        "information\u00a0: rétractation possible jusqu’au 16/11/2027.\n\n"
        "Si l’information arrive entre-temps, le client a 14 jours à compter de ce "
        "jour\u00a0: informé le 01/12/2026, jusqu’au 15/12/2026.\n\n"
        "Le report au premier jour ouvrable vaut aussi pour ces nouvelles dates."
    ),
    sanction=SALES,
    since=date(2014, 6, 13),
    confidence="K",
    others=((WithdrawalDeadline, _check),),
)
