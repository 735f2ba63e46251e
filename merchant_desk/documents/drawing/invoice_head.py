"""The top of an invoice: who sells, what this paper is, who buys, where it was sent."""

from merchant_desk.documents.drawing.flow import MARGIN, RIGHT
from merchant_desk.documents.drawing.ink import (
    BAD,
    BODY,
    BODY_STRONG,
    LABEL,
    LINE,
    MM,
    SMALL,
    SMALL_STRONG,
    SOFT,
    WIDTH,
    Style,
)
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.school_mark import draw_school_mark
from merchant_desk.documents.drawing.shop_colour import shop_colour
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.values.french import long_date, short_date
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage, MentionPlace
from merchant_desk.values.money import ZERO
from merchant_desk.values.postal import postal_lines, same_place
from merchant_desk.values.texts import _

_MIDDLE = 110 * MM  # where the window of a French envelope begins
_LEFT_ROOM = 85 * MM
_RIGHT_ROOM = RIGHT - _MIDDLE
_LEADING = 1.33  # of the size of the letters
_MOST_LINES = 3  # of one line of an address that wraps
_BAND = 2.4 * MM
_TITLE_SIZE = 24.0


def title(page: InvoicePage) -> str:
    """Return what the document is called."""
    if page.kind is InvoiceKind.TICKET and page.ttc < ZERO:
        return _("Ticket de retour")
    words = {
        InvoiceKind.INVOICE: _("Facture"),
        InvoiceKind.CREDIT_NOTE: _("Avoir"),
        InvoiceKind.CORRECTED: _("Facture rectificative"),
        InvoiceKind.DEPOSIT: _("Facture d’acompte"),
        InvoiceKind.TICKET: _("Ticket de caisse"),
    }
    return words[page.kind]


def shop_name(page: InvoicePage) -> str:
    """Return the name the customer knows the shop by."""
    return plain_line(page.seller.trade_name or page.seller.name)


def draw_first_head(sheet: Page, paper: Paper, page: InvoicePage) -> float:
    """Draw the head of the first page; return where the lines begin."""
    _draw_band(sheet, page)
    seller_end = _draw_seller(sheet, paper, page)
    title_end = _draw_title(sheet, page)
    delivery_end = _draw_delivery(sheet, page, max(seller_end + 7 * MM, 60 * MM))
    buyer_end = _draw_buyer(sheet, page, max(title_end + 5 * MM, 52 * MM))
    return _draw_facts(sheet, page, max(delivery_end, buyer_end) + 8 * MM)


def draw_next_head(sheet: Page, page: InvoicePage) -> float:
    """Draw the head of the pages after the first."""
    _draw_band(sheet, page)
    strong = Style(10, Face.STRONG)
    sheet.text(
        MARGIN, 17 * MM, typeface(Face.STRONG).shortened(shop_name(page), 10, 90 * MM), strong
    )
    sheet.right(RIGHT, 17 * MM, plain_line(f"{title(page)} {page.number}"), strong)
    if page.duplicate:
        sheet.right(RIGHT, 22 * MM, _duplicate(page), SMALL_STRONG.but(ink=BAD))
    return 26 * MM


def _draw_band(sheet: Page, page: InvoicePage) -> None:
    """Draw what every page begins with: the shop's colour, and behind all a school's mark."""
    if page.training:
        draw_school_mark(sheet)
    sheet.fill(0, 0, WIDTH, _BAND, shop_colour(page.seller.colour).band)


def _duplicate(page: InvoicePage) -> str:
    return _("DUPLICATA n°\u00a0{n}").format(n=page.duplicate)


def _draw_seller(sheet: Page, paper: Paper, page: InvoicePage) -> float:
    y = 14 * MM
    if paper.logo:
        width, height = paper.logo.fitted(66 * MM, 20 * MM)
        sheet.logo(MARGIN, y, width, height)
        y += height + 4 * MM
    else:
        large = Style(17, Face.STRONG, shop_colour(page.seller.colour).words)
        for line in typeface(large.face).wrapped(shop_name(page), large.size, _LEFT_ROOM)[:2]:
            y += 6.8 * MM
            sheet.text(MARGIN, y, line, large)
        y += 3 * MM
    seller = page.seller
    name = f"{seller.name} EI" if seller.sole_trader else seller.name
    if seller.trade_name and seller.trade_name != seller.name:
        name = f"{seller.trade_name} — {name}"
    contact = " · ".join(each for each in (seller.phone, seller.email) if each)
    texts = (*postal_lines(seller.address), contact, seller.website)
    if paper.logo or name != seller.name or seller.trade_name:
        y = _stack(sheet, MARGIN, y, (name,), SMALL_STRONG.but(size=8.5), _LEFT_ROOM)
    return _stack(sheet, MARGIN, y, texts, SMALL.but(size=8), _LEFT_ROOM)


