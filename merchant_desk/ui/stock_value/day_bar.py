"""Of which day the stock is valued: now, the end of a month or a year, any other day."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.entries import read_day, written_day
from merchant_desk.values.french import long_date
from merchant_desk.values.texts import _

NOW, MONTH, YEAR, OTHER = "now", "month", "year", "other"


class DayBar(QWidget):
    """``changed`` when another day is meant; ``day`` is None for now."""

    changed = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self.today = today
        self.day: date | None = None
        self.choice = SegmentedChoice(
            theme,
            _("Jour de la valeur"),
            (
                (NOW, _("Maintenant")),
                (MONTH, _("Mois dernier")),
                (YEAR, _("Année dernière")),
                (OTHER, _("Autre jour")),
            ),
        )
        self.input = QLineEdit()
        self.input.setAccessibleName(_("Jour, comme 31/12/2026"))
        self.input.setPlaceholderText(_("31/12/2026"))
        self.input.setFixedWidth(118)
        self.input.hide()
        self.words = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.choice)
        row.addWidget(self.input)
        row.addWidget(self.words, 1)
        self.choice.chosen.connect(self._on_chosen)
        self.input.editingFinished.connect(self._on_typed)

    def ask_day(self) -> None:
        """Let her type a day."""
        self.choice.choose(OTHER)
        self._on_chosen(OTHER)

    def show_day(self, day: date | None) -> None:
        """Mean this day."""
        if day is None or day >= self.today:
            self.choice.choose(NOW)
            self._on_chosen(NOW)
            return
        self.choice.choose(OTHER)
        self.input.show()
        self.input.setText(written_day(day))
        self._on_typed()

    def _on_chosen(self, key: str) -> None:
        self.input.setVisible(key == OTHER)
        if key == OTHER:
            self.words.setText(_("Écrivez un jour passé, puis Entrée."))
            self.input.setFocus()
            self.input.selectAll()
            return
        month = self.today.replace(day=1) - timedelta(days=1)
        year = date(self.today.year - 1, 12, 31)
        self._use({NOW: None, MONTH: month, YEAR: year}[key])

    def _on_typed(self) -> None:
        if self.choice.key != OTHER or not self.input.text().strip():
            return
        day = read_day(self.input.text().strip())
        if day is None or day > self.today:
            self.words.setText(
                _("Ce jour ne se lit pas, ou il est à venir. Exemple\u00a0: 31/12/2025.")
            )
            self.words.set_ink(Ink.BAD)
            return
        self._use(day)

    def _use(self, day: date | None) -> None:
        self.words.set_ink(Ink.TEXT2)
        told = "" if day is None else _("au {day} au soir").format(day=long_date(day))
        self.words.setText(told)
        if day != self.day:
            self.day = day
            self.changed.emit()
