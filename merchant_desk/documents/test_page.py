"""The test page of a printer: a ruler to see that nothing is scaled, codes to try the scanner."""

from merchant_desk.documents.drawing.bars import (
    MODULE,
    WIDE_MODULE,
    draw_code128,
    draw_ean13,
)
from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, ROOM
from merchant_desk.documents.drawing.ink import (
    BLACK,
    BODY,
    HEIGHT,
    LABEL,
    LINE,
    MM,
    SMALL,
    TITLE,
    WIDTH,
    Style,
)
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.trial_label import trial_label
from merchant_desk.documents.drawing.typeface import Face, plain_line
from merchant_desk.values.barcode import spoken_code
from merchant_desk.values.french import moment
from merchant_desk.values.printer_test import PrinterTest
from merchant_desk.values.texts import _

SCANNER_TEXT = "ABCabc0123456789-./+$%"
SCANNER_EAN = "3760123456784"
_RULER = 150  # millimetres


def render(test: PrinterTest) -> bytes:
    """Return the test page as a PDF, of the size of what the printer will print."""
    if test.on_label:
        return trial_label(told_of(test))
    paper = Paper(_("Page d’essai"), "Merchant Desk")
    sheet = paper.page()
    sheet.text(MARGIN, 25 * MM, _("Page d’essai"), TITLE)
    sheet.text(MARGIN, 32 * MM, told_of(test)[:110], BODY)
    _draw_ruler(sheet, 46 * MM)
    _draw_codes(sheet, 82 * MM)
    _draw_letters(sheet, 190 * MM)
    _draw_edges(sheet)
    return paper.finish()


def told_of(test: PrinterTest) -> str:
    """Return which printer, where and when."""
    facts = (test.printer, test.station, moment(test.made_at))
    return " · ".join(plain_line(each) for each in facts if each)


def _draw_ruler(sheet: Page, y: float) -> None:
    sheet.text(MARGIN, y, _("Règle de 15 cm"), LABEL)
    y += 4 * MM
    for tick in range(_RULER + 1):
        height = 8.0 if tick % 10 == 0 else 5.5 if tick % 5 == 0 else 3.5
        sheet.fill(MARGIN + tick * MM - 0.2, y, 0.4, height * MM, BLACK)
        if tick % 10 == 0:
            sheet.centred(MARGIN + tick * MM, y + 12 * MM, str(tick // 10), SMALL)
    advice = _(
        "Posez une règle dessus\u00a0: si 15\u00a0cm n’y font pas 15\u00a0cm, choisissez "
        "«\u00a0taille réelle\u00a0» dans l’imprimante."
    )
    sheet.text(MARGIN, y + 18 * MM, advice, BODY)


def _draw_codes(sheet: Page, y: float) -> None:
    sheet.text(MARGIN, y, _("Codes à scanner"), LABEL)
    y += 4 * MM
    figures = Style(9, Face.FIGURES)
    for module in (MODULE, WIDE_MODULE):
        draw_code128(sheet, MARGIN, y, SCANNER_TEXT, height=16 * MM, module=module)
        sheet.text(MARGIN + 10 * module, y + 20.5 * MM, SCANNER_TEXT, figures)
        y += 30 * MM
    draw_ean13(sheet, MARGIN, y, SCANNER_EAN)
    sheet.text(MARGIN + 11 * MODULE, y + 22.5 * MM, spoken_code(SCANNER_EAN), figures)


def _draw_letters(sheet: Page, y: float) -> None:
    sheet.text(MARGIN, y, _("Accents et montants"), LABEL)
    letters = "À É È Ê Ë Ç Î Ï Ô Ù Û Ü Œ Æ à é è ê ë ç î ï ô ù û ü œ æ « » ’ – — …"
    sheet.text(MARGIN, y + 6 * MM, letters, BODY.but(size=11))
    amounts = ("1\u202f234\u202f567,89\u00a0€", "111,11\u00a0€", "\u22120,05\u00a0€")
    for place, amount in enumerate(amounts):
        level = y + (13 + 5.5 * place) * MM
        sheet.right(MARGIN + 45 * MM, level, amount, Style(11, Face.FIGURES))
    for place in range(11):
        grey = f"{place / 10:.1f}"
        x = MARGIN + place * ROOM / 11
        sheet.fill(x, y + 32 * MM, ROOM / 11, 8 * MM, f"{grey} {grey} {grey}")
    sheet.frame(MARGIN, y + 32 * MM, ROOM, 8 * MM, LINE)


def _draw_edges(sheet: Page) -> None:
    edge = 5 * MM
    sheet.frame(edge, edge, WIDTH - 2 * edge, HEIGHT - 2 * edge, LINE)
    sheet.right(RIGHT, HEIGHT - 8 * MM, _("Cadre à 5\u00a0mm du bord"), SMALL)
