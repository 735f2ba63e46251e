"""Note by hand a status that she read on the platform's own site."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.rules.invoice_life import BY_HAND, may_follow, status_name, status_of
from merchant_desk.rules.status_reasons import REASONS, reason_name
from merchant_desk.ui.settings.page import buttons_row
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.texts import _


class StatusForm(QWidget):
    """``noted`` carries the code and its reason; only what may follow is offered."""

    noted = Signal(int, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._codes: tuple[int, ...] = ()
        self._reasons: tuple[str, ...] = ()
        self.status = Select(theme, _("Statut"))
        self.reason = Select(theme, _("Motif"))
        self.note = Button(theme, _("Noter ce statut"), icon="check")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.status)
        column.addWidget(self.reason)
        column.addLayout(buttons_row(self.note))
        self.status.currentIndexChanged.connect(self._on_status)
        self.note.clicked.connect(self._on_note)

    def show_after(self, known: tuple[int, ...]) -> None:
        """Offer what may follow these statuses."""
        self._codes = tuple(int(code) for code in BY_HAND if may_follow(known, code))
        self.status.clear()
        self.status.addItems([f"{code} · {status_name(code)}" for code in self._codes])
        self.show()

    @property
    def offers(self) -> bool:
        """Tell whether anything may follow."""
        return bool(self._codes)

    def _on_status(self, index: int) -> None:
        known = _needed(self._codes[index]) if 0 <= index < len(self._codes) else ()
        self._reasons = known
        self.reason.clear()
        self.reason.addItems([reason_name(each) for each in known])
        self.reason.setVisible(bool(known))

    def _on_note(self) -> None:
        place, chosen = self.status.currentIndex(), self.reason.currentIndex()
        if 0 <= place < len(self._codes):
            reason = self._reasons[chosen] if 0 <= chosen < len(self._reasons) else ""
            self.noted.emit(self._codes[place], reason)


def _needed(code: int) -> tuple[str, ...]:
    """Return the reasons of a status that must have one."""
    status = status_of(code)
    return REASONS.get(code, ()) if status is not None and status.needs_reason else ()
