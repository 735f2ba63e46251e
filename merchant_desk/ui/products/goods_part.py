"""Carries out what the card of composition and follow-up asks for."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.operations.save_kit import MOST_UNITS, save_kit
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.operations.set_goods_kind import follow_lots, use_as_packaging
from merchant_desk.queries.goods import Goods, goods_of
from merchant_desk.queries.product_search import FoundProduct
from merchant_desk.rules.kit_stock import Part
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.product_search import ProductSearch
from merchant_desk.ui.products.goods_card import GoodsCard
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import ProductId
from merchant_desk.values.settings import PACKING_CARTON
from merchant_desk.values.texts import _

TABLES = frozenset(
    {"product", "kit_part", "lot", "lot_level", "stock_level", "reservation", "setting"}
)


class GoodsPart(QObject):
    """``product_wanted`` asks the sheet to show another product."""

    product_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        self._goods: Goods | None = None
        self.product_id: ProductId | None = None
        theme = shell.theme
        self.card = GoodsCard(theme)
        self.banner = Banner(theme)
        self.card.body.insertWidget(0, self.banner)
        self.banner.hide()
        self.sheet = shell.new_sheet(screen, _("Ajouter un article au kit"))
        self.units = NumberInput(theme, _("Quantité dans un kit"), least=1, most=MOST_UNITS)
        self.finder = ProductSearch(desk, theme)
        self._build()
        self._connect()

    def _build(self) -> None:
        words = _(
            "Un kit se vend comme un seul article. Son stock est celui des articles dont il est "
            "fait\u00a0: le plus rare décide."
        )
        self.sheet.body.addWidget(TextLabel(self._shell.theme, words, ink=Ink.TEXT2, wraps=True))
        row = QHBoxLayout()
        row.addLayout(labelled(self._shell.theme, self.units))
        row.addStretch(1)
        self.sheet.body.addLayout(row)
        self.sheet.body.addWidget(self.finder)
        self.sheet.body.addStretch(1)

    def _connect(self) -> None:
        card = self.card
        card.tracking_wanted.connect(self._on_tracking)
        card.packaging_wanted.connect(self._on_packaging)
        card.usual_wanted.connect(self._on_usual)
        card.part_wanted.connect(self._on_part_wanted)
        card.part_gone.connect(self._on_part_gone)
        card.product_wanted.connect(self.product_wanted)
        card.lot_wanted.connect(self._on_lot)
        self.finder.chosen.connect(self._on_chosen)
        self._desk.changed.connect(self._on_changed)

    def show_product(self, product_id: ProductId) -> None:
        """Show the facts of this product."""
        if product_id != self.product_id:
            self.banner.hide()
        self.product_id = product_id
        self._desk.read(self._show, goods_of, product_id, paris_date(utc_now()))

    def _show(self, goods: Goods | None) -> None:
        if goods is not None and goods.product_id == self.product_id:
            self._goods = goods
            self.card.show_goods(goods)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.product_id is not None and self.card.isVisible() and tables & TABLES:
            self.show_product(self.product_id)

    def _on_part_wanted(self) -> None:
        self.units.setValue(1)
        self.finder.begin("")
        self.sheet.open_sheet(self.finder.search)

    def _on_chosen(self, found: FoundProduct) -> None:
        if self._goods is None:
            return
        kept = [part for part in self._parts() if part.product_id != found.product_id]
        self.sheet.close_sheet()
        self._save([*kept, Part(found.product_id, self.units.value())])

    def _on_part_gone(self, product_id: ProductId) -> None:
        self._save([part for part in self._parts() if part.product_id != product_id])

    def _parts(self) -> list[Part]:
        rows = () if self._goods is None else self._goods.parts
        return [Part(row.product_id, row.quantity) for row in rows]

    def _save(self, parts: list[Part]) -> None:
        if self.product_id is not None:
            gesture = self._desk.gesture()
            ticket = self._desk.write(self._done, save_kit, gesture, self.product_id, parts)
            ticket.or_else(self._refused)

    def _on_tracking(self, tracking: Tracking) -> None:
        if self.product_id is not None:
            gesture = self._desk.gesture()
            ticket = self._desk.write(self._done, follow_lots, gesture, self.product_id, tracking)
            ticket.or_else(self._refused)

    def _on_packaging(self, packaging: bool) -> None:
        if self.product_id is not None:
            gesture = self._desk.gesture()
            ticket = self._desk.write(
                self._done, use_as_packaging, gesture, self.product_id, packaging=packaging
            )
            ticket.or_else(self._refused)

    def _on_usual(self, usual: bool) -> None:
        if self._goods is not None:
            sku = self._goods.sku if usual else ""
            gesture = self._desk.gesture()
            self._desk.write(self._done, save_setting, gesture, PACKING_CARTON, sku)

    def _on_lot(self, lot_id: object) -> None:
        self._shell.navigate("stock", page="lots", lot_id=lot_id)

    def _done(self, _answer: object) -> None:
        self.banner.hide()

    def _refused(self, error: DeskError) -> None:
        """Say why, and show again how it stands."""
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice, closable=True))
        if self._goods is not None:
            self.card.show_goods(self._goods)
