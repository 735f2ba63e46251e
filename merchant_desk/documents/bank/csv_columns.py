"""Which column of a CSV says what: told by a bank's own headers, by usual words, or by her."""

from collections.abc import Sequence
from dataclasses import dataclass

from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenColumns:
    """Where a table says what, by place from zero; None where it does not.

    Either ``amount`` (signed, or with its ``direction``), or ``debit`` and ``credit``.
    """

    header_row: int
    """The row of the headers among the rows of the file, from one; zero when there is none."""
    delimiter: str = ";"
    day: int
    label: tuple[int, ...]
    amount: int | None = None
    debit: int | None = None
    credit: int | None = None
    direction: int | None = None
    value_day: int | None = None
    balance: int | None = None
    counterparty: int | None = None
    counter_iban: int | None = None
    reference: int | None = None
    bank_reference: int | None = None
    code: int | None = None
    currency: int | None = None
    status: int | None = None
    account: int | None = None
    bank_name: str = ""

    @property
    def needed(self) -> int:
        """Return how many cells a row must have to say its day and its amount."""
        places = (self.day, self.amount, self.debit, self.credit)
        return 1 + max(place for place in places if place is not None)

    def are_within(self, width: int) -> bool:
        """Tell whether all are columns of a table, and one of them holds amounts."""
        amounts = (self.amount, self.debit, self.credit)
        others = (
            *(self.direction, self.value_day, self.balance, self.counterparty, self.account),
            *(self.counter_iban, self.reference, self.bank_reference, self.code),
            *(self.currency, self.status),
        )
        places = [self.day, *self.label, *amounts, *others]
        return any(each is not None for each in amounts) and all(
            0 <= each < width for each in places if each is not None
        )


class UnknownColumnsError(RefusedError):
    """Nothing was imported: she says which column is which, and it is read again."""

    def __init__(
        self,
        headers: Sequence[str],
        samples: Sequence[Sequence[str]],
        *,
        header_row: int,
        delimiter: str,
    ) -> None:
        super().__init__(
            _("Le relevé n’a pas été importé\u00a0: ses colonnes ne sont pas reconnues."),
            _("Dites quelle colonne est la date, le libellé et le montant, puis recommencez."),
        )
        self.headers = tuple(headers)
        """As the file writes them; empty texts when it has none."""
        self.samples = tuple(tuple(row) for row in samples)
        """The first rows below them."""
        self.header_row = header_row
        self.delimiter = delimiter
