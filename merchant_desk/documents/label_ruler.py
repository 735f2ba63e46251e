"""The ruler test page of a label format: what a printer shifts or scales is seen at once."""

from merchant_desk.documents.drawing.ink import BLACK, MM, WHITE, Style
from merchant_desk.documents.drawing.paper import Paper
from merchant_desk.documents.drawing.ruler_marks import Mark, ruler_marks
from merchant_desk.documents.drawing.typeface import Face
from merchant_desk.values.labels import LabelRuler
from merchant_desk.values.texts import _


def render(ruler: LabelRuler) -> bytes:
    """Return the page as a PDF of the exact size of the paper."""
    width, height = ruler.format.page_mm
    paper = Paper(_("Règle d’étiquettes"), "Merchant Desk", size=(width * MM, height * MM))
    page = paper.page()
    for mark in ruler_marks(ruler.format):
        if isinstance(mark, Mark):
            ink = WHITE if mark.white else BLACK
            page.fill(mark.x * MM, mark.y * MM, mark.width * MM, mark.height * MM, ink)
        else:
            style = Style(mark.size * MM, Face.TEXT, BLACK)
            page.text(mark.x * MM, mark.base * MM, mark.text, style)
    return paper.finish()
