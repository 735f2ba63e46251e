"""One row of a CSV to one movement: its day, its amount and its sign, each told or refused."""

from collections.abc import Sequence

from merchant_desk.documents.bank.amounts import cents_of
from merchant_desk.documents.bank.csv_columns import ChosenColumns
from merchant_desk.documents.bank.days import Calendar
from merchant_desk.documents.bank.labels import joined, tidy
from merchant_desk.documents.bank.quick_line import Others, quick_line
from merchant_desk.documents.bank.refusals import refused_at
from merchant_desk.values.bank_file import ToldLine
from merchant_desk.values.folding import folded
from merchant_desk.values.texts import _, ngettext

_LEFT_OUT = frozenset({
    "processing", "pending", "declined", "canceled", "cancelled", "reverted", "failed",
    "en cours", "en attente", "refuse", "refusee", "annule", "annulee", "rejete", "rejetee",
    "a venir", "echouee", "echoue",
})  # fmt: skip
_OUT = frozenset({"d", "debit", "-", "db", "dr", "sortie", "depense"})
_IN = frozenset({"c", "credit", "+", "cr", "entree", "recette"})
_EURO = frozenset({"", "EUR", "EURO", "EUROS", "€"})


class RowReader:
    """Reads the rows of one table, and counts what it leaves aside."""

    def __init__(self, columns: ChosenColumns, calendar: Calendar, decimal: str) -> None:
        self.balance: int | None = None
        """Of the row just read."""
        self._calendar = calendar
        self._known = calendar.known.get
        self._decimal = decimal
        self._debit_sign = 0
        self._pending = self._zero = 0
        self._columns = columns
        self._day = columns.day
        self._label = columns.label[0] if len(columns.label) == 1 else -1
        self._value_day = _place(columns.value_day)
        self._balance_at = _place(columns.balance)
        self._checked = columns.status is not None or columns.currency is not None
        self._told = tuple(
            _place(each)
            for each in (
                columns.counterparty,
                columns.counter_iban,
                columns.reference,
                columns.bank_reference,
                columns.code,
            )
        )

    def read(self, row: list[str], line: int) -> ToldLine | None:
        """Return the movement of a row, None for one that is none. Raises RefusedError.

        The row ends with an empty cell, where what its table does not tell is found.
        """
        if self._checked and self._is_left_out(row):
            return None
        try:
            day, valued = row[self._day], row[self._value_day]
            booked = self._known(day) or self._calendar.booked(day)
            same = not valued or valued == day
            value_on = booked if same else self._calendar.valued(valued)
            cents = self._amount(row)
            balance = row[self._balance_at].strip()
            self.balance = cents_of(balance, self._decimal) if balance else None
            if self._checked:
                self._is_in_euro(row)
        except ValueError as error:
            raise refused_at(line, str(error)) from error
        if not cents:
            self._zero += 1
            return None
        label = tidy(row[self._label]) if self._label >= 0 else self._words(row)
        return quick_line(booked, value_on, cents, label, self._others(row), line)

    def _others(self, row: list[str]) -> Others:
        at_side, at_iban, at_reference, at_number, at_code = self._told
        side, iban, code = row[at_side], row[at_iban], row[at_code]
        reference, number = row[at_reference], row[at_number]
        return (
            tidy(side) if side else "",
            tidy(iban).replace(" ", "").upper() if iban else "",
            tidy(reference) if reference else "",
            tidy(number) if number else "",
            tidy(code) if code else "",
        )

    def tell(self, notes: list[str]) -> None:
        """Say what was left aside."""
        if self._pending:
            notes.append(
                ngettext(
                    "{count} opération en attente, refusée ou annulée a été laissée de côté.",
                    "{count} opérations en attente, refusées ou annulées ont été laissées de côté.",
                    self._pending,
                ).format(count=self._pending)
            )
        if self._zero:
            notes.append(
                ngettext(
                    "{count} ligne à zéro euro a été laissée de côté.",
                    "{count} lignes à zéro euro ont été laissées de côté.",
                    self._zero,
                ).format(count=self._zero)
            )

    def _words(self, row: Sequence[str]) -> str:
        return joined(*(tidy(row[place]) for place in self._columns.label))

    def _is_left_out(self, row: Sequence[str]) -> bool:
        left = folded(tidy(row[_place(self._columns.status)])) in _LEFT_OUT
        self._pending += left
        return left

    def _is_in_euro(self, row: Sequence[str]) -> None:
        if tidy(row[_place(self._columns.currency)]).upper() not in _EURO:
            raise ValueError(_("l’opération n’est pas en euros"))

    def _amount(self, row: Sequence[str]) -> int:
        columns = self._columns
        if columns.amount is None:
            return self._of_two(row)
        cents = cents_of(row[columns.amount].strip(), self._decimal)
        if columns.direction is None:
            return cents
        said = folded(tidy(row[columns.direction]))
        if said in _OUT:
            return -abs(cents)
        if said in _IN and cents >= 0:
            return cents
        if said in _IN:
            raise ValueError(_("un crédit y est écrit en moins"))
        raise ValueError(
            _("le sens «\u00a0{text}\u00a0» n’est ni débit ni crédit").format(text=said)
        )

    def _of_two(self, row: Sequence[str]) -> int:
        """Return the amount of two columns; debits may be written with their sign or without."""
        columns = self._columns
        out, into = self._side(row, columns.debit), self._side(row, columns.credit)
        if out is None and into is None:
            raise ValueError(_("il n’y a ni débit ni crédit"))
        if out and into:
            raise ValueError(_("il y a un débit et un crédit à la fois"))
        if out:
            sign = 1 if out > 0 else -1
            if self._debit_sign and sign != self._debit_sign:
                raise ValueError(_("les débits y sont écrits tantôt en plus, tantôt en moins"))
            self._debit_sign = sign
            return -abs(out)
        return into or 0

    def _side(self, row: Sequence[str], place: int | None) -> int | None:
        told = row[_place(place)].strip()
        return cents_of(told, self._decimal) if told else None


def _place(column: int | None) -> int:
    """Return where a column is; what is not told is in the empty cell at the end."""
    return -1 if column is None else column
