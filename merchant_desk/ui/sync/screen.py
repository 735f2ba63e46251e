"""Synchronisation: how exchanges stand, what waits, what was refused, what left, what differs."""

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from merchant_desk.queries.sync_overview import SyncOverview, sync_overview
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sync.message_page import MessagePage
from merchant_desk.ui.sync.parity_page import ParityPage
from merchant_desk.ui.sync.refused_page import RefusedPage
from merchant_desk.ui.sync.shop_runs import Run, ShopRuns
from merchant_desk.ui.sync.state_page import StatePage
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import ShopId
from merchant_desk.values.texts import _
from merchant_desk.values.words import MessageState

STATE, WAITING, REFUSED, SENT, PARITY = "state", "waiting", "refused", "sent", "parity"


class SyncScreen(Screen):
    """Tabs over one overview; a page asks for its rows when it is seen."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"shop", "outbox_message", "remote_record", "exchange", "sweep"}
    )
    help_page: ClassVar[str] = "sync"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._overview: SyncOverview | None = None
        self.runs = ShopRuns(desk, shell, self)
        self.strip = TabStrip(theme, _("Vues des échanges"))
        self.pull = Button(theme, _("Relever tout"), kind=Kind.PRIMARY, icon="refresh-cw")
        self.state_page = StatePage(desk, shell, self.runs)
        self.waiting_page = MessagePage(desk, shell, MessageState.WAITING)
        self.refused_page = RefusedPage(desk, shell)
        self.sent_page = MessagePage(desk, shell, MessageState.SENT)
        self.parity_page = ParityPage(desk, shell)
        self.empty = EmptyState(theme, _empty())
        self.pages = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.strip.add_action(self.pull)
        for page in (
            self.state_page,
            self.waiting_page,
            self.refused_page,
            self.sent_page,
            self.parity_page,
        ):
            self.pages.addWidget(page)
        self.strip.tabs.show_tabs(_tabs(None))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addWidget(self.pages, 1)
        column.addWidget(self.empty, 1)
        self.empty.hide()

    def _connect(self) -> None:
        self.strip.tabs.chosen.connect(self._on_tab)
        self.pull.clicked.connect(self._on_pull)
        self.runs.changed.connect(self._show_runs)
        self.state_page.refused_wanted.connect(self._on_refused_wanted)
        self.state_page.report_wanted.connect(self._on_report_wanted)
        self.parity_page.compare_wanted.connect(self._on_compare)
        self.parity_page.shop.currentIndexChanged.connect(self._show_runs)
        for page in (self.waiting_page, self.sent_page):
            page.leaving.connect(self._on_leaving)
        self.empty.primary.connect(self._on_connect)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Synchronisation")

    def reload(self) -> None:
        """Ask how things stand, and for the rows of the page that is seen."""
        self.desk.read(self._show_overview, sync_overview, utc_now())
        self._ask_page()

    def arrive(self, **argument: object) -> None:
        """Show one view (``tab``), of one storefront (``shop_id``)."""
        shop_id = argument.get("shop_id")
        if isinstance(shop_id, bytes):
            self.parity_page.choose(ShopId(shop_id))
        self.strip.tabs.choose(str(argument.get("tab", STATE)))

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Tout regarder dans les boutiques"), "", self._on_sweep, "search"),
            Command(_("Tout comparer avec les boutiques"), "", self._on_compare_all, "scale"),
        )

    def _show_overview(self, overview: SyncOverview) -> None:
        self._overview = overview
        found = bool(overview.shops)
        for widget in (self.strip, self.pages):
            widget.setVisible(found)
        self.empty.setVisible(not found)
        self.pull.setVisible(len(overview.shops) > 1)
        self.strip.tabs.show_tabs(_tabs(overview))
        platforms = {each.key: each.title for each in self.shell.services.platforms()}
        self.state_page.show_shops(overview, lambda key: platforms.get(key, key))
        self.parity_page.show_shops(overview.shops)
        self._show_runs()

    def _on_tab(self, key: str) -> None:
        keys = [tab.key for tab in _tabs(None)]
        self.pages.setCurrentIndex(keys.index(key) if key in keys else 0)
        self._ask_page()

    def _ask_page(self) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, StatePage | MessagePage | RefusedPage):
            page.ask()

    def _show_runs(self) -> None:
        shop_id = self.parity_page.shop_id
        running = shop_id is not None and self.runs.going(shop_id) is Run.COMPARE
        self.parity_page.show_running(running=running)
        busy = all(self.runs.going(each) is not None for each in self._shop_ids())
        self.pull.setEnabled(not busy)

    def _shop_ids(self) -> tuple[ShopId, ...]:
        shops = () if self._overview is None else self._overview.shops
        return tuple(each.shop.shop_id for each in shops)

    def _start_all(self, run: Run) -> None:
        for shop_id in self._shop_ids():
            self.runs.start(shop_id, run)

    def _on_pull(self) -> None:
        self._start_all(Run.EXCHANGE)

    def _on_sweep(self) -> None:
        self._start_all(Run.SWEEP)

    def _on_compare_all(self) -> None:
        self._start_all(Run.COMPARE)

    def _on_compare(self, shop_id: ShopId) -> None:
        self.runs.start(shop_id, Run.COMPARE)

    def _on_refused_wanted(self) -> None:
        self.strip.tabs.choose(REFUSED)

    def _on_report_wanted(self, shop_id: ShopId) -> None:
        self.parity_page.choose(shop_id)
        self.strip.tabs.choose(PARITY)

    def _on_leaving(self) -> None:
        if self.shell.services.start_pull is not None:
            self.shell.services.start_pull()

    def _on_connect(self) -> None:
        self.shell.navigate("settings", section="storefronts")


def _tabs(overview: SyncOverview | None) -> list[Tab]:
    waiting = None if overview is None else overview.waiting
    refused = None if overview is None else overview.refused
    return [
        Tab(STATE, _("État")),
        Tab(WAITING, _("En attente"), waiting),
        Tab(REFUSED, _("Refusés"), refused),
        Tab(SENT, _("Partis")),
        Tab(PARITY, _("Comparaison")),
    ]


def _empty() -> EmptyText:
    return EmptyText(
        "globe",
        _("Aucune boutique en ligne"),
        _("Connectez votre boutique\u00a0: ses commandes arrivent ici toutes seules."),
        _("Connecter une boutique"),
    )
