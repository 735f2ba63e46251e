"""What each column of the file holds, as guessed; every guess can be changed."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.rules.catalogue.columns import FIELD_NAMES
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.stock.lines import clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.catalogue_sheet import CatalogueField, ColumnGuess
from merchant_desk.values.texts import _

_SAMPLE = 46


class ColumnsCard(QScrollArea):
    """One line a column: its heading, what it holds in the file, what the desk takes it for."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[ColumnGuess, ...] = ()
        self._selects: dict[int, Select] = {}
        inside = QWidget()
        inside.setProperty("ground", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 10, 16, 10)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Colonnes du fichier"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_columns(self, columns: tuple[ColumnGuess, ...]) -> None:
        """Show the columns; the same headings again keep their lines and the focus."""
        same = [each.heading for each in columns] == [each.heading for each in self._shown]
        self._shown = columns
        if not same or not self._selects:
            self._build()
        for each in columns:
            select = self._selects[each.index]
            select.setCurrentIndex(select.findData(each.field.value if each.field else ""))

    def chosen(self) -> dict[int, CatalogueField]:
        """Return the meaning of each column that has one."""
        found: dict[int, CatalogueField] = {}
        for index, select in self._selects.items():
            if select.currentData():
                found[index] = CatalogueField(select.currentData())
        return found

    def _build(self) -> None:
        clear(self._grid)
        self._selects = {}
        known_first = sorted(self._shown, key=lambda each: (each.field is None, each.index))
        for row, each in enumerate(known_first):
            heading = each.heading or _("Colonne {n}").format(n=each.index + 1)
            name = TextLabel(self._theme, heading, Role.STRONG)
            name.setMaximumWidth(self._theme.px(240))
            name.setToolTip(heading)
            sample = ", ".join(each.samples)
            cut = sample if len(sample) <= _SAMPLE else f"{sample[:_SAMPLE]}…"
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(TextLabel(self._theme, cut, ink=Ink.TEXT2), row, 1)
            self._grid.addWidget(self._select(each, heading), row, 3)
            if not each.sure:
                doubt = Chip(self._theme, ChipText(_("À vérifier"), Tone.WARN))
                self._grid.addWidget(doubt, row, 2)

    def _select(self, each: ColumnGuess, heading: str) -> QWidget:
        select = Select(self._theme, _("Contenu de la colonne {heading}").format(heading=heading))
        select.addItem(_("Ne pas importer"), "")
        for field, text in FIELD_NAMES.items():
            select.addItem(_(text), field.value)
        select.setFixedWidth(self._theme.px(220))
        select.activated.connect(partial(self._on_chosen, each.index))
        self._selects[each.index] = select
        return select

    def _on_chosen(self, index: int, _entry: int) -> None:
        """Keep each meaning for one column: the last choice wins."""
        chosen = self._selects[index].currentData()
        shared = chosen in ("", CatalogueField.ATTRIBUTE)
        for other, select in self._selects.items():
            if other != index and select.currentData() == chosen and not shared:
                select.setCurrentIndex(0)
        self.changed.emit()
