"""What a delivery has in common: from whom, paid or not, in which bin; kept from scan to scan."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.operations.receive_units import MOST_UNITS, Receipt
from merchant_desk.queries.receiving import Receivable
from merchant_desk.queries.stock import BinChoice
from merchant_desk.ui.products.field_checks import check_cost, cost_tenthousandths
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.entries import read_day, written_day
from merchant_desk.values.ids import PlaceId
from merchant_desk.values.texts import _

_PAID, _DUE, _UNKNOWN = "paid", "due", "unknown"


def check_day(text: str) -> str:
    """Say what is wrong with a day, empty when nothing is."""
    return "" if read_day(text) is not None else _("Saisissez une date, comme 06/01/2027.")


class DeliveryForm(QWidget):
    """The fields that the next receipt is made of."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._bins: tuple[BinChoice, ...] = ()
        self.quantity = NumberInput(
            theme, _("Unités à chaque scan"), least=1, most=MOST_UNITS, parent=self
        )
        self.bins = Select(theme, _("Emplacement"))
        self.supplier = Field(theme, _("Fournisseur"))
        self.cost = Field(
            theme,
            _("Coût d’achat HT"),
            hint=_("De l’article scanné\u00a0; facultatif."),
            check=check_cost,
        )
        self.payment = SegmentedChoice(
            theme,
            _("Fournisseur payé"),
            [(_UNKNOWN, _("Je ne sais pas")), (_PAID, _("Payé")), (_DUE, _("Pas encore"))],
        )
        self.paid_on = Field(
            theme,
            _("Payé le"),
            hint=_("Les soldes demandent un mois entre ce jour et leur début."),
            check=check_day,
        )
        self._build(theme)
        self.payment.chosen.connect(self._on_payment)
        self.payment.choose(_UNKNOWN)
        self._on_payment(_UNKNOWN)

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(_beside(labelled(theme, self.quantity), labelled(theme, self.bins)))
        both = QHBoxLayout()
        both.setSpacing(10)
        both.addWidget(self.supplier, 3)
        both.addWidget(self.cost, 2)
        column.addLayout(both)
        column.addLayout(labelled(theme, self.payment))
        column.addWidget(self.paid_on)

    def show_bins(self, bins: Sequence[BinChoice]) -> None:
        """Offer these bins; the first choice is wherever the article lies already."""
        chosen = self._chosen_bin()
        self._bins = tuple(bins)
        self.bins.clear()
        self.bins.addItems(
            [_("Là où il y en a déjà"), *(f"{each.code} · {each.location}" for each in bins)]
        )
        places = [each.place_id for each in self._bins]
        self.bins.setCurrentIndex(places.index(chosen) + 1 if chosen in places else 0)

    def begin(self, today: date) -> None:
        """Begin a delivery: nothing of the one before is kept but the bin."""
        self.supplier.set_value("")
        self.cost.set_value("")
        self.quantity.setValue(1)
        self.paid_on.set_value(written_day(today))
        self.payment.choose(_UNKNOWN)
        self._on_payment(_UNKNOWN)

    def first_wrong(self) -> Field | None:
        """Judge what was typed; return the first field that is wrong."""
        fields = [self.cost, *([self.paid_on] if self.payment.key == _PAID else [])]
        return next((field for field in fields if not field.validate()), None)

    def receipt(self, article: Receivable) -> Receipt | None:
        """Return what comes in of an article; None while there is no bin for it."""
        place_id = self._chosen_bin() or article.place_id
        if place_id is None:
            return None
        paid = self.payment.key == _PAID
        return Receipt(
            product_id=article.product_id,
            place_id=place_id,
            quantity=self.quantity.value() * article.units,
            supplier=self.supplier.value,
            paid_on=read_day(self.paid_on.value) if paid else None,
            paid_known=self.payment.key != _UNKNOWN,
            cost_tenthousandths=cost_tenthousandths(self.cost.value),
            joins=True,
        )

    def _chosen_bin(self) -> PlaceId | None:
        index = self.bins.currentIndex() - 1
        return self._bins[index].place_id if 0 <= index < len(self._bins) else None

    def _on_payment(self, key: str) -> None:
        self.paid_on.setVisible(key == _PAID)


def _beside(*columns: QVBoxLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for column in columns:
        row.addLayout(column, 1)
    return row
