"""The filters of the list of documents as chips: what is hidden is always said."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.queries.invoices import InvoicesQuery
from merchant_desk.ui.invoices.filter_words import buyers, kinds, states
from merchant_desk.ui.orders.filter_words import Choice, periods
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.filter_chip import FilterChip
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.values.texts import _

FIELDS = ("period", "kind", "paid", "buyer")


@dataclass(frozen=True, slots=True)
class _Filter:
    """One field of the question: its title, what its chip says, its choices."""

    field: str
    title: str
    says_all: str
    choices: Sequence[Choice]


class InvoiceFilters(QWidget):
    """Chips for the filters; ``changed`` carries the fields to change in the question."""

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._query: InvoicesQuery | None = None
        self.chips: dict[str, FilterChip] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for each in _filters():
            chip = FilterChip(theme, each.says_all)
            chip.clicked.connect(partial(self._on_choose, each.field))
            chip.cleared.connect(partial(self._on_cleared, each.field))
            self.chips[each.field] = chip
            row.addWidget(chip)
        self.order = FilterChip(theme, "")
        self.order.cleared.connect(self._on_order)
        self.order.clicked.connect(self._on_order)
        row.addWidget(self.order)
        self.order.hide()

    def show_query(self, query: InvoicesQuery) -> None:
        """Say what each filter keeps."""
        self._query = query
        for each in _filters():
            value = getattr(query, each.field)
            chosen = next((one for one in each.choices if one.value == value), each.choices[0])
            active = chosen is not each.choices[0]
            self.chips[each.field].show_filter(
                chosen.text if active else each.says_all, active=active
            )
        self.order.setVisible(query.order_id is not None)
        self.order.show_filter(_("Une commande"), active=True)

    def menu_of(self, field: str) -> Menu:
        """Return the choices of one filter."""
        spec = next(each for each in _filters() if each.field == field)
        menu = Menu(self._theme, spec.title, self)
        value = getattr(self._query, field, None)
        for each in spec.choices:
            action = menu.add_check(each.text, checked=each.value == value)
            action.triggered.connect(partial(self._on_chosen, field, each.value))
        return menu

    def clear(self) -> None:
        """Take every filter away."""
        nothing = {each.field: each.choices[0].value for each in _filters()}
        self.changed.emit({**nothing, "order_id": None})

    def _on_choose(self, field: str) -> None:
        menu, chip = self.menu_of(field), self.chips[field]
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 4)))

    def _on_chosen(self, field: str, value: object) -> None:
        self.changed.emit({field: value})

    def _on_cleared(self, field: str) -> None:
        spec = next(each for each in _filters() if each.field == field)
        self.changed.emit({field: spec.choices[0].value})

    def _on_order(self) -> None:
        self.changed.emit({"order_id": None})


def _filters() -> tuple[_Filter, ...]:
    return (
        _Filter("period", _("Période"), _("Période\u00a0: toutes"), periods()),
        _Filter("kind", _("Nature"), _("Nature\u00a0: toutes"), kinds()),
        _Filter("paid", _("État"), _("État\u00a0: tous"), states()),
        _Filter("buyer", _("Client"), _("Client\u00a0: tous"), buyers()),
    )
