"""Printers that are not there: what they are sent lands in files, and they can be switched off."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from merchant_desk.errors import UnavailableError
from merchant_desk.ui.printing.printers import Printers


class Trays(Printers):
    """A tray of files for each printer; the real painting, without the spooler."""

    def __init__(self, folder: Path, *names: str) -> None:
        super().__init__()
        self.folder = folder
        self.here = set(names)
        self.jams = 0
        self.bugs = 0
        self.taken: list[str] = []

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self.here))

    def require(self, name: str) -> None:
        if name not in self.here:
            raise UnavailableError(f"L’imprimante {name} est absente.", "Allumez-la.")

    def send(self, name: str, pdf: bytes, title: str, copies: int) -> None:
        if self.jams:
            self.jams -= 1
            raise UnavailableError(f"L’imprimante {name} n’a pas pris le document.", "")
        if self.bugs:
            self.bugs -= 1
            raise RuntimeError("the driver lost its mind")
        super().send(name, pdf, title, copies)
        self.taken.append(title)

    def send_raw(self, name: str, content: bytes, title: str) -> None:
        self.require(name)
        (self.folder / f"{name}-{len(self.taken) + 1}.zpl").write_bytes(content)
        self.taken.append(title)

    def open(self, name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / f"{name}-{len(self.taken) + 1}.pdf"))
        return printer
