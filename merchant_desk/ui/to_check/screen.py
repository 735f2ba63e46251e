"""À vérifier: everything that waits for a person, by kind, each with its way out."""

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from merchant_desk.queries.check_item import CheckItem
from merchant_desk.queries.check_items import check_items
from merchant_desk.queries.to_check import CHECK_TITLES, CheckKind, check_counts
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.settings.page import clear
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.to_check.check_card import CheckCard
from merchant_desk.ui.to_check.raw_sheet import RawSheet
from merchant_desk.ui.to_check.settling import Settling
from merchant_desk.ui.to_check.ways_out import Way
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, later

_WIDEST = 920
_SCROLL_GAP = 12
_ALL = "all"
_SHORT: dict[CheckKind, str] = {
    CheckKind.SHOP: later("Boutique"),
    CheckKind.CONFLICT: later("Désaccords"),
    CheckKind.BLOCKED: later("Bloquées"),
    CheckKind.SHORTAGE: later("Manquants"),
    CheckKind.MATCH: later("Articles"),
    CheckKind.PARKED: later("Fiches"),
    CheckKind.MESSAGE: later("Envois"),
    CheckKind.NEGATIVE: later("Négatifs"),
    CheckKind.PRINT: later("Impressions"),
}
"""A comparison is one line a storefront, files of the platform are rare: no tab of their own."""


class ToCheckScreen(Screen):
    """Tabs are only those that hold something; an empty list is a calm page."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "shop", "conflict", "sales_order", "shortage", "remote_record", "outbox_message",
            "stock_level", "print_job", "sweep", "platform_flow",
        }
    )  # fmt: skip
    help_page: ClassVar[str] = "to_check"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._items: tuple[CheckItem, ...] = ()
        self._counts: dict[CheckKind, int] = {}
        self._raw: RawSheet | None = None
        self.check_cards: list[CheckCard] = []
        self.settling = Settling(desk, shell, self)
        self.strip = TabStrip(theme, _("Genres de choses à vérifier"))
        self.empty = EmptyState(
            theme,
            EmptyText(
                "circle-check",
                _("Rien à vérifier"),
                _("Tout ce qui arrive de travers attend ici, avec ce qu’il y a à faire."),
            ),
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.area = QScrollArea()
        self._build()
        self.strip.tabs.chosen.connect(self._on_tab)
        self.settling.settled.connect(self.reload)
        self.settling.raw_wanted.connect(self._on_raw)

    def _build(self) -> None:
        inner, held = QWidget(), QWidget()
        inner.setProperty("ground", "none")
        held.setLayout(self._list)
        held.setMaximumWidth(_WIDEST)
        inner.setMaximumWidth(_WIDEST + _SCROLL_GAP)  # heights are asked for this width
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, _SCROLL_GAP, 24)
        column.addWidget(held)
        column.addStretch(1)
        self.area.setWidget(inner)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(_("Choses à vérifier"))
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 0, 12, 0)
        page.setSpacing(12)
        page.addWidget(self.strip)
        page.addWidget(self.area, 1)
        page.addWidget(self.empty, 1)
        self.strip.hide()
        self.area.hide()
        self.empty.hide()

    def title(self) -> str:
        """Return the title of the page."""
        return _("À vérifier")

    def reload(self) -> None:
        """Ask what waits."""
        self.desk.read(self._show_counts, check_counts)
        self.desk.read(self._show_items, check_items)

    def arrive(self, **argument: object) -> None:
        """Show one kind."""
        self.strip.tabs.choose(str(argument.get("kind", _ALL)))

    def _show_counts(self, counts: Mapping[CheckKind, int]) -> None:
        self._counts = dict(counts)
        total = sum(counts.values())
        tabs = [Tab(_ALL, _("Tout"), total)]
        tabs += [
            Tab(kind, _(_SHORT[kind]), n) for kind, n in counts.items() if n and kind in _SHORT
        ]
        key = self.strip.tabs.key
        self.strip.tabs.show_tabs(tabs)
        if key not in {tab.key for tab in tabs}:
            self.strip.tabs.choose(_ALL)
        self.strip.setVisible(total > 0)
        self.area.setVisible(total > 0)
        self.empty.setVisible(total == 0)
        self._show()

    def _show_items(self, items: tuple[CheckItem, ...]) -> None:
        if items != self._items:
            self._items = items
            self._show()

    def _on_tab(self, _key: str) -> None:
        self._show()

    def _show(self) -> None:
        clear(self._list)
        self.check_cards = []
        key = self.strip.tabs.key
        for kind in CheckKind:
            mine = [item for item in self._items if item.kind is kind]
            if mine and key in {_ALL, kind}:
                self._show_group(kind, mine)

    def _show_group(self, kind: CheckKind, items: list[CheckItem]) -> None:
        theme = self.shell.theme
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        row.addWidget(TextLabel(theme, _(CHECK_TITLES[kind]), Role.CARD_TITLE))
        counted = number(self._counts.get(kind, len(items)))
        row.addWidget(TextLabel(theme, counted, ink=Ink.TEXT2, tabular=True))
        row.addStretch(1)
        self._list.addLayout(row)
        for item in items:
            card = CheckCard(theme, item)
            card.chosen.connect(self._on_chosen)
            self.check_cards.append(card)
            self._list.addWidget(card)

    def _on_chosen(self, item: CheckItem, way: Way) -> None:
        self.settling.take(item, way)

    def _on_raw(self, item: CheckItem) -> None:
        if self._raw is None:
            self._raw = RawSheet(self.desk, self.shell, self)
        self._raw.open_sheet(item)
