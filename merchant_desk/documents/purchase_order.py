"""The order to a supplier: its references and its packs, what it costs, where and when to bring it.

Its address stands in the window of an envelope; the page also reads on a screen, as most are sent
by e-mail.
"""

from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, ROOM, Flow
from merchant_desk.documents.drawing.ink import (
    BODY,
    BODY_STRONG,
    HEIGHT,
    LABEL,
    LINE,
    MM,
    SMALL,
    SOFT,
    SUNKEN,
    WIDTH,
    Style,
)
from merchant_desk.documents.drawing.logo import ready_logo
from merchant_desk.documents.drawing.marks import Note, draw_note
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.purchase_lines import draw_purchase_lines, draw_purchase_sums
from merchant_desk.documents.drawing.shop_colour import shop_colour
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.values.french import long_date
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.postal import postal_lines
from merchant_desk.values.purchase_page import PurchasePage
from merchant_desk.values.texts import _, speaking_to_customers

_MIDDLE = 110 * MM
_LEFT_ROOM, _RIGHT_ROOM = 88 * MM, RIGHT - _MIDDLE
_BAND = 2.4 * MM
_TITLE = Style(24, Face.HEAVY)
_LEADING = 1.33
_WINDOW = 56 * MM


def render(page: PurchasePage) -> bytes:
    """Return the order as a PDF, in French whatever the screens speak."""
    with speaking_to_customers():
        return _drawn(page)


def _drawn(page: PurchasePage) -> bytes:
    title = plain_line(f"{_name(page)} {page.number}")
    paper = Paper(title, plain_line(page.shop.name), ready_logo(page.logo))

    def head(sheet: Page, first: bool) -> float:
        return _first_head(sheet, paper, page) if first else _next_head(sheet, page)

    flow = Flow(paper, head)
    draw_purchase_lines(flow, page, shop_colour(page.shop.colour).band)
    draw_purchase_sums(flow, page)
    if page.note.strip():
        flow.skip(4 * MM)
        ink = shop_colour(page.shop.colour)
        text_style = BODY.but(size=10)
        draw_note(flow, Note(_("À NOTER"), page.note, ink.band, SUNKEN, text_style))
    for place, sheet in enumerate(flow.pages, 1):
        _foot(sheet, page, place, len(flow.pages))
    return paper.finish()


def _name(page: PurchasePage) -> str:
    return _("Projet de commande") if page.draft else _("Bon de commande")


def _first_head(sheet: Page, paper: Paper, page: PurchasePage) -> float:
    ink = shop_colour(page.shop.colour)
    sheet.fill(0, 0, WIDTH, _BAND, ink.band)
    left = _shop(sheet, paper, page.shop)
    sheet.text(_MIDDLE, 24 * MM, _name(page), _fitted(_name(page), _TITLE.but(ink=ink.words)))
    number = plain_line(page.number)
    sheet.text(_MIDDLE, 31.5 * MM, number, _fitted(number, Style(14, Face.STRONG)))
    day = _("du {day}").format(day=long_date(page.ordered_on))
    sheet.text(_MIDDLE, 37 * MM, day, BODY.but(ink=SOFT))
    lines = (page.supplier, *postal_lines(page.supplier_address))
    right = _stack(
        sheet, _MIDDLE, _WINDOW, tuple(dict.fromkeys(lines))[:1], Style(10.5, Face.STRONG)
    )
    right = _stack(sheet, _MIDDLE, right, tuple(dict.fromkeys(lines))[1:], BODY.but(size=10.5))
    right = _stack(sheet, _MIDDLE, right + 1 * MM, (page.supplier_email,), SMALL)
    return _facts(sheet, page, max(left, right, 86 * MM) + 6 * MM)


def _next_head(sheet: Page, page: PurchasePage) -> float:
    sheet.fill(0, 0, WIDTH, _BAND, shop_colour(page.shop.colour).band)
    sheet.text(MARGIN, 16 * MM, plain_line(f"{_name(page)} {page.number}"), Style(13, Face.HEAVY))
    sheet.right(RIGHT, 16 * MM, plain_line(page.supplier)[:60], SMALL)
    return 22 * MM


def _shop(sheet: Page, paper: Paper, shop: Seller) -> float:
    y = 12 * MM
    if paper.logo is not None:
        width, height = paper.logo.fitted(62 * MM, 18 * MM)
        sheet.logo(MARGIN, y, width, height)
        y += height + 2 * MM
    name = plain_line(shop.trade_name or shop.name)
    strong = Style(13, Face.STRONG, shop_colour(shop.colour).words)
    y = _stack(sheet, MARGIN, y, (name,), strong)
    told = (*postal_lines(shop.address), shop.phone, shop.email)
    return _stack(sheet, MARGIN, y + 1 * MM, told, BODY.but(ink=SOFT))


def _facts(sheet: Page, page: PurchasePage, y: float) -> float:
    """Draw when and where to bring it, and how the supplier knows the shop."""
    sheet.line(MARGIN, y, RIGHT, LINE)
    wanted = (
        _("au plus tôt") if page.wanted_on is None else _("le {day}").format(
            day=long_date(page.wanted_on)
        )
    )  # fmt: skip
    columns = (
        (MARGIN, _("Livraison souhaitée"), (wanted,), 44 * MM),
        (MARGIN + 48 * MM, _("Adresse de livraison"), page.delivery, 66 * MM),
        (MARGIN + 114 * MM, _("Notre numéro de client"), (page.customer_number or "—",), 34 * MM),
        (MARGIN + 152 * MM, _("Commandé par"), (page.person or "—",), 28 * MM),
    )
    deepest = y
    for x, label, told, room in columns:
        sheet.text(x, y + 5 * MM, label, LABEL)
        style = BODY_STRONG
        end = y + 5.4 * MM
        for text in told:
            end = _stack(sheet, x, end, (text,), style, room)
            style = BODY
        deepest = max(deepest, end)
    return deepest + 6 * MM


def _stack(
    sheet: Page, x: float, y: float, texts: tuple[str, ...], style: Style, room: float = 0
) -> float:
    width = room or (_LEFT_ROOM if x < _MIDDLE else _RIGHT_ROOM)
    for text in filter(None, texts):
        for line in typeface(style.face).wrapped(plain_line(text), style.size, width)[:3]:
            y += style.size * _LEADING
            sheet.text(x, y, line, style)
    return y


def _fitted(text: str, style: Style) -> Style:
    """Return the style smaller for a long text: half a number is no number."""
    width = typeface(style.face).width(text, style.size)
    return style if width <= _RIGHT_ROOM else style.but(size=style.size * _RIGHT_ROOM / width)


def _foot(sheet: Page, page: PurchasePage, place: int, pages: int) -> None:
    level = HEIGHT - 11 * MM
    shop = page.shop
    siren = _("SIREN {siren}").format(siren=shop.siren) if shop.siren else ""
    vat = _("TVA {number}").format(number=shop.vat_number) if shop.vat_number else ""
    legal = " ".join(filter(None, (shop.legal_form, shop.name)))
    told = plain_line(" · ".join(filter(None, (legal, siren, vat))))
    room = ROOM - 40 * MM
    sheet.text(MARGIN, level, typeface(SMALL.face).shortened(told, SMALL.size, room), SMALL)
    counted = _("{number} · page {place}/{pages}").format(
        number=plain_line(page.number), place=place, pages=pages
    )
    sheet.right(RIGHT, level, counted, SMALL)
