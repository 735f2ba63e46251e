"""The buttons of labels: one click prints as the last time, « Changer… » shows them first."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.keep_labels import LabelChoices, keep_labels, read_own
from merchant_desk.operations.note_labels import note_labels
from merchant_desk.queries.labels import LabelWanted
from merchant_desk.queries.usual_labels import UsualLabels, usual_format, usual_labels
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.labels.open_labels import open_labels
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.ids import LotId, ProductId
from merchant_desk.values.label_formats import LabelFormat, format_words
from merchant_desk.values.texts import _, ngettext

_TABLES = frozenset({"setting"})


class LabelsPrint(QObject):
    """``go`` and ``change`` side by side, ``told`` under them; ``handed`` once they left."""

    handed = Signal()

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget, kind: Kind | None = None) -> None:
        super().__init__(parent)
        theme = shell.theme
        self._desk, self._shell, self._over = desk, shell, parent
        self._wanted: tuple[tuple[ProductId, int, LotId | None], ...] = ()
        self._words = ("", "")
        self._known = False
        self.go = Button(theme, "", kind=kind or Kind.SECONDARY, icon="printer")
        self.change = Button(theme, _("Changer…"), kind=Kind.LINK)
        self.told = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2, wraps=True)
        self.go.clicked.connect(self._on_go)
        self.change.clicked.connect(self._on_change)
        desk.changed.connect(self._on_changed)

    def boxed(self) -> QWidget:
        """Return the buttons and what they will do, as one part of a page."""
        box, row = QWidget(), QHBoxLayout()
        row.setSpacing(8)
        for each in (self.go, self.change):
            row.addWidget(each)
        row.addStretch(1)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.told)
        return box

    def offer(
        self, wanted: Sequence[tuple[ProductId, int, LotId | None]], first: str, again: str
    ) -> None:
        """Offer so many labels: ``first`` names the button that shows them, ``again`` prints."""
        self._wanted, self._words = tuple(wanted), (first, again)
        self._show_format(None)
        self._ask()

    def _ask(self) -> None:
        self._desk.read(self._show_format, usual_format, self._desk.gesture().station_id)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self._wanted and tables & _TABLES:
            self._ask()

    def _show_format(self, usual: tuple[LabelFormat, str] | None) -> None:
        first, again = self._words
        self._known = usual is not None
        self.go.say(again if self._known else first)
        told = ""
        if usual is not None:
            told = f"{format_words(usual[0])} · {usual[1] or _('PDF dans un dossier')}"
        self.told.setText(told)
        self.go.setToolTip(told)
        for part in (self.change, self.told):
            part.setVisible(self._known and part.parent() is not None)

    def _on_change(self) -> None:
        if open_labels(self._shell, self._over, self._wanted) is not None:
            self.handed.emit()

    def _on_go(self) -> None:
        if not self._known or self._shell.services.print_center is None:
            self._on_change()
            return
        self.go.setEnabled(False)
        wanted = tuple(LabelWanted(*each) for each in self._wanted)
        station = self._desk.gesture().station_id
        ticket = self._desk.read(self._on_ready, usual_labels, station, wanted)
        ticket.or_else(self._show_refused)

    def _on_ready(self, usual: UsualLabels | None) -> None:
        center = self._shell.services.print_center
        if usual is None or center is None:
            self.go.setEnabled(True)
            self._on_change()
            return
        from merchant_desk.ui.labels.label_work import (  # noqa: PLC0415 - what draws, on first use
            printed_usual,
        )

        ticket = self._desk.network(
            self._show_printed, printed_usual, center, self._desk.gesture(), usual
        )
        ticket.or_else(self._show_refused)

    def _show_printed(self, usual: UsualLabels) -> None:
        self._keep(usual)
        self.go.setEnabled(True)
        count = number(usual.run.count)
        words = (
            ngettext(
                "{n} étiquette part sur {printer}.",
                "{n} étiquettes partent sur {printer}.",
                usual.run.count,
            )
            if usual.printer
            else ngettext(
                "Le PDF de {n} étiquette est en cours d’écriture.",
                "Le PDF de {n} étiquettes est en cours d’écriture.",
                usual.run.count,
            )
        )
        self._shell.toast(words.format(n=count, printer=usual.printer))
        self.handed.emit()

    def _keep(self, usual: UsualLabels) -> None:
        """Note what the labels say, and which place of the sheet is free now."""
        run, gesture = usual.run, self._desk.gesture()
        if run.content.price:
            self._desk.write(None, note_labels, gesture, usual.articles)
        choices = LabelChoices(run.format, run.content, run.next_start)
        self._desk.write(None, keep_labels, gesture, choices, read_own(usual.own))

    def _show_refused(self, error: DeskError) -> None:
        self.go.setEnabled(True)
        self._shell.banner(error.title, error.advice)


def print_words(count: int) -> str:
    """Return what a button says that prints so many labels."""
    words = ngettext("Imprimer {n} étiquette", "Imprimer {n} étiquettes", count)
    return words.format(n=number(count))
