"""What an archive of a period is asked for, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from merchant_desk.values.chain_report import ChainReport
from merchant_desk.values.ids import StationId

FORMAT = 1
FISCAL_VERSION = "1.0"
"""Of what the law asks of a till: it changes only when one of the four conditions is met anew."""
SOFTWARE = "Merchant Desk"


@dataclass(frozen=True, slots=True)
class ArchiveAsked:
    """Which days, to which file, by whom; the days are those the documents count in."""

    first: date
    last: date
    target: Path
    at: datetime
    person: str
    station_id: StationId
    version: str
    """Of the software, as it is shown."""


@dataclass(frozen=True, slots=True)
class ArchiveWritten:
    """An archive that lies beside its place until it is recorded."""

    asked: ArchiveAsked
    part: Path
    manifest_digest: str
    documents: int
    links: int
    report: ChainReport
