"""What money is for, in the words she reads, and the letter that chooses it."""

from collections.abc import Mapping

from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.texts import _, later

CATEGORY_WORDS: Mapping[CashCategory, str] = {
    CashCategory.SALES: later("Ventes"),
    CashCategory.PAYOUT: later("Versement de plateforme"),
    CashCategory.DEPOSIT: later("Remise d’espèces ou de chèques"),
    CashCategory.GOODS: later("Marchandises"),
    CashCategory.RENT: later("Loyer"),
    CashCategory.SALARY: later("Salaires"),
    CashCategory.SOCIAL: later("Cotisations sociales"),
    CashCategory.VAT: later("TVA"),
    CashCategory.CORPORATE_TAX: later("Impôt sur les sociétés"),
    CashCategory.OTHER_TAXES: later("Autres impôts"),
    CashCategory.LOAN: later("Emprunt ou crédit-bail"),
    CashCategory.SUBSCRIPTION: later("Abonnement"),
    CashCategory.INSURANCE: later("Assurance"),
    CashCategory.ENERGY: later("Énergie et eau"),
    CashCategory.CARRIAGE: later("Port et livraison"),
    CashCategory.BANK_FEES: later("Frais bancaires"),
    CashCategory.TRANSFER: later("Virement entre vos comptes"),
    CashCategory.OWNER: later("Apport ou retrait personnel"),
    CashCategory.OTHER: later("Autre"),
}
CATEGORY_LETTERS: Mapping[CashCategory, str] = {
    CashCategory.SALES: "V",
    CashCategory.PAYOUT: "P",
    CashCategory.DEPOSIT: "D",
    CashCategory.GOODS: "M",
    CashCategory.RENT: "L",
    CashCategory.SALARY: "S",
    CashCategory.SOCIAL: "C",
    CashCategory.VAT: "T",
    CashCategory.CORPORATE_TAX: "I",
    CashCategory.OTHER_TAXES: "X",
    CashCategory.LOAN: "E",
    CashCategory.SUBSCRIPTION: "B",
    CashCategory.INSURANCE: "A",
    CashCategory.ENERGY: "N",
    CashCategory.CARRIAGE: "R",
    CashCategory.BANK_FEES: "F",
    CashCategory.TRANSFER: "K",
    CashCategory.OWNER: "O",
    CashCategory.OTHER: "Z",
}
"""Of a menu: each its own letter."""


def category_words(category: CashCategory) -> str:
    """Return « Loyer »."""
    return _(CATEGORY_WORDS[category])
