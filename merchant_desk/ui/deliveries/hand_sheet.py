"""« Sans scanner »: an article chosen by hand, or the facts that a question waits for."""

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.queries.product_search import FoundProduct
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.product_search import ProductSearch
from merchant_desk.ui.products.field_checks import check_cost, cost_tenthousandths
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.deliveries import Incoming, Question, ScanTaken
from merchant_desk.values.entries import read_day
from merchant_desk.values.ids import ProductId
from merchant_desk.values.purchases import MOST_UNITS
from merchant_desk.values.texts import _


def _check_day(text: str) -> str:
    if not text or read_day(text) is not None:
        return ""
    return _("Saisissez une date, comme 06/01/2027, ou rien.")


class HandSheet(QObject):
    """``taken`` carries what comes in; ``answered`` the units, lot and date of what was asked."""

    taken = Signal(object)
    answered = Signal(int, str, object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        theme = shell.theme
        self._product: ProductId | None = None
        self._answers = False
        self.sheet = shell.new_sheet(screen, _("Sans scanner"))
        self.search = ProductSearch(desk, theme)
        self.article = TextLabel(theme, "", Role.CARD_TITLE, wraps=True)
        self.units = NumberInput(theme, _("Unités"), least=1, most=MOST_UNITS)
        self.lot = Field(theme, _("Lot ou numéro de série"), hint=_("S’il y en a un."))
        self.day = Field(
            theme, _("Dernier jour de vente"), hint=_("Tel qu’il est imprimé."), check=_check_day
        )
        self.cost = Field(
            theme,
            _("Coût d’achat HT"),
            hint=_("Sinon celui de la commande."),
            check=check_cost,
        )
        self.save = Button(theme, _("Recevoir"), kind=Kind.PRIMARY)
        self._cancel = Button(theme, _("Annuler"))
        self._build(shell)
        self.search.chosen.connect(self._on_chosen)
        self.save.clicked.connect(self._on_save)
        self._cancel.clicked.connect(self.sheet.close_sheet)
        for field in (self.lot, self.day, self.cost):
            field.input.returnPressed.connect(self._on_save)

    def _build(self, shell: Shell) -> None:
        body = self.sheet.body
        body.addWidget(self.search)
        body.addWidget(self.article)
        body.addLayout(labelled(shell.theme, self.units))
        for field in (self.lot, self.day, self.cost):
            body.addWidget(field)
        body.addStretch(1)
        self.sheet.footer.addWidget(self._cancel)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.save)

    def choose(self) -> None:
        """Ask which article came, and how many."""
        self._begin(answers=False)
        self._product = None
        self.article.setText("")
        self.save.setEnabled(False)
        self.search.begin("")
        self.sheet.open_sheet(self.search)

    def answer(self, taken: ScanTaken, incoming: Incoming) -> None:
        """Ask for what is missing of the article that was scanned."""
        self._begin(answers=True)
        self.article.setText("" if taken.meant is None else taken.meant.name)
        self.units.setValue(max(1, incoming.units))
        self.lot.set_value(incoming.lot)
        first: QWidget = self.lot.input
        if taken.question is Question.UNITS:
            first = self.units
        elif taken.question is Question.NO_DATE:
            first = self.day.input
        self.sheet.open_sheet(first)

    def _begin(self, *, answers: bool) -> None:
        self._answers = answers
        self.search.setVisible(not answers)
        self.cost.setVisible(not answers)
        self.save.setEnabled(True)
        self.units.setValue(1)
        for field in (self.lot, self.day, self.cost):
            field.set_value("")

    def _on_chosen(self, product: FoundProduct) -> None:
        self._product = product.product_id
        self.article.setText(" · ".join(filter(None, (product.name, product.option_text))))
        self.save.setEnabled(True)
        self.units.setFocus()
        self.units.selectAll()

    def _on_save(self) -> None:
        if not self.day.validate() or not self.cost.validate() or not self.save.isEnabled():
            return
        day: date | None = read_day(self.day.value) if self.day.value else None
        self.sheet.close_sheet()
        if self._answers:
            self.answered.emit(self.units.value(), self.lot.value, day)
        elif self._product is not None:
            incoming = Incoming(
                product_id=self._product,
                units=self.units.value(),
                lot=self.lot.value,
                expires_on=day,
                cost_tenthousandths=cost_tenthousandths(self.cost.value),
            )
            self.taken.emit(incoming)
