"""What an article is made of, how its units are followed, its lots and its sister variations."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.goods import Goods, Sister
from merchant_desk.queries.kits import KitPartRow
from merchant_desk.queries.lots import LotRow
from merchant_desk.rules.variation_grid import variation_grid
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.lots.columns import days_words, lot_chip
from merchant_desk.ui.stock.lines import Line, clear, labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number, short_date
from merchant_desk.values.goods_words import ProductKind, Tracking
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _, ngettext

_TRACKINGS = (Tracking.NONE, Tracking.LOT, Tracking.SERIAL)
_LOTS_SHOWN = 5


class GoodsCard(Card):
    """Says what she wants changed; the sheet carries it out."""

    tracking_wanted = Signal(object)  # Tracking
    packaging_wanted = Signal(bool)
    usual_wanted = Signal(bool)
    part_wanted = Signal()
    part_gone = Signal(object)  # ProductId
    product_wanted = Signal(object)  # ProductId
    lot_wanted = Signal(object)  # LotId

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Composition et suivi"))
        self._theme_of_lines = theme
        self._shown: Goods | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._grid = QWidget()
        self._grid.setProperty("ground", "none")
        self._cells = QGridLayout(self._grid)
        self._cells.setContentsMargins(0, 4, 0, 4)
        self.tracking = Select(theme, _("Suivi des unités"))
        self.tracking.addItems([_("Ne pas suivre"), _("Suivre par lot"), _("Un par un")])
        self.packaging = Switch(theme, _("Fourniture d’emballage"))
        self.usual = Switch(theme, _("Carton habituel de chaque colis"))
        self.compose = Button(theme, _("Ajouter au kit"), icon="plus")
        self._build()
        self.tracking.activated.connect(self._on_tracking)
        self.packaging.toggled.connect(self._on_packaging)
        self.usual.toggled.connect(self._on_usual)
        self.compose.clicked.connect(self.part_wanted)

    def _build(self) -> None:
        self.body.addLayout(self._lines)
        self.body.addWidget(self._grid)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(labelled(self._theme_of_lines, self.tracking), 1)
        row.addWidget(self.compose, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.body.addWidget(self.packaging)
        self.body.addWidget(self.usual)

    def show_goods(self, goods: Goods) -> None:
        """Show these facts."""
        self._shown = goods
        clear(self._lines)
        kit = goods.kind is ProductKind.KIT
        for part in goods.parts:
            self._lines.addWidget(self._part_line(part))
        for each in goods.used_in:
            self._lines.addWidget(self._used_line(each.product_id, each.name, each.quantity))
        for lot in goods.lots[:_LOTS_SHOWN]:
            self._lines.addWidget(self._lot_line(lot))
        self._show_sisters(goods.sisters)
        self.tracking.setCurrentIndex(_TRACKINGS.index(goods.tracking))
        self.tracking.setEnabled(not kit)
        boxes = goods.kind is ProductKind.CONSUMABLE
        for switch, on in ((self.packaging, boxes), (self.usual, goods.usual_carton)):
            switch.blockSignals(True)
            switch.setChecked(on)
            switch.blockSignals(False)
        self.usual.setVisible(boxes)
        self.packaging.setVisible(not kit and not goods.used_in)
        self.compose.setVisible(not boxes and not goods.used_in)
        self.compose.say(_("Ajouter au kit") if kit else _("En faire un kit"))

    def _part_line(self, part: KitPartRow) -> Line:
        kits = ngettext("de quoi faire {n} kit", "de quoi faire {n} kits", part.makes)
        theme = self._theme_of_lines
        line = Line(
            theme, part.name, f"× {number(part.quantity)}", kits.format(n=number(part.makes))
        )
        words = _("Retirer {name} du kit").format(name=part.name)
        remove = IconButton(theme, "x", words, side=30)
        remove.clicked.connect(partial(self._on_part_gone, part.product_id))
        line.add(remove)
        return line

    def _used_line(self, kit_id: ProductId, name: str, quantity: int) -> Line:
        theme = self._theme_of_lines
        line = Line(theme, name, f"× {number(quantity)}", _("Kit dont il fait partie"))
        go = Button(theme, _("Voir"), kind=Kind.LINK)
        go.clicked.connect(partial(self._on_product, kit_id))
        line.add(go)
        return line

    def _lot_line(self, lot: LotRow) -> Line:
        theme = self._theme_of_lines
        day = _("sans date")
        if lot.expires_on is not None:
            day = f"{short_date(lot.expires_on)} · {days_words(lot)}"
        note = " · ".join(part for part in (day, ", ".join(lot.bins)) if part)
        line = Line(theme, _("Lot {lot}").format(lot=lot.number), number(lot.units), note)
        line.add(Chip(theme, lot_chip(lot)))
        go = IconButton(theme, "history", _("Ouvrir le lot {lot}").format(lot=lot.number), side=30)
        go.clicked.connect(partial(self._on_lot, lot.lot_id))
        line.add(go)
        return line

    def _show_sisters(self, sisters: Sequence[Sister]) -> None:
        clear(self._cells)
        self._grid.setVisible(bool(sisters))
        if not sisters:
            return
        theme = self._theme_of_lines
        grid = variation_grid([each.option_text for each in sisters])
        if grid.rows == ("",):
            for place, sister in enumerate(sisters):
                label = TextLabel(theme, sister.option_text, Role.CAPTION, Ink.TEXT2, wraps=True)
                self._cells.addWidget(label, place, 0)
                self._cells.addWidget(self._sister_button(sister), place, 1)
            return
        for place, title in enumerate(grid.columns, start=1):
            label = TextLabel(theme, title, Role.CAPTION, Ink.TEXT2)
            self._cells.addWidget(label, 0, place, Qt.AlignmentFlag.AlignHCenter)
        for place, (title, cells) in enumerate(zip(grid.rows, grid.cells, strict=True), start=1):
            self._cells.addWidget(TextLabel(theme, title, Role.CAPTION, Ink.TEXT2), place, 0)
            for across, index in enumerate(cells, start=1):
                if index is not None:
                    button = self._sister_button(sisters[index])
                    self._cells.addWidget(button, place, across)

    def _sister_button(self, sister: Sister) -> Button:
        mine = self._shown is not None and sister.product_id == self._shown.product_id
        button = Button(
            self._theme_of_lines,
            number(sister.available),
            kind=Kind.SECONDARY if mine else Kind.LINK,
        )
        words = _("{option}\u00a0: {n} à vendre")
        button.setAccessibleName(
            words.format(option=sister.option_text, n=number(sister.available))
        )
        button.clicked.connect(partial(self._on_product, sister.product_id))
        return button

    def _on_tracking(self, index: int) -> None:
        if self._shown is not None and _TRACKINGS[index] is not self._shown.tracking:
            self.tracking_wanted.emit(_TRACKINGS[index])

    def _on_packaging(self, checked: bool) -> None:
        self.packaging_wanted.emit(checked)

    def _on_usual(self, checked: bool) -> None:
        self.usual_wanted.emit(checked)

    def _on_part_gone(self, product_id: ProductId, *_checked: bool) -> None:
        self.part_gone.emit(product_id)

    def _on_product(self, product_id: ProductId, *_checked: bool) -> None:
        self.product_wanted.emit(product_id)

    def _on_lot(self, lot_id: object, *_checked: bool) -> None:
        self.lot_wanted.emit(lot_id)
