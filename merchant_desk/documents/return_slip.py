"""The slip that the customer puts into the parcel she sends back: one scan finds the return."""

from merchant_desk.documents.drawing.bars import (
    code128_width,
    draw_code128,
    is_printable_code,
    widest_module,
)
from merchant_desk.documents.drawing.facts_table import Column, draw_section, draw_table, draw_text
from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, Flow
from merchant_desk.documents.drawing.ink import (
    BODY,
    BODY_STRONG,
    HEIGHT,
    LABEL,
    LINE,
    MM,
    SMALL,
    TITLE,
    Style,
)
from merchant_desk.documents.drawing.logo import ready_logo
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.values.french import long_date, number
from merchant_desk.values.postal import postal_lines
from merchant_desk.values.return_slip import ReturnSlip
from merchant_desk.values.texts import _, speaking_to_customers

_CODE_ROOM = 96 * MM
_NUMBER = TITLE.but(size=24)
_CODE_TEXT = Style(10, Face.STRONG_FIGURES)
_TO = Style(12, Face.STRONG)
_STEP = 5 * MM


def render(slip: ReturnSlip) -> bytes:
    """Return the slip as a PDF, in French whatever the screens speak."""
    with speaking_to_customers():
        return _drawn(slip)


def _drawn(slip: ReturnSlip) -> bytes:
    title = _("Bon de retour {number}").format(number=plain_line(slip.number))
    paper = Paper(title, plain_line(slip.seller.name), ready_logo(slip.logo))
    flow = Flow(paper, lambda page, first: _head(page, paper, slip, first=first))
    draw_section(flow, _("Ce qui revient"))
    columns = (
        Column(_("Quantité"), 20 * MM, BODY_STRONG),
        Column(_("Article"), 96 * MM, BODY_STRONG),
        Column(_("Référence"), 34 * MM),
        Column(_("Raison"), 30 * MM),
    )
    rows = [(number(each.units), each.name, each.sku, each.reason) for each in slip.items]
    draw_table(flow, columns, rows)
    draw_section(flow, _("Comment faire"))
    for step in _steps(slip):
        draw_text(flow, step, BODY.but(size=10.5))
        flow.skip(1.6 * MM)
    for place, page in enumerate(flow.pages, 1):
        counted = _("{number} · page {place}/{pages}").format(
            number=plain_line(slip.number), place=place, pages=len(flow.pages)
        )
        page.right(RIGHT, HEIGHT - 11 * MM, counted, SMALL)
    return paper.finish()


def _steps(slip: ReturnSlip) -> list[str]:
    steps = [
        _("1. Remettez les articles dans un colis solide, avec ce bon à l’intérieur."),
        _("2. Envoyez-le à l’adresse ci-dessus et gardez la preuve d’envoi."),
    ]
    if slip.send_back_by is not None:
        steps.append(
            _("3. Envoyez-le au plus tard le {day} (C. conso. art. L221-23).").format(
                day=long_date(slip.send_back_by)
            )
        )
    steps.append(slip.who_pays)
    return steps


def _head(page: Page, paper: Paper, slip: ReturnSlip, *, first: bool) -> float:
    _draw_code(page, slip, 12 * MM, 15 * MM if first else 10 * MM)
    if not first:
        page.text(MARGIN, 18 * MM, plain_line(slip.number), Style(14, Face.STRONG))
        return 34 * MM
    if paper.logo:
        width, height = paper.logo.fitted(52 * MM, 15 * MM)
        page.logo(MARGIN, 13 * MM, width, height)
    else:
        name = plain_line(slip.seller.trade_name or slip.seller.name)
        page.text(MARGIN, 19 * MM, typeface(Face.STRONG).shortened(name, 13, 70 * MM), _TO)
    page.text(MARGIN, 44 * MM, _("Bon de retour"), LABEL.but(size=9))
    page.text(MARGIN, 54 * MM, plain_line(slip.number), _NUMBER)
    page.line(MARGIN, 62 * MM, RIGHT, LINE)
    middle = MARGIN + 92 * MM
    page.text(MARGIN, 68 * MM, _("À envoyer à"), LABEL)
    page.text(middle, 68 * MM, _("De la part de"), LABEL)
    y = 68 * MM
    name = plain_line(slip.seller.trade_name or slip.seller.name)
    for line in dict.fromkeys((name, *postal_lines(slip.seller.address))):
        y += _STEP
        page.text(MARGIN, y, plain_line(line)[:44], BODY_STRONG.but(size=10.5))
    facts = [slip.customer]
    if slip.order_number:
        facts.append(_("Commande {number}").format(number=slip.order_number))
    facts.append(_("Annoncé le {day}").format(day=long_date(slip.declared_on)))
    right = 68 * MM
    for fact in filter(None, facts):
        right += _STEP
        page.text(middle, right, plain_line(fact)[:44], BODY.but(size=10.5))
    return max(y, right) + 4 * MM


def _draw_code(page: Page, slip: ReturnSlip, y: float, height: float) -> None:
    code = slip.number
    module = widest_module(code, _CODE_ROOM) if is_printable_code(code) else None
    if module is None:
        page.right(RIGHT, y + height, plain_line(code)[:60], _CODE_TEXT)
        return
    width = code128_width(code, module)
    left = RIGHT - width + 10 * module
    draw_code128(page, left, y, code, height=height, module=module)
    page.centred(left + width / 2, y + height + 4 * MM, code, _CODE_TEXT)
