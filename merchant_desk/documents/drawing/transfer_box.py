"""How to pay by transfer: the account in words, and beside it the code a bank's phone reads."""

from itertools import groupby

from merchant_desk.documents.drawing.flow import MARGIN, ROOM, Flow
from merchant_desk.documents.drawing.ink import (
    BLACK,
    BODY_STRONG,
    FIGURES,
    FIGURES_STRONG,
    LABEL,
    LINE,
    MM,
    SMALL,
    Style,
)
from merchant_desk.documents.drawing.paper import Page
from merchant_desk.documents.drawing.typeface import plain_line, typeface
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _
from merchant_desk.values.transfer_code import packed, spoken_iban, transfer_code

_QR = 27 * MM
_QUIET = 4  # modules of white that the standard wants around
_MASK = 3
_PAD = 3 * MM
_ROW = 4.5 * MM
_LABEL_ROOM = 27 * MM
_HEIGHT = _QR + 2 * _PAD
_OVERLAP = 0.06  # of a module: viewers show white seams between bars that only touch


def draw_transfer_box(flow: Flow, page: InvoicePage) -> None:
    """Draw the box when money is awaited and the account is known; never in training."""
    if not _awaits_money(page):
        return
    flow.need(_HEIGHT + 6 * MM)
    flow.skip(6 * MM)
    sheet, top = flow.page, flow.y
    code = _code(page)
    sheet.frame(MARGIN, top, ROOM, _HEIGHT, LINE)
    x = MARGIN + _PAD
    if code:
        _draw_code(sheet, x, top + _PAD, code)
        x += _QR + 5 * MM
    _draw_words(sheet, (x, top + _PAD), page, scannable=bool(code))
    flow.skip(_HEIGHT)


def _awaits_money(page: InvoicePage) -> bool:
    asks = page.kind not in {InvoiceKind.CREDIT_NOTE, InvoiceKind.TICKET}
    return asks and bool(page.seller.iban) and page.left_to_pay > ZERO and not page.training


def _code(page: InvoicePage) -> str | None:
    seller = page.seller
    account = (seller.iban, seller.bic)
    return transfer_code(plain_line(seller.name), account, page.left_to_pay, page.number)


def _draw_words(
    sheet: Page, place: tuple[float, float], page: InvoicePage, *, scannable: bool
) -> None:
    x, y = place
    y += 3.1 * MM
    level = y
    sheet.text(x, y, _title(page), BODY_STRONG)
    y += 1.2 * MM
    room = MARGIN + ROOM - _PAD - x - _LABEL_ROOM
    for label, told, style in _rows(page):
        y += _ROW
        sheet.text(x, y, label, LABEL)
        shown = typeface(style.face).shortened(told, style.size, room)
        sheet.text(x + _LABEL_ROOM, y, shown, style)
    if scannable:
        told = _("Scannez ce code avec l’application de votre banque.")
        sheet.right(MARGIN + ROOM - _PAD, level, told, SMALL)


def _title(page: InvoicePage) -> str:
    if page.due_on and page.buyer.is_business:
        due = _("À régler par virement avant le {day}")
        return due.format(day=short_date(page.due_on))
    return _("À régler par virement")


def _rows(page: InvoicePage) -> list[tuple[str, str, Style]]:
    seller = page.seller
    rows = [
        (_("Titulaire"), plain_line(seller.name), FIGURES),
        (_("IBAN"), plain_line(spoken_iban(seller.iban)), FIGURES_STRONG),
        (_("Montant"), euros(page.left_to_pay), FIGURES_STRONG),
    ]
    if seller.bic:
        rows.insert(2, (_("BIC"), plain_line(packed(seller.bic)), FIGURES))
    if page.number:
        rows.append((_("Référence"), plain_line(page.number), FIGURES))
    return rows


def _draw_code(sheet: Page, x: float, y: float, code: str) -> None:
    import segno  # noqa: PLC0415 - most invoices are paid when they are issued

    # Always the same mask: choosing the best one costs four times the rest, and all are read.
    drawn = segno.make_qr(code, error="m", boost_error=False, mask=_MASK, encoding="utf-8")
    matrix = drawn.matrix
    module = _QR / (len(matrix) + 2 * _QUIET)
    bars: list[str] = []
    for row, modules in enumerate(matrix):
        column = 0
        for dark, run in groupby(modules):
            length = len(list(run))
            if dark:
                bars.append(f"{column} {-row - 1 - _OVERLAP} {length} {1 + _OVERLAP} re")
            column += length
    left, top = x + _QUIET * module, sheet.from_bottom(y + _QUIET * module)
    sheet.operators(
        f"q {module:.4f} 0 0 {module:.4f} {left:.2f} {top:.2f} cm {' '.join(bars)} f Q", BLACK
    )
