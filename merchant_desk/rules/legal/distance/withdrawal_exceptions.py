"""The goods and services that a customer may not change his mind about."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level
from merchant_desk.rules.legal.distance_questions import WithdrawalDeadline
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.withdrawals import withdrawal


def _check(question: WithdrawalDeadline) -> Iterator[Found]:
    told = withdrawal(question)
    if not told.right and question.contract not in {"shop", "fair"}:
        yield Found(
            Level.PASS,
            f"Exception au droit de rétractation\u00a0: {told.exception}. L’indiquer avant la "
            "commande.",
            figures={"goods_nature": question.goods_nature},
        )


FR_RETRACT_EXCEPT = LegalRule(
    id="FR-RETRACT-EXCEPT",
    title="Exceptions au droit de rétractation",
    article="Code de la consommation, art. L221-28",
    explanation=(
        "Pas de rétractation pour\u00a0: les biens faits sur mesure ou nettement "
        "personnalisés (une tasse avec la photo du client)\u00a0; les biens qui se périment "
        "vite\u00a0; les biens descellés qui ne peuvent être repris pour des raisons "
        "d’hygiène\u00a0; les disques, films et logiciels descellés\u00a0; les "
        "journaux\u00a0; les biens mélangés de manière indissociable\u00a0; certains alcools "
        "à valeur variable\u00a0; les travaux urgents à domicile\u00a0; l’hébergement, le "
        "transport, la restauration et les loisirs à date fixe\u00a0; le contenu numérique "
        "commencé avec l’accord du client\u00a0; les enchères publiques.\n\n"
        "Choisir une taille ou une couleur au catalogue n’est pas personnaliser\u00a0: le "
        "droit demeure. Un produit d’hygiène ou un disque encore scellé se rétracte aussi.\n\n"
        "Indiquez l’exception au client avant la commande."
    ),
    since=date(2014, 6, 13),
    confidence="K",
    others=((WithdrawalDeadline, _check),),
)
