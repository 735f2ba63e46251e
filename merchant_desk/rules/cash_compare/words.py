"""How the causes of an error are said."""

from merchant_desk.values.cash_compare import Cause, Comparison
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _, later

CAUSES = {
    Cause.LATE_CUSTOMERS: later("Clients en retard"),
    Cause.SALES: later("Ventes autres que prévu"),
    Cause.UNFORESEEN_EXPENSE: later("Dépenses imprévues"),
    Cause.UNFORESEEN_INCOME: later("Rentrées imprévues"),
    Cause.AMOUNT: later("Montants différents"),
    Cause.TIMING: later("Décalé dans le temps"),
    Cause.NOT_HAPPENED: later("Prévu, pas arrivé"),
    Cause.UNMATCHED: later("Lignes à rapprocher"),
    Cause.OPENING: later("Solde de départ revu"),
}
_POOLS = {
    CashCategory.SALES: later("Encaissements des ventes"),
    CashCategory.GOODS: later("Marchandises"),
    CashCategory.RENT: later("Loyer"),
    CashCategory.SALARY: later("Salaires"),
    CashCategory.SOCIAL: later("Cotisations sociales"),
    CashCategory.VAT: later("TVA"),
    CashCategory.CORPORATE_TAX: later("Impôt sur les sociétés"),
    CashCategory.OTHER_TAXES: later("Autres impôts"),
    CashCategory.LOAN: later("Emprunts"),
    CashCategory.SUBSCRIPTION: later("Abonnements"),
    CashCategory.INSURANCE: later("Assurances"),
    CashCategory.ENERGY: later("Énergie"),
    CashCategory.CARRIAGE: later("Transport"),
    CashCategory.BANK_FEES: later("Frais bancaires"),
    CashCategory.TRANSFER: later("Virements internes"),
    CashCategory.OWNER: later("Apports et prélèvements"),
    CashCategory.OTHER: later("Divers"),
}


def cause_words(cause: Cause) -> str:
    """Return how a cause is called."""
    return _(CAUSES[cause])


def pool_words(pool: CashCategory) -> str:
    """Return how all the money of one purpose is called."""
    return _(_POOLS.get(pool, later("Divers")))


def error_words(told: Comparison) -> str:
    """Return what became of a forecast, in one sentence."""
    day = short_date(told.until)
    if not told.error:
        return _("Le {day}, le compte tenait ce qui était prévu.").format(day=day)
    if told.error > ZERO:
        words = _("Le {day}, le compte tenait {amount} de plus que prévu.")
    else:
        words = _("Le {day}, le compte tenait {amount} de moins que prévu.")
    amount = told.error if told.error > ZERO else -told.error
    return words.format(day=day, amount=euros(amount))
