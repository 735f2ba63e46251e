"""The lists under the figures: every article, what sleeps, what is too much, what was missing."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.queries.valuation.stock_health import StockHealth
from merchant_desk.queries.valuation.value_page import ValuePage
from merchant_desk.ui.accounting.held_rows import HeldRows
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock_value.columns import columns_of
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.values.texts import _

ARTICLES, DEAD, OVER, RUPTURES = "articles", "dead", "over", "ruptures"
LISTS = (ARTICLES, DEAD, OVER, RUPTURES)
_SORTS: Mapping[str, Callable[[Any], Any]] = {
    "name": lambda row: row.title.casefold(),
    "sku": lambda row: row.sku,
    "category": lambda row: row.category.casefold(),
    "units": lambda row: row.units,
    "cost": lambda row: row.unit_cost,
    "value": lambda row: row.amount.cents,
    "days": lambda row: row.days,
    "sold": lambda row: row.sold,
    "over": lambda row: row.over,
    "carrying": lambda row: row.a_year,
    "empty": lambda row: row.empty_days,
    "lost": lambda row: row.lost_hundredths,
}


class ValueTables(QWidget):
    """``explained`` carries the row whose cost is to be told."""

    explained = Signal(object)

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        theme = shell.theme
        self.strip = TabStrip(theme, _("Listes de la valeur"))
        self._stack = QStackedWidget()
        self._counts: dict[str, int] = {}
        self.tables: dict[str, RowTable[Any]] = {}
        for key in LISTS:
            table: RowTable[Any] = RowTable(
                desk,
                theme,
                name=f"stock_value_{key}",
                label=_titles()[key],
                columns=columns_of(key),
                row_id=_row_id,
                checkable=False,
            )
            table.set_empty(EmptyState(theme, _nothing(key), gives_way=True))
            table.activated.connect(self.explained)
            self.tables[key] = table
            self._stack.addWidget(table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
        self.strip.tabs.show_tabs([Tab(key, _titles()[key]) for key in LISTS])
        self.strip.tabs.chosen.connect(self._on_tab)
        self.setFocusProxy(self.tables[ARTICLES])

    @property
    def key(self) -> str:
        """Return which list is shown."""
        return self.strip.tabs.key or ARTICLES

    @property
    def table(self) -> RowTable[Any]:
        """Return the table in sight."""
        return self.tables[self.key]

    def show_page(self, page: ValuePage) -> None:
        """Show the articles of this page."""
        self._show({ARTICLES: page.worth.rows})

    def show_health(self, health: StockHealth) -> None:
        """Show what sleeps, is too much or was missing."""
        self._show({DEAD: health.dead, OVER: health.over, RUPTURES: health.ruptures})

    def _show(self, rows: Mapping[str, tuple[Any, ...]]) -> None:
        self._counts.update({key: len(several) for key, several in rows.items()})
        titles = _titles()
        self.strip.tabs.show_tabs([Tab(key, titles[key], self._counts.get(key)) for key in LISTS])
        for key, several in rows.items():
            self.tables[key].ask(HeldRows(several, _row_id, _SORTS))

    def _on_tab(self, key: str) -> None:
        self._stack.setCurrentWidget(self.tables[key])
        self.setFocusProxy(self.tables[key])


def _row_id(row: Any) -> bytes:
    return bytes(row.product_id)


def _titles() -> dict[str, str]:
    return {
        ARTICLES: _("Articles"),
        DEAD: _("Dort"),
        OVER: _("En trop"),
        RUPTURES: _("Ruptures"),
    }


def _nothing(key: str) -> EmptyText:
    return {
        ARTICLES: EmptyText(
            "boxes", _("Le stock est vide"), _("Il prend sa valeur à la première réception.")
        ),
        DEAD: EmptyText(
            "circle-check", _("Rien ne dort"), _("Tout ce qui est en stock s’est vendu récemment.")
        ),
        OVER: EmptyText(
            "circle-check", _("Rien de trop"), _("Aucun article ne dépasse trois mois de ventes.")
        ),
        RUPTURES: EmptyText(
            "circle-check",
            _("Aucune rupture"),
            _("Rien de ce qui se vend n’a manqué ces trois derniers mois."),
        ),
    }[key]
