"""The preview: papers as they will come out, the printer they go to, or a PDF file."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.documents.writing.drawn import Drawn
from merchant_desk.documents.writing.pdf_folder import write_over
from merchant_desk.errors import DeskError
from merchant_desk.ui.printing.page_view import PageView
from merchant_desk.ui.printing.paper import render
from merchant_desk.ui.printing.paper_words import paper_words
from merchant_desk.ui.printing.preview_bar import PreviewBar
from merchant_desk.ui.printing.preview_panel import PreviewPanel
from merchant_desk.values.file_name import file_name
from merchant_desk.values.ids import PrintJobId
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind

if TYPE_CHECKING:
    from merchant_desk.ui.printing.print_center import PrintCenter

_USUAL, _SMALLEST = QSize(1060, 760), QSize(720, 460)


class Preview(QDialog):
    """Over the window until it is closed; Échap closes, Ctrl+P prints, Ctrl+S saves."""

    def __init__(self, center: "PrintCenter", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._center = center
        self._desk = center.desk
        self._kind = DocumentKind.PICKING
        self._drawn: Drawn | None = None
        self._names: tuple[str, ...] = ()
        self._view = PageView(center.theme)
        self._bar = PreviewBar(center.theme, self._view)
        self._panel = PreviewPanel(center.theme)
        self.setWindowTitle(_("Aperçu avant impression"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self._bind()

    def ask(self, kind: DocumentKind, subjects: Sequence[bytes]) -> None:
        """Show the papers of these subjects, once they are drawn."""
        self._kind = kind
        self._panel.show_printers((), self._center.queue.printer(kind))
        ticket = self._desk.network(self._show_drawn, self._center.draw_now, kind, subjects)
        ticket.or_else(self._on_trouble)
        self._desk.network(self._show_names, self._center.printer_names)

    def _build(self) -> None:
        self.setMinimumSize(_SMALLEST)
        room = self.screen().availableSize()
        self.resize(_USUAL.boundedTo(room))
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._bar)
        left.addWidget(self._view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self._panel)

    def _bind(self) -> None:
        self._view.wanted.connect(self._on_page_wanted)
        self._panel.print_wanted.connect(self._on_print)
        self._panel.save_wanted.connect(self._on_save)
        self._panel.close_wanted.connect(self.reject)
        self.finished.connect(self._give_back)
        for keys, slot in (
            ("Ctrl+P", self._on_print),
            ("Ctrl+S", self._on_save),
            ("Ctrl++", self._on_larger),
            ("Ctrl+=", self._on_larger),
            ("Ctrl+-", self._on_smaller),
            ("PgDown", self._on_forward),
            ("PgUp", self._on_back),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _give_back(self) -> None:
        """Let the keyboard be where it was before: not every desktop does so by itself."""
        over = self.parentWidget()
        if over is not None:
            over.window().activateWindow()

    def _show_drawn(self, drawn: Drawn) -> None:
        self._drawn = drawn
        self.setWindowTitle(_("Aperçu\u00a0: {title}").format(title=drawn.title))
        self._panel.show_paper(drawn.title, paper_words(drawn.pages))
        self._view.show_pages(drawn.pages)
        self._bar.show_count(len(drawn.pages))

    def _show_names(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._panel.show_printers(names, self._panel.printer)

    def _on_page_wanted(self, place: int, dots: float) -> None:
        if self._drawn is not None:
            self._desk.network(self._show_page, _page, self._drawn.pdf, place, dots)

    def _show_page(self, page: tuple[int, float, QImage]) -> None:
        self._view.show_picture(*page)

    def _on_print(self) -> None:
        if self._drawn is None:
            return
        self._begin()
        self._desk.network(
            self._show_printing,
            self._center.print_drawn_now,
            self._desk.gesture(),
            self._drawn,
            self._panel.printer,
            self._panel.copies,
        ).or_else(self._on_trouble)

    def _show_printing(self, _jobs: tuple[PrintJobId, ...]) -> None:
        to_folder = not self._panel.printer
        self._center.told.emit(
            _("Le PDF est en cours d’écriture.")
            if to_folder
            else _("Le document part à l’imprimante.")
        )
        self.accept()

    def _on_save(self) -> None:
        if self._drawn is None:
            return
        chooser = QFileDialog(self, _("Enregistrer en PDF"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter(_("Documents PDF (*.pdf)"))
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile(file_name(self._drawn.title))
        chooser.fileSelected.connect(self._on_file_chosen)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _on_file_chosen(self, chosen: str) -> None:
        if self._drawn is None:
            return
        self._begin()
        ticket = self._desk.network(self._show_saved, _saved, Path(chosen), self._drawn.pdf)
        ticket.or_else(self._on_trouble)

    def _show_saved(self, path: Path) -> None:
        self._center.told.emit(_("PDF enregistré\u00a0: {file}").format(file=path.name))
        self.accept()

    def _begin(self) -> None:
        """Let nobody press twice."""
        self._panel.clear_trouble()
        self._panel.set_ready(ready=False)

    def _on_trouble(self, error: DeskError) -> None:
        self._panel.show_trouble(error.title, error.advice)
        self._panel.set_ready(ready=self._drawn is not None)

    def _on_larger(self) -> None:
        self._view.zoom_by_step(larger=True)

    def _on_smaller(self) -> None:
        self._view.zoom_by_step(larger=False)

    def _on_forward(self) -> None:
        self._view.go_to(self._view.page + 1)

    def _on_back(self) -> None:
        self._view.go_to(self._view.page - 1)


def _page(pdf: bytes, place: int, dots: float) -> tuple[int, float, QImage]:
    return place, dots, render(pdf, place, dots)


def _saved(path: Path, pdf: bytes) -> Path:
    write_over(path, pdf)
    return path
