"""Pages of a picking batch with six Code 128 each: what the limit of speed is measured with."""

from merchant_desk.documents.drawing.bars import draw_code128
from merchant_desk.documents.drawing.ink import BODY, FIGURES, TITLE
from merchant_desk.documents.drawing.paper import Paper

_LINES = (
    ("SAV-LAV-100", "Savon lavande 100 g", "3"),
    ("HUI-AMA-050", "Huile d’amande douce 50 ml", "1"),
    ("BOU-MIE-120", "Bougie au miel de châtaignier", "2"),
    ("BIS-ANI-200", "Biscuits anis 200 g", "1"),
    ("POC-COT-S", "Pochon coton, petit", "12"),
)


def six_code_pages(pages: int) -> bytes:
    """Return so many pages, every code of them another one, fonts embedded."""
    paper = Paper("Batch", "Benchmark")
    for number in range(pages):
        page = paper.page()
        page.text(40, 50, f"Préparation S{number:08d}", TITLE)
        draw_code128(page, 360, 30, f"S{number:08d}", height=30, module=0.96)
        for place, (sku, name, count) in enumerate(_LINES):
            level = 90 + place * 28
            page.text(40, level, sku, BODY)
            page.text(110, level, name, BODY)
            page.right(350, level, count, FIGURES)
            draw_code128(page, 360, level - 10, f"{sku}{number:06d}", height=14, module=0.96)
    return paper.finish()
