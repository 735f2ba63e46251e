"""What is in a PDF, whoever made it: its pages and their sizes; several joined into one."""

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _

PDFIUM = threading.Lock()
"""PDFium is one at a time: every call, from any thread, holds this."""
_POINTS = 72


@dataclass(frozen=True, slots=True)
class PageSize:
    """The size of a page as it is seen, in points."""

    width: float
    height: float

    def pixels(self, dots: float) -> tuple[int, int]:
        """Return the size in dots, for a number of dots an inch."""
        return round(self.width * dots / _POINTS), round(self.height * dots / _POINTS)


def open_pdf(content: bytes) -> Any:
    """Return the document of PDFium; hold ``PDFIUM`` until it is closed.

    Raises RefusedError when the file is damaged, protected, or no PDF.
    """
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - ships no types; on first use

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise RefusedError(
            _("Ce document n’a pas été ouvert\u00a0: ce n’est pas un PDF lisible."),
            _("Ouvrez-le dans un autre programme\u00a0; s’il a un mot de passe, retirez-le."),
        ) from error


def page_sizes(content: bytes) -> tuple[PageSize, ...]:
    """Return the size of each page."""
    with PDFIUM, open_pdf(content) as document:
        return tuple(PageSize(*document.get_page_size(place)) for place in range(len(document)))


def joined(contents: Sequence[bytes]) -> bytes:
    """Return the documents one after the other, as one PDF."""
    if len(contents) == 1:
        return contents[0]
    import pypdfium2  # noqa: PLC0415 - on first use

    with PDFIUM, pypdfium2.PdfDocument.new() as together:
        for content in contents:
            with open_pdf(content) as document:
                together.import_pages(document)
        out = io.BytesIO()
        together.save(out)
        return out.getvalue()
