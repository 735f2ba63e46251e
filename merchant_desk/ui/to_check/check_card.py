"""One thing to check: what it is, why, and its ways out; two values side by side."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.check_item import CheckItem
from merchant_desk.queries.to_check import CheckKind
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.to_check.ways_out import Way, WayOut, ways_out
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import ago
from merchant_desk.values.texts import _

_LONGEST = 600


class CheckCard(Card):
    """``chosen`` carries the item and the way out she took."""

    chosen = Signal(object, object)

    def __init__(self, theme: Theme, item: CheckItem) -> None:
        super().__init__(theme, padding=14)
        self.item = item
        self._theme = theme
        self.buttons: dict[Way, Button] = {}
        self.setAccessibleName(item.title)
        self.body.addLayout(self._title_row())
        self._add_words()
        if item.kind is CheckKind.CONFLICT:
            self.body.addLayout(self._values())
        self.body.addLayout(self._ways())

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(TextLabel(self._theme, self.item.title, Role.BOLD, wraps=True), 1)
        if self.item.at is not None:
            when = ago(self.item.at, utc_now())
            row.addWidget(TextLabel(self._theme, when, Role.CAPTION, Ink.TEXT3))
        return row

    def _add_words(self) -> None:
        for text, ink in ((self.item.reason, Ink.TEXT), (self.item.advice, Ink.TEXT2)):
            if text:
                self.body.addWidget(TextLabel(self._theme, cut(text), ink=ink, wraps=True))

    def _values(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._side(_("Ici"), self.item.desk_value, Way.KEEP_DESK), 1)
        row.addWidget(self._side(_("Dans la boutique"), self.item.shop_value, Way.TAKE_SHOP), 1)
        return row

    def _side(self, title: str, value: str, way: Way) -> QWidget:
        side = Card(self._theme, padding=12)
        side.body.addWidget(TextLabel(self._theme, title, Role.CAPTION, Ink.TEXT2))
        side.body.addWidget(TextLabel(self._theme, cut(value), Role.STRONG, wraps=True))
        side.body.addStretch(1)
        text = _("Garder la valeur d’ici") if way is Way.KEEP_DESK else _("Suivre la boutique")
        side.body.addWidget(self._button(WayOut(way, text)), 0, Qt.AlignmentFlag.AlignLeft)
        return side

    def _ways(self) -> QVBoxLayout:
        held = QVBoxLayout()
        row = QHBoxLayout()
        row.setSpacing(8)
        for way in ways_out(self.item):
            row.addWidget(self._button(way))
        row.addStretch(1)
        held.addLayout(row)
        return held

    def _button(self, way: WayOut) -> Button:
        obvious = way.obvious and self.item.kind is not CheckKind.CONFLICT
        kind = Kind.SECONDARY if obvious or way.way in _SIDES else Kind.QUIET
        button = Button(self._theme, way.text, kind=kind)
        button.setAccessibleDescription(self.item.title)
        button.clicked.connect(partial(self._on_clicked, way.way))
        self.buttons[way.way] = button
        return button

    def _on_clicked(self, way: Way, _checked: bool = False) -> None:
        self.chosen.emit(self.item, way)


_SIDES = frozenset({Way.KEEP_DESK, Way.TAKE_SHOP})


def cut(text: str) -> str:
    """Return a text of a storefront in a length that can be laid out."""
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
