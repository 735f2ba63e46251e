"""The printers of this computer; every call may block, so it is made on a network lane."""

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from merchant_desk.errors import UnavailableError
from merchant_desk.values.texts import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from merchant_desk.documents.writing.pdf_pages import PageSize

_POINTS = 72
_MOST_PIXELS = 10_000_000  # A4 at 300 dots an inch, a label at 600: 30 MB of spool a page


class Printers:
    """What the system knows of printers, asked one question at a time."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()

    def names(self) -> tuple[str, ...]:
        """Return the printers, the usual one first."""
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - on first use

        with self._one_at_a_time:
            usual = QPrinterInfo.defaultPrinterName()
            found = QPrinterInfo.availablePrinterNames()
        return tuple(sorted(found, key=lambda name: (name != usual, name.casefold())))

    def require(self, name: str) -> None:
        """Make sure that the printer is there; raise UnavailableError when it is not."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415 - on first use

        with self._one_at_a_time:
            info = QPrinterInfo.printerInfo(name)
            missing, stopped = info.isNull(), info.state() is QPrinter.PrinterState.Error
        if missing:
            raise _absent(name)
        if stopped:
            raise UnavailableError(
                _("L’imprimante «\u00a0{printer}\u00a0» est arrêtée.").format(printer=name),
                _("Vérifiez le papier et l’encre, puis rallumez-la."),
            )

    def send(self, name: str, pdf: bytes, title: str, copies: int) -> None:
        """Hand a document over; raise UnavailableError when the printer does not take it."""
        with self._one_at_a_time:
            printer = self.open(name)
            printer.setDocName(title)
            paint(printer, pdf, copies)

    def send_raw(self, name: str, content: bytes, title: str) -> None:
        """Hand over what is in the printer's own language, as it is; raise UnavailableError."""
        from merchant_desk.documents.writing.raw_printer import (  # noqa: PLC0415 - on first use
            send_raw,
        )

        self.require(name)
        with self._one_at_a_time:
            send_raw(name, content, title)

    def open(self, name: str) -> "QPrinter":
        """Return the printer, ready to be painted on."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415 - on first use

        info = QPrinterInfo.printerInfo(name)
        if info.isNull():
            raise _absent(name)
        return QPrinter(info, QPrinter.PrinterMode.HighResolution)


def paint(printer: "QPrinter", pdf: bytes, copies: int) -> None:
    """Put every page on its own size of paper, unscaled; on failure nothing comes out."""
    from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415 - on first use

    from merchant_desk.documents.writing.pdf_pages import page_sizes  # noqa: PLC0415 - at first use

    sizes = page_sizes(pdf)
    rounds = copies
    if printer.supportsMultipleCopies():
        printer.setCopyCount(copies)
        rounds = 1
    printer.setFullPage(True)
    printer.setPageLayout(_layout(sizes[0]))
    painter = QPainter()
    if not painter.begin(printer):
        raise _did_not_take(printer)
    try:
        _paint_pages(painter, printer, pdf, [*enumerate(sizes)] * rounds)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    if printer.printerState() in {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}:
        raise _did_not_take(printer)


def _paint_pages(
    painter: QPainter, printer: "QPrinter", pdf: bytes, pages: "list[tuple[int, PageSize]]"
) -> None:
    from merchant_desk.ui.printing.paper import render  # noqa: PLC0415 - at first use

    for rank, (place, size) in enumerate(pages):
        if rank:
            printer.setPageLayout(_layout(size))
            if not printer.newPage():
                raise _did_not_take(printer)
        dots = printer.resolution()
        paper = QRectF(0, 0, size.width * dots / _POINTS, size.height * dots / _POINTS)
        painter.drawImage(paper, render(pdf, place, fitting_dots(size, dots)))


def fitting_dots(size: "PageSize", dots: int) -> float:
    """Return the printer's own dots an inch, or a whole part of them for a large page."""
    part = 1
    while True:
        width, height = size.pixels(dots / part)
        if width * height <= _MOST_PIXELS:
            return dots / part
        part += 1


def _layout(size: "PageSize") -> QPageLayout:
    """Return the paper of a page: exactly its size, standing or lying, without margins."""
    lying = size.width > size.height
    short, long = sorted((size.width, size.height))
    paper = QPageSize(
        QSizeF(short, long), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch
    )
    layout = QPageLayout()
    layout.setMode(QPageLayout.Mode.FullPageMode)
    layout.setUnits(QPageLayout.Unit.Point)
    layout.setPageSize(paper)
    layout.setOrientation(
        QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    )
    return layout


def _absent(name: str) -> UnavailableError:
    return UnavailableError(
        _("L’imprimante «\u00a0{printer}\u00a0» est absente.").format(printer=name),
        _("Allumez-la et vérifiez son câble ou le Wi-Fi, ou choisissez-en une autre."),
    )


def _did_not_take(printer: "QPrinter") -> UnavailableError:
    return UnavailableError(
        _("L’imprimante «\u00a0{printer}\u00a0» n’a pas pris le document.").format(
            printer=printer.printerName() or printer.outputFileName()
        ),
        _("Vérifiez qu’elle est allumée et prête\u00a0; le document attend."),
    )
