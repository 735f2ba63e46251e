"""The parts of a document's sheet, each made from what the query found."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.queries.invoice_card import CardDocument, InvoiceCard
from merchant_desk.rules.invoice_life import STATUSES
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.invoices.invoice_words import document_title, state_chip
from merchant_desk.ui.orders.sheet_section import SheetSection
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.stock.lines import Line
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import euros, moment, number, rate, short_date
from merchant_desk.values.invoice_page import InvoiceKind, InvoiceLine, InvoicePage, InvoiceVatRow
from merchant_desk.values.payment_means import means_words
from merchant_desk.values.postal import postal_lines
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.vat import VatTreatment

LINES_SHOWN = 60
_TREATMENTS = frozenset({VatTreatment.NORMAL, VatTreatment.OSS})


def chips(theme: Theme, card: InvoiceCard) -> QWidget:
    """Return where the document stands and who it is for, side by side."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    buyer = _("Professionnel") if card.page.buyer.is_business else _("Particulier")
    shown = [state_chip(card.due.state), ChipText(buyer, Tone.MUTE, quiet=True)]
    if card.page.training:
        shown.append(ChipText(_("École"), Tone.WARN))
    for each in shown:
        line.addWidget(Chip(theme, each))
    line.addStretch(1)
    return row


def notices(theme: Theme, card: InvoiceCard) -> Iterator[QWidget]:
    """Yield what is to be known before anything is done with it."""
    page = card.page
    if card.replaced_by is not None:
        text = _("La facture {number} l’annule et la remplace.")
        told = text.format(number=card.replaced_by.number)
        yield TintBox(theme, Tone.INFO, "info", _("Facture remplacée"), told)
    if card.uncredited:
        text = _(
            "{amount} ont été rendus au client sans avoir\u00a0: faites l’avoir de ce montant."
        )
        told = text.format(amount=euros(card.uncredited))
        yield TintBox(theme, Tone.WARN, "triangle-alert", _("Avoir à faire"), told)
    if card.due.left.cents < 0 and card.can_pay:
        told = _("{amount} sont à rendre au client.").format(amount=euros(-card.due.left))
        yield TintBox(theme, Tone.WARN, "undo-2", _("À rembourser"), told)
    if page.reason:
        yield TintBox(theme, Tone.INFO, "message-square", _("Motif"), page.reason)


def money(theme: Theme, card: InvoiceCard) -> SheetSection:
    """Return what it comes to and what is left of it."""
    page, due = card.page, card.due
    part = SheetSection(theme, _("Montants"), euros(page.ttc))
    part.add_pair(_("Total HT"), euros(page.net))
    for row in page.vat_rows:
        part.add_pair(_vat_words(row), euros(row.vat))
    part.add_pair(_("Total TTC"), euros(page.ttc), Role.BOLD)
    for deposit in page.deposits:
        words = _("Acompte {number} déduit").format(number=deposit.number)
        part.add_pair(words, euros(-deposit.amount))
    if due.credited:
        part.add_pair(_("Avoirs"), euros(due.credited))
    paid = due.settled - page.deposited
    if paid:
        part.add_pair(_("Réglé"), euros(paid))
    if due.left.cents > 0:
        part.add_pair(_("Reste à payer"), euros(due.left), Role.BOLD)
        part.add_pair(_("Échéance"), short_date(due.due_on))
    return part


def lines(theme: Theme, page: InvoicePage) -> SheetSection:
    """Return what it sells; the end of a very long one is on the paper."""
    count = len(page.lines)
    words = ngettext("{n} ligne", "{n} lignes", count).format(n=number(count))
    part = SheetSection(theme, _("Lignes"), words)
    part.body.setSpacing(0)
    for line in page.lines[:LINES_SHOWN]:
        part.body.addWidget(Line(theme, _line_name(line), euros(line.ttc), _line_note(line)))
    if count > LINES_SHOWN:
        hidden = _("La suite est sur le document\u00a0: ouvrez l’aperçu.")
        part.add_text(hidden, Role.CAPTION, Ink.TEXT2)
    return part


