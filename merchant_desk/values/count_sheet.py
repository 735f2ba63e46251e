"""A count sheet on paper: bins and articles, with room to write what is found."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SheetLine:
    """An article to look for; ``expected`` is None when the count is blind."""

    title: str
    sku: str
    code: str = ""
    lot: str = ""
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class SheetBin:
    """A bin and what should lie in it."""

    code: str
    location: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class CountSheet:
    """Everything to print for one count."""

    number: str
    title: str
    shop_name: str
    printed_at: datetime
    bins: tuple[SheetBin, ...]
