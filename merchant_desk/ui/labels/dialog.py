"""Labels as they will come out, and everything that is chosen about them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.documents.writing.drawn import Drawn, draw_alone
from merchant_desk.errors import DeskError, RefusedError
from merchant_desk.operations.give_internal_code import CodesGiven, give_missing_codes
from merchant_desk.operations.keep_labels import LabelChoices, keep_labels, read_own
from merchant_desk.operations.note_labels import note_labels
from merchant_desk.queries.labels import LabelWanted, labels_of
from merchant_desk.queries.settings import Settings, settings
from merchant_desk.ui.desk import Ticket
from merchant_desk.ui.labels.kept_choice import PanelChoice, kept_choice
from merchant_desk.ui.labels.label_work import page_picture, saved_pdf, saved_zpl, sent_zpl
from merchant_desk.ui.labels.panel import LabelsPanel
from merchant_desk.ui.printing.page_view import PageView
from merchant_desk.ui.printing.preview_bar import PreviewBar
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import BannerText
from merchant_desk.values.file_name import file_name
from merchant_desk.values.french import number
from merchant_desk.values.ids import PrintJobId, ProductId
from merchant_desk.values.labels import OF_GTIN, Label, LabelRuler, LabelRun
from merchant_desk.values.settings import LABEL_OWN
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import DocumentKind

if TYPE_CHECKING:
    from merchant_desk.ui.printing.print_center import PrintCenter

_USUAL, _SMALLEST = QSize(1120, 780), QSize(760, 520)
_WAIT_MS = 180


class LabelsDialog(QDialog):
    """Over the window until it is closed; Échap closes, Ctrl+P prints, Ctrl+S saves."""

    def __init__(self, center: "PrintCenter", shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._center = center
        self._desk = center.desk
        self._shell = shell
        self._wanted: tuple[LabelWanted, ...] = ()
        self._labels: tuple[tuple[Label, int], ...] = ()
        self._own: tuple[str, ...] = ()
        self._ruler = False
        self._drawn: Drawn | None = None
        self._run: LabelRun | None = None
        self._drawing: Ticket[Drawn] | None = None
        self.view = PageView(center.theme)
        self.bar = PreviewBar(center.theme, self.view)
        self.panel = LabelsPanel(center.theme)
        self._pause = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self.setWindowTitle(_("Étiquettes d’articles"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self._connect()

    def ask(self, wanted: Sequence[LabelWanted]) -> None:
        """Show the labels of these articles."""
        self._wanted = tuple(wanted)
        self.panel.set_ready(ready=False)
        self._desk.read(self._show_settings, settings, self._desk.gesture().station_id)
        self._desk.network(self._show_names, self._center.printer_names)

    def _build(self) -> None:
        self.setMinimumSize(_SMALLEST)
        self.resize(_USUAL.boundedTo(self.screen().availableSize()))
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.bar)
        left.addWidget(self.view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.panel)

    def _connect(self) -> None:
        self.view.wanted.connect(self._on_page_wanted)
        self._pause.timeout.connect(self._draw)
        panel = self.panel
        panel.changed.connect(self._pause.start)
        panel.banner.acted.connect(self._on_give_codes)
        panel.print_wanted.connect(self._on_print)
        panel.pdf_wanted.connect(self._on_pdf)
        panel.zpl_wanted.connect(self._on_zpl)
        panel.ruler_wanted.connect(self._on_ruler)
        panel.close_wanted.connect(self.reject)
        for keys, slot in (("Ctrl+P", self._on_print), ("Ctrl+S", self._on_pdf)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _show_settings(self, stored: Settings) -> None:
        self._own = read_own(stored.get(LABEL_OWN))
        self.panel.show_formats(self._own)
        self.panel.show_choice(kept_choice(stored))
        self._ask_labels()

    def _show_names(self, names: tuple[str, ...]) -> None:
        self.panel.show_printers(names, self._center.queue.printer(DocumentKind.LABELS))

    def _ask_labels(self) -> None:
        self._desk.read(self._show_labels, labels_of, self._wanted).or_else(self._show_trouble)

    def _show_labels(self, labels: tuple[tuple[Label, int], ...]) -> None:
        self._labels = labels
        self._draw()

    def _draw(self) -> None:
        """Draw what is chosen; an older drawing is not waited for any more."""
        if self._drawing is not None:
            self._drawing.cancel()
        self.panel.set_ready(ready=False)
        self.panel.told.setText("")
        self._drawn = None
        try:
            run = self._chosen_run(self.panel.choice())
        except RefusedError as error:
            self._show_trouble(error)
            return
        self._run = run
        if not self._ruler and self._lacks_codes(run):
            return
        content = LabelRuler(run.format) if self._ruler else run
        title = _("Règle d’étiquettes") if self._ruler else run.title
        self._drawing = self._desk.network(
            self._show_drawn, draw_alone, DocumentKind.LABELS, title, content
        )
        self._drawing.or_else(self._show_trouble)

    def _chosen_run(self, choice: PanelChoice) -> LabelRun:
        labels = tuple((label, choice.each or count) for label, count in self._labels)
        title = _("Étiquettes d’articles")
        return LabelRun(choice.format, choice.content, title, labels, choice.start)

    def _lacking(self) -> tuple[ProductId, ...]:
        pairs = zip(self._wanted, self._labels, strict=True)
        return tuple(wanted.product_id for wanted, (label, _n) in pairs if not label.ean13)

    def _lacks_codes(self, run: LabelRun) -> bool:
        """Offer codes of the shop's own where an article has none to print."""
        count = len(self._lacking()) if run.content.code in OF_GTIN else 0
        if count:
            title = ngettext(
                "{n} article n’a pas de code à scanner.",
                "{n} articles n’ont pas de code à scanner.",
                count,
            )
            advice = _("Un code interne ne sert qu’une fois, même si vous le retirez.")
            self.panel.banner.show_message(
                BannerText(Tone.WARN, title.format(n=number(count)), advice, _("Donner un code"))
            )
        return bool(count)

    def _on_give_codes(self) -> None:
        gesture = self._desk.gesture()
        self._desk.write(self._show_given, give_missing_codes, gesture, self._lacking())

    def _show_given(self, given: CodesGiven) -> None:
        if given.left:
            self._on_give_codes()
            return
        self.panel.banner.hide()
        self._ask_labels()

    def _show_drawn(self, drawn: Drawn) -> None:
        self._drawn = drawn
        self.panel.banner.hide()
        self.view.show_pages(drawn.pages)
        self.bar.show_count(len(drawn.pages))
        count = 0 if self._run is None else self._run.count
        words = ngettext("{n} étiquette", "{n} étiquettes", count).format(n=number(count))
        pages = ngettext("{n} page", "{n} pages", len(drawn.pages)).format(
            n=number(len(drawn.pages))
        )
        self.panel.told.setText(f"{words} · {pages}")
        self.panel.set_ready(ready=True)

    def _show_trouble(self, error: DeskError) -> None:
        self.panel.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))

    def _on_page_wanted(self, place: int, dots: float) -> None:
        if self._drawn is not None:
            self._desk.network(self._show_page, page_picture, self._drawn.pdf, place, dots)

    def _show_page(self, page: tuple[int, float, QImage]) -> None:
        self.view.show_picture(*page)

    def _on_ruler(self, shown: bool) -> None:
        self._ruler = shown
        self._draw()

    def _on_print(self) -> None:
        if self._drawn is None:
            return
        self.panel.set_ready(ready=False)
        printer = str(self.panel.printer.currentData() or "")
        run = self._run
        if printer and run is not None and run.format.on_roll and self.panel.by_zpl.isChecked():
            send = self._center.print_raw_now
            ticket = self._desk.network(self._show_sent, sent_zpl, send, printer, self._shown(run))
            ticket.or_else(self._show_not_sent)
            return
        self._desk.network(
            self._show_printing,
            self._center.print_drawn_now,
            self._desk.gesture(),
            self._drawn,
            printer,
            1,
        ).or_else(self._show_trouble)

    def _shown(self, run: LabelRun) -> LabelRun | LabelRuler:
        return LabelRuler(run.format) if self._ruler else run

    def _show_printing(self, _jobs: tuple[PrintJobId, ...]) -> None:
        to_folder = not self.panel.printer.currentData()
        self._end(
            _("Le PDF est en cours d’écriture.") if to_folder else _("Les étiquettes partent.")
        )

    def _show_sent(self, printer: str) -> None:
        self._end(_("Les étiquettes sont parties sur {printer}.").format(printer=printer))

    def _show_not_sent(self, error: DeskError) -> None:
        self._show_trouble(error)
        self.panel.set_ready(ready=True)

    def _end(self, words: str) -> None:
        self._shell.toast(words)
        self._keep(str(self.panel.printer.currentData() or ""))
        if not self._ruler:
            self.accept()

    def _keep(self, printer: str | None = None) -> None:
        """Keep the choices, and where they came out; printed labels are gone from the sheet."""
        run = self._run
        if run is not None:
            if run.content.price and not self._ruler:
                ids = tuple(each.product_id for each in self._wanted)
                self._desk.write(None, note_labels, self._desk.gesture(), ids)
            start = run.start if self._ruler else run.next_start
            by_zpl = self.panel.by_zpl.isChecked() if run.format.on_roll else None
            choices = LabelChoices(run.format, run.content, start, by_zpl, printer)
            self._desk.write(None, keep_labels, self._desk.gesture(), choices, self._own)
        self.panel.set_ready(ready=True)

    def _on_pdf(self) -> None:
        if self._drawn is not None:
            self._choose_file(_("Documents PDF (*.pdf)"), "pdf", self.save_pdf)

    def _on_zpl(self) -> None:
        if self._run is not None:
            self._choose_file(_("Fichiers ZPL (*.zpl)"), "zpl", self.save_zpl)

    def _choose_file(self, kinds: str, suffix: str, then: Callable[[str], None]) -> None:
        chooser = QFileDialog(self, _("Enregistrer les étiquettes"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter(kinds)
        chooser.setDefaultSuffix(suffix)
        chooser.selectFile(file_name(_("Étiquettes d’articles")).removesuffix(".pdf"))
        chooser.fileSelected.connect(then)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save_pdf(self, path: str) -> None:
        """Write what is seen to this file."""
        if self._drawn is not None:
            ticket = self._desk.network(self._show_saved, saved_pdf, Path(path), self._drawn.pdf)
            ticket.or_else(self._show_trouble)

    def save_zpl(self, path: str) -> None:
        """Write what is seen in the language of label printers to this file."""
        if self._run is not None:
            content = self._shown(self._run)
            ticket = self._desk.network(self._show_saved, saved_zpl, Path(path), content)
            ticket.or_else(self._show_trouble)

    def _show_saved(self, path: Path) -> None:
        self._shell.toast(_("Fichier enregistré\u00a0: {file}").format(file=path.name))
        self._keep()
