"""What waits for paper at this station, what may be out already, and what the printers say."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.queue_print import cancel_print, confirm_printed, print_again
from merchant_desk.queries.print_jobs import PrintQueue, PrintRow, print_queue
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.printing.queue_row import QueueRow
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext

if TYPE_CHECKING:
    from merchant_desk.ui.printing.print_center import PrintCenter

_USUAL = QSize(720, 520)
_SHOWN = 50


class QueueDialog(QDialog):
    """Follows the queue while it is open; Échap closes."""

    def __init__(self, center: "PrintCenter", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._center = center
        self._desk = center.desk
        self._trouble = Banner(center.theme)
        self._list = QVBoxLayout()
        self._more = TextLabel(center.theme, "", Role.CAPTION)
        self._retry = Button(center.theme, _("Réessayer maintenant"), icon="refresh-cw")
        self._close = Button(center.theme, _("Fermer"))
        self._empty = EmptyState(
            center.theme,
            EmptyText("printer", _("Tout est sorti"), _("Aucun document n’attend sur ce poste.")),
        )
        self.setWindowTitle(_("File d’impression"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self._empty.hide()
        self._retry.hide()
        self._retry.clicked.connect(center.retry)
        self._close.clicked.connect(self.reject)
        center.queue_changed.connect(self._show_queue)
        center.status_changed.connect(self._on_status)
        self._desk.read(self._show_queue, print_queue, self._desk.gesture().station_id)

    def _build(self) -> None:
        theme = self._center.theme
        inside = QWidget()
        inside.setProperty("ground", "none")
        self._list.setSpacing(8)
        self._list.setContentsMargins(0, 0, 6, 0)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(self._list)
        rows.addWidget(self._empty)
        rows.addWidget(self._more)
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        buttons = QHBoxLayout()
        buttons.addWidget(self._retry)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(TextLabel(theme, _("File d’impression"), Role.PAGE_TITLE))
        column.addWidget(self._trouble)
        column.addWidget(scroll, 1)
        column.addLayout(buttons)
        self.resize(_USUAL.boundedTo(self.screen().availableSize()))

    def _show_queue(self, queue: PrintQueue) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row in queue.rows[:_SHOWN]:
            self._list.addWidget(self._row(row))
        beyond = max(len(queue.rows) - _SHOWN, 0)
        words = ngettext("et {n} autre document", "et {n} autres documents", beyond)
        self._more.setText(words.format(n=number(beyond)) if beyond else "")
        self._empty.setVisible(not queue.rows)
        self._retry.setVisible(bool(queue.rows))
        self._on_status()

    def _row(self, row: PrintRow) -> QueueRow:
        shown = QueueRow(self._center.theme, row)
        shown.said_out.connect(self._on_out)
        shown.said_lost.connect(self._on_lost)
        shown.given_up.connect(self._on_given_up)
        return shown

    def _on_status(self, _status: object = None) -> None:
        told = self._center.status.troubles
        if told:
            advice = _("Les documents sortiront dès que l’imprimante répondra.")
            self._trouble.show_message(BannerText(Tone.WARN, " ".join(told), advice))
        else:
            self._trouble.hide()

    def _on_out(self, row: PrintRow) -> None:
        ticket = self._desk.write(self._show_done, confirm_printed, self._desk.gesture(), row.id)
        ticket.or_else(self._on_trouble)

    def _on_lost(self, row: PrintRow) -> None:
        self._desk.write(self._show_done, print_again, row.id).or_else(self._on_trouble)

    def _on_given_up(self, row: PrintRow) -> None:
        self._desk.write(self._show_done, cancel_print, row.id).or_else(self._on_trouble)

    def _show_done(self, _answer: None) -> None:
        self._desk.read(self._show_queue, print_queue, self._desk.gesture().station_id)

    def _on_trouble(self, error: DeskError) -> None:
        self._trouble.show_message(BannerText(Tone.BAD, error.title, error.advice))
