"""One slip beside the list: what it holds, its PDF, a cheque that came back, taking it back."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from merchant_desk.documents import draw_cheque_slip
from merchant_desk.documents.writing.pdf_folder import write_over
from merchant_desk.errors import DeskError
from merchant_desk.operations.bounce_cheque import ChequeTurned, undo_bounce
from merchant_desk.operations.cancel_deposit import cancel_deposit
from merchant_desk.operations.make_deposit import DepositMade
from merchant_desk.queries.deposit_card import DepositCard, DepositLine, deposit_card, deposit_slip
from merchant_desk.ui.cash_deposits.bounce_sheet import BounceSheet
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
from merchant_desk.values.cash_words import DepositKind
from merchant_desk.values.deposit_slip import DepositSlip, deposit_title
from merchant_desk.values.file_name import file_name
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.ids import DepositId, RecordId
from merchant_desk.values.texts import _

TABLES = frozenset({"bank_deposit", "deposit_event", "cash_match"})


class SlipSheet(QObject):
    """``document_wanted`` carries the cheque whose invoice or order is to be seen."""

    document_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        theme = shell.theme
        self._desk, self._shell, self._screen = desk, shell, screen
        self._question = LatestQuestion(desk)
        self._deposit_id: DepositId | None = None
        self._path = Path()
        self.card: DepositCard | None = None
        self.sheet = shell.new_sheet(screen, _("Bordereau"))
        self.banner = Banner(theme)
        self.parts = QVBoxLayout()
        self.parts.setSpacing(0)
        self.cancel = Button(theme, _("Annuler ce bordereau…"), kind=Kind.QUIET, icon="undo-2")
        self.paper = Button(theme, _("PDF à signer…"), kind=Kind.PRIMARY, icon="printer")
        self.bounce = BounceSheet(desk, shell, screen)
        self.confirm = ConfirmSheet(shell, screen)
        self.sheet.body.addWidget(self.banner)
        self.sheet.body.addLayout(self.parts)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.paper)
        self.cancel.clicked.connect(self._on_cancel)
        self.paper.clicked.connect(self._on_paper)
        self.confirm.confirmed.connect(self._on_confirmed)
        self.bounce.turned.connect(self._show_turned)
        desk.changed.connect(self._on_changed)

    def open_slip(self, deposit_id: DepositId) -> None:
        """Show this slip."""
        self._deposit_id, self.card = deposit_id, None
        self.banner.hide()
        clear(self.parts)
        self._ask()
        self.sheet.open_sheet(self.paper)

    def _ask(self) -> None:
        if self._deposit_id is not None:
            self._question.ask(self._show_card, deposit_card, self._deposit_id)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.sheet.isVisible() and tables & TABLES:
            self._ask()

    def _show_card(self, card: DepositCard | None) -> None:
        if card is None:
            self.sheet.close_sheet()
            return
        self.card = card
        self.sheet.title.setText(f"{card.number}, {euros(card.amount)}")
        self.sheet.subtitle.setText(deposit_title(card.kind))
        self.sheet.subtitle.setVisible(True)  # the sheet opened before it was known
        clear(self.parts)
        self.parts.addWidget(self._facts(card))
        self.parts.addWidget(self._lines(card))
        self.cancel.setVisible(card.can_cancel)

    def _facts(self, card: DepositCard) -> QWidget:
        part = SheetSection(self._shell.theme, _("Remise"))
        part.add_pair(_("Remis le"), short_date(card.day))
        part.add_pair(_("Compte"), card.account)
        part.add_pair(_("Fait par"), card.by)
        part.add_pair(_("Montant"), euros(card.amount), Role.BOLD)
        row = Line(self._shell.theme, _("À la banque"))
        if card.cancelled_on is not None:
            row.add(Chip(self._shell.theme, ChipText(_("Annulé"), Tone.MUTE, quiet=True)))
        else:
            row.add(Chip(self._shell.theme, chip_of(card.seen, card.expected)))
        part.body.addWidget(row)
        return part

    def _lines(self, card: DepositCard) -> QWidget:
        cash = card.kind is DepositKind.CASH
        part = SheetSection(self._shell.theme, _("Espèces") if cash else _("Chèques"))
        part.body.setSpacing(0)
        for each in card.lines:
            part.body.addWidget(self._line(card, each))
        return part

    def _line(self, card: DepositCard, each: DepositLine) -> Line:
        theme = self._shell.theme
        who, *rest = (each.label or "—").split(" · ")
        if each.bounced_on is not None:
            told = _("Impayé le {day}").format(day=short_date(each.bounced_on))
            rest = [*rest, told, each.note]
        line = Line(theme, who, euros(each.amount), " · ".join(filter(None, rest)))
        if each.invoice_id is not None or each.order_id is not None:
            go = Button(theme, "", kind=Kind.QUIET, icon="arrow-right")
            go.setAccessibleName(_("Ouvrir ce que paie {cheque}").format(cheque=each.label))
            go.setToolTip(_("Ouvrir la facture ou la commande"))
            go.clicked.connect(partial(self._on_document, each))
            line.add(go)
        if card.kind is DepositKind.CASH or card.cancelled_on is not None:
            return line
        if each.bounced_on is None:
            back = Button(theme, _("Impayé…"), kind=Kind.QUIET)
            back.setAccessibleName(_("Noter impayé\u00a0: {cheque}").format(cheque=each.label))
            back.clicked.connect(partial(self._on_bounce, each))
            line.add(back)
            return line
        paid = Button(theme, _("Payé"), kind=Kind.QUIET)
        paid.setToolTip(_("Il a finalement été payé"))
        paid.setAccessibleName(_("Payé finalement\u00a0: {cheque}").format(cheque=each.label))
        paid.clicked.connect(partial(self._on_paid, each.item_id))
        line.add(paid)
        return line

    def _on_document(self, line: DepositLine, _checked: bool = False) -> None:
        self.document_wanted.emit(line)

    def _on_bounce(self, line: DepositLine, _checked: bool = False) -> None:
        self.bounce.open_for(line.item_id, line.label, line.amount)

    def _on_paid(self, item_id: RecordId, _checked: bool = False) -> None:
        ticket = self._desk.write(self._show_paid, undo_bounce, self._desk.gesture(), item_id)
        ticket.or_else(self._show_refused)

    def _show_paid(self, turned: ChequeTurned) -> None:
        words = _("Le chèque de {amount} est de nouveau payé.")
        self._shell.toast(words.format(amount=euros(turned.amount)))
        self._ask()

    def _show_turned(self, turned: ChequeTurned) -> None:
        words = _("Chèque impayé noté\u00a0: {amount} sont de nouveau dus.")
        self._shell.toast(words.format(amount=euros(turned.amount)))
        self.open_slip(turned.deposit_id)

    def _on_cancel(self) -> None:
        if self.card is None:
            return
        self.confirm.ask(
            _("Annuler ce bordereau\u00a0?"),
            self.card.number,
            _("Ce qu’il contient sera de nouveau à remettre. Son numéro reste pris."),
            _("Annuler le bordereau"),
            self.card.deposit_id,
        )

    def _on_confirmed(self, deposit_id: object) -> None:
        if isinstance(deposit_id, bytes):
            ticket = self._desk.write(
                self._show_cancelled, cancel_deposit, self._desk.gesture(), DepositId(deposit_id)
            )
            ticket.or_else(self._show_refused)

    def _show_cancelled(self, made: DepositMade) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("Bordereau {number} annulé.").format(number=made.number))

    def _on_paper(self) -> None:
        if self.card is None:
            return
        chooser = QFileDialog(self._screen, _("Enregistrer le bordereau"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter("PDF (*.pdf)")
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile(file_name(_("Remise {number}").format(number=self.card.number)))
        chooser.fileSelected.connect(self.save_paper)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save_paper(self, path: str) -> None:
        """Write the slip to this file."""
        if self.card is not None:
            self._path = Path(path)
            ticket = self._desk.read(self._show_paper, deposit_slip, self.card.deposit_id)
            ticket.or_else(self._show_refused)

    def _show_paper(self, slip: DepositSlip) -> None:
        ticket = self._desk.network(self._show_saved, _write, slip, self._path)
        ticket.or_else(self._show_refused)

    def _show_saved(self, path: Path) -> None:
        self._shell.toast(_("Fichier enregistré\u00a0: {file}").format(file=path.name))

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.sheet.open_sheet(self.paper)
        self.sheet.to_top()


def _write(slip: DepositSlip, path: Path) -> Path:
    """Draw a slip into a file, on a network lane."""
    write_over(path, draw_cheque_slip(slip))
    return path
