"""A whole table taken along: on the clipboard, or in a file that a spreadsheet opens and prints."""

from collections.abc import Sequence
from pathlib import Path
from typing import Generic

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.ui.desk import Desk
from merchant_desk.ui.row_model import RowModel
from merchant_desk.ui.row_source import Row
from merchant_desk.ui.table_columns import TableColumns
from merchant_desk.ui.table_copy import comma_separated, tab_separated, write_table
from merchant_desk.values.texts import _

COPIED_AT_MOST = 20_000


class WholeTable(QObject, Generic[Row]):
    """Reads every row of the question first: more are kept than are shown."""

    def __init__(
        self, desk: Desk, table: QWidget, model: RowModel[Row], columns: TableColumns[Row]
    ) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._model = model
        self._columns = columns
        self._path: Path | None = None

    def copy(self) -> None:
        """Put the columns that are shown on the clipboard, every row of them."""
        if self._model.query is not None:
            self._desk.read(self._give, self._model.query.fetch, 0, COPIED_AT_MOST)

    def save(self) -> None:
        """Ask where to, then write."""
        chosen, _kind = QFileDialog.getSaveFileName(
            self._table.window(), _("Enregistrer le tableau"), "", "CSV (*.csv)"
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write every row to this file."""
        self._path = path
        if self._model.query is not None:
            self._desk.read(self._write, self._model.query.fetch, 0, COPIED_AT_MOST)

    def _give(self, rows: Sequence[Row]) -> None:
        shown = [each for _place, each in self._columns.shown()]
        QGuiApplication.clipboard().setText(tab_separated(shown, rows))

    def _write(self, rows: Sequence[Row]) -> None:
        if self._path is not None:
            shown = [each for _place, each in self._columns.shown()]
            self._desk.network(None, write_table, self._path, comma_separated(shown, rows))
