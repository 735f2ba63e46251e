"""The life of an e-invoice, newest first: each status on a thread, and what to do now."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.operations.declare_collected import collected_words
from merchant_desk.rules.invoice_life import status_name, what_to_do
from merchant_desk.rules.status_reasons import reason_name
from merchant_desk.ui.e_invoicing.words import source_words
from merchant_desk.ui.orders.sheet_section import StoryLine
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.settings.page import caption, clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.values.e_invoice_status import StatusCode
from merchant_desk.values.french import moment
from merchant_desk.values.platform_queue import StatusRow
from merchant_desk.values.platform_words import StatusSource
from merchant_desk.values.texts import _


class StatusTimeline(QWidget):
    """Shows statuses; nothing yet is said too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 4, 0, 0)
        self._lines.setSpacing(0)
        self.setAccessibleName(_("Cycle de vie"))

    def show_statuses(self, rows: Sequence[StatusRow]) -> None:
        """Show these statuses, given oldest first."""
        clear(self._lines)
        if not rows:
            self._lines.addWidget(caption(self._theme, _("Aucun statut pour le moment.")))
            return
        advice = what_to_do(rows[-1].code)
        if advice:
            title = status_name(rows[-1].code)
            self._lines.addWidget(TintBox(self._theme, Tone.BAD, "octagon-alert", title, advice))
            self._lines.addSpacing(10)
        for place, row in enumerate(reversed(rows)):
            line = StoryLine(self._theme, status_sentence(row), _when(row), newest=place == 0)
            line.ends = place == len(rows) - 1
            self._lines.addWidget(line)


def status_sentence(row: StatusRow) -> str:
    """Return a status with its reason or its amount."""
    name = f"{row.code} · {status_name(row.code)}"
    if row.code == StatusCode.COLLECTED and row.note:
        return f"{name} — {collected_words(row.note)}"
    told = " ".join(filter(None, (reason_name(row.reason) if row.reason else "", row.note)))
    return f"{name} — {told}" if told else name


def _when(row: StatusRow) -> str:
    told = row.source is not StatusSource.PLATFORM and row.by
    who = f", {row.by}" if told else ""
    return f"{moment(row.happened_at)} · {source_words(row.source)}{who}"
