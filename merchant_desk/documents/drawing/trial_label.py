"""The test page of a label printer: a label, as it holds no other paper."""

from merchant_desk.documents.drawing.bars import MODULE, draw_code128, draw_ean13
from merchant_desk.documents.drawing.ink import BLACK, BODY, LABEL, LINE, MM, SMALL, TITLE, Style
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.typeface import Face, typeface
from merchant_desk.values.texts import _

WIDTH, HEIGHT = 100 * MM, 150 * MM
SCANNER_TEXT = "ABC-0123456789"
SCANNER_EAN = "3760123456784"
_LEFT, _RIGHT = 7 * MM, WIDTH - 7 * MM
_RULER = 80  # millimetres
_EDGE = 3 * MM


def trial_label(told: str) -> bytes:
    """Return the label; ``told`` says which printer, where and when."""
    paper = Paper(_("Page d’essai"), "Merchant Desk", size=(WIDTH, HEIGHT))
    label = paper.page()
    label.text(_LEFT, 15 * MM, _("Page d’essai"), TITLE.but(size=17))
    shown = typeface(BODY.face).shortened(told, BODY.size, _RIGHT - _LEFT)
    label.text(_LEFT, 21 * MM, shown, BODY)
    _draw_ruler(label, 29 * MM)
    _draw_codes(label, 56 * MM)
    letters = "À É È Ç Î Ô Ù Œ à é è ê ç î ô ù œ « » ’ – €"
    label.text(_LEFT, 126 * MM, letters, BODY)
    for place in range(11):
        grey = f"{place / 10:.1f}"
        x = _LEFT + place * (_RIGHT - _LEFT) / 11
        label.fill(x, 130 * MM, (_RIGHT - _LEFT) / 11, 7 * MM, f"{grey} {grey} {grey}")
    label.frame(_LEFT, 130 * MM, _RIGHT - _LEFT, 7 * MM, LINE)
    label.frame(_EDGE, _EDGE, WIDTH - 2 * _EDGE, HEIGHT - 2 * _EDGE, BLACK)
    label.right(_RIGHT, HEIGHT - 6 * MM, _("Cadre à 3\u00a0mm du bord, 100 × 150\u00a0mm"), SMALL)
    return paper.finish()


def _draw_ruler(label: Page, y: float) -> None:
    label.text(_LEFT, y, _("Règle de 8 cm"), LABEL)
    y += 3 * MM
    for tick in range(_RULER + 1):
        height = 7.0 if tick % 10 == 0 else 5.0 if tick % 5 == 0 else 3.0
        label.fill(_LEFT + tick * MM - 0.2, y, 0.4, height * MM, BLACK)
        if tick % 10 == 0:
            label.centred(_LEFT + tick * MM, y + 10.5 * MM, str(tick // 10), SMALL)
    label.text(
        _LEFT, y + 16 * MM, _("Si ce n’est pas 8\u00a0cm sous votre règle, choisissez"), BODY
    )
    advice = _("«\u00a0taille réelle\u00a0» dans l’imprimante.")
    label.text(_LEFT, y + 20 * MM, advice, BODY)


def _draw_codes(label: Page, y: float) -> None:
    label.text(_LEFT, y + 2 * MM, _("Codes à scanner"), LABEL)
    figures = Style(9, Face.FIGURES)
    draw_code128(label, _LEFT, y + 6 * MM, SCANNER_TEXT, height=16 * MM, module=MODULE)
    label.text(_LEFT + 10 * MODULE, y + 26.5 * MM, SCANNER_TEXT, figures)
    draw_ean13(label, _LEFT, y + 36 * MM, SCANNER_EAN)
    label.text(_LEFT + 11 * MODULE, y + 58.5 * MM, SCANNER_EAN, figures)
