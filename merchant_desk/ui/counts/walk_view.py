"""The counting itself: the big panel, the bins, and what was counted in the one she stands at."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.count_lists import bin_list, row_key, walk_list
from merchant_desk.queries.count_review import CountHead, VarianceRow
from merchant_desk.queries.count_walk import (
    BinCounted,
    CountWalk,
    WalkBin,
    bin_counted,
    count_walk,
)
from merchant_desk.ui.counts import hero_words as words
from merchant_desk.ui.counts.columns import bin_columns, walk_columns
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.scan_hero import ScanHero
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.ids import CountId, PlaceId
from merchant_desk.values.texts import _

_DIGITS = "0123456789"
_LOW_VIEW, _LOW_HERO, _UNLIMITED = 560, 168, 16_777_215
_BINS_MS = 1_000
"""How long the list of bins waits: a shop has many, and a scanner is fast."""


class WalkView(QWidget):
    """Keyboard and scanner only; a digit begins to write the quantity of the last scan."""

    back_wanted = Signal()
    review_wanted = Signal()
    close_wanted = Signal()
    code_wanted = Signal()
    sheet_wanted = Signal()
    units_wanted = Signal(str)
    recount_wanted = Signal(object)
    bin_picked = Signal(object, str)
    escaped = Signal()

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        theme = shell.theme
        self._shell = shell
        self._desk = desk
        self.back = Button(theme, _("Comptages"), kind=Kind.QUIET, icon="chevron-left")
        self.title = TextLabel(theme, "", Role.CARD_TITLE)
        self.code = Button(theme, _("Code"), icon="keyboard")
        self.code.setAccessibleName(_("Saisir un code"))
        self.paper = Button(theme, _("Feuille"), icon="printer")
        self.review = Button(theme, _("Passer en revue"), icon="list-checks")
        self.close_bin = Button(theme, _("Terminer"), kind=Kind.PRIMARY, icon="check")
        self.close_bin.setAccessibleName(_("Terminer l’emplacement"))
        self.hero = ScanHero(theme, words.no_bin())
        self.hero.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bins: RowTable[WalkBin] = RowTable(
            desk, theme, name="count_bins", label=_("Emplacements à compter"),
            columns=walk_columns(), row_id=lambda row: row.place_id, checkable=False,
        )  # fmt: skip
        self.counted = self._table(blind=True)
        self._shown = self._table(blind=False)
        self._count_id: CountId | None = None
        self._place_id: PlaceId | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_BINS_MS)
        self._build()
        self._connect()
        self.setFocusProxy(self.hero)

    def show_count(self, head: CountHead) -> None:
        """Walk through this count."""
        self.title.setText(f"{head.number} · {head.title}" if head.title else head.number)
        self._count_id = head.count_id
        self._ask_bins()
        self.counted.setVisible(head.blind)
        self._shown.setVisible(not head.blind)

    def show_bin(self, head: CountHead, place_id: PlaceId | None) -> None:
        """List what was counted in a bin; nothing before one is chosen."""
        self._place_id = place_id
        self._side.setVisible(place_id is not None)
        self.close_bin.setEnabled(place_id is not None)
        self._ask_counted()

    def reload(self) -> None:
        """Read again what was counted in the bin she stands at, and in a moment the bins."""
        self._ask_counted()
        if not self._later.isActive():
            self._later.start()

    def _ask_bins(self) -> None:
        if self._count_id is not None:
            self._desk.read(self._show_bins, count_walk, self._count_id)

    def _show_bins(self, walk: CountWalk | None) -> None:
        if walk is not None and walk.head.count_id == self._count_id:
            self.bins.ask(walk_list(walk))

    def _ask_counted(self) -> None:
        if self._count_id is not None and self._place_id is not None:
            self._desk.read(self._show_counted, bin_counted, self._count_id, self._place_id)

    def _show_counted(self, found: BinCounted | None) -> None:
        if found is not None and found.place_id == self._place_id:
            table = self.counted if found.head.blind else self._shown
            table.ask(bin_list(found))

    @property
    def rows(self) -> RowTable[VarianceRow]:
        """Return the table of what was counted that is in sight."""
        return self.counted if self.counted.isVisibleTo(self) else self._shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the rows their place in a low window: the panel is the first to give way."""
        super().resizeEvent(event)
        low = event.size().height() < self._shell.theme.px(_LOW_VIEW)
        self.hero.setMaximumHeight(self._shell.theme.px(_LOW_HERO) if low else _UNLIMITED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit begins a quantity, Escape closes what is shown."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.text() and event.text() in _DIGITS and not event.modifiers():
            self.units_wanted.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _table(self, *, blind: bool) -> RowTable[VarianceRow]:
        table: RowTable[VarianceRow] = RowTable(
            self._desk, self._shell.theme, name=f"counted_{'blind' if blind else 'open'}",
            label=_("Compté ici"), columns=bin_columns(blind=blind), row_id=row_key,
            checkable=False,
        )  # fmt: skip
        table.set_empty(EmptyState(self._shell.theme, _nothing_here(), gives_way=True))
        return table

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addWidget(self.title)
        head.addStretch(1)
        for each in (self.paper, self.code, self.review, self.close_bin):
            head.addWidget(each)
        self._side = QWidget()
        self._side.setProperty("ground", "none")
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.counted)
        side.addWidget(self._shown)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.bins, 5)
        below.addWidget(self._side, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.hero)
        column.addLayout(below, 1)
        self.bins.set_empty(EmptyState(self._shell.theme, _no_bins(), gives_way=True))

    def _connect(self) -> None:
        self._later.timeout.connect(self._ask_bins)
        self.back.clicked.connect(self.back_wanted)
        self.review.clicked.connect(self.review_wanted)
        self.close_bin.clicked.connect(self.close_wanted)
        self.code.clicked.connect(self.code_wanted)
        self.paper.clicked.connect(self.sheet_wanted)
        self.bins.activated.connect(self._on_bin)
        for table in (self.counted, self._shown):
            table.activated.connect(self._on_row)

    def _on_bin(self, row: WalkBin) -> None:
        self.bin_picked.emit(row.place_id, row.code)
        self.hero.setFocus()

    def _on_row(self, row: VarianceRow) -> None:
        self.recount_wanted.emit(row)


def _nothing_here() -> EmptyText:
    return EmptyText("scan-barcode", _("Rien de compté ici"), _("Chaque scan s’ajoute à la liste."))


def _no_bins() -> EmptyText:
    return EmptyText(
        "map-pin", _("Aucun emplacement attendu"), _("Scannez l’étiquette d’un emplacement.")
    )
