"""Lines of the bank that count: those of files that were not undone."""

from sqlalchemy import ColumnElement, exists, select

from merchant_desk.models.base import table
from merchant_desk.models.cash import BankImport, BankLine, CashMatch

_IMPORTS, _LINES, _MATCHES = table(BankImport), table(BankLine), table(CashMatch)
_UNDOING = _MATCHES.alias("undoing_match")


def live_lines() -> ColumnElement[bool]:
    """Return what a row of ``bank_line`` must fulfil to count: its file was not undone."""
    return _LINES.c.import_id.not_in(
        select(_IMPORTS.c.id).where(_IMPORTS.c.undone_at.is_not(None)).scalar_subquery()
    )


def live_matches() -> ColumnElement[bool]:
    """Return what a row of ``cash_match`` must fulfil to count: neither undone nor undoing."""
    undone = exists().where(_UNDOING.c.undoes_id == _MATCHES.c.id)
    return _MATCHES.c.undoes_id.is_(None) & ~undone
