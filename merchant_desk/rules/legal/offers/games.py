"""Games and draws: no stake, no live prize, clear rules, prizes that are really given."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.figures import money, said_euros
from merchant_desk.rules.legal.questions import PrizeDraw
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import MISLEADING

_SINCE = date(2014, 12, 22)


def _check(question: PrizeDraw) -> Iterator[Found]:
    if question.on < _SINCE:
        return
    if question.stake > 0:
        yield Found(
            Level.BLOCK,
            f"Une mise de {said_euros(question.stake)} pour participer fait du jeu une loterie "
            "prohibée\u00a0: rendez la participation gratuite ou liée au seul achat d’un produit.",
            figures={"stake": money(question.stake)},
            remedy=Remedy("set_amount", "0.00"),
            legal_reference="Code de la sécurité intérieure, art. L322-1",
            sanction="3 ans et 90\u00a0000\u00a0€ (CSI, art. L324-6, montant à vérifier)",
        )
    if any(prize.category == "live_animal" for prize in question.prizes):
        yield Found(
            Level.BLOCK,
            "Un animal vivant ne peut pas être un lot\u00a0: choisissez un autre lot.",
            figures={"category": "live_animal"},
            remedy=Remedy("other", "Choisir un autre lot"),
            legal_reference="Code rural, art. L214-4",
        )
    if question.prizes_awarded is False:
        yield Found(
            Level.BLOCK,
            "Jeu-concours\u00a0: remettez les lots annoncés ou un équivalent raisonnable.",
            remedy=Remedy("other", "Remettre les lots annoncés"),
            legal_reference="Code de la consommation, art. L121-4",
        )
    if question.rules_published is False:
        yield Found(
            Level.WARN,
            "Jeu-concours\u00a0: publiez un règlement clair et remettez les lots annoncés.",
            figures={"missing": "rules_published"},
            remedy=Remedy("add_mention", "rules"),
        )


FR_JEUX = LegalRule(
    id="FR-JEUX",
    title="Jeux-concours et tirages au sort",
    article="Code de la consommation, art. L121-20",
    explanation=(
        "Un jeu promotionnel est permis, avec ou sans achat, tant qu’il n’est pas déloyal. "
        "Depuis le 22/12/2014, le règlement n’a plus à être déposé chez un huissier\u00a0: "
        "publiez-le clairement (dates, lots, conditions).\n\n"
        "Faire payer une mise pour participer est une loterie prohibée, même à 2,00\u00a0€ le "
        "billet.\n\n"
        "Ni animal vivant ni arme comme lot. Les lots annoncés doivent être remis."
    ),
    sanction=MISLEADING,
    since=_SINCE,
    others=((PrizeDraw, _check),),
)
