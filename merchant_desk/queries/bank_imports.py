"""The files of banks taken in so far, last first."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import BankImport, CashAccount
from merchant_desk.values.cash_words import BankFormat
from merchant_desk.values.ids import BankImportId

_IMPORTS, _ACCOUNTS = table(BankImport), table(CashAccount)


@dataclass(frozen=True, slots=True, kw_only=True)
class BankImportRow:
    """One import as the list shows it."""

    import_id: BankImportId
    account: str
    file_name: str
    format: BankFormat
    first_day: date
    last_day: date
    lines: int
    added: int
    at: datetime
    by: str
    undone_at: datetime | None

    @property
    def can_undo(self) -> bool:
        """Tell whether it still stands."""
        return self.undone_at is None


def bank_imports(session: Session, limit: int = 200) -> tuple[BankImportRow, ...]:
    """Return the last imports."""
    rows = session.execute(
        select(_IMPORTS, _ACCOUNTS.c.name.label("account"))
        .join_from(_IMPORTS, _ACCOUNTS, _ACCOUNTS.c.id == _IMPORTS.c.account_id)
        .order_by(_IMPORTS.c.at.desc(), _IMPORTS.c.id.desc())
        .limit(limit)
    )
    return tuple(
        BankImportRow(
            import_id=BankImportId(row.id),
            account=row.account,
            file_name=row.file_name,
            format=BankFormat(row.format),
            first_day=row.first_day,
            last_day=row.last_day,
            lines=row.line_count,
            added=row.added_count,
            at=row.at,
            by=row.by,
            undone_at=row.undone_at,
        )
        for row in rows
    )


def last_bank_import(session: Session) -> BankImportRow | None:
    """Return the last import that still stands."""
    return next((row for row in bank_imports(session) if row.can_undo), None)
