"""What a storefront sent, as text: read, never run."""

import json

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from merchant_desk.queries.check_item import CheckItem
from merchant_desk.queries.to_check import RawText, raw_text
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.ids import RemoteRecordId
from merchant_desk.values.texts import _


class RawSheet(QObject):
    """A side sheet with the beginning of the text; a body of megabytes is never laid out."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self.sheet = shell.new_sheet(screen, _("Texte reçu"))
        self.reason = TextLabel(shell.theme, "", ink=Ink.TEXT2, wraps=True)
        self.cut = TextLabel(shell.theme, "", ink=Ink.WARN, wraps=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Texte reçu de la boutique"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(280)
        for widget in (self.reason, self.cut):
            self.sheet.body.addWidget(widget)
        self.sheet.body.addWidget(self.text, 1)

    def open_sheet(self, item: CheckItem) -> None:
        """Open on what was received for this item."""
        self.sheet.subtitle.setText(item.title)
        self.reason.setText(item.reason)
        self.text.clear()
        self.cut.hide()
        self._desk.read(self._show, raw_text, RemoteRecordId(item.key))
        self.sheet.open_sheet(self.text)

    def _show(self, raw: RawText) -> None:
        self.text.setPlainText(raw.text if raw.cut else laid_out(raw.text))
        self.cut.setVisible(raw.cut)
        self.cut.setText(
            _("Début seulement\u00a0: le texte reçu a {n} caractères.").format(n=number(raw.length))
        )


def laid_out(text: str) -> str:
    """Return the text with a line for each fact and its accents; as it is when it is no JSON."""
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text
