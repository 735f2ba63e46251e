"""What she sees when the desk is wrong: what was being done, a report to copy, and on she goes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _

_KEPT = 20


class CrashDialog(QDialog):
    """Stays beside the window, never in its way; several troubles share one dialog."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reports: list[str] = []
        self._what = TextLabel(theme, "", Role.STRONG, wraps=True)
        self._report = QPlainTextEdit()
        self._copied = TextLabel(theme, "", ink=Ink.OK)
        self.setWindowTitle(_("Le programme s’est trompé"))
        self.setModal(False)
        self.resize(theme.px(560), theme.px(440))
        self._build()

    def _build(self) -> None:
        title = TextLabel(self._theme, _("Le programme s’est trompé"), Role.PAGE_TITLE, wraps=True)
        calm = TextLabel(
            self._theme,
            _(
                "Ce que vous faisiez n’a pas été enregistré\u00a0; tout le reste est intact et "
                "vous pouvez continuer. Copiez le rapport et envoyez-le\u00a0: il ne contient ni "
                "nom, ni adresse, ni montant."
            ),
            ink=Ink.TEXT2,
            wraps=True,
        )
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setAccessibleName(_("Rapport"))
        copy = Button(self._theme, _("Copier le rapport"), kind=Kind.PRIMARY, icon="copy")
        copy.clicked.connect(self._on_copy)
        close = Button(self._theme, _("Continuer"))
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self._copied, 1)
        buttons.addWidget(close)
        buttons.addWidget(copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for each in (title, calm, self._what):
            column.addWidget(each)
        column.addWidget(self._report, 1)
        column.addLayout(buttons)

    def show_crash(self, what: str, report: str) -> None:
        """Tell of one more trouble."""
        self._reports = [*self._reports, report][-_KEPT:]
        self._what.setText(_("Pendant\u00a0: {what}").format(what=what))
        self._report.setPlainText("\n\n".join(reversed(self._reports)))
        self._copied.setText("")
        self.show()
        self.raise_()

    def done(self, result: int) -> None:
        """Forget the reports once they were seen."""
        super().done(result)
        self._reports.clear()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
        self._copied.setText(_("Rapport copié."))
        self._report.setFocus(Qt.FocusReason.OtherFocusReason)
