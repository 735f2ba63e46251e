"""FX: an invoice as Factur-X, and a batch of them, beside ReportLab drawing the same texts.

The raw side puts each text of each page where the desk puts it, in the same embedded faces, and
nothing else: no logo, no rules, no transfer code, no XML, no archive, no file.
"""

import io
import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from merchant_desk.documents import draw_factur_x, draw_invoice
from merchant_desk.documents.drawing.ink import Style
from merchant_desk.documents.drawing.paper import Page
from merchant_desk.documents.writing.invoice_folder import write_invoices
from merchant_desk.values.invoice_page import InvoicePage
from merchant_desk.values.progress import Silent
from tests.benchmarks.measuring import Figure, in_turn, timed
from tests.benchmarks.workbench import Workbench
from tests.documents.kinds import every_kind

BATCH_OF_FULL = 500
_BAR_MS = 40
_EVERY_FIFTH = 5
"""One invoice in five is to a business that has still to pay, its transfer code drawn."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as a page shows it."""

    x: float
    y: float
    text: str
    style: Style


def fx(bench: Workbench) -> list[Figure]:
    """One invoice of three lines to its bytes; a batch to its files."""
    pages = _pages(BATCH_OF_FULL if bench.size.name == "full" else bench.size.pages)
    one = _one(pages[0], max(bench.size.rounds, 5))
    texts = [_texts_of(page) for page in pages]
    folder = bench.folder / "invoices"

    def desk() -> None:
        write_invoices(pages, len(pages), folder, Silent())
        shutil.rmtree(folder)

    batch = in_turn(lambda: [_raw(each) for each in texts], desk, bench.size.rounds)
    return [
        Figure(
            job="FXa",
            what=f"page → Factur-X bytes, three lines, median: bar {_BAR_MS} ms",
            value=one * 1e3,
            unit="ms",
            ratio=one * 1e3 / _BAR_MS,
            must=1,
            timed=True,
        ),
        Figure(
            job="FXb",
            what=f"{len(pages)} invoices as Factur-X files",
            value=len(pages) / batch.desk_s,
            unit="files/s",
            limit=len(pages) / batch.limit_s,
            ratio=batch.ratio,
            must=2,
            stretch=1.5,
            note="the limit: ReportLab drawing the same texts, kept nowhere",
        ),
    ]


def _one(page: InvoicePage, rounds: int) -> float:
    draw_factur_x(page)
    return statistics.median(timed(partial(draw_factur_x, page)) for _round in range(rounds * 4))


def _pages(count: int) -> list[InvoicePage]:
    kinds = every_kind()
    return [
        replace(
            kinds["business" if place % _EVERY_FIFTH == _EVERY_FIFTH - 1 else "consumer"],
            number=f"FA2026-{place + 1:06d}",
        )
        for place in range(count)
    ]


def _texts_of(page: InvoicePage) -> tuple[_Text, ...]:
    with _noted() as texts:
        draw_invoice(page)
    return tuple(texts)


@contextmanager
def _noted() -> Iterator[list[_Text]]:
    """Note every text that pages show meanwhile."""
    texts: list[_Text] = []
    real = Page.text

    def text(self: Page, x: float, y: float, text: str, style: Style) -> None:
        texts.append(_Text(x, A4[1] - y, text, style))
        real(self, x, y, text, style)

    Page.text = text  # type: ignore[method-assign]  # only here, and put back below
    try:
        yield texts
    finally:
        Page.text = real  # type: ignore[method-assign]  # as it was


def _raw(texts: tuple[_Text, ...]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=1)
    for each in texts:
        canvas.setFont(each.style.face.value, each.style.size)
        canvas.drawString(each.x, each.y, each.text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
