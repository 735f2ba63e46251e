"""What a file of a bank says, whatever its format: accounts, balances and lines, nothing judged."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.values.cash_words import BankFormat
from merchant_desk.values.money import Money


@dataclass(frozen=True, slots=True)
class ToldAccount:
    """How a file names the account it is about; empty texts where it is silent."""

    iban: str = ""
    bank: str = ""
    """Five digits (code banque), or what stands for them."""
    branch: str = ""
    number: str = ""
    bank_name: str = ""

    @property
    def key(self) -> str:
        """Return what the account is known by, the same from every format of one bank.

        A French IBAN holds bank, branch and number: a file that tells these has the same key.
        """
        if self.iban:
            french = self.iban.startswith("FR") and len(self.iban) == 27  # noqa: PLR2004 - ISO 13616
            return self.iban[4:25] if french else self.iban
        return f"{self.bank}{self.branch}{self.number}".replace(" ", "").upper()


@dataclass(frozen=True, slots=True)
class ToldBalance:
    """What an account held on the evening of a day."""

    day: date
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """One movement as the bank tells it; above zero into the account."""

    booked_on: date
    value_on: date
    amount: Money
    label: str
    counterparty: str = ""
    counter_iban: str = ""
    reference: str = ""
    """What the payer wrote (end-to-end reference)."""
    bank_reference: str = ""
    """The bank's own number of the line."""
    code: str = ""
    place: int = 0
    """Its line or entry in the file, from one, for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStatement:
    """The statement of one account in a file."""

    account: ToldAccount
    lines: tuple[ToldLine, ...]
    number: str = ""
    opening: ToldBalance | None = None
    closing: ToldBalance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BankFile:
    """A whole file, read and nothing more."""

    name: str
    digest: str
    """SHA-256, hexadecimal."""
    format: BankFormat
    encoding: str
    statements: tuple[ToldStatement, ...]
    notes: tuple[str, ...] = ()
    """What had to be understood on the way, for her to read before she accepts."""
