"""What the test page of a printer says about where it comes from, and its size."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PrinterTest:
    """A test page, wanted for one printer at one station."""

    printer: str
    station: str
    made_at: datetime
    on_label: bool = False
    """On a label of 100 × 150 mm, as a label printer holds; else on A4."""
