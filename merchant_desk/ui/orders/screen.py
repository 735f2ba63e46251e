"""Commandes: every order, found, filtered, prepared and printed without leaving the list."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.order_scan import OrderFound, order_of_scan
from merchant_desk.queries.orders import (
    OrderRow,
    OrdersQuery,
    OrdersTotal,
    OrderViews,
    order_views,
    orders_total,
)
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.orders.bulk_actions import BulkActions
from merchant_desk.ui.orders.filter_bar import FilterBar
from merchant_desk.ui.orders.filter_words import tab_words
from merchant_desk.ui.orders.order_columns import order_columns
from merchant_desk.ui.orders.order_sheet import OrderSheet
from merchant_desk.ui.orders.orders_empty import empty_words
from merchant_desk.ui.orders.view_memory import ViewMemory
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.table_memory import Sort
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.empty_state import EmptyState
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import OrderId
from merchant_desk.values.order_views import OrderMark, OrderTab, Period
from merchant_desk.values.texts import _, ngettext

_GAP = 12
_MOST_TOLD = 9_999


class OrdersScreen(Screen):
    """The list of orders; Enter opens one beside it, checks gather several."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "sales_order",
            "order_line",
            "reservation",
            "stock_level",
            "shop",
            "conflict",
            "parcel",
        }
    )
    help_page: ClassVar[str] = "orders"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._memory = ViewMemory()
        self._views: OrderViews | None = None
        self._query = self._memory.query(OrderTab.ALL, utc_now())
        self._asked_total: Ticket[OrdersTotal] | None = None
        self._sheet: OrderSheet | None = None
        self.strip = TabStrip(theme, _("Vues des commandes"))
        self.filters = FilterBar(theme)
        self.search = SearchField(theme, _("Numéro, client, ville, suivi"), "Ctrl+F")
        self.total = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.table: RowTable[OrderRow] = RowTable(
            desk,
            theme,
            name="orders",
            label=_("Commandes"),
            columns=order_columns(),
            row_id=lambda row: row.order_id,
            sort=Sort("placed", descending=True),
        )
        self.empty = EmptyState(theme, empty_words(self._query, self._views))
        self.bulk = BulkActions(desk, shell, self.table)
        self.setFocusProxy(self.table)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.strip.tabs.show_tabs([Tab(tab, tab_words(tab)) for tab in OrderTab])
        self.strip.add_action(self.bulk.prepare_all)
        self.search.setMaximumWidth(280)
        self.search.setMinimumWidth(120)
        line = QHBoxLayout()
        line.setSpacing(_GAP)
        line.addWidget(self.filters)
        line.addWidget(self.search, 12)
        line.addStretch(1)
        line.addWidget(self.total)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 18)
        column.setSpacing(_GAP)
        column.addWidget(self.strip)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        self.table.set_empty(self.empty)
        self.filters.show_query(self._query, ())

    def _connect(self) -> None:
        self.strip.tabs.chosen.connect(self._on_tab)
        self.filters.changed.connect(self._on_filter)
        self.search.searched.connect(self._on_search)
        self.search.lead_to(self.table)
        self.table.activated.connect(self._on_opened)
        self.empty.primary.connect(self._on_empty_primary)
        self.empty.secondary.connect(self._on_empty_secondary)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Commandes")

    def reload(self) -> None:
        """Ask for the list, what it amounts to, and the counts of the views."""
        self._ask_list()
        self.desk.read(self._show_views, order_views, self._query.now)

    def arrive(self, **argument: object) -> None:
        """Open an order (``order_id``), a view (``tab``, ``mark``, ``new_since``), a ``text``."""
        wanted = argument.get("tab", OrderTab.ALL if "mark" in argument else None)
        if wanted in set(OrderTab):
            self.show_view(OrderTab(str(wanted)), argument.get("mark"), argument.get("new_since"))
        if "text" in argument:
            self.search.setText(str(argument["text"]))
        order_id = argument.get("order_id")
        if isinstance(order_id, bytes):
            self.open_order(OrderId(order_id))

    def show_view(self, tab: OrderTab, mark: object = None, new_since: object = None) -> None:
        """Show a view as it comes, with all its orders, at most this mark, or the new ones."""
        self.search.clear()
        only = OrderMark(str(mark)) if mark in set(OrderMark) else None
        plain = OrdersQuery(utc_now(), tab)
        since = datetime.fromisoformat(str(new_since)) if new_since else None
        self._use(replace(plain, mark=only, new_since=since))

    def open_order(self, order_id: OrderId) -> None:
        """Open an order beside the list."""
        if self._sheet is None:
            self._sheet = OrderSheet(self.desk, self.shell, self)
        self._sheet.open_order(order_id)
        self.table.select_id(order_id)

    @property
    def sheet(self) -> OrderSheet | None:
        """Return the sheet, once an order was opened."""
        return self._sheet

    def on_scan(self, scan: Scan) -> bool:
        """Open the order of a slip or of a carrier's label; leave articles to the window."""
        if not any(each.kind in {"order", "tracking"} for each in scan.candidates):
            return False
        self.desk.read(self._show_scanned, order_of_scan, scan)
        return True

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Chercher une commande"), "Ctrl+F", self._on_find, "search"),
            *self.bulk.commands(),
            Command(_("Vue suivante"), "Ctrl+PgDown", self._on_next_view, "chevron-right"),
            Command(_("Effacer les filtres"), "Ctrl+Backspace", self.filters.clear, "x"),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the tabs their room."""
        super().resizeEvent(event)
        self.bulk.fit(self.width())

    def _ask_list(self) -> None:
        """Ask as the filters stand; a search looks through all dates, and the chip says so."""
        query = replace(self._query, now=utc_now(), text=self.search.text().strip())
        if query.text:
            query = replace(query, period=Period.ANY, new_since=None)
        shops = self._views.shops if self._views else ()
        self.filters.show_query(query, shops)
        self.empty.show_words(empty_words(query, self._views))
        self.table.ask(query)
        if self._asked_total is not None:
            self._asked_total.cancel()
        self._asked_total = self.desk.read(self._show_total, orders_total, query)

    def _use(self, query: OrdersQuery) -> None:
        self._query = query
        self.strip.tabs.blockSignals(True)
        self.strip.tabs.choose(query.tab)
        self.strip.tabs.blockSignals(False)
        self.strip.tabs.update()
        self._ask_list()

    def _on_tab(self, key: str) -> None:
        self._query = self._memory.query(OrderTab(key), utc_now())
        self._ask_list()

    def _on_filter(self, fields: Mapping[str, object]) -> None:
        self._query = replace(self._query, **fields)  # type: ignore[arg-type]  # named by the bar
        self._memory.keep(self._query)
        self._ask_list()

    def _on_search(self, _text: str) -> None:
        self._ask_list()

    def _on_find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_next_view(self) -> None:
        tabs = list(OrderTab)
        after = (tabs.index(self._query.tab) + 1) % len(tabs)
        self.strip.tabs.choose(tabs[after])

    def _on_opened(self, row: OrderRow) -> None:
        self.open_order(row.order_id)

    def _on_empty_primary(self) -> None:
        if self._views is not None and not self._views.counts[OrderTab.ALL]:
            self.shell.navigate("settings", section="storefronts")
            return
        text = self.search.text()
        if text and self._query.tab is not OrderTab.ALL:
            self._use(OrdersQuery(utc_now()))
            return
        self.search.clear()
        self.filters.clear()

    def _on_empty_secondary(self) -> None:
        self.search.clear()
        self._use(OrdersQuery(utc_now()))

    def _show_views(self, views: OrderViews) -> None:
        self._views = views
        self.strip.tabs.show_tabs([_tab(tab, views.counts[tab]) for tab in OrderTab])
        self.bulk.show_ready(views.counts[OrderTab.TO_PREPARE])
        self.filters.show_query(replace(self._query, text=self.search.text()), views.shops)
        self.empty.show_words(empty_words(self._query, views))

    def _show_total(self, answer: OrdersTotal) -> None:
        words = ngettext("{n} commande", "{n} commandes", answer.count)
        counted = words.format(n=number(answer.count))
        self.total.setText(f"{counted} · {euros(answer.total)}" if answer.count else counted)

    def _show_scanned(self, found: OrderFound | None) -> None:
        if found is None:
            self.shell.sounds.play(Sound.UNKNOWN)
            self.shell.banner(
                _("Aucune commande ne porte ce code."),
                _("Relevez la boutique en ligne (F5), ou cherchez le nom du client."),
                Tone.WARN,
            )
            return
        self.shell.clear_banner()
        self.shell.sounds.play(Sound.OPENED)
        if found.by_slip and found.can_pack:
            self.shell.navigate("packing", order_id=found.order_id)
            return
        self.open_order(found.order_id)


def _tab(tab: OrderTab, count: int) -> Tab:
    """Count what is work; how much is past tells nothing and takes the room of what does."""
    past = tab in {OrderTab.SHIPPED, OrderTab.CANCELLED} or count > _MOST_TOLD
    return Tab(tab, tab_words(tab), None if past else count)
