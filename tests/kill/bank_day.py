"""A day of bringing the bank in that can be begun again anywhere."""

from datetime import date, timedelta

from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.cash import BankImport
from merchant_desk.operations.import_bank_file import import_bank_file
from merchant_desk.operations.undo_bank_import import undo_bank_import
from merchant_desk.values.ids import BankImportId
from tests.kill.day import act
from tests.operations.bank_desk import YES, bank_file, statement, told

_FIRST = date(2026, 10, 1)
_UNDONE = "erreur.ofx"


def live_bank(database: Database) -> None:
    """Import two months that overlap, and one file that is undone."""
    known = _known(database)
    for name, first, last in (("octobre.ofx", 0, 31), (_UNDONE, 50, 60), ("novembre.ofx", 28, 50)):
        if name not in known:
            lines = [
                told(_FIRST + timedelta(days=day), cents, f"L{day}", f"{day}-{cents}")
                for day in range(first, last)
                for cents in (100 + day, -50)
            ]
            file = bank_file(statement(*lines), name=name)
            database.gesture(import_bank_file, act(), file, YES)
    wrong = _known(database)[_UNDONE]
    if wrong is not None:
        database.gesture(undo_bank_import, act(), wrong)


def _known(database: Database) -> dict[str, BankImportId | None]:
    """Return the files that came in; None for one that was undone."""
    with database.read() as session:
        rows = session.execute(select(BankImport.file_name, BankImport.id, BankImport.undone_at))
        return {row.file_name: None if row.undone_at else BankImportId(row.id) for row in rows}
