"""LAB: two thousand labels as PDF, each of another article, against ReportLab doing the least."""

import io
from functools import cache
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from merchant_desk.documents import draw_labels
from merchant_desk.documents.drawing.label_layout import lay_out
from merchant_desk.documents.writing.zpl_labels import zpl_bytes
from merchant_desk.values.barcode import check_digit
from merchant_desk.values.ean13 import ean13_positions
from merchant_desk.values.label_formats import label_format
from merchant_desk.values.labels import Label, LabelContent, LabelRun
from merchant_desk.values.money import Money
from tests.benchmarks.measuring import Figure, in_turn, timed
from tests.benchmarks.workbench import Workbench

_FONT = "BenchInter"
_LABELS, _SECONDS = 2000, 10.0
_SHEET, _ROLL = label_format("L7160"), label_format("57x32")


@cache
def _labels(count: int) -> tuple[Label, ...]:
    return tuple(_label(rank) for rank in range(count))


def _label(rank: int) -> Label:
    payload = f"376{rank:09d}"
    gtin = f"0{payload}{check_digit(payload)}"
    name = f"Savon artisanal breton Maison de Lyon {rank} g"
    return Label(name, f"REF{rank:05d}", Money(1790 + rank), gtin)


def lab(bench: Workbench) -> list[Figure]:
    """Compare labels with a bare canvas that draws the same; time the promise of ten seconds."""
    count = min(_LABELS, bench.size.pages * 40)
    labels = _labels(count)
    run = LabelRun(_SHEET, LabelContent(), "Étiquettes", tuple((each, 1) for each in labels))
    roll = LabelRun(_ROLL, LabelContent(), "Étiquettes", run.labels)
    pair = in_turn(lambda: _bare(labels), lambda: _drawn(run), bench.size.rounds)
    written = timed(lambda: _written(roll))
    return [
        Figure(
            job="LABa",
            what=f"{count} labels of {count} articles, PDF",
            value=count / pair.desk_s,
            unit="labels/s",
            limit=count / pair.limit_s,
            ratio=pair.ratio,
            must=1.35,
            stretch=1.0,
            note="the limit: ReportLab's canvas, one size, no wrapping",
        ),
        Figure(
            job="LABb",
            what=f"{_LABELS} labels, PDF, of the ten seconds promised",
            value=pair.desk_s * _LABELS / count,
            unit="s",
            limit=_SECONDS,
            ratio=pair.desk_s * _LABELS / count / _SECONDS,
            must=1.0,
            stretch=0.3,
            timed=True,
        ),
        Figure(
            job="LABc",
            what=f"{_LABELS} labels, ZPL, of the ten seconds promised",
            value=written * _LABELS / count,
            unit="s",
            limit=_SECONDS,
            ratio=written * _LABELS / count / _SECONDS,
            must=1.0,
            stretch=0.3,
            timed=True,
        ),
    ]


def _drawn(run: LabelRun) -> None:
    lay_out.cache_clear()  # labels of articles that were never printed before
    draw_labels(run)


def _written(run: LabelRun) -> None:
    lay_out.cache_clear()
    zpl_bytes(run)


@cache
def _registered() -> str:
    from merchant_desk.ui.fonts import FONTS_FOLDER  # noqa: PLC0415 - only the folder is wanted

    pdfmetrics.registerFont(TTFont(_FONT, str(FONTS_FOLDER / "Inter-Regular.ttf")))
    return _FONT


def _bare(labels: tuple[Label, ...]) -> None:
    font = _registered()
    canvas = Canvas(io.BytesIO(), pagesize=A4)
    for rank, label in enumerate(labels):
        page, left, top = _SHEET.place(rank)
        if rank and page * _SHEET.a_page == rank:
            canvas.showPage()
        x, y = left * mm + 6, A4[1] - top * mm
        canvas.setFont(font, 9)
        canvas.drawString(x, y - 18, label.name[:30])
        canvas.setFont(font, 18)
        canvas.drawString(x, y - 40, f"{label.price.cents / 100:.2f} €")
        canvas.setFont(font, 7)
        canvas.drawString(x, y - 98, f"{label.sku} {label.ean13}")
        raw: Any = canvas
        bars = ean13_positions(label.ean13)
        drawn = [f"{x + left:.2f} {y - 88:.2f} {width} 36 re" for left, width in bars]
        raw._code.append(" ".join(drawn) + " f")
    canvas.showPage()
    canvas.save()
