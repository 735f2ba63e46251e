"""Cash to bring to the bank: counted note by note, out of the drawer now or before."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.make_deposit import CashAsked, DepositMade, deposit_cash
from merchant_desk.queries.bank_accounts import AccountRow, bank_accounts
from merchant_desk.queries.deposit_candidates import CashToBring, cash_to_bring
from merchant_desk.ui.closings.close_sheet import PIECES
from merchant_desk.ui.desk import Desk, Session
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros
from merchant_desk.values.ids import CashAccountId
from merchant_desk.values.money import Money, total
from merchant_desk.values.texts import _

_NOTES = (50_000, 20_000, *PIECES)
_MOST = 9999
_COLUMNS = 2
_Told = tuple[tuple[CashToBring, ...], tuple[AccountRow, ...]]


class CashSheet(QObject):
    """``made`` carries the slip."""

    made = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        theme = shell.theme
        self._desk = desk
        self._moves: tuple[CashToBring, ...] = ()
        self.sheet = shell.new_sheet(screen, _("Remettre des espèces"))
        self.banner = Banner(theme)
        self.taken = Switch(theme, "")
        self.account = Select(theme, _("Compte"))
        self.inputs = {
            cents: NumberInput(theme, _how_many(cents), least=0, most=_MOST) for cents in _NOTES
        }
        self.counted = TextLabel(theme, "", Role.CARD_TITLE, tabular=True)
        self.told = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.cancel = Button(theme, _("Annuler"))
        self.go = Button(theme, _("Faire le bordereau"), kind=Kind.PRIMARY, icon="check")
        self._build(shell)
        self.taken.toggled.connect(self._on_count)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)

    def _build(self, shell: Shell) -> None:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        rows = (len(_NOTES) + 1) // _COLUMNS
        for place, (cents, each) in enumerate(self.inputs.items()):
            label = TextLabel(shell.theme, euros(Money(cents)), tabular=True)
            label.setBuddy(each)
            column, row = divmod(place, rows)
            grid.addWidget(label, row, 2 * column, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(each, row, 2 * column + 1)
            each.valueChanged.connect(self._on_count)
        body = self.sheet.body
        body.addWidget(self.banner)
        body.addLayout(labelled(shell.theme, self.account))
        body.addWidget(self.taken)
        body.addWidget(self.counted)
        body.addWidget(self.told)
        body.addWidget(held)
        body.addStretch(1)
        footer = self.sheet.footer
        footer.addWidget(self.cancel)
        footer.addStretch(1)
        footer.addWidget(self.go)

    def open_sheet(self) -> None:
        """Ask what left the drawer already, and open."""
        self.banner.hide()
        self._desk.read(self._show, _ask)

    def _show(self, told: _Told) -> None:
        self._moves, accounts = told
        self.account.clear()
        for each in accounts:
            self.account.addItem(each.name, each.account_id)
        out = total(each.amount for each in self._moves)
        words = _("Remettre les {amount} déjà sortis du tiroir")
        self.taken.setText(words.format(amount=euros(out)))
        self.taken.setAccessibleName(words.format(amount=euros(out)))
        self.taken.setVisible(bool(self._moves))
        self.taken.setChecked(bool(self._moves))
        for each_input in self.inputs.values():
            each_input.setValue(0)
        self._on_count()
        first = self.inputs[_NOTES[0]]
        self.sheet.open_sheet(first if accounts else self.cancel)
        first.selectAll()

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """Return what was counted."""
        return tuple((cents, each.value()) for cents, each in self.inputs.items() if each.value())

    @property
    def _wants_taken(self) -> bool:
        return bool(self._moves) and self.taken.isChecked()

    def _on_count(self, *_what: object) -> None:
        counted = Money(sum(cents * count for cents, count in self.pieces))
        out = total(each.amount for each in self._moves) if self._wants_taken else counted
        self.counted.setText(_("Compté\u00a0: {amount}").format(amount=euros(counted)))
        if self.account.count() == 0:
            told = _("Aucun compte n’est connu\u00a0: ouvrez-en un dans Banque.")
        elif self._wants_taken and counted != out:
            told = _("{amount} sont sortis du tiroir\u00a0: comptez-les.").format(amount=euros(out))
        elif self._wants_taken:
            told = _("Le compte est juste.")
        else:
            told = _("Cette somme sort du tiroir avec le bordereau.")
        self.told.setText(told)
        self.go.setEnabled(bool(counted) and counted == out and self.account.count() > 0)

    def _on_go(self) -> None:
        account = self.account.currentData()
        if not isinstance(account, bytes) or not self.go.isEnabled():
            return
        asked = CashAsked(
            account_id=CashAccountId(account),
            day=paris_date(utc_now()),
            moves=tuple(each.move_id for each in self._moves) if self._wants_taken else (),
            pieces=self.pieces,
        )
        ticket = self._desk.write(self._show_made, deposit_cash, self._desk.gesture(), asked)
        ticket.or_else(self._show_refused)

    def _show_made(self, made: DepositMade) -> None:
        self.sheet.close_sheet()
        self.made.emit(made)

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.sheet.to_top()


def _how_many(cents: int) -> str:
    return _("Nombre de {piece}").format(piece=euros(Money(cents)))


def _ask(session: Session) -> _Told:
    return cash_to_bring(session), bank_accounts(session)
