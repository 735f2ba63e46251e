"""Which taxes their calendar foresees: those that come back in the bank too are counted once."""

from merchant_desk.rules.cash_taxes.due import TaxProfile, VatRhythm
from merchant_desk.rules.cash_taxes.social import MICRO
from merchant_desk.values.cash_words import CashCategory


def foreseen_by(told: TaxProfile) -> frozenset[CashCategory]:
    """Return what she told enough of for its days and amounts to be reckoned."""
    social = told.employer_monthly or told.owner_amount or told.owner in MICRO
    found = {
        CashCategory.VAT: told.vat is not VatRhythm.UNKNOWN,
        CashCategory.SOCIAL: bool(social),
        CashCategory.CORPORATE_TAX: bool(told.corporate_tax),
        CashCategory.OTHER_TAXES: told.cfe is not None,
    }
    return frozenset(category for category, known in found.items() if known)
