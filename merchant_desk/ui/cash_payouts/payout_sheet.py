"""One payout beside the list: its proof, its lines with their orders, and taking it back."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.undo_payout import PayoutUndone, undo_payout
from merchant_desk.queries.payout_card import PayoutCard, PayoutPart, payout_card
from merchant_desk.ui.cash_payouts.columns import chip_of
from merchant_desk.ui.confirm_sheet import ConfirmSheet
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.latest_question import LatestQuestion
from merchant_desk.ui.orders.sheet_section import SheetSection
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.ids import InvoiceId, OrderId, PayoutId
from merchant_desk.values.payout_file import payout_kind_words, provider_name
from merchant_desk.values.texts import _

TABLES = frozenset({"payout", "cash_match"})
_SHOWN = 120


class PayoutSheet(QObject):
    """``order_wanted`` carries the order of a line, ``ticket_wanted`` its ticket."""

    order_wanted = Signal(object)
    ticket_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        self._question = LatestQuestion(desk)
        self._payout_id: PayoutId | None = None
        self.card: PayoutCard | None = None
        self.sheet = shell.new_sheet(screen, _("Versement"))
        self.banner = Banner(shell.theme)
        self.parts = QVBoxLayout()
        self.parts.setSpacing(0)
        self.undo = Button(shell.theme, _("Annuler ce versement…"), kind=Kind.QUIET, icon="undo-2")
        self.close = Button(shell.theme, _("Fermer"))
        self.confirm = ConfirmSheet(shell, screen)
        self.sheet.body.addWidget(self.banner)
        self.sheet.body.addLayout(self.parts)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addWidget(self.undo)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.close)
        self.undo.clicked.connect(self._on_undo)
        self.close.clicked.connect(self.sheet.close_sheet)
        self.confirm.confirmed.connect(self._on_confirmed)
        desk.changed.connect(self._on_changed)

    def open_payout(self, payout_id: PayoutId) -> None:
        """Show this payout."""
        self._payout_id, self.card = payout_id, None
        self.banner.hide()
        clear(self.parts)
        self._ask()
        self.sheet.open_sheet(self.close)

    def _ask(self) -> None:
        if self._payout_id is not None:
            self._question.ask(self._show_card, payout_card, self._payout_id)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.sheet.isVisible() and tables & TABLES:
            self._ask()

    def _show_card(self, card: PayoutCard | None) -> None:
        if card is None or card.undone:
            self.sheet.close_sheet()
            return
        self.card = card
        self.sheet.title.setText(
            _("{provider}, {net}").format(
                provider=provider_name(card.provider), net=euros(card.net)
            )
        )
        self.sheet.subtitle.setText(
            _("{reference} · versé le {day}").format(
                reference=card.reference, day=short_date(card.paid_on)
            )
        )
        self.sheet.subtitle.setVisible(True)  # the sheet opened before it was known
        clear(self.parts)
        for part in (self._proof(card), self._lines(card), self._origin(card)):
            self.parts.addWidget(part)
        self.undo.setVisible(card.can_undo)

    def _proof(self, card: PayoutCard) -> QWidget:
        part = SheetSection(self._shell.theme, _("La preuve"))
        for each in card.sums:
            label = f"{payout_kind_words(each.kind)} ({number(each.count)})"
            if each.amount:
                part.add_pair(label, euros(each.amount))
            if each.fee:
                told = _("{kind}\u00a0: frais retenus").format(kind=payout_kind_words(each.kind))
                part.add_pair(told if each.amount else label, euros(each.fee))
        part.add_pair(_("Net des lignes"), euros(card.net - card.difference), Role.BOLD)
        part.add_pair(_("Versé, dit le relevé"), euros(card.net), Role.BOLD)
        part.add_pair(_("Écart"), euros(card.difference))
        row = Line(self._shell.theme, _("À la banque"))
        row.add(Chip(self._shell.theme, chip_of(card.seen, card.net)))
        part.body.addWidget(row)
        return part

    def _lines(self, card: PayoutCard) -> QWidget:
        missing = sum(each.not_found for each in card.lines)
        note = ""
        if missing:
            note = _("{n} sans commande").format(n=number(missing))
        part = SheetSection(self._shell.theme, _("Les lignes"), note)
        part.body.setSpacing(0)
        if missing:
            part.add_text(_missing_words(card), ink=Ink.TEXT2)
            part.body.addSpacing(6)
        for each in sorted(card.lines, key=lambda line: not line.not_found)[:_SHOWN]:
            part.body.addWidget(self._line(each))
        if len(card.lines) > _SHOWN:
            words = _("Et {n} autres lignes.")
            part.add_text(words.format(n=number(len(card.lines) - _SHOWN)))
        return part

    def _line(self, each: PayoutPart) -> Line:
        theme = self._shell.theme
        what = payout_kind_words(each.kind)
        title = f"{what} {each.order_number}".strip() if each.order_number else what
        fee = _("frais {amount}").format(amount=euros(each.fee)) if each.fee else ""
        told = each.order_text if not each.order_number else each.customer
        facts = (short_date(each.happened_on), told or each.label, fee)
        line = Line(theme, title, euros(each.amount or each.fee), " · ".join(filter(None, facts)))
        if each.order_id is not None:
            go = Button(theme, "", kind=Kind.QUIET, icon="arrow-right")
            go.setAccessibleName(_("Ouvrir la commande {number}").format(number=each.order_number))
            go.setToolTip(_("Ouvrir la commande"))
            go.clicked.connect(partial(self._on_order, each.order_id))
            line.add(go)
        elif each.invoice_id is not None:
            go = Button(theme, "", kind=Kind.QUIET, icon="arrow-right")
            go.setAccessibleName(
                _("Ouvrir le ticket de {amount}").format(amount=euros(each.amount))
            )
            go.setToolTip(_("Ouvrir le ticket de caisse"))
            go.clicked.connect(partial(self._on_ticket, each.invoice_id))
            line.add(go)
        elif each.not_found:
            line.add(Chip(theme, ChipText(_("Inconnue"), Tone.WARN)))
        return line

    def _origin(self, card: PayoutCard) -> QWidget:
        part = SheetSection(self._shell.theme, _("Relevé"))
        part.add_pair(_("Fichier"), card.file_name)
        part.add_pair(_("Repris par"), card.by)
        return part

    def _on_order(self, order_id: OrderId, _checked: bool = False) -> None:
        self.order_wanted.emit(order_id)

    def _on_ticket(self, invoice_id: InvoiceId, _checked: bool = False) -> None:
        self.ticket_wanted.emit(invoice_id)

    def _on_undo(self) -> None:
        if self.card is None:
            return
        self.confirm.ask(
            _("Annuler ce versement\u00a0?"),
            self.card.reference,
            _(
                "Il ne comptera plus ni dans la prévision ni dans les livres. Vous pourrez "
                "reprendre le relevé."
            ),
            _("Annuler le versement"),
            self.card.payout_id,
        )

    def _on_confirmed(self, payout_id: object) -> None:
        if isinstance(payout_id, bytes):
            ticket = self._desk.write(
                self._show_undone, undo_payout, self._desk.gesture(), PayoutId(payout_id)
            )
            ticket.or_else(self._show_refused)

    def _show_undone(self, undone: PayoutUndone) -> None:
        self.sheet.close_sheet()
        words = _("Versement {reference} annulé.")
        self._shell.toast(words.format(reference=undone.reference))

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.sheet.open_sheet(self.close)
        self.sheet.to_top()


def _missing_words(card: PayoutCard) -> str:
    """Return what to do about lines that no order and no ticket explains."""
    first = _(
        "Leur commande n’est pas ici\u00a0: vente faite ailleurs, ou pas encore synchronisée."
    )
    if card.seen:
        then = _(
            "Synchronisez, annulez le rapprochement de la banque et ce versement, puis reprenez "
            "le relevé. Une vente faite ailleurs se facture à part."
        )
    else:
        then = _(
            "Synchronisez, annulez ce versement, puis reprenez le relevé. Une vente faite "
            "ailleurs se facture à part."
        )
    return f"{first} {then}"
