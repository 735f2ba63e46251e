"""Labels of the bins alone: of all, of a place, of some; on a sheet or a roll."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.queries.bin_labels import bin_labels
from merchant_desk.queries.stock import LocationRow, locations
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.bin_labels import bin_run
from merchant_desk.values.entries import read_whole
from merchant_desk.values.file_name import file_name
from merchant_desk.values.ids import LocationId
from merchant_desk.values.label_formats import LABEL_FORMATS, USUAL_FORMAT, format_words
from merchant_desk.values.labels import Label
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind

if TYPE_CHECKING:
    from merchant_desk.documents.writing.drawn import Drawn


class BinLabelsSheet(QObject):
    """Enter prints them on the printer of labels; or they are written to a PDF."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk, self._shell, self._screen = desk, shell, screen
        self._file: Path | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Étiquettes d’emplacements"))
        self.banner = Banner(theme)
        self.location = Select(theme, _("Lieu"))
        self.bins = Field(theme, _("Emplacements"), hint=_("A1, A2… ou rien\u00a0: tous."))
        self.format = Select(theme, _("Planche ou rouleau"))
        self.start = Field(theme, _("Première étiquette libre"), check=_wrong_start)
        self.pdf = Button(theme, _("Enregistrer le PDF"), icon="download")
        self.print = Button(theme, _("Imprimer"), kind=Kind.PRIMARY, icon="printer")
        for form in LABEL_FORMATS:
            self.format.addItem(format_words(form), form)
        self._build()

    def _build(self) -> None:
        theme, body = self._shell.theme, self.sheet.body
        body.addWidget(self.banner)
        body.addLayout(labelled(theme, self.location))
        body.addWidget(self.bins)
        body.addLayout(labelled(theme, self.format))
        body.addWidget(self.start)
        body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.pdf)
        self.sheet.footer.addWidget(self.print)
        self.pdf.clicked.connect(self._on_pdf)
        self.print.clicked.connect(self._on_print)
        for field in (self.bins, self.start):
            field.input.returnPressed.connect(self._on_print)

    def open_sheet(self) -> None:
        """Ask which bins, and on what."""
        self.banner.hide()
        self.start.set_value("1")
        self.format.setCurrentIndex(LABEL_FORMATS.index(USUAL_FORMAT))
        self.print.setVisible(self._shell.services.print_center is not None)
        self._desk.read(self._show_locations, locations)
        self.sheet.open_sheet(self.bins.input)

    def write_to(self, file: Path) -> None:
        """Write them to this file."""
        self._file = file
        self._ask()

    def _show_locations(self, rows: tuple[LocationRow, ...]) -> None:
        self.location.clear()
        self.location.addItem(_("Tous les lieux"), None)
        for each in rows:
            self.location.addItem(each.name, each.location_id)

    def _on_pdf(self) -> None:
        name = file_name(_("Étiquettes d’emplacements"))
        chosen, _kind = QFileDialog.getSaveFileName(
            self._screen.window(), _("Enregistrer les étiquettes"), name, "PDF (*.pdf)"
        )
        if chosen:
            self.write_to(Path(chosen))

    def _on_print(self) -> None:
        self._file = None
        if self._shell.services.print_center is not None:
            self._ask()

    def _ask(self) -> None:
        self.banner.hide()
        if self.start.validate():
            found = self.location.currentData()
            location = LocationId(bytes(found)) if found is not None else None
            codes = tuple(self.bins.value.split(","))
            self._desk.read(self._draw, bin_labels, location, codes).or_else(self._show_trouble)

    def _draw(self, labels: tuple[Label, ...]) -> None:
        from merchant_desk.documents.writing.drawn import (  # noqa: PLC0415 - on first use
            draw_alone,
        )

        run = bin_run(labels, self.format.currentData(), read_whole(self.start.value) or 1)
        self._desk.network(
            self._show_drawn, draw_alone, DocumentKind.LABELS, run.title, run
        ).or_else(self._show_trouble)

    def _show_drawn(self, drawn: "Drawn") -> None:
        center = self._shell.services.print_center
        if self._file is not None:
            self._desk.network(self._show_written, _write, self._file, drawn.pdf).or_else(
                self._show_trouble
            )
        elif center is not None:
            printer = center.queue.printer(DocumentKind.LABELS)
            gesture = self._desk.gesture()
            self._desk.network(
                self._show_printing, center.print_drawn_now, gesture, drawn, printer, 1
            ).or_else(self._show_trouble)

    def _show_written(self, file: Path) -> None:
        self._end(_("Fichier enregistré\u00a0: {file}").format(file=file.name))

    def _show_printing(self, _jobs: object) -> None:
        self._end(_("Les étiquettes partent."))

    def _end(self, words: str) -> None:
        self.sheet.close_sheet()
        self._shell.toast(words)

    def _show_trouble(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))


def _wrong_start(text: str) -> str:
    read = read_whole(text)
    return "" if read is not None and read > 0 else _("Un nombre, à partir de 1")


def _write(file: Path, pdf: bytes) -> Path:
    from merchant_desk.documents.writing.pdf_folder import write_over  # noqa: PLC0415 - first use

    write_over(file, pdf)
    return file
