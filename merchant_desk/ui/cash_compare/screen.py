"""Constaté: last month’s forecast against what the bank told since, taken apart by cause."""

from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.queries.cash_compare import compare, kept_forecasts
from merchant_desk.rules.cash_compare.kept_months import missing_months, offered, usual
from merchant_desk.rules.cash_compare.words import cause_words, error_words
from merchant_desk.ui.accounting.held_rows import HeldRows
from merchant_desk.ui.cash_compare.columns import DifferenceRow, difference_columns
from merchant_desk.ui.cash_compare.figures import CompareFigures
from merchant_desk.ui.cash_compare.two_lines import TwoLines
from merchant_desk.ui.cash_forecast.opening import open_document
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock_value.amount_bars import AmountBars, Bar
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.cash_compare import Cause, Comparison, KeptRow
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import long_date, month_year
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _

_LINES, _TABLE, _CAUSES = 260, 300, 8
_SORTS: dict[str, Any] = {
    "cause": lambda row: (row.cause, -abs(row.difference.amount.cents)),
    "label": lambda row: row.difference.label.casefold(),
    "amount": lambda row: row.difference.amount.cents,
}


class CompareScreen(Screen):
    """Enter on a difference opens the document it comes from."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"kept_forecast", "bank_import", "cash_match", "cash_account"}
    )
    help_page: ClassVar[str] = "cash_compare"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self.told: Comparison | None = None
        self._offers: tuple[KeptRow, ...] = ()
        self._asked: Ticket[Comparison] | None = None
        self.choice = Select(theme, _("Prévision comparée"))
        self.sentence = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.figures = CompareFigures(theme)
        self.lines = TwoLines(theme)
        self.bars = AmountBars(theme, _("Écart par cause"), _CAUSES)
        self.table: RowTable[DifferenceRow] = RowTable(
            desk,
            theme,
            name="cash_compare",
            label=_("Écarts, cause par cause"),
            columns=difference_columns(),
            row_id=_row_id,
            checkable=False,
        )
        self.missing = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.empty = EmptyState(theme, _nothing_kept())
        self.pages = QStackedWidget()
        self.area = QScrollArea()
        self.setFocusProxy(self.table)
        self._build()
        self.choice.activated.connect(self._on_choice)
        self.table.activated.connect(self._on_opened)
        self.empty.primary.connect(self._on_bring)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.choice)
        head.addWidget(self.sentence, 1)
        self.table.setMinimumHeight(self.shell.theme.px(_TABLE))
        inner = QWidget()
        inner.setProperty("ground", "none")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 8, 24, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.figures)
        column.addLayout(self._drawings())
        column.addWidget(self.table, 1)
        column.addWidget(self.missing)
        self.area.setWidget(inner)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.addWidget(self.area)
        self.pages.addWidget(self.empty)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.pages)

    def _drawings(self) -> QHBoxLayout:
        drawn = Card(self.shell.theme, _("Jour par jour"), _("prévu en tirets, constaté en trait"))
        drawn.body.addWidget(self.lines)
        drawn.setMinimumHeight(self.shell.theme.px(_LINES))
        causes = Card(self.shell.theme, _("Écart par cause"))
        causes.body.addWidget(self.bars)
        causes.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(drawn, 1)
        row.addWidget(causes, 1)
        return row

    def title(self) -> str:
        """Return the title of the page."""
        return _("Prévu et constaté")

    def reload(self) -> None:
        """Ask which forecasts were kept, then what became of one."""
        self.desk.read(self._show_kept, kept_forecasts)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Comparer une autre prévision"), "Ctrl+J", self.choice.showPopup, "history"),
        )

    def _show_kept(self, kept: tuple[KeptRow, ...]) -> None:
        today = paris_date(utc_now())
        before = self._chosen()
        self._offers = offered(kept)
        self.choice.clear()
        for each in self._offers:
            words = _("Prévision du {day}").format(day=long_date(each.made_on))
            self.choice.addItem(words, each.forecast_id)
        self.choice.updateGeometry()
        self._say_missing(missing_months(kept, today))
        wanted = next(
            (each for each in self._offers if before and each.forecast_id == before.forecast_id),
            usual(self._offers, today),
        )
        if wanted is None:
            self._show_empty(_nothing_kept())
            return
        self.choice.setCurrentIndex(self._offers.index(wanted))
        self._compare(wanted, today)

    def _compare(self, row: KeptRow, today: date) -> None:
        if self._asked is not None:
            self._asked.cancel()
        self._asked = self.desk.read(self._show, compare, today, row.forecast_id)
        self._asked.or_else(self._show_refused)

    def _show(self, told: Comparison) -> None:
        self.told = told
        self.pages.setCurrentWidget(self.area)
        self.sentence.setText(error_words(told))
        self.figures.show_comparison(told)
        self.lines.show_comparison(told)
        self.bars.show_bars(
            [
                Bar(
                    cause_words(each.cause),
                    each.amount,
                    Tone.OK if each.amount > ZERO else Tone.BAD,
                )
                for each in told.causes
            ]
        )
        rows = tuple(
            DifferenceRow(place, cause_words(share.cause), each)
            for share in told.causes
            for place, each in enumerate(share.differences)
        )
        self.table.ask(HeldRows(rows, _row_id, _SORTS))

    def _show_refused(self, error: DeskError) -> None:
        self.told = None
        words = EmptyText("history", error.title, error.advice, _("Importer un relevé"))
        self._show_empty(words)

    def _show_empty(self, words: EmptyText) -> None:
        self.empty.show_words(words)
        self.pages.setCurrentWidget(self.empty)

    def _say_missing(self, months: tuple[date, ...]) -> None:
        told = ", ".join(month_year(each) for each in months)
        words = _("Aucune prévision n’a été gardée en {months}\u00a0: rien à comparer.")
        self.missing.setText(words.format(months=told))
        self.missing.setVisible(bool(months))

    def _chosen(self) -> KeptRow | None:
        place = self.choice.currentIndex()
        return self._offers[place] if 0 <= place < len(self._offers) else None

    def _on_choice(self, _place: int) -> None:
        row = self._chosen()
        if row is not None:
            self._compare(row, paris_date(utc_now()))

    def _on_opened(self, row: DifferenceRow) -> None:
        told = row.difference
        if told.source is None and told.cause is not Cause.UNMATCHED:
            self.shell.navigate("cash", page="bank")  # many lines of one purpose
            return
        open_document(self.shell, told.source, told.document_id)

    def _on_bring(self) -> None:
        self.shell.navigate("cash", page="bank")


def _row_id(row: DifferenceRow) -> bytes:
    return f"{row.cause}:{row.place}".encode()


def _nothing_kept() -> EmptyText:
    return EmptyText(
        "history",
        _("Aucune prévision gardée"),
        _(
            "Chaque jour où vous ouvrez la prévision, elle est gardée. "
            "Dans un mois, vous verrez ici ce qu’elle valait."
        ),
        _("Importer un relevé"),
    )
