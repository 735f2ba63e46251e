"""What the supplier answered: the day, its reference, and the units it will send of each line."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.operations.confirm_purchase import confirm_purchase
from merchant_desk.queries.purchase_card import PurchaseCard
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.purchase_orders.form_head import check_day
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.entries import read_day, read_whole, written_day
from merchant_desk.values.ids import PurchaseLineId
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.purchases import LineAnswer, PurchaseKept, SupplierAnswer
from merchant_desk.values.texts import _


def _check_units(text: str) -> str:
    units = read_whole(text)
    fine = not text or (units is not None and units >= 0)
    return "" if fine else _("Un nombre entier, 0 si rien ne viendra.")


class AnswerSheet(QObject):
    """A sheet over the order's; a line left empty comes as it was ordered."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        self._card: PurchaseCard | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Réponse du fournisseur"))
        self.banner = Banner(theme)
        self.day = Field(theme, _("Livraison annoncée"), check=check_day)
        self.reference = Field(theme, _("Sa référence"), hint=_("Facultatif."))
        self.fields: dict[PurchaseLineId, Field] = {}
        self.lines = QVBoxLayout()
        self.cancel = Button(theme, _("Annuler"))
        self.go = Button(theme, _("Garder la réponse"), kind=Kind.PRIMARY)
        self._build()

    def _build(self) -> None:
        theme, body = self._shell.theme, self.sheet.body
        body.addWidget(self.banner)
        body.addWidget(self.day)
        body.addWidget(self.reference)
        body.addWidget(TextLabel(theme, _("Unités qu’il enverra"), Role.CARD_TITLE))
        told = _("Laissez vide ce qui vient comme commandé\u00a0; 0 pour ce qui ne viendra pas.")
        body.addWidget(TextLabel(theme, told, ink=Ink.TEXT2, wraps=True))
        body.addLayout(self.lines)
        body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addWidget(self.go)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)
        for field in (self.day, self.reference):
            field.input.returnPressed.connect(self._on_go)

    def open_for(self, card: PurchaseCard) -> None:
        """Ask for the answer to this order."""
        self._card = card
        self.banner.hide()
        self.sheet.subtitle.setText(f"{card.supplier.name} · {card.number}")
        day = card.confirmed_on
        self.day.set_value("" if day is None else written_day(day))
        self.reference.set_value(card.supplier_reference)
        clear(self.lines)
        self.fields = {}
        for line in card.lines:
            hint = _("commandé\u00a0: {units}").format(units=units_words(line.quantity))
            field = Field(self._shell.theme, line.title, hint=hint, check=_check_units)
            told = line.confirmed_units
            field.set_value("" if told is None else str(told))
            field.input.returnPressed.connect(self._on_go)
            self.fields[line.line_id] = field
            self.lines.addWidget(field)
        self.sheet.open_sheet(self.day.input)

    def _on_go(self) -> None:
        wrong = [each for each in (self.day, *self.fields.values()) if not each.validate()]
        if wrong:
            wrong[0].input.setFocus()
            return
        if self._card is None:
            return
        answer = SupplierAnswer(
            confirmed_on=read_day(self.day.value),
            reference=self.reference.value,
            lines=tuple(
                LineAnswer(line_id, read_whole(field.value))
                for line_id, field in self.fields.items()
                if field.value
            ),
        )
        gesture, order = self._desk.gesture(), self._card.purchase_id
        self._desk.write(self._show_kept, confirm_purchase, gesture, order, answer).or_else(
            self._show_refused
        )

    def _show_kept(self, kept: PurchaseKept) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("Réponse gardée pour {number}").format(number=kept.number))

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.day.input.setFocus()
