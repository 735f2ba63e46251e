"""Pages of a PDF as pictures, for the screen and for printers; called off the window's thread."""

from PySide6.QtGui import QImage

from merchant_desk.documents.writing.pdf_pages import PDFIUM, open_pdf, page_sizes

_POINTS = 72


def page_count(pdf: bytes) -> int:
    """Return how many pages a document has."""
    return len(page_sizes(pdf))


def render(pdf: bytes, place: int, dots: float) -> QImage:
    """Return a page on white paper, at a number of dots an inch."""
    with PDFIUM, open_pdf(pdf) as document:
        page = document[place]
        bitmap = page.render(scale=dots / _POINTS, rev_byteorder=True)
        picture = QImage(
            bitmap.buffer,
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGB888,
        ).copy()
        bitmap.close()
        page.close()
    return picture
