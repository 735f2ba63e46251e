"""The rows that a file of a bank becomes: its statements, and its lines many at a time."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import insert_rows
from merchant_desk.database.rows import next_row
from merchant_desk.database.sorted_indexes import sorted_indexes
from merchant_desk.models.base import table
from merchant_desk.models.cash import BankLine, BankStatement
from merchant_desk.operations.plan_bank_import import AccountFile
from merchant_desk.queries.bank_lines import live_lines
from merchant_desk.rules.bank_files.statements import days_of, moved
from merchant_desk.values.ids import BankImportId, CashAccountId, RecordId, new_id, new_ids

_STATEMENTS, _LINES = table(BankStatement), table(BankLine)
_LINE_COLUMNS = (
    "id", "row", "account_id", "import_id", "booked_on", "value_on", "amount", "label",
    "counterparty", "counter_iban", "reference", "code", "bank_reference", "identity",
)  # fmt: skip
_DIGEST = 12


def add_statements(session: Session, import_id: BankImportId, part: AccountFile) -> None:
    """Keep the balances that a file tells of one account."""
    rows = []
    for position, each in enumerate(part.statements):
        days = days_of(each)
        if days is not None:
            rows.append(
                {
                    "id": RecordId(new_id()),
                    "import_id": import_id,
                    "position": position,
                    "number": each.number,
                    "first_day": days[0],
                    "last_day": days[1],
                    "opening": None if each.opening is None else each.opening.amount,
                    "opening_on": None if each.opening is None else each.opening.day,
                    "closing": None if each.closing is None else each.closing.amount,
                    "closing_on": None if each.closing is None else each.closing.day,
                    "movements": moved(each),
                }
            )
    session.execute(insert(_STATEMENTS), rows)


def add_lines(
    session: Session,
    account_id: CashAccountId,
    import_id: BankImportId,
    part: AccountFile,
    added: list[int],
) -> None:
    """Keep the lines of a file at these places, which no file told before."""
    if not added:
        return
    first = next_row(session, _LINES, len(added))
    held = _equal_before(session, account_id, (part.plan.first_day, part.plan.last_day))
    days: dict[date, str] = {}
    rows: list[tuple[Any, ...]] = []
    for offset, (place, line_id) in enumerate(zip(added, new_ids(len(added)), strict=True)):
        line, label = part.lines[place - part.first], part.labels[place - part.first]
        booked = days.get(line.booked_on) or days.setdefault(
            line.booked_on, line.booked_on.isoformat()
        )
        valued = days.get(line.value_on) or days.setdefault(
            line.value_on, line.value_on.isoformat()
        )
        same = f"{booked}|{line.amount.cents}|{line.bank_reference}|{label}"
        identity = _identity(same)
        held[identity] += 1
        rows.append(
            (
                line_id, first + offset, account_id, import_id, booked, valued, line.amount.cents,
                line.label, line.counterparty, line.counter_iban, line.reference, line.code,
                line.bank_reference, f"{identity}-{held[identity]}",
            )
        )  # fmt: skip
    with sorted_indexes(session, (_LINES,), first - 1, len(rows)):
        insert_rows(session, _LINES, _LINE_COLUMNS, rows)


def _identity(same: str) -> str:
    return hashlib.blake2b(same.encode(), digest_size=_DIGEST).hexdigest()


def _equal_before(
    session: Session, account_id: CashAccountId, days: tuple[date, date]
) -> Counter[str]:
    """Count the lines of these days by what they have in common with their equals."""
    identities: Iterable[str] = session.scalars(
        select(_LINES.c.identity).where(
            _LINES.c.account_id == account_id, _LINES.c.booked_on.between(*days), live_lines()
        )
    )
    return Counter(each.rpartition("-")[0] for each in identities)
