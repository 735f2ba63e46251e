"""A sale called private is kept for customers who are known, chosen without discrimination."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.text_words import PRIVATE
from merchant_desk.rules.legal.words_of_law import Basis

_SINCE = date(2009, 1, 1)
_FORBIDDEN: dict[Basis, str] = {
    "nationality": "la nationalité",
    "origin": "l’origine",
    "religion": "la religion",
    "sex": "le sexe",
    "health": "l’état de santé",
    "political_opinion": "les opinions politiques",
    "sexual_orientation": "l’orientation sexuelle",
}
_MESSAGE = (
    "Une vente «\u00a0privée\u00a0» doit être réservée à des clients identifiés. Ouverte à tous, "
    "elle compte dans vos prix des 30 derniers jours."
)


def _check(case: Case) -> Iterator[Found]:
    operation = case.operation
    if operation is None or case.day < _SINCE:
        return
    audience = operation.audience
    if audience.who == "all":
        if operation.kind == "private_sale":
            yield Found(Level.WARN, _MESSAGE, remedy=Remedy("complete_data", "audience"))
        elif any(text.says(PRIVATE) for text in case.texts):
            yield Found(Level.WARN, _MESSAGE, remedy=Remedy("replace_word", "promotion"))
    elif audience.basis in _FORBIDDEN:
        yield Found(
            Level.BLOCK,
            f"Le choix des clients selon {_FORBIDDEN[audience.basis]} est une "
            "discrimination\u00a0: choisissez-les autrement (fidélité, invitation, abonnés à "
            "votre lettre…).",
            figures={"basis": audience.basis},
            remedy=Remedy("complete_data", "audience"),
            legal_reference="Code pénal, art. 225-1 et 225-2",
            sanction="3 ans et 45\u00a0000\u00a0€ (société\u00a0: 225\u00a0000\u00a0€)",
        )


FR_VENTE_PRIVEE = LegalRule(
    id="FR-VENTE-PRIVEE",
    title="Ventes privées",
    article="Code de la consommation, art. L121-2 (doctrine de la DGCCRF)",
    explanation=(
        "La loi ne définit pas la vente privée. Mais si vous l’appelez ainsi, elle doit "
        "vraiment être réservée à des clients identifiés\u00a0: carte de fidélité, "
        "invitation, abonnés à votre lettre. Affichée en vitrine pour tous les passants, "
        "l’annonce est trompeuse, et ses prix comptent dans vos prix des 30 derniers jours.\n\n"
        "Elle peut avoir lieu avant ou pendant les soldes, sans les mots «\u00a0soldes "
        "privés\u00a0» ni «\u00a0pré-soldes\u00a0» hors des périodes légales.\n\n"
        "Choisir les clients selon leur nationalité, leur origine, leur religion, leur sexe, "
        "leur santé, leurs opinions ou leur orientation sexuelle est une discrimination punie "
        "par le code pénal."
    ),
    sanction=MISLEADING,
    since=_SINCE,
    check=_check,
)
