"""What waits to be told, and what was told: each opens what it is about."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.operations.resend_message import resend_message
from merchant_desk.operations.send_now import send_now
from merchant_desk.queries.messages import MessageList, ShopMessage
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sync.columns import sent_columns, waiting_columns
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.resending import RESENT
from merchant_desk.values.texts import _
from merchant_desk.values.words import MessageState


class MessagePage(QWidget):
    """A table of messages in one state; ``leaving`` when something was asked to leave now."""

    leaving = Signal()

    def __init__(self, desk: Desk, shell: Shell, state: MessageState) -> None:
        super().__init__()
        self._desk = desk
        self._shell = shell
        self._state = state
        sent = state is MessageState.SENT
        theme = shell.theme
        words = _("Renvoyer") if sent else _("Envoyer maintenant")
        self.act = Button(theme, words, icon="rotate-ccw" if sent else "upload")
        self.note = TextLabel(theme, _note(sent=sent), ink=Ink.TEXT2, wraps=True)
        self.table: RowTable[ShopMessage] = RowTable(
            desk,
            theme,
            name=f"messages_{state.value}",
            label=_("Envois partis") if sent else _("Envois en attente"),
            columns=sent_columns() if sent else waiting_columns(),
            row_id=lambda row: row.message_id,
            checkable=False,
        )
        self._build(sent=sent)
        self.act.clicked.connect(self._on_act)
        self.table.activated.connect(self._on_opened)
        self.table.current_changed.connect(self._on_current)
        self.table.counted.connect(self._on_counted)

    def _build(self, *, sent: bool) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.note, 1)
        row.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.table.set_empty(EmptyState(self._shell.theme, _empty(sent=sent)))
        self.act.setEnabled(False)

    def ask(self) -> None:
        """Ask for the messages again."""
        sent = self._state is MessageState.SENT
        self.table.ask(MessageList(self._state, sort="sent" if sent else "at"))

    def _on_act(self) -> None:
        row = self.table.current()
        if self._state is MessageState.WAITING:
            self._desk.write(self._on_asked, send_now, self._desk.gesture())
        elif row is not None:
            self._desk.write(self._on_asked, resend_message, self._desk.gesture(), row.message_id)

    def _on_asked(self, _answer: None) -> None:
        words = _("Les envois partent") if self._state is MessageState.WAITING else _("Renvoyé")
        self._shell.toast(words)
        self.leaving.emit()

    def _on_opened(self, row: ShopMessage) -> None:
        if row.order_id is not None:
            self._shell.navigate("orders", order_id=row.order_id)
        elif row.product_id is not None:
            self._shell.navigate("products", product_id=row.product_id)

    def _on_current(self, row: ShopMessage | None) -> None:
        if self._state is MessageState.SENT:
            self.act.setEnabled(row is not None and row.kind in RESENT)

    def _on_counted(self, count: int) -> None:
        self.act.setVisible(count > 0)
        self.note.setVisible(count > 0)
        if self._state is MessageState.WAITING:
            self.act.setEnabled(count > 0)


def _note(*, sent: bool) -> str:
    if sent:
        return _(
            "Un stock, un prix ou une expédition peut être renvoyé sans dommage. Un remboursement "
            "ou un nouveau produit ne se renvoie jamais."
        )
    return _("Tout part seul, dans l’ordre. Entrée ouvre la commande ou le produit.")


def _empty(*, sent: bool) -> EmptyText:
    if sent:
        return EmptyText(
            "cloud-upload",
            _("Rien n’est encore parti"),
            _("Les stocks, prix et expéditions dits à vos boutiques s’inscrivent ici."),
        )
    return EmptyText(
        "cloud-check",
        _("Rien n’attend"),
        _("Vos boutiques savent tout ce que vous avez fait ici."),
    )
