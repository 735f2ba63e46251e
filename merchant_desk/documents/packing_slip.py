"""The packing slip of one order: what goes into the parcel, and what the packer must not miss."""

from merchant_desk.documents.drawing.bars import (
    code128_width,
    draw_code128,
    is_printable_code,
    widest_module,
)
from merchant_desk.documents.drawing.delivered_rows import draw_delivered_lines
from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, ROOM, Flow
from merchant_desk.documents.drawing.ink import (
    ACCENT,
    ACCENT_SOFT,
    BAD,
    BLACK,
    BODY,
    BODY_STRONG,
    HEIGHT,
    LABEL,
    LINE,
    MM,
    SMALL,
    SUNKEN,
    TEXT,
    TITLE,
    Ink,
    Style,
)
from merchant_desk.documents.drawing.item_rows import draw_slip_lines
from merchant_desk.documents.drawing.logo import ready_logo
from merchant_desk.documents.drawing.marks import Note, draw_note, draw_tags
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.values.french import items, long_date
from merchant_desk.values.postal import postal_lines
from merchant_desk.values.remote import Delivery
from merchant_desk.values.slips import PackingSlip
from merchant_desk.values.texts import _

_CODE_ROOM = 100 * MM
_GIFT_NOTE = Style(11)
_NUMBER = TITLE.but(size=26)
_COUNTED = Style(15, Face.STRONG)
_CODE_TEXT = Style(10, Face.STRONG_FIGURES)


def render(slip: PackingSlip) -> bytes:
    """Return the slip of one order as a PDF."""
    title = f"{_name(slip)} {plain_line(slip.order_number)}"
    paper = Paper(title, plain_line(slip.shop_name), ready_logo(slip.logo))
    draw_slip(paper, slip)
    return paper.finish()


def _name(slip: PackingSlip) -> str:
    return _("Bon de livraison") if slip.in_parcel else _("Bon de préparation")


def draw_slip(paper: Paper, slip: PackingSlip) -> None:
    """Add the pages of one order to a document."""

    def head(page: Page, first: bool) -> float:
        return _draw_first_head(page, paper, slip) if first else _draw_next_head(page, slip)

    flow = Flow(paper, head)
    _draw_delivery(flow, slip)
    for note in _notes(slip):
        draw_note(flow, note)
    draw_lines = draw_delivered_lines if slip.in_parcel else draw_slip_lines
    draw_lines(flow, slip.lines)
    for place, page in enumerate(flow.pages, 1):
        _draw_foot(page, slip, place, len(flow.pages))


def _draw_first_head(page: Page, paper: Paper, slip: PackingSlip) -> float:
    if paper.logo:
        width, height = paper.logo.fitted(52 * MM, 15 * MM)
        page.logo(MARGIN, 13 * MM, width, height)
    elif slip.shop_name:
        name = plain_line(slip.shop_name)
        shown = typeface(Face.STRONG).shortened(name, 13, 75 * MM)
        page.text(MARGIN, 19 * MM, shown, Style(13, Face.STRONG))
    _draw_code(page, slip, 12 * MM, 15 * MM)
    page.text(MARGIN, 42 * MM, _name(slip), LABEL.but(size=9))
    counted = items(slip.units)
    room = ROOM - typeface(_COUNTED.face).width(counted, _COUNTED.size) - 8 * MM
    number = typeface(_NUMBER.face).shortened(plain_line(slip.order_number), _NUMBER.size, room)
    page.text(MARGIN, 52.5 * MM, number, _NUMBER)
    page.right(RIGHT, 52.5 * MM, counted, _COUNTED)
    return draw_tags(page, 58 * MM, _tags(slip)) + 4 * MM


def _draw_next_head(page: Page, slip: PackingSlip) -> float:
    _draw_code(page, slip, 10 * MM, 10 * MM)
    number = typeface(Face.HEAVY).shortened(plain_line(slip.order_number), 16, 60 * MM)
    page.text(MARGIN, 17 * MM, number, Style(16, Face.HEAVY))
    page.text(MARGIN, 23 * MM, _("suite"), SMALL)
    return 32 * MM


def _draw_code(page: Page, slip: PackingSlip, y: float, height: float) -> None:
    code = slip.order_code
    module = widest_module(code, _CODE_ROOM) if is_printable_code(code) else None
    if module is None:
        page.right(RIGHT, y + height, plain_line(code)[:60], _CODE_TEXT)
        return
    width = code128_width(code, module)
    # The quiet zone may reach into the margin: the last bar stands on the edge of the text.
    left = RIGHT - width + 10 * module
    draw_code128(page, left, y, code, height=height, module=module)
    page.centred(left + width / 2, y + height + 4 * MM, code, _CODE_TEXT)


