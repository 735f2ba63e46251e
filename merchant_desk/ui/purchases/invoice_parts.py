"""The parts of the sheet of an invoice received, each made from what the query found."""

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.queries.supplier_invoice_card import SupplierInvoiceCard
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.orders.sheet_section import SheetSection, StoryLine
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.purchases.words import due_words, kind_words, state_chip, syntax_words
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.values.french import euros, moment, rate, short_date
from merchant_desk.values.money import ZERO
from merchant_desk.values.payment_means import means_words
from merchant_desk.values.texts import _, ngettext

_DIGEST_SHOWN = 16
_CHARGED = "S"


def chips(theme: Theme, card: SupplierInvoiceCard) -> QWidget:
    """Return the state, the nature and the form, side by side."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    shown = [
        state_chip(card.state),
        ChipText(kind_words(card.kind), Tone.MUTE, quiet=True),
        ChipText(syntax_words(card.syntax), Tone.MUTE, quiet=True),
    ]
    for each in shown:
        line.addWidget(Chip(theme, each))
    line.addStretch(1)
    return row


def notices(theme: Theme, card: SupplierInvoiceCard) -> Iterator[QWidget]:
    """Yield what its reading noticed, and what was answered to the supplier."""
    if card.state_note:
        yield TintBox(theme, Tone.INFO, "message-square", _("Votre réponse"), card.state_note)
    if card.overcharged:
        told = _("{amount} HT facturés de trop").format(amount=euros(card.overcharged))
        why = _("Plus que la commande, ou que ce qui est arrivé. «\u00a0Plus\u00a0» le réclame.")
        yield TintBox(theme, Tone.WARN, "scale", told, why)
    if card.findings:
        count = len(card.findings)
        title = ngettext("{n} remarque à la lecture", "{n} remarques à la lecture", count)
        told = "\n".join(f"{each.sentence}" for each in card.findings)
        yield TintBox(theme, Tone.WARN, "triangle-alert", title.format(n=count), told)


def money(theme: Theme, card: SupplierInvoiceCard) -> SheetSection:
    """Return what it comes to, what is left of it, and by when."""
    part = SheetSection(theme, _("Montants"), euros(card.total))
    part.add_pair(_("Total HT"), euros(card.net))
    for row in card.rates:
        if row.category == _CHARGED:
            words = _("TVA {rate} sur {base}")
        else:
            words = _("Sans TVA ({category}) sur {base}")
        label = words.format(rate=rate(row.rate_bp), base=euros(row.base), category=row.category)
        part.add_pair(label, euros(row.vat))
    part.add_pair(_("Total TTC"), euros(card.total), Role.BOLD)
    if card.payable != card.total:
        part.add_pair(_("Déjà réglé, dit le fournisseur"), euros(card.total - card.payable))
    for paid in card.payments:
        words = ", ".join(filter(None, (means_words(paid.means), paid.reference)))
        part.add_pair(f"{words}, {short_date(paid.paid_on)}", euros(-paid.amount))
    if card.left:
        label = _("À recevoir") if card.left < ZERO else _("Reste à payer")
        part.add_pair(label, euros(card.left), Role.BOLD)
        part.add_pair(_("Échéance"), due_words(card.due_on, is_told=card.due_is_told))
    return part


def supplier(theme: Theme, card: SupplierInvoiceCard) -> SheetSection:
    """Return who sent it, and the account it asks to be paid on."""
    part = SheetSection(theme, _("Fournisseur"))
    told = (
        (_("SIREN"), card.siren),
        (_("TVA"), card.vat_number),
        (_("Votre commande"), card.order_reference),
        (_("IBAN"), _spaced(card.iban)),
        (_("BIC"), card.bic),
    )
    part.add_text(card.supplier, Role.STRONG)
    for label, value in told:
        if value:
            part.add_pair(label, value)
    return part


def story(theme: Theme, card: SupplierInvoiceCard) -> SheetSection:
    """Return the steps of its life, the newest first."""
    part = SheetSection(theme, _("Suivi"))
    part.body.setSpacing(0)
    steps = list(reversed(card.steps))
    for place, each in enumerate(steps):
        said = " · ".join(filter(None, (each.name, each.reason, each.note)))
        when = " · ".join(filter(None, (moment(each.at), each.by)))
        line = StoryLine(theme, said, when, newest=place == 0)
        line.ends = place == len(steps) - 1
        part.body.addWidget(line)
    return part


def proof(theme: Theme, card: SupplierInvoiceCard) -> SheetSection:
    """Return the file it came in, kept as it came."""
    part = SheetSection(theme, _("Original conservé"))
    part.add_pair(_("Fichier"), card.file_name)
    part.add_pair(_("Reçu"), " · ".join(filter(None, (moment(card.received_at), card.by))))
    part.add_pair(_("Empreinte"), f"{card.sha256[:_DIGEST_SHOWN]}…")
    return part


def _spaced(iban: str) -> str:
    return "\u00a0".join(iban[start : start + 4] for start in range(0, len(iban), 4))
