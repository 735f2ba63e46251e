"""One account: its name, the balance she says, whether it is still in use."""

from PySide6.QtCore import QObject

from merchant_desk.errors import DeskError
from merchant_desk.operations.save_bank_account import close_bank_account, rename_bank_account
from merchant_desk.operations.set_bank_opening import set_bank_opening
from merchant_desk.queries.bank_accounts import AccountRow
from merchant_desk.ui.desk import Desk, Session
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.entries import read_amount, read_day, written_amount, written_day
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _


class AccountSheet(QObject):
    """Changes an account; what files tell is never changed here."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._account: AccountRow | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, "")
        self.banner = Banner(theme)
        self.name = Field(theme, _("Nom du compte"), check=_check_name)
        self.opening = Field(theme, _("Solde"), check=_check_amount)
        self.opening_on = Field(theme, _("Au soir du"), check=_check_day)
        self.note = TextLabel(
            theme,
            _(
                "À donner seulement si vos relevés ne disent pas le solde\u00a0: le plus récent "
                "l’emporte."
            ),
            ink=Ink.TEXT2,
            wraps=True,
        )
        self.closed = CheckBox(theme, _("Compte fermé\u00a0: il ne compte plus dans le solde"))
        self.cancel = Button(theme, _("Annuler"))
        self.go = Button(theme, _("Enregistrer"), kind=Kind.PRIMARY)
        self._build()

    def _build(self) -> None:
        for part in (self.banner, self.name, self.note, self.opening, self.opening_on, self.closed):
            self.sheet.body.addWidget(part)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addWidget(self.go)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)
        for field in (self.name, self.opening, self.opening_on):
            field.input.returnPressed.connect(self._on_go)

    def open_for(self, account: AccountRow) -> None:
        """Open on an account as it is."""
        self._account = account
        self.sheet.title.setText(account.name)
        self.sheet.subtitle.setText(account.iban or account.bank_name)
        self.banner.hide()
        self.name.set_value(account.name)
        told = account.told
        self.opening.set_value("" if told is None else _written(told.amount))
        self.opening_on.set_value("" if told is None else written_day(told.day))
        self.closed.setChecked(not account.active)
        self.sheet.open_sheet(self.name.input)

    def _on_go(self) -> None:
        fields = (self.name, self.opening, self.opening_on)
        wrong = [field for field in fields if not field.validate()]
        if wrong:
            wrong[0].input.setFocus()
            return
        if self._account is not None:
            self._desk.write(
                self._show_saved,
                _save,
                self._desk.gesture(),
                self._account,
                self.name.value,
                (self.opening.value, self.opening_on.value),
                closed=self.closed.isChecked(),
            ).or_else(self._show_trouble)

    def _show_saved(self, _saved: None) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("Compte enregistré."))

    def _show_trouble(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))


def _save(
    session: Session,
    gesture: Gesture,
    account: AccountRow,
    name: str,
    said: tuple[str, str],
    *,
    closed: bool,
) -> None:
    if name != account.name:
        rename_bank_account(session, gesture, account.account_id, name)
    amount, day = _signed(said[0]), read_day(said[1])
    told = account.told
    if (
        amount is not None
        and day is not None
        and (told is None or (told.amount, told.day) != (amount, day))
    ):
        set_bank_opening(session, gesture, account.account_id, amount, day)
    if closed == account.active:
        close_bank_account(session, gesture, account.account_id, active=not closed)


def _signed(text: str) -> Money | None:
    """Return an amount that may be overdrawn."""
    bare = text.strip().replace("\u2212", "-")
    amount = read_amount(bare.removeprefix("-"))
    return -amount if amount is not None and bare.startswith("-") else amount


def _written(amount: Money) -> str:
    return f"-{written_amount(-amount)}" if amount < ZERO else written_amount(amount)


def _check_name(text: str) -> str:
    return "" if text.strip() else _("Donnez un nom au compte.")


def _check_amount(text: str) -> str:
    fine = not text.strip() or _signed(text) is not None
    return "" if fine else _("Saisissez un montant, comme 1284,24.")


def _check_day(text: str) -> str:
    fine = not text.strip() or read_day(text) is not None
    return "" if fine else _("Saisissez une date, comme 06/01/2027.")
