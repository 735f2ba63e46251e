"""From which day to which: for an archive, for a certificate."""

from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.entries import read_day, written_day
from merchant_desk.values.fiscal_periods import month_period, year_period
from merchant_desk.values.texts import _

_LAST_MONTH, _THIS_MONTH, _YEAR = "last_month", "this_month", "year"


class PeriodSheet(QObject):
    """``chosen`` carries what is wanted, the first and the last day, and the file."""

    chosen = Signal(str, object, object, str)

    def __init__(self, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        theme = shell.theme
        self._screen = screen
        self._what, self._suffix, self._today = "", "", date.min
        self.sheet = shell.new_sheet(screen, "")
        self.words = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.presets = SegmentedChoice(
            theme,
            _("Période"),
            [
                (_LAST_MONTH, _("Mois dernier")),
                (_THIS_MONTH, _("Ce mois")),
                (_YEAR, _("Année")),
            ],
        )
        self.first = Field(theme, _("Du"))
        self.last = Field(theme, _("Au"))
        self.go = Button(theme, _("Choisir le fichier"), kind=Kind.PRIMARY)
        for widget in (self.words, self.presets, self.first, self.last):
            self.sheet.body.addWidget(widget)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.go)
        self.presets.chosen.connect(self._on_preset)
        self.go.clicked.connect(self._on_go)

    def open_for(self, what: str, title: str, words: str, suffix: str, today: date) -> None:
        """Ask for the days of one thing; last month stands ready."""
        self._what, self._suffix, self._today = what, suffix, today
        self.sheet.title.setText(title)
        self.words.setText(words)
        self.presets.choose(_LAST_MONTH)
        self._on_preset(_LAST_MONTH)
        self.sheet.open_sheet(self.go)

    def _on_preset(self, key: str) -> None:
        this_month = month_period(self._today)
        period = {
            _LAST_MONTH: month_period(this_month.first - timedelta(days=1)),
            _THIS_MONTH: this_month,
            _YEAR: year_period(self._today),
        }[key]
        self.first.set_value(written_day(period.first))
        self.last.set_value(written_day(period.last))

    def _on_go(self) -> None:
        first, last = read_day(self.first.value), read_day(self.last.value)
        for field, day in ((self.first, first), (self.last, last)):
            field.set_error("" if day is not None else _("Écrivez un jour comme 21/11/2026."))
        if first is None or last is None:
            return
        if last < first:
            self.last.set_error(_("Ce jour vient avant le premier."))
            return
        dialog = QFileDialog(self._screen, self.sheet.title.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(self._suffix)
        dialog.selectFile(f"{self._what}-{first.isoformat()}-{last.isoformat()}.{self._suffix}")
        dialog.fileSelected.connect(self.write_to)
        dialog.open()

    def write_to(self, file: str) -> None:
        """Hand over the days and the file."""
        first, last = read_day(self.first.value), read_day(self.last.value)
        self.sheet.close_sheet()
        self.chosen.emit(self._what, first, last, file)
