"""The catalogue files taken in so far, last first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.station import CatalogueImport
from merchant_desk.values.ids import ImportId

_IMPORT = table(CatalogueImport)


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import as the list shows it."""

    import_id: ImportId
    file_name: str
    at: datetime
    by: str
    created: int
    changed: int
    refused: int
    undone_at: datetime | None

    @property
    def can_undo(self) -> bool:
        """Tell whether it still stands."""
        return self.undone_at is None


def past_imports(session: Session, limit: int = 100) -> tuple[ImportRow, ...]:
    """Return the last imports."""
    rows = session.execute(
        select(
            _IMPORT.c.id,
            _IMPORT.c.file_name,
            _IMPORT.c.at,
            _IMPORT.c.by,
            _IMPORT.c.created_count,
            _IMPORT.c.changed_count,
            _IMPORT.c.refused_count,
            _IMPORT.c.undone_at,
        )
        .order_by(_IMPORT.c.at.desc(), _IMPORT.c.id.desc())
        .limit(limit)
    )
    return tuple(ImportRow(*row) for row in rows)


def last_import(session: Session) -> ImportRow | None:
    """Return the last import that still stands."""
    return next((row for row in past_imports(session) if row.can_undo), None)
