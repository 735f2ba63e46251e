"""The parts of the order's sheet, each made from what the query found."""

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.queries.order_card import CardHead, CardMessage, OrderCard
from merchant_desk.queries.order_papers import CardInvoice
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.orders.order_words import DELIVERY_WORDS, payment_chip, state_chip
from merchant_desk.ui.orders.sheet_section import SheetSection, StoryLine
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.values.french import euros, moment, number, short_date
from merchant_desk.values.money import Money
from merchant_desk.values.postal import postal_lines
from merchant_desk.values.texts import _, later, ngettext
from merchant_desk.values.words import MessageState

_MESSAGES = {
    "shipped": later("Expédition"),
    "tracking": later("Numéro de suivi"),
    "stock": later("Stock"),
    "price": later("Prix"),
    "refund": later("Remboursement"),
}


def chips(theme: Theme, card: OrderCard) -> QWidget:
    """Return the states of the order, side by side."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    head = card.head
    shown = [state_chip(head.state, head.blocked_reason), payment_chip(head.payment)]
    if card.late:
        shown.insert(0, ChipText(_("En retard"), Tone.BAD, icon="clock-alert"))
    for each in shown:
        line.addWidget(Chip(theme, each))
    line.addStretch(1)
    return row


def notes(theme: Theme, head: CardHead) -> Iterator[QWidget]:
    """Yield what the customer wrote; a note too long to read says so."""
    if head.gift_note:
        yield TintBox(theme, Tone.ACCENT, "gift", _("Message du cadeau"), head.gift_note)
    if head.note:
        text = head.note
        if head.note_length > len(text):
            cut = _("… ({n} caractères en tout)").format(n=number(head.note_length))
            text = f"{text}{cut}"
        yield TintBox(theme, Tone.INFO, "message-square", _("Note du client"), text)


def outdated_slip(theme: Theme, card: OrderCard) -> Iterator[TintBox]:
    """Yield that the slip printed last tells what the order was before it changed."""
    if card.edited_at is not None:
        text = _("Modifiée le {moment}. Réimprimez-le\u00a0: Plus, Réimprimer le bon.")
        title = _("Bon imprimé avant la modification de la commande")
        told = text.format(moment=moment(card.edited_at))
        yield TintBox(theme, Tone.WARN, "printer", title, told)


def conflicts(theme: Theme, card: OrderCard) -> Iterator[TintBox]:
    """Yield each disagreement with both values."""
    for each in card.conflicts:
        values = _("Ici\u00a0: {desk}\nBoutique en ligne\u00a0: {shop}")
        text = values.format(desk=each.desk_value, shop=each.shop_value)
        yield TintBox(theme, Tone.WARN, "triangle-alert", each.field, text)


def delivery(theme: Theme, card: OrderCard) -> SheetSection:
    """Return where it goes, how, and by when."""
    head = card.head
    part = SheetSection(theme, _("Livraison"), head.carrier)
    part.add_text("\n".join(postal_lines(head.shipping)) or _("Aucune adresse"))
    part.add_pair(_("Mode"), _(DELIVERY_WORDS[head.delivery]))
    if head.relay_id:
        part.add_pair(_("Point relais"), head.relay_id)
    if head.pickup_slot:
        part.add_pair(_("Retrait"), head.pickup_slot)
    part.add_pair(_("À expédier avant"), moment(head.ship_by_at))
    return part


def customer(theme: Theme, head: CardHead) -> SheetSection:
    """Return who bought and how to reach her."""
    part = SheetSection(theme, _("Client"), head.shop)
    part.add_text(head.customer, Role.STRONG)
    if head.company and head.company != head.customer:
        part.add_text(head.company)
    for label, value in ((_("E-mail"), head.email), (_("Téléphone"), head.phone)):
        if value:
            part.add_pair(label, value)
    if head.billing != head.shipping:
        part.add_pair(_("Facturation"), ", ".join(postal_lines(head.billing)))
    return part


def money(theme: Theme, card: OrderCard) -> SheetSection:
    """Return what was paid, and the papers that say so."""
    part = SheetSection(theme, _("Paiement"), euros(card.head.total))
    for paid in card.payments:
        part.add_pair(f"{paid.means or '—'}, {moment(paid.paid_at)}", euros(paid.amount))
    left = card.head.total - card.paid
    if left.cents > 0:
        part.add_pair(_("Reste à payer"), euros(left), Role.BOLD)
    if card.head.coupons:
        part.add_pair(_("Codes promo"), card.head.coupons)
    for invoice in card.invoices:
        part.add_pair(_invoice_words(invoice), euros(Money(invoice.total.cents)))
    return part


def messages(theme: Theme, card: OrderCard) -> SheetSection | None:
    """Return what the storefront was told; None when there was nothing to tell."""
    if not card.messages:
        return None
    part = SheetSection(theme, _("Boutique en ligne"))
    for each in card.messages:
        title = _(_MESSAGES[each.kind]) if each.kind in _MESSAGES else each.kind
        part.add_pair(title, _told(each))
    return part


def story(theme: Theme, card: OrderCard) -> SheetSection:
    """Return what happened, the newest first."""
    part = SheetSection(theme, _("Histoire"))
    part.body.setSpacing(0)
    events = list(reversed(card.story))
    for place, each in enumerate(events):
        when = " · ".join(filter(None, (moment(each.at), each.by)))
        line = StoryLine(theme, each.sentence, when, newest=place == 0)
        line.ends = place == len(events) - 1
        part.body.addWidget(line)
    return part


def line_note(card: OrderCard) -> str:
    """Return how many articles the order has."""
    count = card.head.articles
    return ngettext("{n} article", "{n} articles", count).format(n=number(count))


def _invoice_words(invoice: CardInvoice) -> str:
    words = _("Facture {number}, {day}")
    return words.format(number=invoice.number, day=short_date(invoice.issue_date))


def _told(message: CardMessage) -> str:
    if message.state is MessageState.SENT and message.sent_at is not None:
        return _("transmis, {moment}").format(moment=moment(message.sent_at))
    if message.state is MessageState.PARKED:
        return _("refusé\u00a0: {problem}").format(problem=message.problem)
    if message.state is MessageState.DROPPED:
        return _("abandonné")
    return message.problem or _("en attente")
