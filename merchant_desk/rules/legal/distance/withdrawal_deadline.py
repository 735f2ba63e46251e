"""Fourteen days to withdraw, that no text may take away."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy, Value
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.distance_questions import WithdrawalDeadline
from merchant_desk.rules.legal.figures import said_day
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import SALES
from merchant_desk.rules.legal.text_words import NO_WITHDRAWAL
from merchant_desk.rules.legal.withdrawals import withdrawal

_SINCE = date(2014, 6, 13)


def _check(case: Case) -> Iterator[Found]:
    if case.kind == "soldes":
        return
    for text in case.texts:
        if (
            text.day >= _SINCE
            and text.at_distance
            and not text.says_soldes
            and text.says(NO_WITHDRAWAL)
        ):
            yield Found(
                Level.BLOCK,
                "Le droit de rétractation de 14 jours ne peut pas être exclu à distance\u00a0: "
                "retirez cette mention.",
                figures={"text": text.text.text},
                remedy=Remedy("other", "Retirer la mention"),
                legal_reference="Code de la consommation, art. L221-18 et L242-3",
            )


def _check_question(question: WithdrawalDeadline) -> Iterator[Found]:
    told = withdrawal(question)
    if not told.right or told.deadline is None:
        return
    last = said_day(told.deadline)
    figures = {"deadline": told.deadline.isoformat()}
    if told.sent_on is not None and not told.in_time:
        yield Found(
            Level.INFORM,
            f"Rétractation envoyée le {said_day(told.sent_on)}, trop tard\u00a0: elle était "
            f"possible jusqu’au {last} inclus.",
            figures=figures,
        )
    elif told.sent_on is not None and question.seller_refuses:
        yield Found(
            Level.BLOCK,
            "Vous ne pouvez pas refuser cette rétractation\u00a0: elle était possible jusqu’au "
            f"{last} inclus (envoi avant minuit).",
            figures=figures,
            remedy=Remedy("other", "Accepter la rétractation"),
        )
    else:
        yield Found(
            Level.PASS,
            f"Rétractation possible jusqu’au {last} inclus (envoi avant minuit).",
            figures=figures,
        )


def value_of_withdrawal(question: WithdrawalDeadline) -> Value:
    """Return whether there is a right, until when, and whether it was used in time."""
    told = withdrawal(question)
    deadline = told.deadline.isoformat() if told.deadline else None
    value: Value = {"right": told.right, "deadline": deadline}
    return value if told.sent_on is None else {**value, "in_time": told.in_time}


FR_RETRACT_DELAI = LegalRule(
    id="FR-RETRACT-DELAI",
    title="Délai de rétractation",
    article="Code de la consommation, art. L221-18 et L221-19",
    explanation=(
        "Un consommateur qui achète à distance ou hors établissement a 14 jours pour changer "
        "d’avis, sans motif. Le jour de la réception ne compte pas\u00a0; pour une commande "
        "en plusieurs colis, le dernier reçu fait courir le délai\u00a0; pour des livraisons "
        "régulières, le premier\u00a0; pour un service, le jour du contrat.\n\n"
        "Si le dernier jour tombe un samedi, un dimanche ou un jour férié, le délai va "
        "jusqu’au premier jour ouvrable. Reçu le 21/11/2026, le 14e jour est le samedi "
        "05/12\u00a0: le client a jusqu’au lundi 07/12/2026, envoi avant minuit.\n\n"
        "En magasin et sur une foire, il n’y a pas de droit de rétractation (sur une foire, "
        "il faut l’afficher). Refuser une rétractation envoyée à temps, ou écrire qu’elle est "
        "exclue, est interdit."
    ),
    sanction=SALES,
    since=_SINCE,
    unsure=(
        "Quels jours fériés comptent pour un client d’Alsace-Moselle ou d’outre-mer\u00a0: le "
        "logiciel retient la date la plus tardive."
    ),
    check=_check,
    others=((WithdrawalDeadline, _check_question),),
)
