"""Say by how much the stock of an article is worth less, or more again, and why."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.change_cost import CostChanged
from merchant_desk.operations.reverse_write_down import reverse_write_down
from merchant_desk.operations.write_down import WriteDown, write_down
from merchant_desk.queries.valuation.cost_story import CostStory
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.entries import read_amount, written_amount
from merchant_desk.values.french import euros
from merchant_desk.values.money import ZERO
from merchant_desk.values.stock_cost import money_of
from merchant_desk.values.texts import _


class WriteDownSheet(QObject):
    """A side sheet with an amount, a reason, and what the stock is worth after."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        self._story: CostStory | None = None
        self._reverses = False
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Déprécier le stock"))
        self.banner = Banner(theme)
        self.amount = Field(
            theme,
            _("Montant hors taxes"),
            check=_check_amount,
        )
        self.reason = Field(
            theme,
            _("Motif"),
            hint=_("Votre comptable le demandera\u00a0: emballage abîmé, vendu de nouveau…"),
            check=lambda text: "" if text else _("Dites pourquoi."),
        )
        self.preview = TextLabel(theme, "", Role.COUNTER, tabular=True)
        self.save = Button(theme, _("Déprécier"), kind=Kind.PRIMARY)
        cancel = Button(theme, _("Annuler"))
        for part in (self.banner, self.amount, self.reason, self.preview):
            self.sheet.body.addWidget(part)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.save)
        cancel.clicked.connect(self.sheet.close_sheet)
        self.amount.edited.connect(self._show_preview)
        self.amount.input.returnPressed.connect(self.reason.input.setFocus)
        self.reason.input.returnPressed.connect(self._on_save)
        self.save.clicked.connect(self._on_save)

    def open_for(self, story: CostStory) -> None:
        """Ask by how much the stock of this article is worth less."""
        self.sheet.title.setText(_("Déprécier le stock"))
        self.amount.set_hint(_("Ce que toutes les unités en stock valent de moins, comme 12,50."))
        self.save.say(_("Déprécier"))
        self._open(story, reverses=False)

    def open_to_reverse(self, story: CostStory) -> None:
        """Ask how much of what was written down is to be given back."""
        self.sheet.title.setText(_("Reprendre la dépréciation"))
        most = _("Au plus {amount}\u00a0: ce qui reste déprécié des unités en stock.")
        self.amount.set_hint(most.format(amount=euros(money_of(story.written_down))))
        self.save.say(_("Reprendre"))
        self._open(story, reverses=True)
        self.amount.set_value(written_amount(money_of(story.written_down)))
        self._show_preview()

    def _open(self, story: CostStory, *, reverses: bool) -> None:
        self._story, self._reverses = story, reverses
        self.sheet.subtitle.setText(story.title)
        self.banner.hide()
        self.amount.set_value("")
        self.reason.set_value("")
        self._show_preview()
        self.sheet.open_sheet(self.amount.input)

    def _show_preview(self, *_text: object) -> None:
        if self._story is None:
            return
        value, told = money_of(self._story.value), read_amount(self.amount.value) or ZERO
        after = value + told if self._reverses else value - told
        self.preview.setText(f"{euros(value)} → {euros(after)}")

    def _on_save(self) -> None:
        if self._story is None:
            return
        for field in (self.amount, self.reason):
            if not field.validate():
                field.input.setFocus()
                return
        amount = read_amount(self.amount.value) or ZERO
        asked = WriteDown(self._story.product_id, amount, self.reason.value)
        change = reverse_write_down if self._reverses else write_down
        ticket = self._desk.write(self._show_done, change, self._desk.gesture(), asked)
        ticket.or_else(self._show_refused)

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.amount.input.setFocus()

    def _show_done(self, done: CostChanged) -> None:
        self.sheet.close_sheet()
        less = _("Déprécié\u00a0: le stock vaut {amount} de moins.")
        more = _("Dépréciation reprise\u00a0: le stock vaut {amount} de plus.")
        change = money_of(done.kept)
        told = more if change > ZERO else less
        self._shell.toast(told.format(amount=euros(change if change > ZERO else -change)))


def _check_amount(text: str) -> str:
    amount = read_amount(text)
    if amount is None or amount <= ZERO:
        return _("Saisissez un montant, comme 12,50.")
    return ""
