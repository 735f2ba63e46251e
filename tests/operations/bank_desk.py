"""Files of a bank as values, imported as a person does."""

import hashlib
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.cash import BankLine
from merchant_desk.operations.import_bank_file import import_bank_file
from merchant_desk.queries.bank_accounts import BankBalance, bank_balance
from merchant_desk.queries.bank_lines import live_lines
from merchant_desk.values.bank_file import (
    BankFile,
    ToldAccount,
    ToldBalance,
    ToldLine,
    ToldStatement,
)
from merchant_desk.values.bank_import import BankChoice, BankImported
from merchant_desk.values.cash_words import BankFormat
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money

ACCOUNT = ToldAccount(iban="FR7630004000031234567890143", bank_name="Banque des Halles")
OTHER = ToldAccount(iban="FR7610107001011234567890129", bank_name="Crédit du Port")
YES = BankChoice(new_account=True)


def told(day: date, cents: int, label: str = "VIR DUPONT", reference: str = "") -> ToldLine:
    return ToldLine(
        booked_on=day,
        value_on=day,
        amount=Money(cents),
        label=label,
        bank_reference=reference,
    )


def statement(
    *lines: ToldLine,
    account: ToldAccount = ACCOUNT,
    opening: tuple[date, int] | None = None,
    closing: tuple[date, int] | None = None,
) -> ToldStatement:
    return ToldStatement(
        account=account,
        lines=lines,
        opening=None if opening is None else ToldBalance(opening[0], Money(opening[1])),
        closing=None if closing is None else ToldBalance(closing[0], Money(closing[1])),
    )


def bank_file(
    *statements: ToldStatement, name: str = "releve.ofx", kind: BankFormat = BankFormat.OFX
) -> BankFile:
    told_all = repr((name, kind, statements)).encode()
    return BankFile(
        name=name,
        digest=hashlib.sha256(told_all).hexdigest(),
        format=kind,
        encoding="utf-8",
        statements=statements,
    )


def bring(
    database: Database,
    gesture: Gesture,
    *lines: ToldLine,
    choice: BankChoice = YES,
    name: str = "releve.ofx",
    kind: BankFormat = BankFormat.OFX,
) -> BankImported:
    file = bank_file(statement(*lines), name=name, kind=kind)
    return database.gesture(import_bank_file, gesture, file, choice).answer


def held(database: Database) -> Sequence[tuple[date, int, str]]:
    """Return the lines that count, in their order."""
    with database.read() as session:
        rows = session.execute(
            select(BankLine.booked_on, BankLine.amount, BankLine.label)
            .where(live_lines())
            .order_by(BankLine.booked_on, BankLine.label, BankLine.amount)
        )
        return [(day, amount.cents, label) for day, amount, label in rows]


def balance(database: Database) -> BankBalance:
    with database.read() as session:
        return bank_balance(session)
