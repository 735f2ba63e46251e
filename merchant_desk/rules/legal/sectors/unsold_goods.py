"""Unsold goods are given, used again or recycled, not destroyed."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.questions import UnsoldGoods
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.words_of_law import FOOD, Category

_SINCE = date(2022, 1, 1)
_NO_SUCH_GOODS: frozenset[Category] = FOOD | {
    "service", "digital_content", "event_ticket", "gift_card",
}  # fmt: skip


def _check(question: UnsoldGoods) -> Iterator[Found]:
    if (
        question.plan == "destroy"
        and question.on >= _SINCE
        and question.category not in _NO_SUCH_GOODS
        and not question.reuse_and_recycling_impossible
    ):
        yield Found(
            Level.BLOCK,
            "Invendus\u00a0: réemploi, don ou recyclage, pas de destruction.",
            figures={"plan": "destroy"},
            remedy=Remedy("other", "donate"),
        )


FR_AGEC_INVENDUS = LegalRule(
    id="FR-AGEC-INVENDUS",
    title="Invendus non alimentaires",
    article="Code de l’environnement, art. L541-15-8",
    explanation=(
        "Les invendus non alimentaires neufs ne se détruisent pas\u00a0: ils sont donnés, "
        "réemployés, réutilisés ou recyclés. La règle vaut depuis le 01/01/2022 pour les "
        "produits soumis à une filière de recyclage (vêtements, meubles, jouets, appareils…) "
        "et depuis le 31/12/2023 pour tous les autres.\n\n"
        "La destruction reste possible quand le réemploi et le recyclage sont impossibles, ou "
        "interdits pour des raisons de santé ou de sécurité\u00a0: gardez-en la preuve."
    ),
    sanction="15\u00a0000\u00a0€ au plus",
    since=_SINCE,
    confidence="K",
    unsure="Le montant de la sanction.",
    others=((UnsoldGoods, _check),),
)
