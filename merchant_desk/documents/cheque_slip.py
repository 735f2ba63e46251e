"""The slip handed over with cheques or cash, on A4: each of them, the total, room to sign."""

from merchant_desk.documents.drawing.facts_table import Column, draw_pairs, draw_table, draw_text
from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, ROOM, Flow
from merchant_desk.documents.drawing.ink import (
    BODY,
    BODY_STRONG,
    FIGURES,
    HEIGHT,
    LABEL,
    LINE,
    MM,
    SMALL,
    STRONG_LINE,
    SUNKEN,
    TITLE,
    Style,
)
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.typeface import Face, plain_line
from merchant_desk.values.cash_words import DepositKind
from merchant_desk.values.deposit_slip import DepositSlip, deposit_title
from merchant_desk.values.french import euros, long_date, number
from merchant_desk.values.texts import _, ngettext

_TOTAL = Style(15, Face.STRONG_FIGURES)
_BOX = 30 * MM
_RANK, _AMOUNT = 14 * MM, 36 * MM


def render(slip: DepositSlip) -> bytes:
    """Return the slip as a PDF."""
    title = f"{deposit_title(slip.kind)} {slip.number}"
    paper = Paper(title, plain_line(slip.holder))
    flow = Flow(paper, lambda page, first: _head(page, slip, first=first))
    draw_pairs(flow, _facts(slip))
    flow.skip(5 * MM)
    rows = [
        (number(place), plain_line(each.label) or "—", euros(each.amount))
        for place, each in enumerate(slip.lines, 1)
    ]
    columns = (
        Column(_("N°"), _RANK),
        Column(_columns_words(slip.kind), ROOM - _RANK - _AMOUNT, BODY_STRONG),
        Column(_("Montant"), _AMOUNT, FIGURES, right=True),
    )
    draw_table(flow, columns, rows)
    _total(flow, slip)
    _signatures(flow)
    for place, page in enumerate(flow.pages, 1):
        counted = _("{number} · page {place}/{pages}").format(
            number=slip.number, place=place, pages=len(flow.pages)
        )
        page.text(MARGIN, HEIGHT - 11 * MM, plain_line(slip.holder)[:80], SMALL)
        page.right(RIGHT, HEIGHT - 11 * MM, counted, SMALL)
    return paper.finish()


def _columns_words(kind: DepositKind) -> str:
    return _("Espèces") if kind is DepositKind.CASH else _("Chèque, tireur et pièce réglée")


def _head(page: Page, slip: DepositSlip, *, first: bool) -> float:
    if not first:
        page.text(MARGIN, 17 * MM, f"{deposit_title(slip.kind)} {slip.number}", BODY_STRONG)
        return 24 * MM
    page.text(MARGIN, 24 * MM, deposit_title(slip.kind), TITLE)
    page.text(MARGIN, 31 * MM, slip.number, Style(11, Face.STRONG_FIGURES))
    page.right(RIGHT, 31 * MM, long_date(slip.day), BODY.but(size=10.5))
    page.line(MARGIN, 35 * MM, RIGHT, STRONG_LINE)
    return 39 * MM


def _facts(slip: DepositSlip) -> list[tuple[str, str]]:
    facts = (
        (_("Titulaire"), slip.holder),
        (_("Banque"), slip.bank_name),
        (_("Compte"), slip.account),
        (_("IBAN"), " ".join(slip.iban[at : at + 4] for at in range(0, len(slip.iban), 4))),
        (_("Note"), "" if slip.kind is DepositKind.CASH else slip.note),
    )
    return [(label, fact) for label, fact in facts if fact]


def _total(flow: Flow, slip: DepositSlip) -> None:
    flow.need(16 * MM)
    flow.skip(3 * MM)
    page, top = flow.page, flow.y
    page.fill(MARGIN, top, ROOM, 11 * MM, SUNKEN)
    page.text(MARGIN + 4 * MM, top + 7 * MM, _counted(slip), BODY_STRONG.but(size=10.5))
    page.right(RIGHT - 3 * MM, top + 7.4 * MM, euros(slip.amount), _TOTAL)
    flow.skip(11 * MM)


def _counted(slip: DepositSlip) -> str:
    if slip.kind is DepositKind.CASH:
        return _("Total des espèces")
    count = len(slip.lines)
    words = ngettext("Total\u00a0: {n} chèque", "Total\u00a0: {n} chèques", count)
    return words.format(n=number(count))


def _signatures(flow: Flow) -> None:
    flow.need(_BOX + 22 * MM)
    flow.skip(9 * MM)
    width = (ROOM - 8 * MM) / 2
    for place, words in enumerate((_("Signature du déposant"), _("Cachet de la banque"))):
        left = MARGIN + place * (width + 8 * MM)
        flow.page.text(left, flow.y, words, LABEL)
        flow.page.frame(left, flow.y + 2.5 * MM, width, _BOX, LINE)
    flow.skip(_BOX + 8 * MM)
    words = _("Gardez un exemplaire\u00a0: il prouve ce qui a été remis, et quand.")
    draw_text(flow, words, SMALL)
