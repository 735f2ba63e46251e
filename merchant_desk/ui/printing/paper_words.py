"""A size of paper, and a place to print, in words."""

from collections.abc import Sequence

from merchant_desk.documents.writing.pdf_pages import PageSize
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext

_MM = 25.4 / 72
_KNOWN = {(210, 297): "A4", (148, 210): "A5", (105, 148): "A6"}


def paper_words(pages: Sequence[PageSize]) -> str:
    """Return ``2 pages · A4 · 210 × 297 mm``."""
    count = ngettext("{n} page", "{n} pages", len(pages)).format(n=number(len(pages)))
    sizes = {(round(page.width * _MM), round(page.height * _MM)) for page in pages}
    if len(sizes) != 1:
        return _("{pages} · plusieurs formats").format(pages=count)
    width, height = sizes.pop()
    told = _("{width} × {height}\u00a0mm").format(width=width, height=height)
    known = _KNOWN.get((min(width, height), max(width, height)))
    return " · ".join((count, *([known] if known else []), told))
