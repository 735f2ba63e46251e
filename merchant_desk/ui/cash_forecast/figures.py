"""The balance to date, the lowest evening and why, where it ends, and the floor."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.queries.cash_page import CashPage
from merchant_desk.rules.cash_sentences import low_words
from merchant_desk.ui.cash_forecast.figure import Figure
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.cash_flow import Forecast, Reading
from merchant_desk.values.chart import balance_of
from merchant_desk.values.entries import read_amount, written_amount
from merchant_desk.values.french import day_month, euros, long_date, short_date
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _, ngettext

_INPUT = 118
_LONG_SILENCE = 7


class FloorEdit(QWidget):
    """Under which she does not want to go: a button that becomes an input; ``typed`` carries it."""

    typed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._floor = ZERO
        self.button = Button(theme, "—", kind=Kind.SECONDARY, icon="pencil")
        self.input = QLineEdit()
        self.input.setAccessibleName(_("Seuil, comme 500,00"))
        self.input.setFixedWidth(_INPUT)
        self.words = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2, wraps=True)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.button)
        self.pages.addWidget(self.input)
        self.pages.setFixedHeight(self.button.sizeHint().height())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addWidget(TextLabel(theme, _("Seuil d’alerte"), Role.BODY, Ink.TEXT2))
        column.addWidget(self.pages, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.words)
        column.addStretch(1)
        self._say_hint()
        self.button.clicked.connect(self.edit)
        self.input.editingFinished.connect(self._on_typed)

    def sizeHint(self) -> QSize:
        """Ask for the room of an amount."""
        return QSize(170, super().sizeHint().height())

    def show_floor(self, floor: Money) -> None:
        """Show what is kept."""
        self._floor = floor
        self.button.say(euros(floor))
        self.button.setAccessibleName(
            _("Seuil d’alerte\u00a0: {amount}").format(amount=euros(floor))
        )

    def edit(self) -> None:
        """Let her type another one."""
        self.pages.setCurrentWidget(self.input)
        self.input.setText(_written(self._floor))
        self.input.selectAll()
        self.input.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves it as it was."""
        if event.key() == Qt.Key.Key_Escape and self.pages.currentWidget() is self.input:
            self.input.setText(_written(self._floor))
            self._close()
            return
        super().keyPressEvent(event)

    def _on_typed(self) -> None:
        if self.pages.currentWidget() is not self.input:
            return
        amount = read_floor(self.input.text())
        if amount is None:
            self.words.setText(_("Saisissez un montant, comme 500,00."))
            self.words.set_ink(Ink.BAD)
            return
        self._close()
        if amount != self._floor:
            self.show_floor(amount)
            self.typed.emit(amount)

    def _close(self) -> None:
        had_focus = self.input.hasFocus()
        self.pages.setCurrentWidget(self.button)
        self._say_hint()
        if had_focus:
            self.button.setFocus()

    def _say_hint(self) -> None:
        self.words.set_ink(Ink.TEXT2)
        self.words.setText(_("Dessous, un jour est rouge."))


class ForecastFigures(Card):
    """The head of the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.balance = Figure(theme, _("Solde à ce jour"), Role.MONEY)
        self.low = Figure(theme, _("Au plus bas"))
        self.end = Figure(theme, _("À la fin"))
        self.floor = FloorEdit(theme)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.balance, 3)
        row.addWidget(self.low, 5)
        row.addWidget(self.end, 3)
        row.addWidget(self.floor, 2)
        self.body.addLayout(row)

    def show_page(self, page: CashPage, reading: Reading) -> None:
        """Show the figures of one line."""
        forecast = page.forecast
        bare = forecast.opening < forecast.floor
        ink = Ink.BAD if bare else Ink.TEXT
        self.balance.tell(euros(forecast.opening), known_words(forecast), ink)
        low = forecast.low(reading)
        told = f"{euros(low.balance)} · {day_month(low.day)}"
        self.low.tell(
            told,
            low_words(forecast, reading),
            Ink.BAD if low.balance < forecast.floor else Ink.TEXT,
        )
        last = forecast.days[-1]
        self.end.tell(
            euros(balance_of(last, reading)),
            _("le {day}").format(day=long_date(last.day)),
            Ink.BAD if balance_of(last, reading) < forecast.floor else Ink.TEXT,
        )
        self.floor.show_floor(forecast.floor)


def read_floor(text: str) -> Money | None:
    """Return the floor that was typed; under zero where the bank allows an overdraft."""
    plain = text.strip().replace("\u2212", "-")
    amount = read_amount(plain.removeprefix("-"))
    return -amount if amount is not None and plain.startswith("-") else amount


def _written(floor: Money) -> str:
    return f"-{written_amount(-floor)}" if floor < ZERO else written_amount(floor)


def known_words(forecast: Forecast) -> str:
    """Return until when the bank is known."""
    if forecast.opening_on is None:
        return _("Aucun relevé\u00a0: le solde part de zéro.")
    silence = (forecast.made_on - forecast.opening_on).days
    told = _("Relevés connus jusqu’au {day}.").format(day=short_date(forecast.opening_on))
    if silence > _LONG_SILENCE:
        late = ngettext("Il y a {n} jour.", "Il y a {n} jours.", silence).format(n=silence)
        return f"{told} {late}"
    return told
