"""The invoice and the credit note, in the shop's own name."""

from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, ROOM, Flow
from merchant_desk.documents.drawing.ink import HEIGHT, LINE, MM, TINY, WIDTH
from merchant_desk.documents.drawing.invoice_head import (
    draw_first_head,
    draw_next_head,
    shop_name,
    title,
)
from merchant_desk.documents.drawing.invoice_lines import draw_lines
from merchant_desk.documents.drawing.invoice_totals import draw_terms, draw_totals
from merchant_desk.documents.drawing.logo import ready_logo
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.typeface import plain_line, typeface
from merchant_desk.values.invoice_page import InvoicePage, MentionPlace
from merchant_desk.values.postal import one_line

_FOOT = 25 * MM
_MOST_FOOT_LINES = 4


def render(page: InvoicePage) -> bytes:
    """Return the document as a PDF; the same invoice gives the same bytes for ever."""
    paper = Paper(f"{title(page)} {page.number}", shop_name(page), ready_logo(page.logo))

    def head(sheet: Page, first: bool) -> float:
        return draw_first_head(sheet, paper, page) if first else draw_next_head(sheet, page)

    flow = Flow(paper, head, bottom=HEIGHT - _FOOT)
    draw_lines(flow, page)
    draw_totals(flow, page)
    draw_terms(flow, page)
    identity = _identity(page)
    for place, sheet in enumerate(flow.pages, 1):
        _draw_foot(sheet, identity, f"{place}/{len(flow.pages)}")
    return paper.finish()


def _identity(page: InvoicePage) -> list[str]:
    seller = page.seller
    told = [
        mention.text
        for mention in page.mentions
        if mention.place in {MentionPlace.SELLER, MentionPlace.FOOT}
    ]
    who = plain_line(" · ".join((seller.name, *told)))
    where = plain_line(one_line(seller.address))
    face, room = typeface(TINY.face), ROOM - 24 * MM
    return [*face.wrapped(who, TINY.size, room), *face.wrapped(where, TINY.size, room)]


def _draw_foot(sheet: Page, identity: list[str], counted: str) -> None:
    top = HEIGHT - 21 * MM
    sheet.line(MARGIN, top, RIGHT, LINE)
    for place, line in enumerate(identity[:_MOST_FOOT_LINES]):
        sheet.centred(WIDTH / 2, top + 4 * MM + place * 3.2 * MM, line, TINY)
    sheet.right(RIGHT, top + 4 * MM, counted, TINY)
