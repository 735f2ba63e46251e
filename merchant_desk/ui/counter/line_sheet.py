"""One line of the basket, changed by hand: how many, at which price, with which discount."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.errors import RefusedError
from merchant_desk.queries.lot_choices import LotChoices
from merchant_desk.rules.basket_line_edit import LineEdit, read_discount
from merchant_desk.ui.counter.form_sheet import FormSheet
from merchant_desk.ui.lots.lot_field import LotField
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.values.basket import Basket, BasketLine, any_line, line_of
from merchant_desk.values.entries import read_amount, read_whole, written_amount
from merchant_desk.values.french import euros
from merchant_desk.values.ids import RecordId
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _

_SHELF, _BROKEN = "shelf", "broken"


class LineSheet(FormSheet):
    """``edited`` carries a LineEdit."""

    edited = Signal(object)

    def __init__(self, shell: Shell, screen: QWidget) -> None:
        super().__init__(shell, screen, _("Modifier la ligne"), _("Enregistrer"))
        theme = shell.theme
        self._line_id: RecordId | None = None
        self._back = False
        self.quantity = Field(theme, _("Quantité"), hint=_("Zéro retire la ligne."))
        self.price = Field(theme, _("Prix à l’unité, TVA comprise"))
        self.discount = Field(theme, _("Remise sur la ligne"), hint=_("1,50 ou 10\u00a0%"))
        self.reason = Field(theme, _("Raison"), hint=_("Défaut, geste, erreur d’étiquette…"))
        self.state = SegmentedChoice(
            theme,
            _("Ce que devient l’article"),
            [(_SHELF, _("Retour en rayon")), (_BROKEN, _("Abîmé"))],
        )
        self.lot = LotField(theme)
        self.add([self.quantity, self.price, self.discount, self.lot, self.state, self.reason])

    def open_line(self, basket: Basket, line_id: RecordId) -> None:
        """Show a line of the basket, sold or brought back."""
        self._line_id = line_id
        self.lot.hide()
        line = line_of(basket.lines, line_id)
        back = next((each for each in basket.back if each.line_id == line_id), None)
        self._back = back is not None
        for field in (self.price, self.discount):
            field.setVisible(not self._back)
        self.state.setVisible(self._back)
        if line is not None:
            self._show_sold(line)
        elif back is not None:
            self.say(back.full_name)
            self.quantity.set_value(str(back.quantity))
            self.reason.set_value(back.reason)
            self.state.choose(_SHELF if back.restock else _BROKEN)
        self.open_on(self.quantity)

    def show_lots(self, basket: Basket, choices: LotChoices) -> None:
        """Propose the lots of the article; the one that was read is chosen."""
        line = any_line(basket, self._line_id)
        if line is not None and line.product_id == choices.product_id:
            self.lot.show_choices(choices)
            if line.lot:
                self.lot.choose(line.lot)

    def _show_sold(self, line: BasketLine) -> None:
        self.say(line.full_name)
        self.quantity.set_value(str(line.quantity))
        self.price.set_value(written_amount(line.price))
        usual = _("Prix du jour\u00a0: {price}")
        self.price.set_hint("" if line.ledger is None else usual.format(price=euros(line.ledger)))
        self.discount.set_value(_written_discount(line))
        self.reason.set_value(line.reason)

    def answer(self) -> None:
        """Hand the changes over, or say which field is wrong."""
        quantity = read_whole(self.quantity.value)
        if quantity is None or quantity < 0:
            self.wrong(self.quantity, _("Écrivez un nombre d’unités."))
            return
        price = ZERO if self._back else read_amount(self.price.value)
        if price is None:
            self.wrong(self.price, _("Écrivez un prix comme 12,50."))
            return
        try:
            amount, part = (ZERO, 0) if self._back else read_discount(self.discount.value)
        except RefusedError as error:
            self.wrong(self.discount, error.advice)
            return
        if self._line_id is None or not self.lot.validate():
            return
        lot = self.lot.lot if self.lot.touched else None
        self.sheet.close_sheet()
        self.edited.emit(
            LineEdit(
                self._line_id, quantity, price, amount, part, self.reason.value,
                restock=self.state.key == _SHELF, lot=None if lot is None else lot.number,
            )
        )  # fmt: skip


class DiscountSheet(FormSheet):
    """A discount on all that is sold; ``asked`` carries amount, part and reason."""

    asked = Signal(object, int, str)

    def __init__(self, shell: Shell, screen: QWidget) -> None:
        super().__init__(shell, screen, _("Remise sur le panier"), _("Appliquer"))
        self.discount = Field(
            shell.theme, _("Remise"), hint=_("5,00 ou 10\u00a0%. Vide\u00a0: aucune.")
        )
        self.reason = Field(shell.theme, _("Raison"), hint=_("Fidélité, geste, lot…"))
        self.say(_("Elle est partagée entre les lignes et les taux de TVA."))
        self.add([self.discount, self.reason])

    def open_basket(self, basket: Basket) -> None:
        """Show the discount there is."""
        part = f"{_percent(basket.discount_bp)}\u00a0%" if basket.discount_bp else ""
        self.discount.set_value(written_amount(basket.discount) if basket.discount else part)
        self.reason.set_value(basket.reason)
        self.open_on(self.discount)

    def answer(self) -> None:
        """Hand the discount over."""
        try:
            amount, part = read_discount(self.discount.value)
        except RefusedError as error:
            self.wrong(self.discount, error.advice)
            return
        if (amount or part) and not self.reason.value:
            self.wrong(self.reason, _("Dites pourquoi\u00a0: la raison reste avec le ticket."))
            return
        self.sheet.close_sheet()
        self.asked.emit(amount, part, self.reason.value)


def _written_discount(line: BasketLine) -> str:
    if line.discount_bp:
        return f"{_percent(line.discount_bp)}\u00a0%"
    return written_amount(line.discount) if line.discount else ""


def _percent(part_bp: int) -> str:
    whole, rest = divmod(part_bp, 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",")
