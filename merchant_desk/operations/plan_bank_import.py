"""What importing a file of a bank would do, before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.cash import BankImport, BankLine, CashAccount
from merchant_desk.queries.bank_lines import live_lines
from merchant_desk.rules.bank_files.account_keys import same_account
from merchant_desk.rules.bank_files.line_facts import Known, Told
from merchant_desk.rules.bank_files.same_lines import Compared, compare
from merchant_desk.rules.bank_files.statements import by_account, days_of, proofs_of
from merchant_desk.values.bank_file import BankFile, ToldAccount, ToldLine, ToldStatement
from merchant_desk.values.bank_import import (
    AccountPlan,
    BankChoice,
    BankPlan,
    DoubtfulLine,
    PastImport,
)
from merchant_desk.values.cash_words import BankFormat
from merchant_desk.values.folding import folded_many
from merchant_desk.values.ids import BankImportId, BankLineId, CashAccountId, id_text
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_ACCOUNTS, _IMPORTS, _LINES = table(CashAccount), table(BankImport), table(BankLine)
_AROUND = timedelta(days=3)
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class AccountFile:
    """What a file says of one account, and how it was compared with what is known."""

    told: ToldAccount
    statements: Sequence[ToldStatement]
    lines: Sequence[ToldLine]
    labels: Sequence[str]
    """Folded, one a line."""
    first: int
    """The place of its first line among the lines of the whole file."""
    compared: Compared
    plan: AccountPlan


def plan_bank_import(session: Session, file: BankFile, choice: BankChoice) -> BankPlan:
    """Return what importing the file would do with these answers, and what is still to answer."""
    return BankPlan(
        file_name=file.name,
        format=file.format,
        encoding=file.encoding,
        notes=file.notes,
        accounts=tuple(each.plan for each in compare_file(session, file, choice)),
    )


def compare_file(session: Session, file: BankFile, choice: BankChoice) -> list[AccountFile]:
    """Compare each account of a file with what is known of it."""
    found, first = [], 0
    for told, statements in by_account(file).items():
        days = [each for each in map(days_of, statements) if each is not None]
        if days:
            made = _AccountReading(session, file, choice, told, statements, first).compare(
                min(day for day, _last in days), max(day for _first, day in days)
            )
            found.append(made)
            first += len(made.lines)
    if not found:
        raise RefusedError(
            _("Le relevé n’a pas été importé\u00a0: il ne contient aucune opération."),
            _("Choisissez une période plus longue au moment de le télécharger."),
        )
    return found


@dataclass(frozen=True, slots=True)
class _AccountReading:
    session: Session
    file: BankFile
    choice: BankChoice
    told: ToldAccount
    statements: Sequence[ToldStatement]
    first: int

    def compare(self, first_day: date, last_day: date) -> AccountFile:
        """Compare the lines of these days."""
        row = find_account(self.session, self.told, self.choice)
        lines = _in_order(self.statements)
        labels = folded_many([" ".join(each.label.split()) for each in lines])
        told = [
            Told(
                self.first + place,
                each.booked_on,
                each.amount.cents,
                label,
                each.bank_reference,
                each.place,
            )
            for place, (each, label) in enumerate(zip(lines, labels, strict=True))
        ]
        known = [] if row is None else self._known(row, first_day, last_day)
        compared = compare(told, known, self.file.format)
        plan = self._plan(row, lines, compared, (first_day, last_day))
        return AccountFile(self.told, self.statements, lines, labels, self.first, compared, plan)

    def _plan(
        self,
        row: "FoundAccount | None",
        lines: Sequence[ToldLine],
        compared: Compared,
        days: tuple[date, date],
    ) -> AccountPlan:
        kept = [
            line
            for place, line in enumerate(lines, self.first)
            if place not in compared.known and self.same(compared, place) is False
        ]
        doubtful = tuple(
            DoubtfulLine(
                index=place,
                line=lines[place - self.first],
                known_id=other.id,
                known_on=other.day,
                known_label=other.written,
            )
            for place, other in sorted(compared.doubtful.items())
            if self.same(compared, place) is None
        )
        cents = [each.amount.cents for each in kept]
        chosen = self.choice.account_id
        return AccountPlan(
            account=self.told,
            account_id=None if row is None else row.account_id,
            name=self._name(row),
            unnamed=row is None and not self.told.key and not self._may_be_made(),
            other=chosen is not None and (row is None or row.account_id != chosen),
            past=self._past(row),
            first_day=days[0],
            last_day=days[1],
            lines=len(lines),
            added=len(kept),
            known=len(lines) - len(kept) - len(doubtful),
            doubtful=doubtful,
            absent=len(compared.absent),
            money_in=Money(sum(each for each in cents if each > 0)),
            money_out=Money(sum(each for each in cents if each < 0)),
            proofs=proofs_of(self.statements),
        )

    def same(self, compared: Compared, place: int) -> bool | None:
        """Return what she said of a doubtful line; False for one that is not doubtful."""
        if place not in compared.doubtful:
            return False
        return self.choice.same.get(place, self.choice.all_same)

    def _name(self, row: "FoundAccount | None") -> str:
        if row is not None:
            return row.name
        told = self.told
        number = told.iban or told.number
        named = f"{told.bank_name or _('Compte')} …{number[-_SHOWN:]}" if number else told.bank_name
        return self.choice.name.strip() or named or _("Compte courant")

    def _known(self, row: "FoundAccount", first_day: date, last_day: date) -> list[Known]:
        found = self.session.execute(
            select(
                _LINES.c.id,
                _LINES.c.import_id,
                _IMPORTS.c.format,
                _LINES.c.booked_on,
                _LINES.c.amount,
                _LINES.c.label,
                _LINES.c.bank_reference,
            )
            .join_from(_LINES, _IMPORTS, _IMPORTS.c.id == _LINES.c.import_id)
            .where(
                _LINES.c.account_id == row.account_id,
                _LINES.c.booked_on.between(first_day - _AROUND, last_day + _AROUND),
                live_lines(),
            )
            .order_by(_LINES.c.row)
        ).all()
        labels = folded_many([" ".join(each.label.split()) for each in found])
        return [
            Known(
                BankLineId(each.id),
                BankImportId(each.import_id),
                BankFormat(each.format),
                each.booked_on,
                each.amount.cents,
                label,
                each.bank_reference,
                each.label,
            )
            for each, label in zip(found, labels, strict=True)
        ]

    def _past(self, row: "FoundAccount | None") -> PastImport | None:
        """Return the import of this file into the account; of one without a name, into any."""
        wanted = select(_IMPORTS.c.id, _IMPORTS.c.file_name, _IMPORTS.c.at, _IMPORTS.c.by).where(
            _IMPORTS.c.digest == self.file.digest, _IMPORTS.c.undone_at.is_(None)
        )
        if row is not None:
            wanted = wanted.where(_IMPORTS.c.account_id == row.account_id)
        found = self.session.execute(wanted).first()
        return None if found is None else PastImport(*found)

    def _may_be_made(self) -> bool:
        """Tell whether a file that names no account may be the first of a new one."""
        if not self.choice.new_account:
            return False
        known = self.session.execute(select(_ACCOUNTS.c.id).limit(1)).first()
        return known is None or bool(self.choice.name.strip())


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """An account of the shop that a file is of."""

    account_id: CashAccountId
    name: str


def find_account(session: Session, told: ToldAccount, choice: BankChoice) -> FoundAccount | None:
    """Return the account that a file names, else the chosen one where its key is not known yet."""
    columns = (_ACCOUNTS.c.id, _ACCOUNTS.c.name, _ACCOUNTS.c.key)
    if told.key:
        rows = session.execute(select(*columns)).all()
        exact = [each for each in rows if each.key == told.key]
        named = exact or [each for each in rows if same_account(each.key, told.key)]
        if len(named) == 1:
            return FoundAccount(named[0].id, named[0].name)
    if choice.account_id is None:
        return None
    row = session.execute(select(*columns).where(_ACCOUNTS.c.id == choice.account_id)).first()
    if row is None:
        raise RefusedError(
            _("Le relevé n’a pas été importé\u00a0: le compte choisi n’existe pas."),
            _("Choisissez un compte de la liste."),
        )
    nameless = row.key == id_text(row.id)
    return FoundAccount(row.id, row.name) if nameless or not told.key else None


def _in_order(statements: Sequence[ToldStatement]) -> list[ToldLine]:
    """Return the lines from the oldest to the newest, those of a day as the bank has them."""
    lines = [line for each in statements for line in each.lines]
    if lines and lines[0].booked_on > lines[-1].booked_on:
        lines.reverse()
    lines.sort(key=lambda each: each.booked_on)
    return lines
