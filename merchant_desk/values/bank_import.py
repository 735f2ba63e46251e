"""What importing a file of a bank would do, asks, and did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from merchant_desk.values.bank_file import ToldAccount, ToldLine
from merchant_desk.values.cash_words import BankFormat
from merchant_desk.values.ids import BankImportId, BankLineId, CashAccountId
from merchant_desk.values.money import ZERO, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class BankChoice:
    """What she answered before an import."""

    account_id: CashAccountId | None = None
    """The account she stands on; the one of files that name none."""
    name: str = ""
    """What a new account is to be called; empty: as its bank names it."""
    new_account: bool = False
    """She said that an account unknown so far is the shop's."""
    other_account: bool = False
    """She said yes to a file of another account than the one she stands on."""
    same: Mapping[int, bool] = field(default_factory=dict)
    """By place among the lines of the file, from zero: a doubtful line is one already known."""
    all_same: bool | None = None
    """The answer for the doubtful lines that have none of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulLine:
    """A line that may be one already known under another label."""

    index: int
    line: ToldLine
    known_id: BankLineId
    known_on: date
    known_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementProof:
    """Whether opening, movements and closing of a statement agree."""

    number: str
    first_day: date
    last_day: date
    opening: Money | None
    movements: Money
    closing: Money | None

    @property
    def difference(self) -> Money | None:
        """Return closing less what opening and movements make; None: a balance is not told."""
        if self.opening is None or self.closing is None:
            return None
        return self.closing - self.opening - self.movements


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import of the same file that still stands."""

    import_id: BankImportId
    file_name: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPlan:
    """What a file would add to one account, and what it asks."""

    account: ToldAccount
    account_id: CashAccountId | None
    """None: no account is known by this name."""
    name: str
    unnamed: bool = False
    """The file tells no account and none was chosen."""
    other: bool = False
    """It is not the account she stands on."""
    past: PastImport | None = None
    first_day: date
    last_day: date
    lines: int
    added: int
    """Lines no file told before, doubtful ones as she answered."""
    known: int
    doubtful: tuple[DoubtfulLine, ...] = ()
    """Those without an answer."""
    absent: int = 0
    """Lines known between its days that it does not tell."""
    money_in: Money = ZERO
    money_out: Money = ZERO
    proofs: tuple[StatementProof, ...] = ()

    @property
    def new(self) -> bool:
        """Tell whether the account would be made."""
        return self.account_id is None and not self.unnamed


@dataclass(frozen=True, slots=True, kw_only=True)
class BankPlan:
    """What importing a file would do, account by account."""

    file_name: str
    format: BankFormat
    encoding: str
    notes: tuple[str, ...]
    accounts: tuple[AccountPlan, ...]

    @property
    def added(self) -> int:
        """Return how many lines would be added."""
        return sum(each.added for each in self.accounts)

    @property
    def past(self) -> PastImport | None:
        """Return the import of this same file, if it stands."""
        return next((each.past for each in self.accounts if each.past), None)

    @property
    def doubtful(self) -> tuple[DoubtfulLine, ...]:
        """Return the lines she has to decide on."""
        return tuple(line for each in self.accounts for line in each.doubtful)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountImported:
    """What a file added to one account."""

    import_id: BankImportId
    account_id: CashAccountId
    name: str
    new_account: bool
    lines: int
    added: int
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class BankImported:
    """What importing a file did."""

    file_name: str
    accounts: tuple[AccountImported, ...]

    @property
    def added(self) -> int:
        """Return how many lines were added."""
        return sum(each.added for each in self.accounts)


@dataclass(frozen=True, slots=True)
class BankUndone:
    """What undoing an import of a bank's file did."""

    import_id: BankImportId
    file_name: str
    lines: int
    """Lines that no longer count."""
    matches: int
    """Matches of these lines that were undone."""
