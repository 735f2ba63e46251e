"""The letter that reminds of a late payment, its address where the window of the envelope is."""

from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, Flow
from merchant_desk.documents.drawing.ink import HEIGHT, MM, SMALL, WIDTH, Style
from merchant_desk.documents.drawing.letter_sender import draw_sender
from merchant_desk.documents.drawing.logo import ready_logo
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.shop_colour import shop_colour
from merchant_desk.documents.drawing.typeface import Face, plain, plain_line
from merchant_desk.values.french import long_date
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.postal import postal_lines
from merchant_desk.values.reminder_letter import ReminderLetter
from merchant_desk.values.texts import _, speaking_to_customers

_WINDOW_X, _WINDOW_Y = 110 * MM, 54 * MM
_TEXT, _SUBJECT = Style(10.5), Style(12, Face.STRONG)
_LEADING = 5.4 * MM
_BAND = 2.2 * MM


def render(letter: ReminderLetter) -> bytes:
    """Return the letter as a PDF, in French whatever the screens speak."""
    with speaking_to_customers():
        return _drawn(letter)


def _drawn(letter: ReminderLetter) -> bytes:
    subject = plain_line(letter.text.subject)
    paper = Paper(subject, plain_line(letter.seller.name), ready_logo(letter.logo))
    flow = Flow(paper, lambda page, first: _head(page, paper, letter, first=first))
    room = RIGHT - MARGIN
    flow.paragraph(subject, _SUBJECT, x=MARGIN, room=room, leading=6 * MM)
    flow.skip(4 * MM)
    for paragraph in letter.text.body.split("\n\n"):
        for line in paragraph.split("\n"):
            flow.paragraph(plain(line) or " ", _TEXT, x=MARGIN, room=room, leading=_LEADING)
        flow.skip(3.2 * MM)
    for place, page in enumerate(flow.pages, 1):
        _foot(page, letter.seller, place, len(flow.pages))
    return paper.finish()


def _head(page: Page, paper: Paper, letter: ReminderLetter, *, first: bool) -> float:
    page.fill(0, 0, WIDTH, _BAND, shop_colour(letter.seller.colour).band)
    if not first:
        page.text(MARGIN, 18 * MM, plain_line(letter.text.subject)[:90], SMALL)
        return 24 * MM
    draw_sender(page, paper, letter.seller)
    y = _WINDOW_Y
    for line in postal_lines(letter.buyer.address):
        page.text(_WINDOW_X, y, plain_line(line)[:46], _TEXT)
        y += 5 * MM
    y = max(y + 6 * MM, 92 * MM)
    city = plain_line(letter.seller.address.city)
    words = _("{city}, le {day}").format(city=city, day=long_date(letter.written_on))
    page.text(_WINDOW_X, y, words if city else long_date(letter.written_on), _TEXT)
    return y + 9 * MM


def _foot(page: Page, seller: Seller, place: int, pages: int) -> None:
    level = HEIGHT - 11 * MM
    legal = " ".join(filter(None, (seller.legal_form, seller.name)))
    siren = _("SIREN {siren}").format(siren=seller.siren) if seller.siren else ""
    vat = _("TVA {number}").format(number=seller.vat_number) if seller.vat_number else ""
    page.text(MARGIN, level, plain_line(" · ".join(filter(None, (legal, siren, vat))))[:110], SMALL)
    if pages > 1:
        counted = _("page {place}/{pages}").format(place=place, pages=pages)
        page.right(RIGHT, level, counted, SMALL)
