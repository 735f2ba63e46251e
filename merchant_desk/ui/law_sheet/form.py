"""The fields of a legal sheet, those of books, animals and tobacco only where they matter."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from merchant_desk.operations.save_law_facts import LawSheet
from merchant_desk.queries.law_items import LawFacts
from merchant_desk.ui.law_sheet.details import DetailFields
from merchant_desk.ui.products.field_checks import check_cost, cost_tenthousandths, written_cost
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.entries import read_day, read_decimal, written_day
from merchant_desk.values.law_words import ACQUISITION_NAMES, CATEGORY_NAMES, FLAG_NAMES
from merchant_desk.values.money import round_half_up
from merchant_desk.values.texts import _

_WHOLE_BP = 10_000
_BOX_HEIGHT = 28


def check_rate(text: str) -> str:
    """Ask for a share in percent, or for nothing."""
    if not text or _rate_bp(text) is not None:
        return ""
    return _("Saisissez un pourcentage, comme 2,5.")


def check_some_day(text: str) -> str:
    """Ask for a day, or for nothing."""
    if not text or read_day(text) is not None:
        return ""
    return _("Saisissez une date, comme 06/01/2027.")


class LawForm(QWidget):
    """``category_changed`` when other fields may matter."""

    category_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._by_catalogue = ""
        self.category = Select(theme, _("Nature légale"))
        self.acquisition = Select(theme, _("Provenance"))
        self.acquisition.addItems([_(each) for each in ACQUISITION_NAMES.values()])
        self.flags = {key: CheckBox(theme, _(words)) for key, words in FLAG_NAMES.items()}
        self.supplier = Field(theme, _("Fournisseur"))
        self.offered_since = Field(
            theme,
            _("En vente depuis le"),
            hint=_("Seulement si c’est plus ancien que ce que l’histoire montre."),
            check=check_some_day,
        )
        self.rebates = Field(
            theme, _("Remises du fournisseur,\u00a0%"), hint=_("Sur le prix net."), check=check_rate
        )
        self.transport = Field(theme, _("Transport HT par unité"), check=check_cost)
        self.taxes = Field(theme, _("Taxes par unité"), check=check_cost)
        self.excise = Field(theme, _("Accises par unité"), check=check_cost)
        self.details = DetailFields(theme)
        self._build()
        self.category.currentIndexChanged.connect(self._on_category)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(labelled(self._theme, self.category))
        column.addWidget(self.details)
        boxes = QGridLayout()
        boxes.setSpacing(2)
        for place, box in enumerate(self.flags.values()):
            box.setMinimumHeight(self._theme.px(_BOX_HEIGHT))
            boxes.addWidget(box, place // 2, place % 2)
        column.addLayout(boxes)
        column.addLayout(labelled(self._theme, self.acquisition))
        column.addWidget(self.supplier)
        column.addWidget(self.offered_since)
        costs = QGridLayout()
        costs.setSpacing(10)
        for place, field in enumerate((self.rebates, self.transport, self.taxes, self.excise)):
            costs.addWidget(field, place // 2, place % 2)
        column.addWidget(
            TextLabel(
                self._theme, _("Ces montants fixent le seuil de revente à perte."), wraps=True
            )
        )
        column.addLayout(costs)

    def show_facts(self, facts: LawFacts, own_category: str) -> None:
        """Show what is known of an article."""
        self._by_catalogue = "" if own_category else facts.law_category
        self._offer_categories(facts.category)
        keys = list(CATEGORY_NAMES)
        self.category.setCurrentIndex(keys.index(own_category) + 1 if own_category in keys else 0)
        places = list(ACQUISITION_NAMES)
        self.acquisition.setCurrentIndex(
            places.index(facts.acquisition) if facts.acquisition in places else 0
        )
        for key, box in self.flags.items():
            box.setChecked(key in facts.flags)
        self.supplier.set_value(facts.supplier)
        self.offered_since.set_value(_day(facts.offered_since))
        self.rebates.set_value(_written_rate(facts.other_advantages_bp))
        self.transport.set_value(written_cost(facts.transport_tenthousandths or None))
        self.taxes.set_value(written_cost(facts.specific_taxes_tenthousandths or None))
        self.excise.set_value(written_cost(facts.excise_tenthousandths or None))
        self.details.show_details(facts.details)
        self._on_category()

    def _offer_categories(self, catalogue: str) -> None:
        usual = CATEGORY_NAMES.get(self._by_catalogue)
        first = _("À préciser (marchandise courante)")
        if usual is not None:
            first = _("Selon sa catégorie «\u00a0{category}\u00a0»\u00a0: {law}").format(
                category=catalogue, law=_(usual)
            )
        self.category.blockSignals(True)
        self.category.clear()
        self.category.addItems([first, *(_(each) for each in CATEGORY_NAMES.values())])
        self.category.blockSignals(False)

    @property
    def law_category(self) -> str:
        """Return what is chosen; empty leaves it to the category of the catalogue."""
        index = self.category.currentIndex() - 1
        return list(CATEGORY_NAMES)[index] if index >= 0 else ""

    def first_wrong(self) -> Field | None:
        """Judge every field now; return the first that is wrong."""
        fields = (
            *self.details.shown_fields(), self.offered_since, self.rebates, self.transport,
            self.taxes, self.excise,
        )  # fmt: skip
        wrong = [field for field in fields if not field.validate()]
        return wrong[0] if wrong else None

    def sheet(self, kept: Mapping[str, Any]) -> LawSheet:
        """Return what the fields say; of ``kept`` stays what no field shows."""
        return LawSheet(
            law_category=self.law_category,
            flags=tuple(key for key, box in self.flags.items() if box.isChecked()),
            acquisition=list(ACQUISITION_NAMES)[max(0, self.acquisition.currentIndex())],
            supplier=self.supplier.value,
            offered_since=read_day(self.offered_since.value),
            other_advantages_bp=_rate_bp(self.rebates.value) or 0,
            transport_tenthousandths=cost_tenthousandths(self.transport.value) or 0,
            specific_taxes_tenthousandths=cost_tenthousandths(self.taxes.value) or 0,
            excise_tenthousandths=cost_tenthousandths(self.excise.value) or 0,
            details={**kept, **self.details.details()},
        )

    def _on_category(self, *_index: object) -> None:
        self.details.show_for(self.law_category or self._by_catalogue)
        self.category_changed.emit()


def _day(day: date | None) -> str:
    return "" if day is None else written_day(day)


def _rate_bp(text: str) -> int | None:
    share = read_decimal(text.replace("%", ""))
    if share is None or share * 100 > _WHOLE_BP:
        return None
    return round_half_up(share * 100)


def _written_rate(basis_points: int) -> str:
    if not basis_points:
        return ""
    share = Fraction(basis_points, 100)
    whole, rest = divmod(basis_points, 100)
    return str(whole) if share.denominator == 1 else f"{whole},{rest:02d}".rstrip("0")
