"""The one table of the desk: a window on a question, whatever its size."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Generic

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from merchant_desk.ui.column import Column
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.painting import rounded
from merchant_desk.ui.row_checks import Checked, RowChecks
from merchant_desk.ui.row_header import RowHeader
from merchant_desk.ui.row_model import RowModel
from merchant_desk.ui.row_source import Row, RowQuery
from merchant_desk.ui.row_style import row_style
from merchant_desk.ui.row_view import RowView
from merchant_desk.ui.table_columns import TableColumns
from merchant_desk.ui.table_copy import everything_checked, tab_separated
from merchant_desk.ui.table_memory import Sort, TableMemory
from merchant_desk.ui.table_menu import TableMenu
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.whole_table import COPIED_AT_MOST, WholeTable
from merchant_desk.values.french import number
from merchant_desk.values.texts import _

_ROW, _COMPACT_ROW, _HEAD = 42, 34, 36


class RowTable(QWidget, Generic[Row]):
    """Shows the rows of a query; says which is opened, which is current, which are checked."""

    activated = Signal(object)
    current_changed = Signal(object)
    checked_changed = Signal(object)
    counted = Signal(int)

    def __init__(  # noqa: PLR0913 - keyword arguments that read as a declaration
        self,
        desk: Desk,
        theme: Theme,
        *,
        name: str,
        label: str,
        columns: Sequence[Column[Row]],
        row_id: Callable[[Row], bytes],
        checkable: bool = True,
        sort: Sort | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._row_id = row_id
        self._memory = TableMemory(name)
        self._sort = self._memory.sort(sort)
        self._checks: RowChecks[Row] = RowChecks()
        self._current: Row | None = None
        self._wanted: bytes | None = None
        self._asked: RowQuery[Row] | None = None
        self._took: Callable[[tuple[bytes, ...]], object] | None = None
        self._empty: QWidget | None = None
        self._view: RowView[Row] = RowView(theme, self._checks, row_id)
        self._header = RowHeader(theme, self._view)
        self._model: RowModel[Row] = RowModel(desk, columns, self._view.in_sight, self)
        self._build(label, checkable=checkable)
        self._whole: WholeTable[Row] = WholeTable(desk, self, self._model, self._columns)
        self._wear()
        self._connect()

    def _build(self, label: str, *, checkable: bool) -> None:
        self._view.checkable = checkable
        self._view.setAccessibleName(label)
        self._view.setHorizontalHeader(self._header)
        self._view.look_at(self._model)
        self._model.spoken_check = self._spoken_check
        self._columns = TableColumns(self._theme, self._header, self._model.columns, self._memory)
        self._columns.restore(checkable=checkable)
        self._pages = QStackedLayout()
        rows = QWidget(self)
        inside = QVBoxLayout(rows)
        inside.setContentsMargins(1, 1, 1, 8)
        inside.addWidget(self._view)
        self._pages.addWidget(rows)
        self._inside = inside
        self.setLayout(self._pages)
        self.setFocusProxy(self._view)
        self._show_sort()

    def _connect(self) -> None:
        self._header.sort_wanted.connect(self._on_sort)
        self._header.box_clicked.connect(self._on_box)
        self._header.menu_wanted.connect(self.open_menu)
        self._view.menu_wanted.connect(self.open_menu)
        self._view.activated_row.connect(self.activated)
        self._view.moved.connect(self._on_moved)
        self._view.width_changed.connect(self._columns.fit)
        self._view.checks_changed.connect(self._on_checks)
        self._view.everything_wanted.connect(self.check_everything)
        self._view.copy_wanted.connect(self._on_copy)
        self._model.counted.connect(self._on_counted)
        self._model.refreshed.connect(self._on_refreshed)
        self._model.reset_done.connect(self._on_moved)
        self._theme.changed.connect(self._wear)

    def ask(self, query: RowQuery[Row]) -> None:
        """Show the answer to this question; another filter begins at the top, unchecked."""
        if self._asked is not None and query != self._asked:
            self.clear_checks()
        self._asked = query
        sort = self._sort
        self._model.ask(query.sorted_by(sort.key, descending=sort.descending) if sort else query)

    def reload(self) -> None:
        """Ask the same question again; scroll, current row and checks stay."""
        if self._asked is not None:
            self.ask(self._asked)

    def current(self) -> Row | None:
        """Return the row the keyboard is on."""
        return self._view.current_row()

    def row_count(self) -> int:
        """Return how many rows the filter keeps."""
        return self._model.rowCount()

    def checked(self) -> Checked:
        """Return what is checked."""
        return self._checks.now(self.row_count())

    def clear_checks(self) -> None:
        """Check nothing."""
        self._view.clear_checks()

    def check_everything(self) -> None:
        """Check all that the filter keeps, loaded or not."""
        self._checks.everything()
        self._view.viewport().update()
        self._on_checks()

    def take_checked(self, then: Callable[[tuple[bytes, ...]], object]) -> None:
        """Hand over the ids of the checked rows, asked of the query when it is everything."""
        checked = self.checked()
        if not checked.everything or self._model.query is None:
            then(tuple(checked.ids))
            return
        self._took = then
        self._desk.read(self._give_ids, everything_checked, self._model.query, checked.without)

    def select_id(self, row_id: bytes) -> bool:
        """Put the keyboard on this row if it is read; return whether it was."""
        for position, row in self._model.loaded():
            if self._row_id(row) == row_id:
                self._view.move_to(position)
                return True
        return False

    def look_for(self, row_id: bytes) -> None:
        """Put the keyboard on this row, now or once it is read."""
        self._wanted = None if self.select_id(row_id) else row_id

    def set_bottom_room(self, pixels: int) -> None:
        """Leave room under the rows, so that a bulk bar hides none."""
        self._inside.setContentsMargins(1, 1, 1, max(pixels, 8))

    def set_empty(self, widget: QWidget) -> None:
        """Show this instead of the rows when the filter keeps none; it takes the former's place."""
        if self._empty is not None:
            self._pages.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = widget
        self._pages.addWidget(widget)

    def open_menu(self, where: QPoint) -> None:
        """Open the menu of order, density and columns."""
        menu = TableMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns = self._model.columns
        menu.add_orders(columns, self._sort, self._on_sort)
        menu.add_densities(compact=self._memory.compact(), chosen=self._on_density)
        menu.add_columns(columns, self._columns.hidden(), self._on_column)
        menu.add_copies(self._whole.copy, self._whole.save)
        menu.popup(where)

    def save_rows(self) -> None:
        """Ask where to, then write the whole table as a spreadsheet opens it."""
        self._whole.save()

    def save_rows_to(self, path: Path) -> None:
        """Write the whole table to this file."""
        self._whole.save_to(path)

    def _wear(self) -> None:
        height = self._theme.px(_COMPACT_ROW if self._memory.compact() else _ROW)
        self._view.set_row_height(height)
        style = row_style(self._theme, self._model.columns)
        self._header.wear(style, self._model.columns, self._theme.px(_HEAD))
        self._fit_columns()
        self.update()

    def _fit_columns(self) -> None:
        self._columns.fit(self._view.viewport().width())

    def _show_sort(self) -> None:
        place = self._columns.sorting(self._sort.key) if self._sort else None
        self._header.show_order(place, descending=self._sort is not None and self._sort.descending)

    def _spoken_check(self, row: Row) -> str:
        return _("cochée") if self._checks.has(self._row_id(row)) else _("non cochée")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card round the rows."""
        tokens = self._theme.tokens
        area = QRectF(self.rect())
        rounded(QPainter(self), area, 12, fill=tokens.surface, edge=tokens.line)

    def _on_sort(self, place: int) -> None:
        key = self._model.columns[place - 1].sort
        again = self._sort is not None and self._sort.key == key
        self._sort = Sort(key, descending=again and not (self._sort and self._sort.descending))
        self._memory.keep_sort(self._sort)
        self._show_sort()
        self.reload()

    def _on_density(self, compact: Any) -> None:
        self._memory.keep_compact(compact=compact)
        self._wear()

    def _on_column(self, key: str) -> None:
        self._columns.toggle(key)
        self._fit_columns()
        self._view.viewport().update()

    def _on_box(self) -> None:
        if self.checked().count:
            self.clear_checks()
        else:
            self.check_everything()

    def _on_checks(self) -> None:
        checked = self.checked()
        state = Qt.CheckState.PartiallyChecked if checked.count else Qt.CheckState.Unchecked
        if checked.count and checked.count == self.row_count():
            state = Qt.CheckState.Checked
        self._header.show_box(state)
        self.checked_changed.emit(checked)

    def _on_counted(self, count: int) -> None:
        self._pages.setCurrentIndex(1 if count == 0 and self._empty is not None else 0)
        self._header.setToolTip(_("Tout sélectionner ({n})").format(n=number(count)))
        self.counted.emit(count)
        if self.checked().everything:
            self._on_checks()

    def _on_moved(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.look_for(wanted)
        row = self.current()
        if row != self._current:
            self._current = row
            self.current_changed.emit(row)

    def _on_refreshed(self) -> None:
        """Follow the current row to where it now stands, without scrolling."""
        was = self._current
        if was is None:
            self._on_moved()
            return
        wanted = self._row_id(was)
        for position, row in self._model.loaded():
            if self._row_id(row) == wanted:
                self._view.move_to(position, scroll=False)
                break
        self._on_moved()

    def _on_copy(self) -> None:
        checked = self.checked()
        if checked.everything and self._model.query is not None:
            self._desk.read(self._copy, self._model.query.fetch, 0, COPIED_AT_MOST)
            return
        row = self.current()
        alone = () if row is None else (row,)
        self._copy(self._checks.rows() or alone)

    def _copy(self, rows: Sequence[Row]) -> None:
        kept = [each for each in rows if self._row_id(each) not in self.checked().without]
        shown = [each for _place, each in self._columns.shown()]
        QGuiApplication.clipboard().setText(tab_separated(shown, kept))

    def _give_ids(self, ids: tuple[bytes, ...]) -> None:
        took, self._took = self._took, None
        if took is not None:
            took(ids)
