"""The left column: the shop, where one can go, and how things stand with the outside."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.ui.nav_foot import ShopBlock, SyncLine
from merchant_desk.ui.nav_item import NavHeading, NavItem
from merchant_desk.ui.screens import ScreenSpec, Section
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.window_facts import WindowFacts
from merchant_desk.values.texts import _

WIDE, RAIL = 228, 64
RAIL_BELOW = 1200


class NavBar(QWidget):
    """Says where she wants to go by ``chosen(key)``."""

    chosen = Signal(str)
    sync_wanted = Signal()

    def __init__(self, theme: Theme, screens: Sequence[ScreenSpec]) -> None:
        super().__init__()
        self._theme = theme
        self._shop = ShopBlock(theme)
        self._sync = SyncLine(theme)
        self._items: dict[str, NavItem] = {}
        self._headings: list[NavHeading] = []
        self._narrow = False
        self.setAccessibleName(_("Navigation"))
        self._build([each for each in screens if each.in_navigation])
        self._sync.clicked.connect(self.sync_wanted)
        theme.changed.connect(self._fit)
        self._fit()

    def _build(self, screens: Sequence[ScreenSpec]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 9, 10, 10)
        column.setSpacing(2)
        column.addWidget(self._shop)
        column.addSpacing(6)
        for section in (Section.DAY, Section.CATALOGUE, Section.BUSINESS):
            self._add(column, section, screens)
        column.addStretch(1)
        self._add(column, Section.FOOT, screens)
        column.addWidget(self._sync)

    def _add(self, column: QVBoxLayout, section: Section, screens: Sequence[ScreenSpec]) -> None:
        specs = [each for each in screens if each.section is section]
        if specs and section in {Section.CATALOGUE, Section.BUSINESS}:
            heading = NavHeading(self._theme, _(section.value))
            self._headings.append(heading)
            column.addWidget(heading)
        for spec in specs:
            column.addWidget(self._item(spec))

    def _item(self, spec: ScreenSpec) -> NavItem:
        item = NavItem(
            self._theme, _(spec.title), spec.icon, pill=spec.pill, shortcut=spec.shortcut
        )
        item.setObjectName(spec.key)
        item.clicked.connect(self._on_clicked)
        self._items[spec.key] = item
        return item

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the hairline to the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.nav))
        edge = QRect(self.width() - 1, 0, 1, self.height())
        painter.fillRect(edge, QColor(self._theme.tokens.line))

    def show_current(self, key: str) -> None:
        """Mark where she is; a place without a line marks none."""
        for each, item in self._items.items():
            item.setChecked(each == key)

    def show_facts(self, facts: WindowFacts) -> None:
        """Show the shop, the counts and the state of the exchanges."""
        self._shop.show_shop(facts.shop, facts.detail)
        self._sync.show_state(facts.sync)
        self.show_counts(facts.counts)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many things wait in each place."""
        for key, item in self._items.items():
            item.show_count(counts.get(key, 0))

    def show_narrow(self, *, narrow: bool) -> None:
        """Become a rail of icons, or a column of words."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(self._theme.px(RAIL if self._narrow else WIDE))
        self._shop.show_narrow(narrow=self._narrow)
        self._sync.show_narrow(narrow=self._narrow)
        for heading in self._headings:
            heading.show_narrow(narrow=self._narrow)
        for item in self._items.values():
            item.show_narrow(narrow=self._narrow)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.chosen.emit(sender.objectName())
