"""The price of one article in an operation, when she does not want the one that is worked out."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.queries.draft_lines import DraftLine
from merchant_desk.rules.promotion_draft import OwnPrice, PromotionDraft
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.entries import read_amount, written_amount
from merchant_desk.values.french import euros
from merchant_desk.values.ids import id_text
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _


class OwnPriceSheet(QObject):
    """``told`` carries the article and its own prices, none to have them worked out again."""

    told = Signal(str, object)

    def __init__(self, shell: Shell, page: QWidget) -> None:
        super().__init__(page)
        theme = shell.theme
        self._theme = theme
        self._product = ""
        self.sheet = shell.new_sheet(page, _("Prix de l’article"))
        self.prices: list[Field] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.prior = Field(
            theme,
            _("Ancien prix affiché"),
            hint=_("Vide\u00a0: le plus bas des 30 jours"),
            check=_wrong,
        )
        self.keep = Button(theme, _("Garder ce prix"), kind=Kind.PRIMARY, icon="check")
        self.reset = Button(theme, _("Revenir au calcul"), icon="rotate-ccw")
        self.sheet.body.addLayout(self._rows)
        self.sheet.body.addWidget(self.prior)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addWidget(self.reset)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.keep)
        self.keep.clicked.connect(self._on_keep)
        self.reset.clicked.connect(self._on_reset)
        self.prior.input.returnPressed.connect(self._on_keep)

    def open_for(self, row: DraftLine, draft: PromotionDraft) -> None:
        """Show the prices of one article, those that are worked out where she gave none."""
        self._product = id_text(row.product_id)
        own = {each.step: each for each in draft.own_prices if each.product == self._product}
        self.sheet.title.setText(row.name)
        self.sheet.subtitle.setText(
            _("{sku}, vendu {price} aujourd’hui").format(sku=row.sku, price=euros(row.usual))
        )
        self._show_steps(len(draft.steps) + 1)
        for step, field in enumerate(self.prices):
            field.set_value(_written(own[step].price if step in own else None))
        prior = own[0].prior if 0 in own else None
        self.prior.set_value(_written(prior))
        if row.price is not None:
            self.prices[-1].input.setPlaceholderText(written_amount(row.price))
        if row.prior is not None:
            self.prior.input.setPlaceholderText(written_amount(row.prior))
        self.sheet.open_sheet(self.prices[0].input)

    def _show_steps(self, count: int) -> None:
        for field in self.prices:
            field.hide()
            field.deleteLater()
        self.prices = []
        for step in range(count):
            words = _("Prix à la {n}e démarque").format(n=step + 1) if step else _("Prix")
            field = Field(self._theme, words, check=_wrong)
            field.input.returnPressed.connect(self._on_keep)
            self._rows.addWidget(field)
            self.prices.append(field)

    def _on_keep(self) -> None:
        for field in (*self.prices, self.prior):
            if not field.validate():
                field.input.setFocus()
                return
        prior = _cents(self.prior.value)
        own = [
            OwnPrice(
                product=self._product,
                price=_cents(field.value),
                prior=None if step else prior,
                step=step,
            )
            for step, field in enumerate(self.prices)
        ]
        self._tell([each for each in own if each.price is not None or each.prior is not None])

    def _on_reset(self) -> None:
        self._tell(())

    def _tell(self, own: Sequence[OwnPrice]) -> None:
        self.sheet.close_sheet()
        self.told.emit(self._product, tuple(own))


def _wrong(text: str) -> str:
    if not text or read_amount(text) is not None:
        return ""
    return _("Écrivez un montant en euros, par exemple 12,90.")


def _written(cents: int | None) -> str:
    return "" if cents is None else written_amount(Money(cents))


def _cents(text: str) -> int | None:
    amount = read_amount(text) if text else None
    return None if amount is None else amount.cents
