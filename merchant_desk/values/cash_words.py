"""The words of the treasury: files of banks, what money is for, and how sure one is of it."""

from enum import StrEnum


class BankFormat(StrEnum):
    """How a bank writes its statements."""

    OFX = "ofx"
    CAMT053 = "camt053"
    CFONB120 = "cfonb120"
    CSV = "csv"


class CashCategory(StrEnum):
    """What money that comes in or goes out is for."""

    SALES = "sales"
    PAYOUT = "payout"
    DEPOSIT = "deposit"
    GOODS = "goods"
    RENT = "rent"
    SALARY = "salary"
    SOCIAL = "social"
    VAT = "vat"
    CORPORATE_TAX = "corporate_tax"
    OTHER_TAXES = "other_taxes"
    LOAN = "loan"
    SUBSCRIPTION = "subscription"
    INSURANCE = "insurance"
    ENERGY = "energy"
    CARRIAGE = "carriage"
    BANK_FEES = "bank_fees"
    TRANSFER = "transfer"
    OWNER = "owner"
    OTHER = "other"


class MatchTarget(StrEnum):
    """What a line of the bank, or a part of it, was found to be."""

    CUSTOMER_INVOICE = "customer_invoice"
    ORDER = "order"
    SUPPLIER_INVOICE = "supplier_invoice"
    PAYOUT = "payout"
    DEPOSIT = "deposit"
    RECURRING = "recurring"
    CATEGORY = "category"


class Sureness(StrEnum):
    """How sure a proposal is: what is sure may be accepted in a whole lot."""

    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Cadence(StrEnum):
    """How often something comes back."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    BIMONTHLY = "bimonthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class RecurringState(StrEnum):
    """What she said of something that comes back in the bank."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    ENDED = "ended"


class PayoutKind(StrEnum):
    """What one line of a payment provider's settlement is."""

    SALE = "sale"
    REFUND = "refund"
    FEE = "fee"
    CHARGEBACK = "chargeback"
    ADJUSTMENT = "adjustment"


class DepositKind(StrEnum):
    """What is brought to the bank."""

    CHEQUES = "cheques"
    CASH = "cash"


class DepositEventKind(StrEnum):
    """What became of something brought to the bank."""

    BOUNCED = "bounced"
    BOUNCE_UNDONE = "bounce_undone"
    CANCELLED = "cancelled"


class ScenarioState(StrEnum):
    """What became of a scenario."""

    DRAFT = "draft"
    PLAN = "plan"
    DROPPED = "dropped"