def _draw_title(sheet: Page, page: InvoicePage) -> float:
    y = 20.5 * MM
    words = Style(_TITLE_SIZE, Face.STRONG, shop_colour(page.seller.colour).words)
    _draw_fitted(sheet, y, title(page), words)
    y += 7.5 * MM
    if page.number:
        number = plain_line(_("n°\u00a0{number}").format(number=page.number))
        _draw_fitted(sheet, y, number, Style(12, Face.STRONG_FIGURES))
        y += 5.4 * MM
    issued = _("émise le {day}") if page.kind is not InvoiceKind.CREDIT_NOTE else _("émis le {day}")
    sheet.text(_MIDDLE, y, issued.format(day=long_date(page.issued_on)), BODY.but(ink=SOFT))
    if page.duplicate:
        tag = Style(8.5, Face.STRONG, BAD)
        width = typeface(tag.face).width(_duplicate(page), tag.size) + 5 * MM
        sheet.frame(_MIDDLE, y + 2.4 * MM, width, 6.4 * MM, BAD)
        sheet.text(_MIDDLE + 2.5 * MM, y + 6.8 * MM, _duplicate(page), tag)
        y += 9.5 * MM
    y = _stack(sheet, _MIDDLE, y + 1 * MM, _head_mentions(page), SMALL_STRONG, _RIGHT_ROOM)
    return _stack(sheet, _MIDDLE, y, _reason(page), SMALL, _RIGHT_ROOM)


def _draw_fitted(sheet: Page, y: float, text: str, style: Style) -> None:
    """Draw a text on one line, smaller when it is long: half a number is no number."""
    width = typeface(style.face).width(text, style.size)
    size = style.size if width <= _RIGHT_ROOM else style.size * _RIGHT_ROOM / width
    sheet.text(_MIDDLE, y, text, style.but(size=size))


def _head_mentions(page: InvoicePage) -> tuple[str, ...]:
    return tuple(each.text for each in page.mentions if each.place is MentionPlace.HEAD)


def _reason(page: InvoicePage) -> tuple[str, ...]:
    return (_("Motif\u00a0: {reason}").format(reason=page.reason),) if page.reason else ()


def _draw_buyer(sheet: Page, page: InvoicePage, y: float) -> float:
    lines = postal_lines(page.buyer.address)
    y = _stack(sheet, _MIDDLE, y, lines[:1], Style(10.5, Face.STRONG), _RIGHT_ROOM)
    y = _stack(sheet, _MIDDLE, y, lines[1:], BODY.but(size=10.5), _RIGHT_ROOM)
    told = [each.text for each in page.mentions if each.place is MentionPlace.BUYER]
    if page.buyer.email:
        told.append(page.buyer.email)
    return _stack(sheet, _MIDDLE, y + 1 * MM, tuple(told), SMALL, _RIGHT_ROOM)


def _draw_delivery(sheet: Page, page: InvoicePage, y: float) -> float:
    address = page.delivery_address
    if address is None or (
        same_place(address, page.buyer.address)
        and address.name.strip() in {"", page.buyer.address.name.strip()}
    ):
        return y - 7 * MM
    sheet.text(MARGIN, y, _("Adresse de livraison"), LABEL)
    return _stack(sheet, MARGIN, y, postal_lines(address), BODY, _LEFT_ROOM)


def _draw_facts(sheet: Page, page: InvoicePage, y: float) -> float:
    facts = _facts(page)
    if not facts:
        return y
    sheet.line(MARGIN, y, RIGHT, LINE)
    width = (RIGHT - MARGIN) / max(4, len(facts))
    deepest = y
    for place, (label, value) in enumerate(facts):
        x = MARGIN + place * width
        sheet.text(x, y + 5 * MM, label, LABEL)
        end = _stack(sheet, x, y + 5.4 * MM, (value,), BODY_STRONG, width - 4 * MM)
        deepest = max(deepest, end)
    return deepest + 5 * MM


def _facts(page: InvoicePage) -> list[tuple[str, str]]:
    facts: list[tuple[str, str]] = []
    if page.delivered_on and page.delivered_on != page.issued_on:
        facts.append((_("Date de livraison"), short_date(page.delivered_on)))
    if page.order_number:
        order = page.order_number
        if page.ordered_on:
            order = _("{order} du {day}").format(order=order, day=short_date(page.ordered_on))
        facts.append((_("Commande"), order))
    if page.purchase_order:
        facts.append((_("Votre bon de commande"), page.purchase_order))
    if page.due_on and page.buyer.is_business and page.kind is not InvoiceKind.CREDIT_NOTE:
        facts.append((_("Échéance"), short_date(page.due_on)))
    if page.parcels > 1:
        parcel = _("{n} sur {total}").format(n=page.parcel, total=page.parcels)
        facts.append((_("Colis"), parcel))
    elif page.parcel > 1:
        facts.append((_("Colis"), _("n°\u00a0{number}").format(number=page.parcel)))
    return facts


def _stack(
    sheet: Page,
    x: float,
    y: float,
    texts: tuple[str, ...],
    style: Style,
    room: float,
) -> float:
    for text in filter(None, texts):
        for line in typeface(style.face).wrapped(plain_line(text), style.size, room)[:_MOST_LINES]:
            y += style.size * _LEADING
            sheet.text(x, y, line, style)
    return y
