"""T6: an invoice and a batch of slips as PDF, against ReportLab doing the least."""

import io
from dataclasses import replace
from functools import cache
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from merchant_desk.documents import draw_invoice
from merchant_desk.values.code128 import bar_widths
from tests.benchmarks.measuring import Figure, in_turn
from tests.benchmarks.workbench import Workbench
from tests.documents.samples import invoice, issued, logo
from tests.documents.six_codes import six_code_pages

_FONT = "BenchInter"
_LINES = [
    (f"REF{n:05d}", "Savon artisanal breton Maison de Lyon 250 g", n % 4 + 1) for n in range(12)
]


@cache
def _registered() -> str:
    from merchant_desk.ui.fonts import FONTS_FOLDER  # noqa: PLC0415 - only the folder is wanted

    pdfmetrics.registerFont(TTFont(_FONT, str(FONTS_FOLDER / "Inter-Regular.ttf")))
    return _FONT


def t6(bench: Workbench) -> list[Figure]:
    """Compare one invoice with a bare canvas, and a batch with bare operators."""
    pages = bench.size.pages
    page = issued(replace(invoice(_sold()), logo=logo()))
    one = in_turn(_bare_invoice, lambda: draw_invoice(page), max(bench.size.rounds, 5))
    batch = in_turn(lambda: _bare_batch(pages), lambda: six_code_pages(pages), bench.size.rounds)
    return [
        Figure(
            job="T6a",
            what="invoice of 12 lines, embedded font, logo",
            value=one.desk_s * 1e3,
            unit="ms",
            limit=one.limit_s * 1e3,
            ratio=one.ratio,
            must=1.2,
            stretch=0.7,
            note="the limit: ReportLab's canvas with an embedded font",
        ),
        Figure(
            job="T6b",
            what=f"{pages} pages of six Code 128",
            value=pages / batch.desk_s,
            unit="pages/s",
            limit=pages / batch.limit_s,
            ratio=batch.ratio,
            must=1.35,
            stretch=1.05,
        ),
    ]


def _sold() -> tuple[tuple[str, str, int, int, int], ...]:
    return tuple((sku, name, count, 1790 * count, 2000) for sku, name, count in _LINES)


def _bare_invoice() -> None:
    font = _registered()
    canvas = Canvas(io.BytesIO(), pagesize=A4)
    canvas.drawImage(ImageReader(io.BytesIO(logo())), 42, 750, 170, 50, mask="auto")
    canvas.setFont(font, 9)
    canvas.drawString(42, 730, "Facture FA2026-000123 du 21/11/2026")
    for place, line in enumerate(("Camille Roux", "12 rue de la République", "69002 Lyon")):
        canvas.drawString(350, 730 - 11 * place, line)
    for place, (sku, name, count) in enumerate(_LINES):
        level = 660 - 15 * place
        canvas.drawString(45, level, sku)
        canvas.drawString(105, level, name)
        canvas.drawRightString(395, level, str(count))
        canvas.drawRightString(470, level, "17,90 €")
        canvas.drawRightString(550, level, "53,70 €")
        canvas.line(42, level - 4, 553, level - 4)
    canvas.drawRightString(550, 460, "Total HT 447,50 € · TVA 20 % 89,50 € · TTC 537,00 €")
    _bars(canvas, "FA2026-000123", 42, 60)
    canvas.showPage()
    canvas.save()


def _bare_batch(pages: int) -> None:
    font = _registered()
    canvas = Canvas(io.BytesIO(), pagesize=A4)
    for number in range(pages):
        canvas.setFont(font, 14)
        canvas.drawString(40, 790, f"Préparation S{number:08d}")
        _bars(canvas, f"S{number:08d}", 360, 780)
        canvas.setFont(font, 9)
        for place, (sku, name, count) in enumerate(_LINES[:5]):
            level = 750 - 28 * place
            canvas.drawString(40, level, sku)
            canvas.drawString(110, level, name)
            canvas.drawRightString(350, level, str(count))
            _bars(canvas, f"{sku}{number:06d}", 360, level - 4)
        canvas.showPage()
    canvas.save()


def _bars(canvas: Canvas, text: str, left: float, level: float) -> None:
    """Draw a Code 128 as one filled path, straight into the page."""
    operators = []
    for place, width in enumerate(bar_widths(text)):
        if place % 2 == 0:
            operators.append(f"{left:.2f} {level:.0f} {width * 0.9:.2f} 14 re")
        left += width * 0.9
    raw: Any = canvas
    raw._code.append(" ".join(operators) + " f")
