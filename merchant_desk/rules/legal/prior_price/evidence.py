"""FR-PRIX-PREUVE: the prices of the past are kept, dated, for three years at least."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.questions import PriceEvidence
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sales_numbers import count_told
from merchant_desk.rules.legal.typography import set_in_french


def _check(question: PriceEvidence) -> Iterator[Found]:
    asked = question.asked_on.day if question.asked_on else date.max
    wanted = count_told("price_evidence_days", asked)
    if question.kept_days < wanted:
        yield Found(
            Level.WARN,
            set_in_french(
                f"Historique des prix conservé : {question.kept_days} jours. Gardez-le au moins 3 "
                f"ans ({wanted} jours), mieux 6."
            ),
            figures={"kept_days": question.kept_days, "wanted_days": wanted},
            remedy=Remedy("other", "keep_price_history"),
        )
    if not question.dated_price_log:
        yield Found(
            Level.WARN,
            set_in_french(
                "Il n’y a pas de journal daté des prix : les tickets prouvent les prix payés, pas "
                "les prix affichés. Tenez un historique daté par article et par canal."
            ),
            figures={"missing": "dated_price_log"},
            remedy=Remedy("complete_data", "dated_price_log"),
        )


FR_PRIX_PREUVE = LegalRule(
    id="FR-PRIX-PREUVE",
    title="Gardez la preuve de vos anciens prix",
    article="Code de la consommation, art. L121-2; Code de procédure pénale, art. 8",
    explanation=set_in_french(
        "En cas de contrôle, c’est à vous de prouver que l’ancien prix est vrai. Gardez un "
        "historique daté des prix, par article et par canal de vente, pendant trois ans au moins ; "
        "six ans est mieux, car les délits se prescrivent par six ans.\n\n"
        "Ce programme garde chaque prix avec sa date et n’efface rien. Les tickets de caisse seuls "
        "ne suffisent pas : ils montrent ce qui a été payé, pas ce qui était affiché."
    ),
    confidence="K",
    others=((PriceEvidence, _check),),
)