def customer(theme: Theme, page: InvoicePage) -> SheetSection:
    """Return who it is made out to."""
    part = SheetSection(theme, _("Client"))
    nobody = _("Comptoir") if page.kind is InvoiceKind.TICKET else _("Client effacé")
    part.add_text("\n".join(postal_lines(page.buyer.address)) or nobody)
    told = (
        (_("E-mail"), page.buyer.email),
        (_("SIREN"), page.buyer.siren),
        (_("TVA"), page.buyer.vat_number),
        (_("Bon de commande"), page.purchase_order),
        (_("Commande"), page.order_number),
    )
    for label, value in told:
        if value:
            part.add_pair(label, value)
    return part


def payments(theme: Theme, card: InvoiceCard) -> SheetSection | None:
    """Return the money that came in or went back; None when there was none."""
    if not card.payments:
        return None
    part = SheetSection(theme, _("Paiements"))
    for each in card.payments:
        words = filter(None, (means_words(each.means) or "—", each.reference, each.by))
        label = f"{', '.join(words)}, {short_date(each.paid_on)}"
        part.add_pair(label, euros(each.amount))
    return part


def story(theme: Theme, card: InvoiceCard) -> SheetSection | None:
    """Return the reminders and the steps of its life as an e-invoice."""
    if not card.reminders and not card.statuses:
        return None
    part = SheetSection(theme, _("Suivi"))
    for status in card.statuses:
        reason = " · ".join(filter(None, (status.reason, status.note)))
        part.add_pair(_status(status.code), ", ".join(filter(None, (reason, moment(status.at)))))
    for reminder in card.reminders:
        label = _("Relance {level}").format(level=reminder.level)
        part.add_pair(label, " · ".join(filter(None, (moment(reminder.at), reminder.by))))
    return part


def proof(theme: Theme, card: InvoiceCard) -> SheetSection:
    """Return who issued it, its link of the chain, its duplicates."""
    part = SheetSection(theme, _("Preuve"))
    part.add_pair(_("Émise"), " · ".join(filter(None, (moment(card.issued_at), card.by))))
    if card.seal is None:
        part.add_pair(_("Scellé"), _("aucun\u00a0: émise avant le scellement"))
    else:
        words = _("n°\u00a0{n} de la chaîne, marque {mark}")
        told = words.format(n=number(card.seal.sequence), mark=card.seal.mark)
        part.add_pair(_("Scellé"), told)
        if not card.seal.signed:
            part.add_pair(_("Signature"), _("aucune clé\u00a0: le maillon suivant la porte"))
    for copy in card.copies:
        label = _("Duplicata {rank}").format(rank=copy.rank)
        part.add_pair(label, " · ".join(filter(None, (moment(copy.at), copy.by))))
    return part


def related(card: InvoiceCard) -> Sequence[CardDocument]:
    """Return the documents that have to do with it, to be opened from it."""
    others = (card.replaced_by, card.told_by)
    return (*(each for each in others if each), *card.credit_notes, *card.deducted_by)


def related_words(document: CardDocument) -> str:
    """Return « Avoir AV-A2026-000012, 02/11/2026, −12,00 € »."""
    day, amount = short_date(document.issued_on), euros(document.amount)
    return f"{document_title(document.kind, document.number)}, {day}, {amount}"


def _status(code: int) -> str:
    """Return the name of a step in the life of an e-invoice."""
    named = next((_(each.name) for each in STATUSES if each.code == code), "")
    return named or _("Statut {code}").format(code=code)


def _vat_words(row: InvoiceVatRow) -> str:
    if row.treatment not in _TREATMENTS:
        return _("Sans TVA sur {base}").format(base=euros(row.base))
    return _("TVA {rate} sur {base}").format(rate=rate(row.rate_bp), base=euros(row.base))


def _line_name(line: InvoiceLine) -> str:
    name = " · ".join(filter(None, (line.name, line.option)))
    return name if line.quantity == 1 else f"{number(line.quantity)} × {name}"


def _line_note(line: InvoiceLine) -> str:
    vat = rate(line.rate_bp) if line.treatment in _TREATMENTS else _("sans TVA")
    words = [line.sku, vat]
    if line.discount:
        words.append(_("remise {amount}").format(amount=euros(line.discount)))
    return " · ".join(filter(None, words))
