"""One paper of the waiting list: its state in words, and what a person may do."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.print_jobs import PrintRow
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import moment
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import PrintState

_MOST_NUMBERS = 5


class QueueRow(QWidget):
    """A paper that is not out; each signal carries the row."""

    said_out = Signal(object)
    said_lost = Signal(object)
    given_up = Signal(object)

    def __init__(self, theme: Theme, row: PrintRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.row = row
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(TextLabel(theme, row.title, Role.STRONG))
        words.addWidget(TextLabel(theme, _told(row), Role.CAPTION, Ink.TEXT2, wraps=True))
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 10, 10, 10)
        line.setSpacing(8)
        line.addLayout(words, 1)
        line.addWidget(Chip(theme, _chip(row)))
        for button in self._buttons():
            line.addWidget(button)
        self.setAccessibleName(row.title)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        tokens = self._theme.tokens
        rounded(QPainter(self), QRectF(self.rect()), 10, fill=tokens.surface, edge=tokens.border)

    def _buttons(self) -> list[Button]:
        if self.row.state is PrintState.PRINTING:
            return []
        give_up = Button(self._theme, _("Abandonner"), kind=Kind.QUIET)
        give_up.clicked.connect(self._on_give_up)
        if self.row.state is not PrintState.DOUBTFUL:
            return [give_up]
        out = Button(self._theme, _("Il est sorti"))
        again = Button(self._theme, _("Réimprimer"))
        out.clicked.connect(self._on_out)
        again.clicked.connect(self._on_lost)
        return [out, again]

    def _on_give_up(self) -> None:
        self.given_up.emit(self.row)

    def _on_out(self) -> None:
        self.said_out.emit(self.row)

    def _on_lost(self) -> None:
        self.said_lost.emit(self.row)


def _chip(row: PrintRow) -> ChipText:
    match row.state:
        case PrintState.DOUBTFUL:
            return ChipText(_("À vérifier"), Tone.WARN)
        case PrintState.PRINTING:
            return ChipText(_("En cours"), Tone.INFO)
        case _ if row.problem:
            return ChipText(_("Bloqué"), Tone.BAD)
        case _:
            return ChipText(_("En attente"), Tone.MUTE)


def _told(row: PrintRow) -> str:
    if row.state is PrintState.DOUBTFUL:
        doubt = _(
            "Ce document est peut-être déjà sorti sur {printer}\u00a0: réimprimer\u00a0?"
        ).format(printer=row.printed_on)
        return " ".join(part for part in (doubt, _edited(row)) if part)
    asked = _("Demandé le {moment}").format(moment=moment(row.at))
    return " · ".join(part for part in (asked, row.problem, _edited(row)) if part)


def _edited(row: PrintRow) -> str:
    """Say that the paper tells what orders were before they changed."""
    if not row.edited:
        return ""
    words = ngettext(
        "Bon imprimé avant la modification de la commande {numbers}\u00a0: réimprimez-le.",
        "Bon imprimé avant la modification des commandes {numbers}\u00a0: réimprimez-le.",
        len(row.edited),
    )
    shown = row.edited[:_MOST_NUMBERS]
    more = "…" if len(row.edited) > len(shown) else ""
    return words.format(numbers=", ".join(shown) + more)
