"""What is told of the shop's taxes, and one amount that is due."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from merchant_desk.rules.legal.holidays import MAINLAND
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.money import ZERO, Money


class TaxKind(StrEnum):
    """What is paid, and by which return."""

    VAT_MONTHLY = "vat_monthly"
    VAT_QUARTERLY = "vat_quarterly"
    VAT_INSTALMENT = "vat_instalment"
    VAT_YEARLY = "vat_yearly"
    VAT_OSS = "vat_oss"
    EMPLOYER = "employer"
    OWNER = "owner"
    MICRO = "micro"
    CORPORATE_INSTALMENT = "corporate_instalment"
    CORPORATE_BALANCE = "corporate_balance"
    CFE_INSTALMENT = "cfe_instalment"
    CFE = "cfe"


_SOCIAL = frozenset({TaxKind.EMPLOYER, TaxKind.OWNER, TaxKind.MICRO})
_OTHER = frozenset({TaxKind.CFE, TaxKind.CFE_INSTALMENT})
_CORPORATE = frozenset({TaxKind.CORPORATE_INSTALMENT, TaxKind.CORPORATE_BALANCE})


def category_of(kind: TaxKind) -> CashCategory:
    """Return what such a payment is for."""
    if kind in _SOCIAL:
        return CashCategory.SOCIAL
    if kind in _OTHER:
        return CashCategory.OTHER_TAXES
    return CashCategory.CORPORATE_TAX if kind in _CORPORATE else CashCategory.VAT


class VatRhythm(StrEnum):
    """How often she declares VAT."""

    UNKNOWN = ""
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"  # CA12, simplified regime
    FRANCHISE = "franchise"


class OwnerRhythm(StrEnum):
    """How the owner's own charges are paid."""

    UNKNOWN = ""
    NONE = "none"  # she is on the payroll
    FIFTH = "day5"
    TWENTIETH = "day20"
    QUARTERLY = "quarterly"
    MICRO_MONTHLY = "micro_monthly"
    MICRO_QUARTERLY = "micro_quarterly"


class CompanyTax(StrEnum):
    """Whether the shop itself pays tax on its profit."""

    UNKNOWN = ""
    INCOME = "income"  # the owner does, with her own
    CORPORATE = "corporate"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxProfile:
    """Everything that days and amounts follow; None: she was not asked yet."""

    vat: VatRhythm = VatRhythm.UNKNOWN
    vat_day: int = 0
    """Of the month, from her tax account; 0: not known."""
    vat_last_year: Money | None = None
    """For CA12: the tax that instalments are reckoned on."""
    one_stop_shop: bool = False
    employer_monthly: Money | None = None
    """Social charges of a month of wages."""
    headcount: int = 0
    employer_quarterly: bool = False
    owner: OwnerRhythm = OwnerRhythm.UNKNOWN
    owner_amount: Money | None = None
    """Of one time, as URSSAF announced it."""
    company: CompanyTax = CompanyTax.UNKNOWN
    corporate_tax: Mapping[date, Money] = field(default_factory=dict)
    """The tax of financial years that are known, by their last day."""
    cfe: Money | None = None
    """Of the last year."""
    first_month: int = 1
    zone: str = MAINLAND


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxDue:
    """One payment: its day, moved to a working one, and where both day and amount come from."""

    kind: TaxKind
    period: Period
    day: date
    amount: Money
    """Above zero: to be paid."""
    why: str
    certain: bool
    legal_day: date
    """As the text says it, before it moved."""

    @property
    def key(self) -> str:
        """Return what names it from day to day."""
        return f"tax:{self.kind.value}:{self.period.last.isoformat()}:{self.legal_day.isoformat()}"

    @property
    def is_nothing(self) -> bool:
        """Tell whether there is nothing to pay."""
        return self.amount <= ZERO
