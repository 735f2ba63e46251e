"""Price tags of an operation, on sheets of labels or on a roll, to be cut nowhere."""

from merchant_desk.documents.drawing.ink import MM
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.tag_label import Box, draw_tag
from merchant_desk.documents.drawing.typeface import plain_line
from merchant_desk.values.price_tags import PriceTags


def render(tags: PriceTags) -> bytes:
    """Return the labels as a PDF; each stands where its format says, to the tenth of a millimetre.

    Raises RefusedError when a label has no room for what must stand on it.
    """
    form = tags.format
    width, height = form.page_mm
    paper = Paper(plain_line(tags.title), plain_line(tags.shop), size=(width * MM, height * MM))
    pages: list[Page] = []
    blank = form.padding
    for rank, tag in enumerate(tags.tags, tags.used % form.a_page):
        place, left, top = form.place(rank)
        if place == len(pages):
            pages.append(paper.page())
        box = Box(
            (left + blank) * MM,
            (top + blank) * MM,
            (form.width - 2 * blank) * MM,
            (form.height - 2 * blank) * MM,
        )
        draw_tag(pages[place], box, tag)
    return paper.finish()
