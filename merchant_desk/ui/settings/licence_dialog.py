"""The licence of one component, whole, with where its source is."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from merchant_desk.documents.licences.components import Component
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.about_facts import used_under
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _

_BETWEEN = "\n\n" + "—" * 24 + "\n\n"


class LicenceDialog(QDialog):
    """Arrow and page keys walk through the text; Escape closes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._source = ""
        self.name = TextLabel(theme, "", Role.PAGE_TITLE, wraps=True)
        self.under = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.text = QPlainTextEdit()
        self.source = Button(theme, _("Ouvrir l’adresse du code source"), icon="globe")
        self.ends = Button(theme, _("Fermer"), kind=Kind.PRIMARY)
        self.setWindowTitle(_("Licence"))
        self.setModal(False)
        self.resize(theme.px(720), theme.px(520))
        self._build()

    def _build(self) -> None:
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName(_("Texte de la licence"))
        self.source.clicked.connect(self._on_source)
        self.ends.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self.source)
        buttons.addStretch(1)
        buttons.addWidget(self.ends)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for each in (self.name, self.under, self.text):
            column.addWidget(each)
        column.setStretch(2, 1)
        column.addLayout(buttons)

    def open_on(self, component: Component) -> None:
        """Show the licence of this component, from its beginning."""
        self._source = component.source
        self.name.setText(f"{component.name} {component.version}".strip())
        self.under.setText(_told(component))
        self.text.setPlainText(_BETWEEN.join(each.strip() for each in component.texts))
        self.source.setVisible(bool(component.source))
        self.source.setToolTip(component.source)
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_source(self) -> None:
        QDesktopServices.openUrl(QUrl(self._source))


def _told(component: Component) -> str:
    under = _("Licence\u00a0: {licence}.").format(licence=used_under(component))
    source = _("Code source\u00a0: {address}").format(address=component.source)
    return f"{under}\n{source}" if component.source else under
