"""What the test page of a printer says about where it comes from."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PrinterTest:
    """A test page, wanted for one printer at one station."""

    printer: str
    station: str
    made_at: datetime
