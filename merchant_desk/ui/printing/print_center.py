"""Printing as the screens see it: preview, print, save; what was asked for comes out by itself.

What makes papers is loaded with the first of them: a start waits for none of it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.lanes import Lanes
from merchant_desk.queries.print_jobs import PrintQueue
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.printing.print_flow import PrintFlow
from merchant_desk.ui.printing.print_status import PrintStatus
from merchant_desk.ui.printing.printers import Printers
from merchant_desk.ui.theme import Theme
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, ParcelId, PrintJobId
from merchant_desk.values.labelled_parcel import LabelledParcel
from merchant_desk.values.printer_test import PrinterTest
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind

if TYPE_CHECKING:
    from merchant_desk.documents.writing.drawn import Drawn
    from merchant_desk.values.labels import LabelRuler

RETRY_MS = 30_000


class PrintCenter(QObject):
    """Everything about paper at this station; refusals come by the desk, as all others."""

    status_changed = Signal(object)
    queue_changed = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        theme: Theme,
        data: Path,
        *,
        printers: Printers | None = None,
        retry_ms: int = RETRY_MS,
    ) -> None:
        super().__init__(desk)
        self.desk = desk
        self.theme = theme
        self._lanes = lanes
        self._data = data
        self._printers = printers or Printers()
        self._flow = PrintFlow(desk, lanes, self._printers, data, retry_ms)
        self._flow.status_changed.connect(self.status_changed)
        self._flow.queue_changed.connect(self.queue_changed)
        self._flow.written.connect(self._on_written)

    @property
    def status(self) -> PrintStatus:
        """Return what the window tells of printing."""
        return self._flow.status

    @property
    def queue(self) -> PrintQueue:
        """Return what this station has to print, as last seen."""
        return self._flow.queue

    def start(self) -> None:
        """Settle what a stopped program left, then bring papers out from now on."""
        self._flow.start()

    def stop(self) -> None:
        """Begin nothing more."""
        self._flow.stop()

    def retry(self) -> None:
        """Try everything that waits again, now."""
        self._flow.retry()

    def open_preview(
        self, kind: DocumentKind, subjects: bytes | Sequence[bytes], parent: QWidget
    ) -> None:
        """Show papers before they are printed or saved."""
        from merchant_desk.ui.printing.preview import Preview  # noqa: PLC0415 - on first use

        preview = Preview(self, parent)
        preview.ask(kind, _several(subjects))
        preview.open()

    def open_queue(self, parent: QWidget) -> None:
        """Show what waits, and what may be out already."""
        from merchant_desk.ui.printing.queue_dialog import QueueDialog  # noqa: PLC0415 - on first use

        QueueDialog(self, parent).open()

    def print_papers(
        self, kind: DocumentKind, subjects: bytes | Sequence[bytes], copies: int = 1
    ) -> None:
        """Print without a preview, on the printer chosen for the kind."""
        self.desk.network(
            None, self.print_now, self.desk.gesture(), kind, _several(subjects), copies
        )

    def reprint(self, invoice_id: InvoiceId) -> None:
        """Print an invoice again; it says DUPLICATA when it came out before."""
        self.print_papers(DocumentKind.INVOICE, invoice_id)

    def save_pdf(self, kind: DocumentKind, subjects: bytes | Sequence[bytes], path: Path) -> None:
        """Write papers to one PDF where a person said."""
        self.desk.network(self._on_saved, self.save_now, kind, _several(subjects), path)

    def print_label_file(self, path: Path, title: str = "") -> None:
        """Print the label that a carrier or a storefront gave, at its exact size."""
        from merchant_desk.documents.writing.drawn import (  # noqa: PLC0415 - on first use
            print_label,
        )

        self.desk.network(
            self._on_label, print_label, self._lanes, self.desk.gesture(), self._data, path, title
        )

    def has_label(self, parcel_id: ParcelId) -> bool:
        """Tell whether the label of a parcel is kept."""
        from merchant_desk.documents.writing.parcel_label import (  # noqa: PLC0415 - on first use
            label_path,
        )

        return label_path(self._data, parcel_id).is_file()

    def open_label(self, parcel: LabelledParcel, under: QWidget) -> None:
        """Print the label of a parcel, or ask for its file."""
        from merchant_desk.ui.printing.parcel_label import ParcelLabel  # noqa: PLC0415 - on first use

        ParcelLabel(self, parcel, under.window()).open_under(under)

    def keep_label(self, parcel: LabelledParcel, path: Path) -> None:
        """Keep a file as the label of a parcel and print it."""
        from merchant_desk.documents.writing.parcel_label import (  # noqa: PLC0415 - on first use
            keep_label,
        )

        gesture = self.desk.gesture()
        self.desk.network(
            self._on_label, keep_label, self._lanes, gesture, self._data, parcel, path
        )

    def print_kept_label(self, parcel: LabelledParcel) -> None:
        """Print the label that is kept with a parcel."""
        from merchant_desk.documents.writing.parcel_label import (  # noqa: PLC0415 - on first use
            print_kept_label,
        )

        gesture = self.desk.gesture()
        self.desk.network(
            self._on_label, print_kept_label, self._lanes, gesture, self._data, parcel
        )

    def print_test_page(self, kind: DocumentKind, printer: str) -> None:
        """Try a printer; the empty name tries the folder of PDFs."""
        self.desk.network(self._on_tested, self.print_test_now, self.desk.gesture(), kind, printer)

    def choose_label_file(self, parent: QWidget) -> None:
        """Ask for the file of a label, then print it."""
        chooser = QFileDialog(parent, _("Imprimer une étiquette"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilter(_("Étiquettes (*.pdf *.png *.jpg *.jpeg)"))
        chooser.fileSelected.connect(self._on_label_chosen)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def commands(self, parent: QWidget) -> tuple[Command, ...]:
        """Return what Ctrl+K offers about paper."""
        return (
            Command(_("Voir la file d’impression"), "", _Opens(self, parent).queue, "printer"),
            Command(_("Imprimer un fichier d’étiquette…"), "", _Opens(self, parent).label, "tag"),
        )

    # Called on a network lane.

    def printer_names(self) -> tuple[str, ...]:
        """Return the printers of this computer, the usual one first."""
        return self._printers.names()

    def draw_now(self, kind: DocumentKind, subjects: Sequence[bytes]) -> "Drawn":
        """Return papers drawn, to look at."""
        from merchant_desk.documents.writing.drawn import draw  # noqa: PLC0415 - on first use

        return draw(self._lanes, kind, subjects, utc_now())

    def print_now(
        self, gesture: Gesture, kind: DocumentKind, subjects: Sequence[bytes], copies: int
    ) -> tuple[PrintJobId, ...]:
        """Draw papers and ask for them."""
        from merchant_desk.documents.writing.drawn import (  # noqa: PLC0415 - on first use
            draw,
            print_drawn,
        )

        drawn = draw(self._lanes, kind, subjects, gesture.at)
        return print_drawn(self._lanes, gesture, self._data, drawn, (None, copies))

    def print_drawn_now(
        self, gesture: Gesture, drawn: "Drawn", printer: str, copies: int
    ) -> tuple[PrintJobId, ...]:
        """Ask for papers that were looked at, on the printer chosen there."""
        from merchant_desk.documents.writing.drawn import (  # noqa: PLC0415 - on first use
            print_drawn,
        )

        return print_drawn(self._lanes, gesture, self._data, drawn, (printer, copies))

    def print_raw_now(self, printer: str, content: bytes, title: str) -> None:
        """Hand labels over in the printer's own language; raise UnavailableError."""
        self._printers.send_raw(printer, content, title)

    def save_now(self, kind: DocumentKind, subjects: Sequence[bytes], path: Path) -> Path:
        """Draw papers and write them to one PDF."""
        from merchant_desk.documents.writing.pdf_folder import (  # noqa: PLC0415 - on first use
            write_over,
        )

        write_over(path, self.draw_now(kind, subjects).pdf)
        return path

    def print_test_now(self, gesture: Gesture, kind: DocumentKind, printer: str) -> str:
        """Print the test page, or write it; raise UnavailableError when it does not come out."""
        from merchant_desk.documents.writing.bring_out import (  # noqa: PLC0415 - on first use
            DOCUMENTS_FOLDER,
        )
        from merchant_desk.documents.writing.paper_bytes import (  # noqa: PLC0415 - on first use
            paper_bytes,
        )
        from merchant_desk.documents.writing.pdf_folder import (  # noqa: PLC0415 - on first use
            free_path,
            write_new,
        )

        if printer:
            self._printers.require(printer)
        title = _("Page d’essai")
        pdf = paper_bytes([self._trial(gesture, kind, printer)])
        if printer:
            self._printers.send(printer, pdf, title, 1)
            return _("Page d’essai envoyée à {printer}.").format(printer=printer)
        folder = Path(self.queue.folder) if self.queue.folder else self._data / DOCUMENTS_FOLDER
        path = free_path(folder, title)
        write_new(path, pdf)
        return _("Page d’essai écrite\u00a0: {file}").format(file=path)

    def _trial(
        self, gesture: Gesture, kind: DocumentKind, printer: str
    ) -> "PrinterTest | LabelRuler":
        """Return what a printer is tried with: labels with the ruler of their format."""
        if kind is DocumentKind.LABELS:
            from merchant_desk.queries.label_choice import label_ruler  # noqa: PLC0415 - on first use

            return self._lanes.read(label_ruler, gesture.station_id).result()
        on_label = kind is DocumentKind.LABEL
        return PrinterTest(printer, self.queue.station, gesture.at, on_label)

    def _on_written(self, file: str) -> None:
        self.told.emit(_("PDF écrit\u00a0: {file}").format(file=Path(file).name))

    def _on_saved(self, path: Path) -> None:
        self.told.emit(_("PDF enregistré\u00a0: {file}").format(file=path.name))

    def _on_tested(self, said: str) -> None:
        self.told.emit(said)

    def _on_label_chosen(self, path: str) -> None:
        self.print_label_file(Path(path))

    def _on_label(self, _jobs: tuple[PrintJobId, ...]) -> None:
        self.told.emit(_("L’étiquette part à l’imprimante."))


class _Opens:
    """What a command opens, over the window it was chosen in."""

    def __init__(self, center: PrintCenter, parent: QWidget) -> None:
        self._center = center
        self._parent = parent

    def queue(self) -> None:
        self._center.open_queue(self._parent)

    def label(self) -> None:
        self._center.choose_label_file(self._parent)


def _several(subjects: bytes | Sequence[bytes]) -> tuple[bytes, ...]:
    return (subjects,) if isinstance(subjects, bytes) else tuple(subjects)
