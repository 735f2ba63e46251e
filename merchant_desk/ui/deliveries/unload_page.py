"""The page of one delivery being unloaded: the big panel, the articles, the last scans."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.delivery_view import DeliveryView, GoodsScan
from merchant_desk.ui.deliveries import unload_words as words
from merchant_desk.ui.deliveries.facts_card import FactsCard
from merchant_desk.ui.deliveries.goods_card import GoodsCard
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.packing.scan_rows import ScanRow
from merchant_desk.ui.packing.side_cards import ScanLogCard
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.scan_hero import ScanHero
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _

_SIDE_FROM, _SIDE_WIDTH = 1040, 286
_HERO, _LOW_HERO, _LOW = 236, 170, 720


class UnloadPage(QWidget):
    """Shows a delivery; ``back``, ``end_wanted`` and ``escaped`` are for the screen."""

    back = Signal()
    end_wanted = Signal()
    escaped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.leave = IconButton(theme, "chevron-left", _("Revenir à la liste"))
        self.name = TextLabel(theme, "", Role.PAGE_TITLE)
        self.about = TextLabel(theme, "", ink=Ink.TEXT2)
        self.end = Button(theme, _("Terminer"), kind=Kind.PRIMARY, icon="package-check")
        self.hero = ScanHero(theme, words.invitation(None))
        self.hero.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.hero)
        self.goods = GoodsCard(theme)
        self.facts = FactsCard(theme)
        self.log = ScanLogCard(theme)
        self._side = QWidget()
        self._build()
        self.leave.clicked.connect(self.back)
        self.end.clicked.connect(self.end_wanted)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.name)
        titles.addWidget(self.about)
        head.addWidget(self.leave)
        head.addLayout(titles, 1)
        head.addWidget(self.end)
        self._side.setFixedWidth(_SIDE_WIDTH)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(12)
        side.addWidget(self.facts)
        side.addWidget(self.log, 1)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(12)
        self._middle.addWidget(self.hero)
        self._middle.addWidget(self.goods, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(self._middle, 1)
        row.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 20)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(row, 1)

    def show_view(self, view: DeliveryView | None, fresh: ProductId | None) -> None:
        """Show what the delivery holds."""
        self.goods.show_goods(view, fresh)
        self.facts.show_facts(view)
        self.log.show_scans(() if view is None else tuple(_scan_row(each) for each in view.scans))
        if view is None:
            return
        self.name.setText(view.supplier or _("Sans fournisseur"))
        told = (view.number, view.purchase_number, view.slip_number)
        self.about.setText(" · ".join(filter(None, told)))
        self.end.setEnabled(view.open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the message or the choice."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take what fits."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Hide the side in a narrow window, lower the panel in a low one."""
        scale = self._theme.px(100)
        self._side.setVisible(self.width() * 100 // scale >= _SIDE_FROM)
        low = self.window().height() * 100 // scale < _LOW
        self.hero.setFixedHeight(_LOW_HERO if low else _HERO)


def _scan_row(scan: GoodsScan) -> ScanRow:
    many = scan.units > 1
    return ScanRow(
        icon="undo-2" if scan.undone else "check",
        mark="text3" if scan.undone else "ok",
        ink="text3" if scan.undone else "text",
        text=f"{number(scan.units)} × {scan.name}" if many else scan.name,
        detail="",
        outcome=_("retiré") if scan.undone else _("reçu"),
        at=scan.at,
        undone=scan.undone,
    )
