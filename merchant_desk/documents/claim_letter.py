"""The letter to a supplier about what came: what is missing, too much, damaged, and what is asked.

Its address stands in the window of an envelope; most are sent by e-mail.
"""

from merchant_desk.documents.drawing.facts_table import Column, draw_pairs, draw_table
from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, ROOM, Flow
from merchant_desk.documents.drawing.ink import (
    BODY_STRONG,
    FIGURES,
    HEIGHT,
    MM,
    SMALL,
    WIDTH,
    Style,
)
from merchant_desk.documents.drawing.letter_sender import draw_sender
from merchant_desk.documents.drawing.logo import ready_logo
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.shop_colour import shop_colour
from merchant_desk.documents.drawing.typeface import Face, plain_line
from merchant_desk.values.claim_letter import ClaimLetter, LetterLine, claim_kind_words
from merchant_desk.values.french import euros, long_date, number, short_date
from merchant_desk.values.goods_words import ClaimKind
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.postal import postal_lines
from merchant_desk.values.texts import _, speaking_to_customers

_WINDOW_X, _WINDOW_Y = 110 * MM, 54 * MM
_TEXT, _SUBJECT = Style(10.5), Style(13, Face.HEAVY)
_LEADING = 5.4 * MM
_BAND = 2.4 * MM


def render(letter: ClaimLetter) -> bytes:
    """Return the letter as a PDF, in French whatever the screens speak."""
    with speaking_to_customers():
        return _drawn(letter)


def _drawn(letter: ClaimLetter) -> bytes:
    subject = _("Réclamation {number}").format(number=letter.number)
    paper = Paper(plain_line(subject), plain_line(letter.seller.name), ready_logo(letter.logo))
    flow = Flow(paper, lambda page, first: _head(page, paper, letter, first=first))
    flow.page.text(MARGIN, flow.y, plain_line(subject), _SUBJECT)
    flow.skip(3 * MM)
    draw_pairs(flow, _about(letter))
    flow.skip(3 * MM)
    _write(flow, _("Bonjour,"))
    _write(flow, _opening(letter))
    flow.skip(2 * MM)
    draw_table(flow, _columns(), [_row(each) for each in letter.lines])
    flow.skip(3 * MM)
    for text in _asked(letter):
        _write(flow, text)
    if letter.note.strip():
        _write(flow, letter.note.strip())
    _write(flow, _("Avec nos remerciements,"))
    flow.need(_LEADING)
    flow.skip(_LEADING)
    flow.page.text(MARGIN, flow.y, plain_line(_name(letter.seller)), BODY_STRONG.but(size=10.5))
    for place, page in enumerate(flow.pages, 1):
        _foot(page, letter.seller, place, len(flow.pages))
    return paper.finish()


def _write(flow: Flow, text: str) -> None:
    flow.paragraph(plain_line(text), _TEXT, x=MARGIN, room=ROOM, leading=_LEADING)
    flow.skip(2.4 * MM)


def _opening(letter: ClaimLetter) -> str:
    if letter.delivered_on is None:
        return _("Votre livraison ne correspond pas à notre commande\u00a0:")
    return _("Votre livraison du {day} ne correspond pas à notre commande\u00a0:").format(
        day=long_date(letter.delivered_on)
    )


def _about(letter: ClaimLetter) -> list[tuple[str, str]]:
    told = (
        (_("Notre commande"), letter.purchase_number),
        (_("Votre référence"), letter.supplier_reference),
        (_("Bon de livraison"), letter.slip_number),
        (_("Notre réception"), letter.delivery_number),
        (_("Notre numéro de client"), letter.customer_number),
    )
    return [(label, fact) for label, fact in told if fact]


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Constat"), 28 * MM, BODY_STRONG),
        Column(_("Référence"), 32 * MM),
        Column(_("Article"), ROOM - 104 * MM),
        Column(_("Quantité"), 20 * MM, FIGURES, right=True),
        Column(_("Montant HT"), 24 * MM, FIGURES, right=True),
    )


def _row(line: LetterLine) -> tuple[str, ...]:
    name = f"{line.name} ({line.note})" if line.note else line.name
    asked = line.kind is not ClaimKind.OVER and bool(line.amount)
    return (
        claim_kind_words(line.kind),
        line.sku,
        name,
        number(line.quantity),
        euros(line.amount) if asked else "—",
    )


def _asked(letter: ClaimLetter) -> list[str]:
    """Return what is asked, by what is wrong."""
    kinds = {each.kind for each in letter.lines}
    asked = []
    if ClaimKind.SHORT in kinds:
        asked.append(_("Merci de nous livrer ce qui manque, ou de nous dire s’il ne viendra pas."))
    if kinds & {ClaimKind.DAMAGED, ClaimKind.EXPIRED, ClaimKind.WRONG, ClaimKind.PRICE}:
        asked.append(
            _(
                "Merci de nous adresser un avoir pour les articles abîmés, périmés, non commandés "
                "ou facturés autrement\u00a0; nous les tenons à votre disposition."
            )
        )
    if ClaimKind.OVER in kinds:
        asked.append(_("Dites-nous si vous reprenez ce qui est en trop, ou à quel prix le garder."))
    if letter.amount:
        told = _("Montant total concerné\u00a0: {amount} HT.")
        asked.append(told.format(amount=euros(letter.amount)))
    return asked


def _head(page: Page, paper: Paper, letter: ClaimLetter, *, first: bool) -> float:
    page.fill(0, 0, WIDTH, _BAND, shop_colour(letter.seller.colour).band)
    if not first:
        page.text(MARGIN, 18 * MM, plain_line(letter.number), SMALL)
        return 24 * MM
    draw_sender(page, paper, letter.seller)
    y = _WINDOW_Y
    for line in dict.fromkeys((letter.supplier, *postal_lines(letter.address))):
        page.text(_WINDOW_X, y, plain_line(line)[:46], _TEXT)
        y += 5 * MM
    y = max(y + 6 * MM, 88 * MM)
    city = plain_line(letter.seller.address.city)
    words = _("{city}, le {day}").format(city=city, day=long_date(letter.written_on))
    page.text(_WINDOW_X, y, words if city else short_date(letter.written_on), _TEXT)
    return y + 12 * MM


def _name(seller: Seller) -> str:
    return seller.trade_name or seller.name


def _foot(page: Page, seller: Seller, place: int, pages: int) -> None:
    level = HEIGHT - 11 * MM
    siren = _("SIREN {siren}").format(siren=seller.siren) if seller.siren else ""
    legal = " ".join(filter(None, (seller.legal_form, seller.name)))
    page.text(MARGIN, level, plain_line(" · ".join(filter(None, (legal, siren))))[:110], SMALL)
    if pages > 1:
        counted = _("page {place}/{pages}").format(place=place, pages=pages)
        page.right(RIGHT, level, counted, SMALL)