def _tags(slip: PackingSlip) -> list[tuple[str, Ink]]:
    tags: list[tuple[str, Ink]] = []
    if slip.in_parcel:
        return tags
    if slip.late:
        tags.append((_("EN RETARD"), BAD))
    if slip.delivery is Delivery.COLLECT:
        tags.append((_("CLICK & COLLECT"), BLACK))
    if slip.delivery is Delivery.RESERVED:
        tags.append((_("E-RÉSERVATION"), BLACK))
    if slip.delivery is Delivery.RELAY:
        tags.append((_("POINT RELAIS"), BLACK))
    if slip.is_gift or slip.gift_note.strip():
        tags.append((_("CADEAU"), ACCENT))
    if slip.customer_note.strip():
        tags.append((_("MESSAGE DU CLIENT"), TEXT))
    return tags


def _draw_delivery(flow: Flow, slip: PackingSlip) -> None:
    page, top = flow.page, flow.y
    middle = MARGIN + 92 * MM
    page.line(MARGIN, top, RIGHT, LINE)
    page.text(MARGIN, top + 6 * MM, _address_title(slip), LABEL)
    page.text(middle, top + 6 * MM, _("Livraison"), LABEL)
    left = _draw_column(page, MARGIN, top + 6 * MM, 86 * MM, postal_lines(slip.shipping))
    right = _draw_column(page, middle, top + 6 * MM, 88 * MM, _delivery_facts(slip))
    flow.y = max(left, right) + 5 * MM


def _address_title(slip: PackingSlip) -> str:
    if slip.delivery in {Delivery.COLLECT, Delivery.RESERVED}:
        return _("Client")
    return _("Adresse de livraison")


def _draw_column(page: Page, x: float, top: float, room: float, written: tuple[str, ...]) -> float:
    y, style = top, BODY_STRONG.but(size=10)
    for text in written:
        for line in typeface(style.face).wrapped(plain_line(text), style.size, room)[:4]:
            y += 4.9 * MM
            page.text(x, y, line, style)
        style = BODY.but(size=10)
    return y


def _delivery_facts(slip: PackingSlip) -> tuple[str, ...]:
    modes = {
        Delivery.HOME: _("À domicile"),
        Delivery.RELAY: _("En point relais"),
        Delivery.COLLECT: (
            _("Retrait en boutique")
            if slip.in_parcel
            else _("Retrait en boutique, ne pas expédier")
        ),
        Delivery.RESERVED: _("E-réservation\u00a0: à payer au comptoir"),
        Delivery.NONE: _("Rien à expédier"),
    }
    facts = [modes[slip.delivery]]
    if slip.carrier:
        facts.append(slip.carrier)
    if slip.relay_id:
        facts.append(_("Relais n°\u00a0{relay}").format(relay=slip.relay_id))
    if slip.pickup_slot:
        facts.append(_("Créneau\u00a0: {slot}").format(slot=slip.pickup_slot))
    if slip.promised_on and not slip.in_parcel:
        facts.append(_("Promis pour le {day}").format(day=long_date(slip.promised_on)))
    if slip.placed_on:
        facts.append(_("Commandé le {day}").format(day=long_date(slip.placed_on)))
    if slip.customer and slip.customer not in slip.shipping.name:
        facts.append(_("Client\u00a0: {name}").format(name=slip.customer))
    return tuple(facts)


def _notes(slip: PackingSlip) -> list[Note]:
    notes: list[Note] = []
    if slip.gift_note.strip():
        notes.append(
            Note(
                title=(
                    _("UN MOT POUR VOUS") if slip.in_parcel else _("À ÉCRIRE SUR LA CARTE CADEAU")
                ),
                text=slip.gift_note,
                strip=ACCENT,
                paper=ACCENT_SOFT,
                style=_GIFT_NOTE,
            )
        )
    if slip.customer_note.strip() and not slip.in_parcel:
        notes.append(
            Note(
                title=_("MESSAGE DU CLIENT"),
                text=slip.customer_note,
                strip=BLACK,
                paper=SUNKEN,
                style=BODY.but(size=10),
            )
        )
    return notes


def _draw_foot(page: Page, slip: PackingSlip, place: int, pages: int) -> None:
    level = HEIGHT - 11 * MM
    page.text(MARGIN, level, _("Ce bon n’est pas une facture."), SMALL)
    counted = _("{order} · page {place}/{pages}").format(
        order=plain_line(slip.order_number)[:40], place=place, pages=pages
    )
    page.right(RIGHT, level, counted, SMALL)
