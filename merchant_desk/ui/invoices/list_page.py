"""The list of issued documents with its views, its filters and its search; drafts beside it."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.queries.invoice_drafts import DraftRow, DraftsQuery
from merchant_desk.queries.invoices import (
    InvoiceRow,
    InvoicesQuery,
    InvoicesTotal,
    invoice_views,
    invoices_total,
)
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.invoices.columns import draft_columns, invoice_columns
from merchant_desk.ui.invoices.filter_bar import InvoiceFilters
from merchant_desk.ui.invoices.filter_words import tab_words
from merchant_desk.ui.invoices.invoices_empty import empty_words, narrowed, no_draft
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.table_memory import Sort
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.empty_state import EmptyState
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import euros, number
from merchant_desk.values.invoice_views import InvoiceTab
from merchant_desk.values.order_views import Period
from merchant_desk.values.texts import _, ngettext

_GAP = 12
_MOST_TOLD = 9_999
_NARROW = 900


class ListPage(QWidget):
    """``new_wanted`` asks for a blank document."""

    new_wanted = Signal()

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        theme = shell.theme
        self._desk = desk
        self.query = InvoicesQuery(utc_now())
        self.views: Mapping[InvoiceTab, int] | None = None
        self._asked_total: Ticket[InvoicesTotal] | None = None
        self.strip = TabStrip(theme, _("Vues des factures"))
        self.ages = Button(theme, _("Échéances"), icon="clock")
        self.new = Button(theme, _("Nouvelle facture"), kind=Kind.PRIMARY, icon="plus")
        self.filters = InvoiceFilters(theme)
        self.search = SearchField(theme, _("Numéro, client, ville, commande"), "Ctrl+F")
        self.total = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.table: RowTable[InvoiceRow] = RowTable(
            desk,
            theme,
            name="invoices",
            label=_("Factures"),
            columns=invoice_columns(),
            row_id=lambda row: row.invoice_id,
            sort=Sort("issued", descending=True),
        )
        self.drafts: RowTable[DraftRow] = RowTable(
            desk,
            theme,
            name="invoice_drafts",
            label=_("Brouillons"),
            columns=draft_columns(),
            row_id=lambda row: row.draft_id,
            checkable=False,
        )
        self.empty = EmptyState(theme, empty_words(self.query))
        self.no_draft = EmptyState(theme, no_draft())
        self.tables = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.strip.tabs.show_tabs([Tab(tab, tab_words(tab)) for tab in InvoiceTab])
        self.strip.add_action(self.ages)
        self.strip.add_action(self.new)
        self.search.setMaximumWidth(280)
        self.search.setMinimumWidth(120)
        self.table.set_empty(self.empty)
        self.drafts.set_empty(self.no_draft)
        self.tables.addWidget(self.table)
        self.tables.addWidget(self.drafts)
        line = QHBoxLayout()
        line.setSpacing(_GAP)
        line.addWidget(self.filters)
        line.addWidget(self.search, 12)
        line.addStretch(1)
        line.addWidget(self.total)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self.strip)
        column.addLayout(line)
        column.addWidget(self.tables, 1)
        self.filters.show_query(self.query)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.strip.tabs.chosen.connect(self._on_tab)
        self.filters.changed.connect(self._on_filter)
        self.search.searched.connect(self._on_search)
        self.search.lead_to(self.table)
        self.new.clicked.connect(self.new_wanted)
        self.empty.primary.connect(self._on_empty)
        self.no_draft.primary.connect(self.new_wanted)

    def reload(self) -> None:
        """Ask for the list, what it amounts to, and the counts of the views."""
        self._ask_list()
        self._desk.read(self._show_views, invoice_views, utc_now())

    def show_view(self, **changes: object) -> None:
        """Show a view as it comes, narrowed by at most these fields."""
        self.search.clear()
        plain = InvoicesQuery(utc_now())
        self._use(replace(plain, **changes))  # type: ignore[arg-type]  # named by the caller

    def fit(self, width: int) -> None:
        """Say it in fewer words beside the tabs of a narrow page."""
        narrow = width < _NARROW
        self.ages.say("" if narrow else _("Échéances"))
        self.ages.setAccessibleName(_("Échéances"))
        self.new.say(_("Nouvelle") if narrow else _("Nouvelle facture"))
        self.new.setAccessibleName(_("Nouvelle facture"))

    def next_view(self) -> None:
        """Go to the view beside this one."""
        tabs = list(InvoiceTab)
        self.strip.tabs.choose(tabs[(tabs.index(self.query.tab) + 1) % len(tabs)])

    def _ask_list(self) -> None:
        """Ask as the filters stand; a search looks through all dates, and the chip says so."""
        drafts = self.query.tab is InvoiceTab.DRAFTS
        text = self.search.text().strip()
        self.tables.setCurrentIndex(1 if drafts else 0)
        self.filters.setVisible(not drafts)
        if drafts:
            self.total.setText("")
            self.drafts.ask(DraftsQuery(text))
            return
        query = replace(self.query, now=utc_now(), text=text)
        if text:
            query = replace(query, period=Period.ANY)
        self.filters.show_query(query)
        self.empty.show_words(empty_words(query))
        self.table.ask(query)
        if self._asked_total is not None:
            self._asked_total.cancel()
        self._asked_total = self._desk.read(self._show_total, invoices_total, query)

    def _use(self, query: InvoicesQuery) -> None:
        self.query = query
        self.strip.tabs.blockSignals(True)
        self.strip.tabs.choose(query.tab)
        self.strip.tabs.blockSignals(False)
        self.strip.tabs.update()
        self._ask_list()

    def _on_tab(self, key: str) -> None:
        self.query = replace(self.query, tab=InvoiceTab(key))
        self._ask_list()

    def _on_filter(self, fields: Mapping[str, object]) -> None:
        self.query = replace(self.query, **fields)  # type: ignore[arg-type]  # named by the bar
        self._ask_list()

    def _on_search(self, _text: str) -> None:
        self._ask_list()

    def _on_empty(self) -> None:
        if narrowed(replace(self.query, text=self.search.text().strip())):
            self.search.clear()
            self.filters.clear()
            return
        self.new_wanted.emit()

    def _show_views(self, views: Mapping[InvoiceTab, int]) -> None:
        self.views = views
        self.strip.tabs.show_tabs([_tab(tab, views[tab]) for tab in InvoiceTab])

    def _show_total(self, answer: InvoicesTotal) -> None:
        words = ngettext("{n} document", "{n} documents", answer.count)
        said = [words.format(n=number(answer.count))]
        if answer.count and answer.left is not None:
            said.append(_("reste {left}").format(left=euros(answer.left)))
        elif answer.count:
            said.append(euros(answer.total))
        self.total.setText(" · ".join(said))


def _tab(tab: InvoiceTab, count: int) -> Tab:
    """Count what is work; how much is past tells nothing and takes the room of what does."""
    past = tab in {InvoiceTab.ALL, InvoiceTab.CREDIT_NOTES} or count > _MOST_TOLD
    return Tab(tab, tab_words(tab), None if past else count)
