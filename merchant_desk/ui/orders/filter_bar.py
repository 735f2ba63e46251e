"""The filters of the list of orders as chips: what is hidden is always said."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.queries.orders import OrdersQuery, ShopChoice
from merchant_desk.ui.orders.filter_words import (
    Choice,
    deliveries,
    marks,
    new_choices,
    payments,
    periods,
    shop_choices,
)
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.filter_chip import FilterChip
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.values.clock import utc_now
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class _Filter:
    """One field of the question: its title, its choices, what its chip says."""

    field: str
    title: str
    says_all: str
    choices: Sequence[Choice]
    always: bool


class FilterBar(QWidget):
    """Chips for the filters in use; ``changed`` carries the fields to change in the question."""

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._query: OrdersQuery | None = None
        self._shops: tuple[ShopChoice, ...] = ()
        self.chips: dict[str, FilterChip] = {}
        self.add = FilterChip(theme, _("Filtrer"), adds=True)
        self.add.clicked.connect(self._on_add)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for each in self._filters():
            chip = FilterChip(theme, each.says_all)
            chip.clicked.connect(partial(self._on_choose, each.field))
            chip.cleared.connect(partial(self._on_cleared, each.field))
            self.chips[each.field] = chip
            self._row.addWidget(chip)
        self._row.addWidget(self.add)

    def show_query(self, query: OrdersQuery, shops: Sequence[ShopChoice]) -> None:
        """Say which filters this question has."""
        self._query = query
        self._shops = tuple(shops)
        for each in self._filters():
            value = getattr(query, each.field)
            chosen = next((one for one in each.choices if one.value == value), None)
            active = chosen is not None and chosen.value != each.choices[0].value
            chip = self.chips[each.field]
            chip.show_filter(chosen.text if active and chosen else each.says_all, active=active)
            chip.setVisible(active or each.always)

    def hidden_filters(self) -> list[str]:
        """Return the fields whose chip waits under « Filtrer »."""
        offered = (each for each in self._filters() if len(each.choices) > 1)
        return [each.field for each in offered if self.chips[each.field].isHidden()]

    def menu_of(self, field: str) -> Menu:
        """Return the choices of one filter."""
        spec = next(each for each in self._filters() if each.field == field)
        menu = Menu(self._theme, spec.title, self)
        self._fill(menu, spec)
        return menu

    def _fill(self, menu: Menu, spec: _Filter) -> None:
        value = getattr(self._query, spec.field, None)
        for each in spec.choices:
            action = menu.add_check(each.text, checked=each.value == value)
            action.triggered.connect(partial(self._on_chosen, spec.field, each.value))

    def _filters(self) -> tuple[_Filter, ...]:
        shops = shop_choices(self._shops)
        since = self._query.new_since if self._query is not None else None
        news = new_choices(since, utc_now())
        return (
            _Filter("period", _("Période"), _("Période\u00a0: toutes"), periods(), always=True),
            _Filter("shop_id", _("Canal"), _("Canal\u00a0: tous"), shops, always=True),
            _Filter("payment", _("Paiement"), _("Paiement\u00a0: tous"), payments(), always=True),
            _Filter("delivery", _("Livraison"), _("Livraison"), deliveries(), always=False),
            _Filter("new_since", _("Nouvelles"), _("Nouvelles"), news, always=False),
            _Filter("mark", _("Particularité"), _("Particularité"), marks(), always=False),
        )

    def _on_choose(self, field: str) -> None:
        self._open(self.menu_of(field), self.chips[field])

    def _on_add(self) -> None:
        menu = Menu(self._theme, _("Ajouter un filtre"), self)
        for spec in self._filters():
            if spec.field in self.hidden_filters():
                part = Menu(self._theme, spec.title, menu)
                part.setTitle(spec.title)
                self._fill(part, spec)
                menu.addMenu(part)
        clear = menu.add(_("Effacer les filtres"), "x")
        clear.triggered.connect(self.clear)
        self._open(menu, self.add)

    def clear(self) -> None:
        """Take every filter away."""
        self.changed.emit({each.field: each.choices[0].value for each in self._filters()})

    def _open(self, menu: Menu, under: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 4)))

    def _on_chosen(self, field: str, value: object) -> None:
        self.changed.emit({field: value})

    def _on_cleared(self, field: str) -> None:
        spec = next(each for each in self._filters() if each.field == field)
        self.changed.emit({field: spec.choices[0].value})
