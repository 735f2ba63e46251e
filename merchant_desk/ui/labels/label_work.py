"""What a network lane does for the labels dialog: files, pictures, labels sent to a printer."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from merchant_desk.documents.writing.drawn import draw_alone
from merchant_desk.documents.writing.pdf_folder import write_over
from merchant_desk.documents.writing.zpl_labels import zpl_bytes
from merchant_desk.queries.usual_labels import UsualLabels
from merchant_desk.ui.printing.paper import render
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.labels import LabelRuler, LabelRun
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind

if TYPE_CHECKING:
    from merchant_desk.ui.printing.print_center import PrintCenter


def page_picture(pdf: bytes, place: int, dots: float) -> tuple[int, float, QImage]:
    """Return a page as a picture of so many dots an inch."""
    return place, dots, render(pdf, place, dots)


def printed_usual(center: "PrintCenter", gesture: Gesture, usual: UsualLabels) -> UsualLabels:
    """Draw labels and hand them over, where and how the last ones came out."""
    if usual.by_zpl:
        sent_zpl(center.print_raw_now, usual.printer, usual.run)
    else:
        drawn = draw_alone(DocumentKind.LABELS, usual.run.title, usual.run)
        center.print_drawn_now(gesture, drawn, usual.printer, 1)
    return usual


def saved_pdf(path: Path, pdf: bytes) -> Path:
    """Write a document over what lies there."""
    write_over(path, pdf)
    return path


def saved_zpl(path: Path, content: LabelRun | LabelRuler) -> Path:
    """Write labels in the language of label printers over what lies there."""
    return saved_pdf(path, zpl_bytes(content))


def sent_zpl(
    send: Callable[[str, bytes, str], None], printer: str, content: LabelRun | LabelRuler
) -> str:
    """Hand labels to a printer in its own language; return its name."""
    title = content.title if isinstance(content, LabelRun) else _("Règle d’étiquettes")
    send(printer, zpl_bytes(content), title)
    return printer
