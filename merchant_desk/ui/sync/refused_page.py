"""What storefronts refused to be told: why, and the two ways out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from merchant_desk.queries.check_item import CheckItem
from merchant_desk.queries.check_items import check_items
from merchant_desk.queries.to_check import CheckKind
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.page import clear
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.to_check.check_card import CheckCard
from merchant_desk.ui.to_check.settling import Settling
from merchant_desk.ui.to_check.ways_out import Way
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.values.texts import _

_WIDEST = 920


class RefusedPage(QWidget):
    """The same cards as « À vérifier »; ``settled`` when one of them was decided."""

    settled = Signal()

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self._desk = desk
        self._shell = shell
        self._items: tuple[CheckItem, ...] | None = None
        self.cards: list[CheckCard] = []
        self.settling = Settling(desk, shell, self)
        self.empty = EmptyState(
            shell.theme,
            EmptyText(
                "circle-check",
                _("Rien n’a été refusé"),
                _("Ce qu’une boutique n’accepte pas attend ici, avec sa raison."),
            ),
        )
        self._list = QVBoxLayout()
        self.area = QScrollArea()
        self._build()
        self.settling.settled.connect(self._on_settled)

    def _build(self) -> None:
        inner, held = QWidget(), QWidget()
        inner.setProperty("ground", "none")
        held.setLayout(self._list)
        held.setMaximumWidth(_WIDEST)
        self._list.setSpacing(10)
        self._list.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 12)
        column.addWidget(held)
        column.addStretch(1)
        inner.setMaximumWidth(_WIDEST + 12)
        self.area.setWidget(inner)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(_("Envois refusés"))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.area, 1)
        page.addWidget(self.empty, 1)
        self.area.hide()
        self.empty.hide()

    def ask(self) -> None:
        """Ask what was refused."""
        self._desk.read(self._show, check_items, (CheckKind.MESSAGE,))

    def _show(self, items: tuple[CheckItem, ...]) -> None:
        self.area.setVisible(bool(items))
        self.empty.setVisible(not items)
        if items == self._items:
            return
        self._items = items
        clear(self._list)
        self.cards = [CheckCard(self._shell.theme, item) for item in items]
        for card in self.cards:
            card.chosen.connect(self._on_chosen)
            self._list.addWidget(card)

    def _on_chosen(self, item: CheckItem, way: Way) -> None:
        self.settling.take(item, way)

    def _on_settled(self) -> None:
        self.ask()
        self.settled.emit()
