"""Cheques to bring to the bank: all ticked, those that stay are unticked, then the slip."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.make_deposit import DepositMade, deposit_cheques
from merchant_desk.queries.bank_accounts import AccountRow, bank_accounts
from merchant_desk.queries.cheques_since import cheques_since
from merchant_desk.queries.deposit_candidates import ChequeToBring, cheques_to_bring
from merchant_desk.ui.cash_deposits.since_row import SinceRow
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear, labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.ids import CashAccountId, PaymentId
from merchant_desk.values.money import total
from merchant_desk.values.texts import _, ngettext

if TYPE_CHECKING:
    from merchant_desk.ui.desk import Session

ToBring = tuple[tuple[ChequeToBring, ...], tuple[AccountRow, ...], date | None]


class BringSheet(QObject):
    """``made`` carries the slip."""

    made = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        theme = shell.theme
        self._desk, self._shell = desk, shell
        self._cheques: tuple[ChequeToBring, ...] = ()
        self._accounts: tuple[AccountRow, ...] = ()
        self.boxes: dict[PaymentId, CheckBox] = {}
        self.sheet = shell.new_sheet(screen, _("Remettre des chèques"))
        self.banner = Banner(theme)
        self.words = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.account = Select(theme, _("Compte"))
        self.since = SinceRow(desk, theme, screen)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.counted = TextLabel(theme, "", Role.CARD_TITLE, tabular=True)
        self.cancel = Button(theme, _("Annuler"))
        self.go = Button(theme, _("Faire le bordereau"), kind=Kind.PRIMARY, icon="check")
        self._build(theme)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)
        self.since.changed.connect(self.open_sheet)
        self.since.refused.connect(self._show_refused)

    def _build(self, theme: Theme) -> None:
        body = self.sheet.body
        body.addWidget(self.banner)
        body.addWidget(self.words)
        body.addLayout(labelled(theme, self.account))
        body.addLayout(self.since.row)
        body.addLayout(self.lines)
        body.addSpacing(8)
        body.addWidget(self.counted)
        body.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.go)

    def open_sheet(self) -> None:
        """Ask for the cheques and show them."""
        self.banner.hide()
        self._desk.read(self._show, to_bring, paris_date(utc_now()))

    def _show(self, told: ToBring) -> None:
        self._cheques, self._accounts, since = told
        self.since.show_day(since)
        self.account.clear()
        for each in self._accounts:
            self.account.addItem(each.name, each.account_id)
        clear(self.lines)
        self.boxes = {}
        for cheque in self._cheques:
            self.lines.addWidget(self._line(cheque))
        self._show_words()
        self._on_ticked()
        first = next(iter(self.boxes.values()), self.cancel)
        self.sheet.open_sheet(first)

    def _line(self, cheque: ChequeToBring) -> Line:
        theme = self._shell.theme
        told = _("n° {number}").format(number=cheque.number) if cheque.number else ""
        note = " · ".join(filter(None, (short_date(cheque.received_on), told, cheque.document)))
        line = Line(theme, cheque.who or _("Sans nom"), euros(cheque.amount), note)
        box = CheckBox(theme, "")
        who = cheque.who or euros(cheque.amount)
        box.setAccessibleName(_("Remettre le chèque de {who}").format(who=who))
        box.setChecked(True)
        box.toggled.connect(self._on_ticked)
        line.add(box)
        self.boxes[cheque.payment_id] = box
        return line

    def _show_words(self) -> None:
        if not self._accounts:
            words = _("Aucun compte n’est connu\u00a0: importez un relevé dans Banque, ou "
                      "ouvrez-y un compte.")  # fmt: skip
        elif not self._cheques:
            words = _("Aucun chèque n’attend\u00a0: tous ceux que vous avez notés sont remis.")
        else:
            words = _("Décochez ceux que vous gardez. Le bordereau se numérote et s’imprime.")
        self.words.setText(words)
        self.account.setEnabled(bool(self._accounts))

    @property
    def chosen(self) -> tuple[PaymentId, ...]:
        """Return the cheques that are ticked."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def _on_ticked(self, _ticked: bool = False) -> None:
        chosen = set(self.chosen)
        kept = [each for each in self._cheques if each.payment_id in chosen]
        words = ngettext("{n} chèque, {amount}", "{n} chèques, {amount}", len(kept))
        amount = euros(total(each.amount for each in kept))
        self.counted.setText(words.format(n=number(len(kept)), amount=amount))
        self.go.setEnabled(bool(kept) and bool(self._accounts))

    def _on_go(self) -> None:
        account = self.account.currentData()
        if not isinstance(account, bytes) or not self.go.isEnabled():
            return
        ticket = self._desk.write(
            self._show_made, deposit_cheques, self._desk.gesture(), CashAccountId(account),
            paris_date(utc_now()), self.chosen,
        )  # fmt: skip
        ticket.or_else(self._show_refused)

    def _show_made(self, made: DepositMade) -> None:
        self.sheet.close_sheet()
        self.made.emit(made)

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.sheet.to_top()


def to_bring(session: "Session", today: date) -> ToBring:
    """Return the cheques to bring, and the accounts they may go to."""
    return cheques_to_bring(session, today), bank_accounts(session), cheques_since(session)
