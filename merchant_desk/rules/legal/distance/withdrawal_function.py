"""Online shops offer a function to withdraw, under labels that the law sets."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.distance.asked import asked_day
from merchant_desk.rules.legal.distance_questions import OnlineShop, WithdrawalFunction
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import SALES
from merchant_desk.rules.legal.text_case import normalised

_SINCE = date(2026, 6, 19)
_FIRST = "Renoncer au contrat ici"
_CONFIRM = "Confirmer la rétractation"
_DUTIES = {
    "easily_accessible": "facile d’accès",
    "free": "gratuite",
    "whole_period": "disponible pendant tout le délai",
    "receipt_durable": "suivie d’un accusé de réception sur un support durable",
    "receipt_has_date_time": "suivie d’un accusé de réception qui porte la date et l’heure",
}


def _check(question: OnlineShop) -> Iterator[Found]:
    day = question.contract_on or asked_day(question)
    if not question.distance_selling or day < _SINCE:
        return
    function = question.withdrawal_function
    if function is None or not function.present:
        yield Found(
            Level.BLOCK,
            f"Votre boutique en ligne doit proposer «\u00a0{_FIRST}\u00a0» pendant tout le délai "
            "de rétractation.",
            figures={"missing": "withdrawal_function"},
            remedy=Remedy("add_mention", _FIRST),
        )
        return
    yield from _labels(function)
    yield from _duties(function)


def _labels(function: WithdrawalFunction) -> Iterator[Found]:
    for field, told, wanted in (
        ("first_label", function.first_label, _FIRST),
        ("confirm_label", function.confirm_label, _CONFIRM),
    ):
        if normalised(told) != normalised(wanted):
            yield Found(
                Level.BLOCK,
                f"La fonction de rétractation doit porter les mots «\u00a0{wanted}\u00a0».",
                figures={"missing": field},
                remedy=Remedy("replace_word", wanted),
            )


def _duties(function: WithdrawalFunction) -> Iterator[Found]:
    missing = {key: words for key, words in _DUTIES.items() if not getattr(function, key)}
    if function.needs_call:
        missing["needs_call"] = "utilisable sans appeler"
    if missing:
        yield Found(
            Level.BLOCK,
            f"La fonction de rétractation doit être {', '.join(missing.values())}.",
            figures={"missing": ", ".join(missing)},
            remedy=Remedy("complete_data", ", ".join(missing)),
        )


FR_BOUTON = LegalRule(
    id="FR-BOUTON",
    title="Fonction de rétractation en ligne",
    article="Code de la consommation, art. L221-21, L242-13 et D221-5",
    explanation=(
        "Depuis le 19/06/2026, une boutique en ligne propose une fonction de rétractation "
        "visible, facile d’accès et gratuite pendant tout le délai de rétractation, sans "
        "appel à passer.\n\n"
        "Le premier bouton porte «\u00a0Renoncer au contrat ici\u00a0», le second "
        "«\u00a0Confirmer la rétractation\u00a0». Le client reçoit sans retard un accusé de "
        "réception sur un support durable (un courriel, par exemple), avec le contenu, la "
        "date et l’heure.\n\n"
        "Annoncez cette fonction dans vos conditions et avant la commande. La loi admet un "
        "libellé équivalent sans ambiguïté\u00a0: le logiciel n’en juge pas et demande les "
        "mots mêmes."
    ),
    sanction=SALES,
    since=_SINCE,
    others=((OnlineShop, _check),),
)
