"""Lines of a file and lines known before, as they are compared."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.values.cash_words import BankFormat
from merchant_desk.values.ids import BankImportId, BankLineId


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the file."""

    index: int
    day: date
    cents: int
    label: str
    """Folded."""
    reference: str
    """The bank's own number of the line."""
    entry: int = 0
    """Its place in the file; parts of one batch share it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A line that another file told."""

    id: BankLineId
    import_id: BankImportId
    format: BankFormat
    day: date
    cents: int
    label: str
    """Folded."""
    reference: str
    written: str = ""
    """Its label as the other file had it."""
