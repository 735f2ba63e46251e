"""The invoice, the credit note, the deposit: one page in the shop's own name and colour."""

from merchant_desk.documents.drawing.as_printed import as_printed
from merchant_desk.documents.drawing.flow import Flow
from merchant_desk.documents.drawing.ink import HEIGHT
from merchant_desk.documents.drawing.invoice_head import (
    draw_first_head,
    draw_next_head,
    shop_name,
    title,
)
from merchant_desk.documents.drawing.invoice_lines import draw_lines
from merchant_desk.documents.drawing.invoice_terms import Foot, draw_terms
from merchant_desk.documents.drawing.invoice_totals import draw_totals
from merchant_desk.documents.drawing.logo import ready_logo
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.shop_colour import shop_colour
from merchant_desk.documents.drawing.typeface import plain_line
from merchant_desk.values.invoice_page import InvoicePage


def render(page: InvoicePage) -> bytes:
    """Return the document as a PDF; the same invoice gives the same bytes for ever."""
    page = as_printed(page)
    named = plain_line(f"{title(page)} {page.number}".strip())
    paper = Paper(named, shop_name(page), ready_logo(page.logo))

    def head(sheet: Page, first: bool) -> float:
        return draw_first_head(sheet, paper, page) if first else draw_next_head(sheet, page)

    foot = Foot(page)
    flow = Flow(paper, head, bottom=HEIGHT - foot.height)
    draw_lines(flow, page, shop_colour(page.seller.colour).band)
    draw_totals(flow, page)
    draw_terms(flow, page)
    for place, sheet in enumerate(flow.pages, 1):
        foot.draw(sheet, f"{place}/{len(flow.pages)}")
    return paper.finish()
