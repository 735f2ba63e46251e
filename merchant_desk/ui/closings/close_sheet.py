"""Close a day: the drawer counted note by note and coin by coin, or left uncounted."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from merchant_desk.operations.close_period import CloseAsked
from merchant_desk.rules.closing_totals import DrawerCount
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.fiscal_periods import FiscalPeriod
from merchant_desk.values.french import euros
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

PIECES = (
    10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1,
)  # fmt: skip
"""Euro notes and coins in circulation, in cents; notes of 200 and 500 are banked, not change."""
_MOST = 9999
_COLUMNS = 2


class CloseSheet(QObject):
    """``asked`` carries what to close."""

    asked = Signal(object)

    def __init__(self, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        theme = shell.theme
        self._period: FiscalPeriod | None = None
        self._expected = ZERO
        self.sheet = shell.new_sheet(screen, _("Clôturer"))
        self.words = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.counts = Switch(theme, _("Compter la caisse"))
        self.inputs = {
            cents: NumberInput(theme, _how_many(cents), least=0, most=_MOST) for cents in PIECES
        }
        self.expected = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.counted = TextLabel(theme, "", Role.CARD_TITLE, tabular=True)
        self.difference = TextLabel(theme, "", Role.STRONG, tabular=True)
        self.go = Button(theme, _("Clôturer"), kind=Kind.PRIMARY)
        self._drawer = QWidget()
        self._build(shell)
        self.counts.toggled.connect(self._show_drawer)
        self.go.clicked.connect(self._on_go)

    def _build(self, shell: Shell) -> None:
        grid = QGridLayout(self._drawer)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for place, (cents, each) in enumerate(self.inputs.items()):
            label = TextLabel(shell.theme, euros(Money(cents)), tabular=True)
            label.setBuddy(each)
            rows = (len(PIECES) + 1) // _COLUMNS
            column, row = divmod(place, rows)
            grid.addWidget(label, row, 2 * column, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(each, row, 2 * column + 1)
            each.valueChanged.connect(self._on_count)
        body = self.sheet.body
        for widget in (self.words, self.counts, self._drawer, self.expected, self.counted):
            body.addWidget(widget)
        body.addWidget(self.difference)
        body.addStretch(1)
        cancel = Button(shell.theme, _("Annuler"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.go)

    def open_for(self, period: FiscalPeriod, expected: Money) -> None:
        """Open on a period; only a day counts its drawer."""
        self._period, self._expected = period, expected
        day = period.level is ClosingLevel.DAY
        self.sheet.title.setText(period.words)
        self.words.setText(
            _(
                "Les totaux sont figés et scellés\u00a0: une clôture ne se refait pas. Les ventes "
                "qui suivent compteront dans la journée d’après."
            )
            if day
            else _("Les totaux de la période sont figés et scellés\u00a0: cela ne se refait pas.")
        )
        self.counts.setVisible(day)
        self.counts.setChecked(day and bool(expected))
        for each in self.inputs.values():
            each.setValue(0)
        self._show_drawer()
        first = self.inputs[PIECES[0]]
        self.sheet.open_sheet(first if self.counts.isChecked() else self.go)
        first.selectAll()

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """Return what was counted."""
        return tuple((cents, each.value()) for cents, each in self.inputs.items() if each.value())

    def _show_drawer(self) -> None:
        shown = self.counts.isChecked() and not self.counts.isHidden()
        for widget in (self._drawer, self.expected, self.counted, self.difference):
            widget.setVisible(shown)
        self._on_count()

    def _on_count(self) -> None:
        drawer = DrawerCount(self._expected, self.pieces)
        self.expected.setText(_("Attendu\u00a0: {amount}").format(amount=euros(drawer.expected)))
        self.counted.setText(_("Compté\u00a0: {amount}").format(amount=euros(drawer.counted)))
        wrong = bool(drawer.difference)
        self.difference.setText(
            _("Écart\u00a0: {amount}").format(amount=euros(drawer.difference))
            if wrong
            else _("Le compte est juste")
        )
        self.difference.set_ink(Ink.WARN if wrong else Ink.OK)

    def _on_go(self) -> None:
        if self._period is None:
            return
        shown = self.counts.isChecked() and not self.counts.isHidden()
        self.sheet.close_sheet()
        self.asked.emit(
            CloseAsked(self._period.level, self._period.first, self.pieces if shown else None)
        )


def _how_many(cents: int) -> str:
    return _("Nombre de {piece}").format(piece=euros(Money(cents)))
