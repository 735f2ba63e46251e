"""Beside the pages: where they come out, how many times, and the buttons that do it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _

_WIDTH = 300
_MOST_COPIES = 99


class PreviewPanel(QWidget):
    """Chooses a printer and a number of copies; its buttons only ask."""

    print_wanted = Signal()
    save_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = TextLabel(theme, "", Role.CARD_TITLE, wraps=True)
        self._paper = TextLabel(theme, _("Le document se prépare…"), Role.BODY, Ink.TEXT2)
        self._trouble = Banner(theme)
        self._printer = Select(theme, _("Imprimante"))
        self._hint = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2, wraps=True)
        self._copies = NumberInput(theme, _("Exemplaires"), least=1, most=_MOST_COPIES)
        self._print = Button(theme, _("Imprimer"), kind=Kind.PRIMARY, icon="printer", large=True)
        self._save = Button(theme, _("Enregistrer en PDF…"), icon="download")
        self._close = Button(theme, _("Fermer"), kind=Kind.QUIET)
        self.setFixedWidth(theme.px(_WIDTH))
        self._print.clicked.connect(self.print_wanted)
        self._save.clicked.connect(self.save_wanted)
        self._close.clicked.connect(self.close_wanted)
        self._printer.currentIndexChanged.connect(self._on_printer)
        self._build()
        self.set_ready(ready=False)
        theme.changed.connect(self.update)

    @property
    def printer(self) -> str:
        """Return the printer chosen; empty is the folder of PDFs."""
        return str(self._printer.currentData() or "")

    @property
    def copies(self) -> int:
        """Return how many times."""
        return self._copies.value()

    def show_paper(self, title: str, paper: str) -> None:
        """Tell what is previewed."""
        self._title.setText(title)
        self._paper.setText(paper)
        self.set_ready(ready=True)
        self._print.setFocus()

    def show_printers(self, names: Sequence[str], chosen: str) -> None:
        """Offer the printers there are; the chosen one stays, even when it is away."""
        self._printer.blockSignals(True)
        self._printer.clear()
        self._printer.addItem(_("PDF dans un dossier"), "")
        for name in names:
            self._printer.addItem(name, name)
        if chosen and chosen not in names:
            self._printer.addItem(_("{printer} (absente)").format(printer=chosen), chosen)
        self._printer.setCurrentIndex(max(self._printer.findData(chosen), 0))
        self._printer.blockSignals(False)
        self._on_printer()

    def show_trouble(self, title: str, advice: str) -> None:
        """Say what did not happen."""
        self._trouble.show_message(BannerText(Tone.BAD, title, advice))

    def clear_trouble(self) -> None:
        """Take the message away: she tries again."""
        self._trouble.hide()

    def set_ready(self, *, ready: bool) -> None:
        """Allow to print and save, once there is something to."""
        for each in (self._print, self._save):
            each.setEnabled(ready)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface, and the line that parts it from the pages."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.surface))
        edge = QRect(0, 0, 1, self.height())
        painter.fillRect(edge, QColor(self._theme.tokens.line))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._paper)
        column.addSpacing(12)
        column.addWidget(self._trouble)
        for label, field in (
            (_("Imprimante"), self._printer),
            (_("Exemplaires"), self._copies),
        ):
            column.addWidget(TextLabel(self._theme, label, Role.STRONG))
            column.addWidget(field)
            if field is self._printer:
                column.addWidget(self._hint)
            column.addSpacing(10)
        column.addStretch(1)
        for button in (self._print, self._save, self._close):
            column.addWidget(button)

    def _on_printer(self, _index: int = 0) -> None:
        to_folder = not self.printer
        self._copies.setEnabled(not to_folder)
        self._hint.setText(
            _("Un fichier par document, dans le dossier des PDF de ce poste.")
            if to_folder
            else _("Retenue pour ce type de document sur ce poste.")
        )
        self._print.say(_("Écrire le PDF") if to_folder else _("Imprimer"))
