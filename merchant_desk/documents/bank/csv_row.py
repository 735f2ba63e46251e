"""One row of a CSV to one movement: its day, its amount and its sign, each told or refused."""

from collections.abc import Sequence

from merchant_desk.documents.bank.amounts import cents_of
from merchant_desk.documents.bank.csv_columns import ChosenColumns
from merchant_desk.documents.bank.days import Calendar
from merchant_desk.documents.bank.labels import joined, tidy
from merchant_desk.documents.bank.refusals import bad_amount, refused_at
from merchant_desk.values.bank_file import ToldLine
from merchant_desk.values.folding import folded
from merchant_desk.values.money import Money
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
        self._columns = columns
        self._calendar = calendar
        self._decimal = decimal
        self._debit_sign = 0
        self._pending = self._zero = 0
        self._label = columns.label

    def read(self, row: Sequence[str], line: int) -> ToldLine | None:
        """Return the movement of a row, None for one that is none. Raises RefusedError."""
        columns = self._columns
        if columns.status is not None and self._is_left_out(row, columns.status):
            return None
        try:
            booked = self._calendar.booked(row[columns.day].strip())
            valued = self._cell(row, columns.value_day)
            value_on = self._calendar.valued(valued) if valued else booked
            cents = self._amount(row)
            self.balance = self._balance(row)
            self._is_in_euro(row)
        except ValueError as error:
            raise refused_at(line, str(error)) from error
        if not cents:
            self._zero += 1
            return None
        cell = self._cell
        reference = cell(row, columns.bank_reference)
        return ToldLine(
            booked_on=booked,
            value_on=value_on,
            amount=Money(cents),
            label=self._words(row),
            counterparty=cell(row, columns.counterparty),
            counter_iban=cell(row, columns.counter_iban).replace(" ", "").upper(),
            reference=cell(row, columns.reference),
            bank_reference=reference,
            code=cell(row, columns.code),
            place=line,
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

    def _cell(self, row: Sequence[str], place: int | None) -> str:
        return "" if place is None or place >= len(row) else tidy(row[place])

    def _words(self, row: Sequence[str]) -> str:
        label = self._label
        if len(label) == 1:
            return self._cell(row, label[0])
        return joined(*(self._cell(row, place) for place in label))

    def _is_left_out(self, row: Sequence[str], place: int) -> bool:
        left = folded(self._cell(row, place)) in _LEFT_OUT
        self._pending += left
        return left

    def _is_in_euro(self, row: Sequence[str]) -> None:
        place = self._columns.currency
        if place is not None and self._cell(row, place).upper() not in _EURO:
            raise ValueError(_("l’opération n’est pas en euros"))

    def _balance(self, row: Sequence[str]) -> int | None:
        place = self._columns.balance
        told = "" if place is None or place >= len(row) else row[place].strip()
        return self._cents(told) if told else None

    def _cents(self, text: str) -> int:
        try:
            return cents_of(text, self._decimal)
        except ValueError:
            raise ValueError(bad_amount(text)) from None

    def _amount(self, row: Sequence[str]) -> int:
        columns = self._columns
        if columns.amount is None:
            return self._of_two(row)
        cents = self._cents(row[columns.amount].strip())
        if columns.direction is None:
            return cents
        said = folded(self._cell(row, columns.direction))
        if said in _OUT:
            return -abs(cents)
        if said in _IN:
            return abs(cents)
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
        told = "" if place is None or place >= len(row) else row[place].strip()
        return self._cents(told) if told else None
