"""How each storefront stands, and the log of the conversations under it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from merchant_desk.queries.exchanges import ExchangeList, ExchangeRow
from merchant_desk.queries.sync_overview import ShopExchanges, SyncOverview
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.settings.page import clear
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sync.columns import exchange_columns
from merchant_desk.ui.sync.shop_card import ShopCard
from merchant_desk.ui.sync.shop_runs import ShopRuns
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import ShopId
from merchant_desk.values.texts import _

_OLDER_MS = 1000
_GAP = 12
_LEAST = 80


class StatePage(QWidget):
    """The cards keep to their height; the log takes what is left."""

    refused_wanted = Signal()
    report_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, runs: ShopRuns) -> None:
        super().__init__()
        self._shell = shell
        self._runs = runs
        self._held = QWidget()
        self._held.setProperty("ground", "none")
        self.cards: dict[ShopId, ShopCard] = {}
        self._list = QVBoxLayout(self._held)
        self._area = QScrollArea()
        self.log: RowTable[ExchangeRow] = RowTable(
            desk,
            shell.theme,
            name="exchanges",
            label=_("Échanges avec les boutiques"),
            columns=exchange_columns(),
            row_id=lambda row: row.exchange_id,
            checkable=False,
        )
        self._older = QTimer(self, interval=_OLDER_MS)
        self._older.timeout.connect(self._show_times)
        self._build()
        self._held.installEventFilter(self)
        runs.changed.connect(self._show_runs)
        self.log.activated.connect(self._on_opened)

    def _build(self) -> None:
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(12)
        self._area.setWidget(self._held)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(_("Boutiques en ligne"))
        self.log.set_empty(
            EmptyState(
                self._shell.theme,
                EmptyText(
                    "history",
                    _("Aucun échange pour l’instant"),
                    _("Chaque relève, contrôle et comparaison s’inscrit ici."),
                ),
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._area)
        column.addWidget(self.log, 1)

    def ask(self) -> None:
        """Ask for the log again."""
        self.log.ask(ExchangeList())

    def show_shops(self, overview: SyncOverview, platform: Callable[[str], str]) -> None:
        """Show these storefronts; cards stay where they are."""
        if tuple(self.cards) != tuple(each.shop.shop_id for each in overview.shops):
            clear(self._list)
            self.cards = {
                each.shop.shop_id: self._card(
                    each, platform(each.shop.platform), alone=len(overview.shops) == 1
                )
                for each in overview.shops
            }
            for card in self.cards.values():
                self._list.addWidget(card)
            self._list.addStretch(1)
        now = utc_now()
        for each in overview.shops:
            self.cards[each.shop.shop_id].show_shop(each, now)
        self._show_runs()
        self._fit()

    def _card(self, shop: ShopExchanges, platform: str, *, alone: bool) -> ShopCard:
        card = ShopCard(self._shell.theme, platform, shop, alone=alone)
        card.run_wanted.connect(self._runs.start)
        card.stop_wanted.connect(self._runs.stop)
        card.checks_wanted.connect(self._on_checks)
        card.refused_wanted.connect(self._on_refused)
        card.report_wanted.connect(self.report_wanted)
        return card

    def _show_runs(self) -> None:
        for shop_id, card in self.cards.items():
            card.show_running(self._runs.going(shop_id))
        self._show_times()

    def _show_times(self) -> None:
        now, due = utc_now(), self._shell.services.next_exchange()
        seconds = None if due is None else max(0, int((due - now).total_seconds()))
        for card in self.cards.values():
            card.show_time(now, seconds)

    def _on_checks(self, _shop: object) -> None:
        self._shell.navigate("to_check", kind="parked")

    def _on_refused(self, _shop: object) -> None:
        self.refused_wanted.emit()

    def _on_opened(self, row: ExchangeRow) -> None:
        """Say in full what went wrong in this conversation."""
        if row.problem:
            self._shell.banner(row.problem, row.advice, Tone.WARN)

    def _fit(self) -> None:
        """Let the log keep some rows, however many storefronts there are."""
        wanted = self._held.sizeHint().height() + 2
        room = self.height() - self.log.minimumSizeHint().height() - _GAP
        self._area.setFixedHeight(max(min(wanted, room), _LEAST))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the height anew when a card came, or grew by what it has to say."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the states grow old while they are seen."""
        super().showEvent(event)
        self._show_times()
        self._older.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting."""
        super().hideEvent(event)
        self._older.stop()
