"""Accounts of a bank with a balance and lines, without a file to read."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from merchant_desk.models.cash import BankImport, BankLine, BankStatement, CashAccount
from merchant_desk.values.cash_words import BankFormat
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BankImportId, BankLineId, CashAccountId, new_id
from merchant_desk.values.money import Money, total

Line = tuple[date, int, str]


def make_account(
    session: Session,
    gesture: Gesture,
    cents: int,
    until: date,
    lines: Sequence[Line] = (),
    *,
    name: str = "Compte courant",
) -> CashAccountId:
    """Open an account that holds so much on the evening its bank told of last."""
    account_id, import_id = CashAccountId(new_id()), BankImportId(new_id())
    first = min((day for day, _cents, _label in lines), default=until)
    moved = total(Money(each) for _day, each, _label in lines)
    session.add(
        CashAccount(
            id=account_id,
            name=name,
            key="FR7630001007941234567890185" if name == "Compte courant" else name,
            changed_at=gesture.at,
            by=gesture.person,
        )
    )
    session.flush()
    session.add(
        BankImport(
            id=import_id,
            account_id=account_id,
            file_name="releve.ofx",
            digest="0" * 64,
            format=BankFormat.OFX,
            encoding="utf-8",
            first_day=first,
            last_day=until,
            line_count=len(lines),
            added_count=len(lines),
            at=gesture.at,
            by=gesture.person,
            station_id=gesture.station_id,
        )
    )
    session.flush()
    session.add(
        BankStatement(
            import_id=import_id,
            position=1,
            first_day=first,
            last_day=until,
            opening=Money(cents) - moved,
            opening_on=first - timedelta(days=1),
            closing=Money(cents),
            closing_on=until,
            movements=moved,
        )
    )
    for row, (day, each, label) in enumerate(lines, 1):
        session.add(
            BankLine(
                id=BankLineId(new_id()),
                row=row,
                account_id=account_id,
                import_id=import_id,
                booked_on=day,
                value_on=day,
                amount=Money(each),
                label=label,
                identity=f"{row}",
            )
        )
    session.flush()
    return account_id
