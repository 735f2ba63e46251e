"""The parts of the sheet of an order, each made from what the query found."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.queries.purchase_card import PurchaseCard, PurchaseCardLine
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.orders.sheet_section import SheetSection, StoryLine
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.purchase_orders.words import state_chip
from merchant_desk.ui.stock.lines import Line
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import euros, moment, number, rate, short_date
from merchant_desk.values.purchase_words import (
    coming_words,
    packs_words,
    purchase_event_words,
    unit_cost,
    units_words,
)
from merchant_desk.values.texts import _, ngettext

_LINES_SHOWN = 80


def chips(theme: Theme, card: PurchaseCard) -> QWidget:
    """Return the state and what came, side by side."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    line.addWidget(Chip(theme, state_chip(card.state)))
    if card.received:
        ordered = sum(each.quantity for each in card.lines)
        words = _("{n} sur {total} reçues").format(n=number(card.received), total=number(ordered))
        line.addWidget(Chip(theme, ChipText(words, Tone.MUTE, quiet=True)))
    line.addStretch(1)
    return row


def notices(theme: Theme, card: PurchaseCard, today: date) -> Iterator[QWidget]:
    """Yield what is expected, what is late and what is missing."""
    if card.open_units:
        words = coming_words(card.open_units, card.expected_on)
        late = card.is_late(today)
        tone, icon = (Tone.BAD, "clock-alert") if late else (Tone.INFO, "truck")
        told = _("En retard\u00a0: appelez le fournisseur, ou notez sa nouvelle date.")
        yield TintBox(theme, tone, icon, words, told if late else "")
    missing = sum(
        max(0, each.quantity - each.confirmed_units)
        for each in card.lines
        if each.confirmed_units is not None
    )
    if missing and card.open_units:
        words = _("Le fournisseur n’enverra pas {units}.").format(units=units_words(missing))
        yield TintBox(theme, Tone.WARN, "triangle-alert", words)


def lines(theme: Theme, card: PurchaseCard) -> SheetSection:
    """Return the articles, what came of each and when the rest is expected."""
    counted = ngettext("{n} ligne", "{n} lignes", len(card.lines))
    part = SheetSection(theme, _("Articles"), counted.format(n=number(len(card.lines))))
    for each in card.lines[:_LINES_SHOWN]:
        value = "—" if each.total is None else euros(each.total)
        part.body.addWidget(Line(theme, each.title, value, _line_words(each)))
    if len(card.lines) > _LINES_SHOWN:
        told = _("Les {n} lignes suivantes sont dans le bon de commande.")
        part.add_text(told.format(n=number(len(card.lines) - _LINES_SHOWN)))
    if not card.lines:
        part.add_text(_("Aucun article encore."))
    return part


def _line_words(line: PurchaseCardLine) -> str:
    packs = packs_words(line.quantity, line.pack_units)
    units = f"{units_words(line.quantity)} ({packs})" if packs else units_words(line.quantity)
    price = "" if line.cost_tenthousandths is None else unit_cost(line.cost_tenthousandths)
    rebate = _("remise {rate}").format(rate=rate(line.rebate_bp)) if line.rebate_bp else ""
    came = _("{n} reçues").format(n=number(line.received)) if line.received else ""
    gone = _("{n} abandonnées").format(n=number(line.given_up)) if line.given_up else ""
    told = (line.supplier_sku or line.sku, units, price, rebate, came, gone, line.reason)
    return " · ".join(filter(None, told))


def money(theme: Theme, card: PurchaseCard) -> SheetSection:
    """Return what it comes to before VAT."""
    part = SheetSection(theme, _("Montants"), euros(card.totals.total))
    part.add_pair(_("Marchandise HT"), euros(card.totals.goods))
    carriage = euros(card.totals.carriage) if card.totals.carriage else _("franco")
    part.add_pair(_("Port HT"), carriage)
    part.add_pair(_("Total HT"), euros(card.totals.total), Role.BOLD)
    if card.totals.unknown:
        words = ngettext("{n} ligne", "{n} lignes", card.totals.unknown)
        part.add_pair(_("Prix à confirmer"), words.format(n=number(card.totals.unknown)))
    return part


def terms(theme: Theme, card: PurchaseCard) -> SheetSection:
    """Return the days, the supplier's reference and what is printed on the order."""
    part = SheetSection(theme, _("Livraison"))
    wanted = _("au plus tôt") if card.wanted_on is None else short_date(card.wanted_on)
    part.add_pair(_("Souhaitée"), wanted)
    if card.sent_at is not None:
        part.add_pair(_("Commandée le"), short_date(paris_date(card.sent_at)))
    if card.confirmed_on is not None:
        part.add_pair(_("Confirmée pour le"), short_date(card.confirmed_on))
    if card.supplier_reference:
        part.add_pair(_("Sa référence"), card.supplier_reference)
    if card.note:
        part.add_text(card.note)
    return part


def story(theme: Theme, card: PurchaseCard) -> SheetSection:
    """Return the steps of its life, the newest first."""
    part = SheetSection(theme, _("Suivi"))
    part.body.setSpacing(0)
    steps = list(reversed(card.steps))
    for place, each in enumerate(steps):
        said = " · ".join(filter(None, (purchase_event_words(each.kind), each.detail)))
        when = " · ".join(filter(None, (moment(each.at), each.by)))
        part.body.addWidget(StoryLine(theme, said, when, newest=place == 0))
    when = " · ".join(filter(None, (moment(card.created_at), card.by)))
    first = StoryLine(theme, _("Commande écrite"), when, newest=not steps)
    first.ends = True
    part.body.addWidget(first)
    return part
