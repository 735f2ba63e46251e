"""The paper of a wave: one list sorted by bin, then one packing slip for each order."""

from merchant_desk.documents.drawing.flow import MARGIN, RIGHT, Flow
from merchant_desk.documents.drawing.ink import BODY, HEIGHT, MM, SMALL, TITLE, Style
from merchant_desk.documents.drawing.item_rows import draw_pick_lines
from merchant_desk.documents.drawing.logo import ready_logo
from merchant_desk.documents.drawing.paper import Page, Paper
from merchant_desk.documents.drawing.typeface import Face, plain_line, typeface
from merchant_desk.documents.packing_slip import draw_slip
from merchant_desk.values.french import items, moment, number
from merchant_desk.values.slips import PickingBatch, late_first
from merchant_desk.values.texts import _, ngettext


def render(batch: PickingBatch) -> bytes:
    """Return the list of a wave and the slips of its orders, late ones first, as one PDF."""
    title = _("Préparation {wave}").format(wave=plain_line(batch.wave_number)).strip()
    logo = batch.logo or next((slip.logo for slip in batch.slips if slip.logo), None)
    paper = Paper(title, plain_line(batch.shop_name), ready_logo(logo))
    if batch.pick_lines:
        _draw_list(paper, batch)
    for slip in late_first(batch.slips):
        draw_slip(paper, slip)
    return paper.finish()


def _draw_list(paper: Paper, batch: PickingBatch) -> None:
    def head(page: Page, first: bool) -> float:
        return _draw_first_head(page, batch) if first else _draw_next_head(page, batch)

    flow = Flow(paper, head)
    draw_pick_lines(flow, batch.pick_lines)
    for place, page in enumerate(flow.pages, 1):
        level = HEIGHT - 11 * MM
        page.text(MARGIN, level, _("Trié par emplacement. Cochez ce qui est pris."), SMALL)
        counted = _("page {place}/{pages}").format(place=place, pages=len(flow.pages))
        counted = " · ".join(filter(None, (_wave(batch)[:60], counted)))
        page.right(RIGHT, level, counted, SMALL)


def _draw_first_head(page: Page, batch: PickingBatch) -> float:
    wave = _wave(batch)
    page.text(MARGIN, 22 * MM, _("À prélever"), TITLE)
    page.right(
        RIGHT, 22 * MM, typeface(Face.STRONG).shortened(wave, 15, 90 * MM), Style(15, Face.STRONG)
    )
    facts = [
        ngettext("{n} commande", "{n} commandes", len(batch.slips)).format(
            n=number(len(batch.slips))
        ),
        items(batch.units),
    ]
    late = sum(slip.late for slip in batch.slips)
    if late:
        facts.append(ngettext("{n} en retard", "{n} en retard", late).format(n=number(late)))
    page.text(MARGIN, 29 * MM, " · ".join(facts), BODY.but(size=10.5))
    made = moment(batch.created_at)
    if batch.prepared_by:
        made = f"{plain_line(batch.prepared_by)} · {made}"
    page.right(RIGHT, 29 * MM, made, BODY.but(size=10.5))
    return 34 * MM


def _draw_next_head(page: Page, batch: PickingBatch) -> float:
    title = _("À prélever (suite)")
    if batch.wave_number:
        wave = plain_line(batch.wave_number)[:40]
        title = _("À prélever, vague {wave} (suite)").format(wave=wave)
    page.text(MARGIN, 17 * MM, title, Style(12, Face.STRONG))
    return 20 * MM


def _wave(batch: PickingBatch) -> str:
    """Return the name of the wave; orders printed again without one have none."""
    if not batch.wave_number:
        return ""
    return _("Vague {wave}").format(wave=plain_line(batch.wave_number))
