"""The shop at the head of a letter: its logo, its name and how it is reached."""

from merchant_desk.documents.drawing.flow import MARGIN
from merchant_desk.documents.drawing.ink import BODY, MM, SOFT, Style
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.shop_colour import shop_colour
from merchant_desk.documents.drawing.typeface import Face, plain_line
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.postal import postal_lines


def draw_sender(page: Page, paper: Paper, seller: Seller) -> None:
    """Draw who writes, left of the window of the envelope."""
    y = 14 * MM
    if paper.logo is not None:
        width, height = paper.logo.fitted(62 * MM, 18 * MM)
        page.logo(MARGIN, y, width, height)
        y += height
    name = Style(13, Face.STRONG, shop_colour(seller.colour).words)
    y += 7 * MM
    page.text(MARGIN, y, plain_line(seller.trade_name or seller.name)[:44], name)
    for line in filter(None, (*postal_lines(seller.address), seller.phone, seller.email)):
        y += 4.4 * MM
        page.text(MARGIN, y, plain_line(line)[:56], BODY.but(ink=SOFT))
