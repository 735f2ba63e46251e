"""What the slip of cheques or cash says, for the bank and for the binder."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.values.cash_words import DepositKind
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipLine:
    """One cheque, or cash: who wrote it, its number, what it pays."""

    label: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositSlip:
    """A slip as it is printed."""

    number: str
    kind: DepositKind
    day: date
    holder: str
    account: str
    iban: str
    bank_name: str
    lines: tuple[SlipLine, ...]
    amount: Money
    note: str = ""


def deposit_title(kind: DepositKind) -> str:
    """Return what a slip is called."""
    if kind is DepositKind.CASH:
        return _("Bordereau de remise d’espèces")
    return _("Bordereau de remise de chèques")
