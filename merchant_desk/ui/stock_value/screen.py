"""Valeur: what the stock is worth on any day, where, for how long, and what it costs."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.valuation.stock_health import StockHealth
from merchant_desk.queries.valuation.value_page import (
    ValueAsked,
    ValuePage,
    value_health,
    value_page,
)
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock_value.cost_sheet import CostSheet
from merchant_desk.ui.stock_value.day_bar import DayBar
from merchant_desk.ui.stock_value.export import CSV, PDF, StatementExport
from merchant_desk.ui.stock_value.figures import ValueFigures
from merchant_desk.ui.stock_value.tables import ValueTables
from merchant_desk.ui.stock_value.value_cards import ValueCards
from merchant_desk.ui.stock_value.write_down_sheet import WriteDownSheet
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.settings import STOCK_METHOD
from merchant_desk.values.stock_method import StockMethod, WorthBy, method_words
from merchant_desk.values.texts import _

_TABLES = 200
"""A few lines of the table stay in sight in a small window, which scrolls."""


class ValueScreen(Screen):
    """Enter on a line tells where its cost comes from."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"stock_move", "cost_change", "stock_value", "product", "batch", "setting"}
    )
    help_page: ClassVar[str] = "stock_value"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self.page: ValuePage | None = None
        self.health: StockHealth | None = None
        self._asked: Ticket[ValuePage] | None = None
        self._judged: Ticket[StockHealth] | None = None
        self.bar = DayBar(theme, paris_date(utc_now()))
        self.method = SegmentedChoice(
            theme,
            _("Méthode"),
            (
                (StockMethod.AVERAGE, _("Coût moyen")),
                (StockMethod.FIFO, _("Premier entré")),
            ),
        )
        self.csv = Button(theme, "CSV", icon="file-spreadsheet")
        self.pdf = Button(theme, _("État du stock"), icon="file-text")
        self.figures = ValueFigures(theme)
        self.cards = ValueCards(theme)
        self.tables = ValueTables(desk, shell)
        self.cost = CostSheet(desk, shell, self)
        self.less = WriteDownSheet(desk, shell, self)
        self.export = StatementExport(desk, shell, self)
        self.setFocusProxy(self.tables)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.bar, 1)
        head.addWidget(self.method)
        for button in (self.csv, self.pdf):
            button.setEnabled(False)
            self.tables.strip.add_action(button)
        self.tables.setMinimumHeight(self.shell.theme.px(_TABLES))
        inner = QWidget()
        inner.setProperty("ground", "none")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 8, 24, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.figures)
        column.addWidget(self.cards)
        column.addWidget(self.tables, 1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)

    def _connect(self) -> None:
        self.bar.changed.connect(self._ask_page)
        self.cards.by_changed.connect(self._on_by)
        self.method.chosen.connect(self._on_method)
        self.csv.clicked.connect(self._on_csv)
        self.pdf.clicked.connect(self._on_pdf)
        self.tables.explained.connect(self._on_explain)
        self.cost.write_down_wanted.connect(self.less.open_for)
        self.cost.reversal_wanted.connect(self.less.open_to_reverse)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Valeur du stock")

    def reload(self) -> None:
        """Ask for the page again."""
        self.bar.today = paris_date(utc_now())
        self._ask_page()

    def arrive(self, **argument: object) -> None:
        """Show one list (``shown``)."""
        if "shown" in argument:
            self.tables.strip.tabs.choose(str(argument["shown"]))

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Valeur d’un autre jour"), "Ctrl+J", self.bar.ask_day, "calendar-days"),
            Command(_("D’où vient ce coût"), "Ctrl+H", self._on_explain, "history"),
            Command(_("État du stock en PDF"), "Ctrl+E", self._on_pdf, "file-text"),
            Command(_("Valeur du stock en CSV"), "", self._on_csv, "file-spreadsheet"),
            Command(_("Changer de méthode"), "", self._on_other_method, "scale"),
        )

    def _ask_page(self) -> None:
        for ticket in (self._asked, self._judged):
            if ticket is not None:
                ticket.cancel()
        asked = ValueAsked(self.bar.today, self.bar.day, WorthBy(self.cards.by.key))
        station = self.desk.gesture().station_id
        self._asked = self.desk.read(self._show_page, value_page, station, asked)

    def _show_page(self, page: ValuePage) -> None:
        self.page, self.health = page, None
        self.method.choose(page.method)
        for button in (self.csv, self.pdf):
            button.setEnabled(bool(page.worth.rows))
        self.figures.show_page(page)
        self.cards.show_page(page)
        self.tables.show_page(page)
        self._judged = self.desk.read(self._show_health, value_health, page)

    def _show_health(self, health: StockHealth) -> None:
        if self.page is None:
            return
        self.health = health
        self.figures.show_health(self.page, health)
        self.cards.show_health(health)
        self.tables.show_health(health)

    def _on_by(self, _by: str) -> None:
        self._ask_page()

    def _on_method(self, key: str) -> None:
        gesture, method = self.desk.gesture(), StockMethod(key)
        self.desk.write(self._show_method, save_setting, gesture, STOCK_METHOD, method.value)

    def _on_other_method(self) -> None:
        self.method.choose(
            StockMethod.FIFO if self.method.key == StockMethod.AVERAGE else StockMethod.AVERAGE
        )
        self._on_method(self.method.key)

    def _show_method(self, _saved: None) -> None:
        method = StockMethod(self.method.key)
        words = _("Stock valorisé ainsi désormais\u00a0: {method}. Prévenez votre comptable.")
        self.shell.toast(words.format(method=method_words(method).lower()))

    def _on_explain(self, *_row: object) -> None:
        row = self.tables.table.current()
        if row is not None:
            self.cost.open_for(row.product_id, row.title)

    def _on_csv(self) -> None:
        self._export(CSV)

    def _on_pdf(self) -> None:
        self._export(PDF)

    def _export(self, kind: str) -> None:
        if self.page is not None and self.page.worth.rows:
            self.export.ask(kind, self.page.method, self.bar.day or self.bar.today)
