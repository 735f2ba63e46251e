"""The CSV of French banks: no standard, so each cell is doubted and nothing is guessed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from merchant_desk.documents.bank.amounts import decimal_sign
from merchant_desk.documents.bank.csv_balances import Ends, ends_of, runs_upwards
from merchant_desk.documents.bank.csv_columns import ChosenColumns
from merchant_desk.documents.bank.csv_preamble import account_above, balance_above
from merchant_desk.documents.bank.csv_row import RowReader
from merchant_desk.documents.bank.csv_table import (
    DELIMITERS,
    find_columns,
    is_dated,
    rows_of,
)
from merchant_desk.documents.bank.days import Calendar
from merchant_desk.documents.bank.refusals import refused, refused_at
from merchant_desk.errors import RefusedError
from merchant_desk.values.bank_file import ToldAccount, ToldBalance, ToldLine, ToldStatement
from merchant_desk.values.folding import folded
from merchant_desk.values.texts import _, ngettext

_FOOTERS = ("solde", "total", "nombre d'operations", "edition", "fin du releve")
_DIGITS = frozenset("0123456789")
_LONGEST = 400
_SAMPLE = 400


@dataclass(slots=True)
class _Body:
    """The lines below the headers, by account, and what was left aside."""

    lines: dict[str, list[ToldLine]] = field(default_factory=dict)
    balances: dict[str, list[int | None]] = field(default_factory=dict)
    footers: list[Sequence[str]] = field(default_factory=list)
    silent: int = 0

    def of(self, account: str) -> tuple[list[ToldLine], list[int | None]]:
        """Return the lines and balances of one account, to be added to."""
        return self.lines.setdefault(account, []), self.balances.setdefault(account, [])


def read_csv(
    text: str, calendar: Calendar, notes: list[str], chosen: ChosenColumns | None = None
) -> tuple[ToldStatement, ...]:
    """Return the statements of a table. Raises RefusedError, UnknownColumnsError to be asked."""
    columns = chosen or find_columns(text)
    if columns.delimiter not in DELIMITERS or columns.header_row < 0:
        raise _not_there()
    head = [row for _line, row in islice(rows_of(text, columns.delimiter), _SAMPLE)]
    start = _first_row(head, columns)
    reader = RowReader(columns, calendar, _decimal(head[start:], columns))
    width = len(head[columns.header_row - 1 if columns.header_row else start])
    rows = islice(rows_of(text, columns.delimiter), start, None)
    body = _body(rows, width, columns, reader)
    if not any(body.lines.values()):
        raise refused(
            _("il ne contient aucune opération"),
            _("Choisissez une période plus longue au moment de le télécharger."),
        )
    reader.tell(notes)
    _tell(body, notes)
    above = head[: max(0, columns.header_row - 1)]
    account = account_above(above, columns.bank_name)
    alone = sum(map(bool, body.lines.values())) == 1
    told = balance_above([*above, *body.footers], calendar) if alone else None
    return tuple(
        _statement(_named(account, name), lines, body.balances[name], told)
        for name, lines in body.lines.items()
        if lines
    )


def _first_row(head: list[list[str]], columns: ChosenColumns) -> int:
    """Return the place of the first movement; without headers, of the first row that is one."""
    first = columns.header_row or next(
        (place for place, row in enumerate(head) if is_dated(row, columns.day)), 0
    )
    row = head[columns.header_row - 1 if columns.header_row else first : first + 1]
    if not row or not columns.are_within(len(row[0])):
        raise _not_there()
    return first


def _not_there() -> RefusedError:
    return refused(
        _("les colonnes choisies n’y sont pas, ou aucune n’est un montant"),
        _("Choisissez la colonne de la date, celle du libellé et celle du montant."),
    )


def _decimal(rows: list[list[str]], columns: ChosenColumns) -> str:
    places = [
        place for place in (columns.amount, columns.debit, columns.credit) if place is not None
    ]
    return decimal_sign([row[place] for row in rows for place in places if place < len(row)])


def _body(
    rows: Iterator[tuple[int, list[str]]], width: int, columns: ChosenColumns, reader: RowReader
) -> _Body:
    body = _Body()
    lines, balances = body.of("")
    day, owner = columns.day, columns.account
    for number, told in rows:
        row: list[str] | None = told
        if len(told) != width or not told[day] or told[day][0] not in _DIGITS:
            if not any(map(str.strip, told)):
                continue
            if _is_footer(told) and not is_dated(told, day):
                body.footers.append(told)
                continue
            row = _odd(told, number, width, columns)
        if row is None:
            body.silent += 1
            continue
        row.append("")
        line = reader.read(row, number)
        if line is not None:
            if owner is not None:
                lines, balances = body.of(row[owner].strip())
            lines.append(line)
            balances.append(reader.balance)
    return body


def _odd(row: list[str], line: int, width: int, columns: ChosenColumns) -> list[str] | None:
    """Return a row that is not of the usual shape, as it may be read; None for a silent one."""
    if len(row) < columns.needed or any(map(str.strip, row[width:])):
        if "compte" in folded(" ".join(row)[:_LONGEST]) and len(row) < columns.needed:
            raise refused_at(
                line,
                _("un autre compte commence"),
                _("Téléchargez un compte à la fois, puis recommencez."),
            )
        raise refused_at(
            line,
            _("il y a {count} cellules au lieu de {width}").format(count=len(row), width=width),
        )
    amounts = (columns.amount, columns.debit, columns.credit)
    told = (row[place] for place in amounts if place is not None and place < len(row))
    if not row[columns.day].strip() and not any(map(str.strip, told)):
        return None
    return [*row, *[""] * (width - len(row))][:width]


def _is_footer(row: Sequence[str]) -> bool:
    first = next((cell for cell in row if cell.strip()), "")
    return folded(first[:40]).strip().startswith(_FOOTERS)


def _tell(body: _Body, notes: list[str]) -> None:
    if body.silent:
        notes.append(
            ngettext(
                "{count} ligne sans date ni montant a été laissée de côté.",
                "{count} lignes sans date ni montant ont été laissées de côté.",
                body.silent,
            ).format(count=body.silent)
        )


def _named(account: ToldAccount, name: str) -> ToldAccount:
    return ToldAccount(number=name, bank_name=account.bank_name) if name else account


def _statement(
    account: ToldAccount,
    lines: list[ToldLine],
    balances: list[int | None],
    told: ToldBalance | None,
) -> ToldStatement:
    moves = [line.amount.cents for line in lines]
    if lines[0].booked_on > lines[-1].booked_on or (
        lines[0].booked_on == lines[-1].booked_on and runs_upwards(balances, moves)
    ):
        lines, balances = lines[::-1], balances[::-1]
    ends = ends_of(lines, balances) if any(each is not None for each in balances) else None
    ends = ends or Ends(None, None)
    return ToldStatement(
        account=account,
        lines=tuple(lines),
        opening=ends.opening,
        closing=told if told is not None and ends.closing is None else ends.closing,
    )
