"""What stands under the totals: the shop's note, how to pay, what the law adds, who she is."""

from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, ROOM, Flow
from merchant_desk.documents.drawing.ink import (
    BODY,
    HEIGHT,
    LINE,
    MM,
    SMALL,
    TINY,
    WIDTH,
    Style,
)
from merchant_desk.documents.drawing.paper import Page
from merchant_desk.documents.drawing.transfer_box import draw_transfer_box
from merchant_desk.documents.drawing.typeface import (
    LONGEST_NOTE,
    Face,
    plain,
    plain_line,
    typeface,
)
from merchant_desk.values.invoice_page import InvoicePage, MentionPlace
from merchant_desk.values.postal import one_line

_LEAST_FOOT = 25 * MM
_FOOT_LEADING = 3.2 * MM
_MOST_IDENTITY, _MOST_OWN = 4, 2
_OWN = Style(7.5, Face.STRONG)
_IDENTITY_ROOM = ROOM - 24 * MM


def draw_terms(flow: Flow, page: InvoicePage) -> None:
    """Draw what the shop adds and what the law wants, in small print."""
    draw_transfer_box(flow, page)
    flow.skip(6 * MM)
    if page.note.strip():
        note = plain(page.note.strip(), LONGEST_NOTE)
        flow.paragraph(note, BODY, x=MARGIN, room=ROOM, leading=4.4 * MM)
        flow.skip(3 * MM)
    for mention in page.mentions:
        if mention.place is MentionPlace.TERMS:
            flow.paragraph(plain(mention.text), SMALL, x=MARGIN, room=ROOM, leading=3.8 * MM)


class Foot:
    """What stands at the bottom of every page: the shop's own words, then who she is."""

    def __init__(self, page: InvoicePage) -> None:
        own, face = page.seller.footer.strip(), typeface(_OWN.face)
        self._own = (
            face.wrapped(plain_line(own), _OWN.size, _IDENTITY_ROOM)[:_MOST_OWN] if own else []
        )
        self._identity = _identity(page)[:_MOST_IDENTITY]
        lines = len(self._own) + len(self._identity)
        self.height = max(_LEAST_FOOT, 12 * MM + lines * _FOOT_LEADING)

    def draw(self, sheet: Page, counted: str) -> None:
        """Draw it on one page; ``counted`` says which of how many."""
        y = HEIGHT - self.height + 4 * MM
        sheet.line(MARGIN, y, RIGHT, LINE)
        level, y = y + 4 * MM, y + 0.8 * MM
        for lines, style in ((self._own, _OWN), (self._identity, TINY)):
            for line in lines:
                y += _FOOT_LEADING
                sheet.centred(WIDTH / 2, y, line, style)
        sheet.right(RIGHT, level, counted, TINY)


def _identity(page: InvoicePage) -> list[str]:
    seller = page.seller
    told = [
        mention.text
        for mention in page.mentions
        if mention.place in {MentionPlace.SELLER, MentionPlace.FOOT}
    ]
    who = plain_line(" · ".join((seller.name, *told)))
    where = plain_line(one_line(seller.address))
    face = typeface(TINY.face)
    return [
        *face.wrapped(who, TINY.size, _IDENTITY_ROOM),
        *face.wrapped(where, TINY.size, _IDENTITY_ROOM),
    ]
