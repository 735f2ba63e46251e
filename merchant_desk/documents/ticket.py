"""The ticket of a sale at the counter: 80 mm wide, as long as it takes."""

from merchant_desk.documents.drawing.about_document import about
from merchant_desk.documents.drawing.logo import ready_logo
from merchant_desk.documents.drawing.pdfa import archived
from merchant_desk.documents.drawing.roll import Roll
from merchant_desk.documents.drawing.ticket_parts import (
    draw_shop,
    draw_ticket_end,
    draw_ticket_head,
    draw_ticket_lines,
    draw_ticket_total,
    draw_ticket_vat,
)
from merchant_desk.values.invoice_page import InvoicePage


def render(page: InvoicePage) -> bytes:
    """Return the ticket as PDF/A-3; it carries no XML, as it is no electronic invoice."""
    told = about(page)
    roll = Roll(told.title, told.author, ready_logo(page.logo))
    draw_shop(roll, page)
    draw_ticket_head(roll, page)
    draw_ticket_lines(roll, page)
    draw_ticket_total(roll, page)
    draw_ticket_vat(roll, page)
    draw_ticket_end(roll, page)
    return archived(roll.finish(), told)
