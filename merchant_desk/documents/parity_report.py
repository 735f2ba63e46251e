"""The report of a comparison on A4: each difference with both values, and a box to tick."""

from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, Flow
from merchant_desk.documents.drawing.ink import (
    BODY,
    BODY_STRONG,
    FIGURES_STRONG,
    HEIGHT,
    LABEL,
    LINE,
    MM,
    SMALL,
    STRONG_LINE,
    TITLE,
    Style,
)
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.values.french import moment, number
from merchant_desk.values.parity import ORDER_GAPS, Difference, Gap
from merchant_desk.values.parity_paper import ParityPaper
from merchant_desk.values.parity_words import GAP_WORDS, gap_value
from merchant_desk.values.texts import _

_ROW = 7 * MM
_BOX = 3.2 * MM
_NAME, _GAP, _HERE, _THERE, _STATE = (MARGIN + 7 * MM, 88 * MM, 138 * MM, 160 * MM, RIGHT)


def render(paper: ParityPaper) -> bytes:
    """Return the report as a PDF."""
    shop = plain_line(paper.shop)
    sheets = Paper(_("Comparaison avec {shop}").format(shop=shop), shop)
    flow = Flow(sheets, lambda page, first: _head(page, paper, first=first))
    for gap in Gap:
        for each in paper.report.differences:
            if each.gap is gap:
                _row(flow, each)
    if not paper.report.differences:
        text = _("Stocks, prix, articles et commandes sont les mêmes ici et dans la boutique.")
        flow.paragraph(text, BODY, x=MARGIN, room=RIGHT - MARGIN, leading=5 * MM)
    for place, page in enumerate(flow.pages, 1):
        level = HEIGHT - 11 * MM
        page.text(MARGIN, level, _("Rien n’a été réparé seul. Cochez ce qui est réglé."), SMALL)
        counted = _("page {place}/{pages}").format(place=place, pages=len(flow.pages))
        page.right(RIGHT, level, f"{shop[:60]} · {counted}", SMALL)
    return sheets.finish()


def _head(page: Page, paper: ParityPaper, *, first: bool) -> float:
    y = 17 * MM
    if first:
        y = 22 * MM
        page.text(MARGIN, y, _("Comparaison"), TITLE)
        name = typeface(Face.STRONG).shortened(plain_line(paper.shop), 15, 90 * MM)
        page.right(RIGHT, y, name, Style(15, Face.STRONG))
        y += 7 * MM
        page.text(MARGIN, y, _compared(paper), BODY.but(size=10.5))
        page.right(RIGHT, y, moment(paper.compared_at), BODY.but(size=10.5))
        y += 9 * MM
    if paper.report.differences:
        page.text(_NAME, y, _("Article ou commande"), LABEL)
        page.text(_GAP, y, _("Différence"), LABEL)
        page.right(_HERE + 15 * MM, y, _("Ici"), LABEL)
        page.right(_THERE + 15 * MM, y, _("Boutique"), LABEL)
        page.line(MARGIN, y + 2 * MM, RIGHT, STRONG_LINE)
    return y + 2 * MM


def _compared(paper: ParityPaper) -> str:
    report = paper.report
    return _("{articles} articles et {orders} commandes comparés, {n} différences").format(
        articles=number(report.articles),
        orders=number(report.orders),
        n=number(sum(report.counts.values())),
    )


def _row(flow: Flow, each: Difference) -> None:
    flow.need(_ROW)
    page, base = flow.page, flow.y + 4.8 * MM
    page.frame(MARGIN, base - _BOX + 0.5, _BOX, _BOX, STRONG_LINE)
    name = plain_line(each.name or each.remote_id)
    room = _GAP - _NAME - 3 * MM
    page.text(_NAME, base, typeface(Face.STRONG).shortened(name, 9, room), BODY_STRONG)
    words = typeface(Face.TEXT).shortened(_(GAP_WORDS[each.gap]), 9, _HERE + 3 * MM - _GAP)
    page.text(_GAP, base, words, BODY)
    page.right(_HERE + 15 * MM, base, gap_value(each.gap, each.here), FIGURES_STRONG)
    page.right(_THERE + 15 * MM, base, gap_value(each.gap, each.there), FIGURES_STRONG)
    if each.waits:
        received = each.gap in {*ORDER_GAPS, Gap.ONLY_THERE}
        page.right(_STATE, base, _("à vérifier") if received else _("en route"), SMALL)
    flow.skip(_ROW)
    page.line(MARGIN, flow.y, RIGHT, LINE)
