"""A table that no bank is known by: she says which column is which."""

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout

from merchant_desk.documents.bank.csv_columns import ChosenColumns, UnknownColumnsError
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _

_NONE = -1
_LONGEST = 28
_SAMPLES = 3
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_WORDS = re.compile(r"(?=.*[^\W\d_]{3}).+")
_AMOUNT = re.compile(r"[-+\u2212]?[\d\s\u00a0\u202f]+([.,]\d{1,2})?\s?€?")


class ColumnsCard(Card):
    """Day, label, and the amount in one column or in two."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Quelle colonne dit quoi\u00a0?"))
        self._theme = theme
        self._error: UnknownColumnsError | None = None
        self.day = Select(theme, _("Date"))
        self.label = Select(theme, _("Libellé"))
        self.amount = Select(theme, _("Montant, avec son signe"))
        self.debit = Select(theme, _("ou Débit"))
        self.credit = Select(theme, _("et Crédit"))
        self.balance = Select(theme, _("Solde, s’il y est"))
        self.sample = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2, wraps=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, select in enumerate(self.selects):
            label = TextLabel(theme, select.accessibleName())
            label.setBuddy(select)
            grid.addWidget(label, row, 0)
            grid.addWidget(select, row, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.sample)

    @property
    def selects(self) -> tuple[Select, ...]:
        """Return the choices, in the order of the card."""
        return (self.day, self.label, self.amount, self.debit, self.credit, self.balance)

    def show_table(self, error: UnknownColumnsError) -> None:
        """Offer the columns of a table, nothing chosen."""
        self._error = error
        width = max((len(each) for each in (error.headers, *error.samples)), default=0)
        for select in self.selects:
            select.clear()
            if select not in (self.day, self.label):
                select.addItem(_("aucune"), _NONE)
            for place in range(width):
                select.addItem(_name(error, place), place)
            select.setCurrentIndex(0)
        self._guess(error)
        rows = [" | ".join(each) for each in error.samples[:_SAMPLES]]
        self.sample.setText("\n".join(rows))

    def _guess(self, error: UnknownColumnsError) -> None:
        """Propose what the first row looks like."""
        first = error.samples[0] if error.samples else ()
        for select, looks in ((self.day, _DAY), (self.label, _WORDS), (self.amount, _AMOUNT)):
            place = next((at for at, text in enumerate(first) if looks.fullmatch(text.strip())), 0)
            if looks.fullmatch(_at(first, place)):
                select.setCurrentIndex(select.findData(place))

    def chosen(self) -> ChosenColumns | None:
        """Return her choice; None while it does not say an amount one way."""
        amount, debit, credit = map(_place, (self.amount, self.debit, self.credit))
        day, label = _place(self.day), _place(self.label)
        one_way = (amount is None) != (debit is None and credit is None)
        if self._error is None or day is None or label is None or not one_way:
            return None
        return ChosenColumns(
            header_row=self._error.header_row,
            delimiter=self._error.delimiter,
            day=day,
            label=(label,),
            amount=amount,
            debit=debit,
            credit=credit,
            balance=_place(self.balance),
        )


def _place(select: Select) -> int | None:
    place = select.currentData()
    return None if place is None or place == _NONE else int(place)


def _name(error: UnknownColumnsError, place: int) -> str:
    """Return what a column is called: its header, and what its first row holds."""
    header = _at(error.headers, place)
    first = next((text for row in error.samples if (text := _at(row, place))), "")
    words = f"{header} ({first})" if header and first else header or first
    short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return f"{place + 1}. {short}"


def _at(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""
