"""One column of a file at a time: cells in, values out, faults noted by row."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from merchant_desk.rules.catalogue.cells import plain_texts
from merchant_desk.rules.catalogue.numbers import Fault
from merchant_desk.values.catalogue_sheet import CatalogueField, ColumnGuess, Refusal, Sheet

T = TypeVar("T")
_SHOWN = 120
_SAMPLE, _MOSTLY_DISTINCT = 1_000, 900


class ColumnReading:
    """Reads the columns of a sheet and keeps what was refused, row by row.

    Columns rather than rows, because equal cells are then understood once: fifty thousand rows
    hold few thousand prices and a dozen rates.
    """

    def __init__(self, sheet: Sheet, columns: Sequence[ColumnGuess]) -> None:
        self.sheet = sheet
        self.count = len(sheet.rows)
        self.refused: dict[int, list[Refusal]] = {}
        self.remarks: list[Refusal] = []
        self._texts: dict[CatalogueField, list[str]] = {}
        self._columns = {guess.field: guess for guess in columns if guess.field}

    def has(self, field: CatalogueField) -> bool:
        """Tell whether a column holds this."""
        return field in self._columns

    def cells(self, field: CatalogueField) -> list[str]:
        """Return the texts of a column, trimmed; empty ones when there is no such column."""
        guess = self._columns.get(field)
        if guess is None:
            return [""] * self.count
        if field not in self._texts:
            index = guess.index
            self._texts[field] = plain_texts([row[index] for row in self.sheet.rows])
        return self._texts[field].copy()

    def values(
        self,
        field: CatalogueField,
        parse: Callable[[str], T | Fault],
        at_once: Callable[[Sequence[str]], Sequence[T | None]] | None = None,
    ) -> list[T | None]:
        """Return what the cells of a column mean; a faulty cell refuses its row.

        ``at_once`` understands a column of plain cells sooner: None where one is to be parsed,
        nothing at all where all are.
        """
        if field not in self._columns:
            return [None] * self.count
        cells = self.cells(field)
        if len(set(cells[:_SAMPLE])) > _MOSTLY_DISTINCT:
            plain = at_once(cells) if at_once else ()
            return self._each_value(field, cells, parse, plain)
        known = {cell: parse(cell) for cell in set(cells)}
        faults = {cell: value for cell, value in known.items() if isinstance(value, Fault)}
        for index, cell in enumerate(cells) if faults else ():
            if cell in faults:
                self.refuse(index, field, cell, faults[cell])
        sound = {cell: None if isinstance(value, Fault) else value for cell, value in known.items()}
        return [sound[cell] for cell in cells]

    def _each_value(
        self,
        field: CatalogueField,
        cells: list[str],
        parse: Callable[[str], T | Fault],
        plain: Sequence[T | None],
    ) -> list[T | None]:
        """Return what cells mean that are all different: remembering them would not pay."""
        values = list(plain) or [None] * len(cells)
        for index, known in enumerate(values):
            if known is None:
                value = parse(cells[index])
                if isinstance(value, Fault):
                    self.refuse(index, field, cells[index], value)
                else:
                    values[index] = value
        return values

    def refuse(self, index: int, field: CatalogueField | None, value: str, fault: Fault) -> None:
        """Note why a row is not taken."""
        self.refused.setdefault(index, []).append(self._note(index, field, value, fault))

    def remark(self, index: int, field: CatalogueField, value: str, reason: str) -> None:
        """Note something about a row that is taken all the same."""
        self.remarks.append(self._note(index, field, value, Fault(reason)))

    def _note(self, index: int, field: CatalogueField | None, value: str, fault: Fault) -> Refusal:
        guess = self._columns.get(field) if field else None
        return Refusal(
            self.sheet.lines[index],
            guess.heading if guess else "",
            value[:_SHOWN],
            fault.reason,
            fault.proposal,
        )
