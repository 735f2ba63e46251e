"""The story of a product's stock: why seven and not nine."""

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtWidgets import QWidget

from merchant_desk.queries.stock_story import StockStory, stock_story, why_not
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.figures import Figures
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.stock.story_list import StoryList
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.entries import read_whole
from merchant_desk.values.french import number
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _

TABLES = frozenset({"stock_move", "stock_level", "reservation"})


class StorySheet(QObject):
    """A side sheet: the sum, the question, then every move as a sentence."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._product_id: ProductId | None = None
        self._story: StockStory | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("L’histoire du stock"))
        self.figures = Figures(theme)
        self.sum_up = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.promises = Card(theme, _("Réservé pour"))
        self.expected = Field(
            theme,
            _("Vous en attendiez combien\u00a0?"),
            hint=_("Exemple\u00a0: 9. Vous verrez ce qui a bougé depuis."),
        )
        self.answer = TextLabel(theme, "", Role.STRONG, wraps=True)
        self.moves = StoryList(theme)
        self.older = TextLabel(
            theme, _("Les mouvements plus anciens ne sont pas montrés."), Role.CAPTION, Ink.TEXT2
        )
        self._build()
        self.expected.edited.connect(self._show_answer)
        self.moves.activated.connect(self._on_opened)
        desk.changed.connect(self._on_changed)

    def _build(self) -> None:
        body = self.sheet.body
        for part in (self.figures, self.sum_up, self.promises, self.expected, self.answer):
            body.addWidget(part)
        body.addWidget(self.moves, 1)
        body.addWidget(self.older)

    def open_for(self, product_id: ProductId, title: str) -> None:
        """Tell the story of this product."""
        self._product_id = product_id
        self.sheet.subtitle.setText(title)
        self.expected.set_value("")
        self._desk.read(self._show_story, stock_story, product_id)
        self.sheet.open_sheet(self.expected.input)

    def _show_story(self, story: StockStory | None) -> None:
        if story is None or story.product_id != self._product_id:
            return
        self._story = story
        self.figures.show_stock(story.on_hand, story.reserved, story.blocked)
        self.sum_up.setText(story.sum_up)
        clear(self.promises.body)
        self.promises.setVisible(bool(story.promises))
        for each in story.promises:
            text = _("Commande {number}").format(number=each.number)
            line = Line(self._shell.theme, text, number(each.quantity), each.customer)
            self.promises.body.addWidget(line)
        self.older.setVisible(not story.complete)
        self._show_answer()

    def _show_answer(self) -> None:
        if self._story is None:
            return
        expected = read_whole(self.expected.value)
        if expected is None:
            self.answer.hide()
            self.moves.show_lines(self._story.lines)
            return
        told = why_not(self._story, expected)
        self.answer.setText(told.sentence)
        self.answer.show()
        self.moves.show_lines(told.lines)

    def _on_opened(self, index: QModelIndex) -> None:
        order_id = self.moves.story.lines[index.row()].order_id
        if order_id is not None:
            self.sheet.close_sheet()
            self._shell.navigate("orders", order_id=order_id)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self._product_id is not None and self.sheet.isVisible() and tables & TABLES:
            self._desk.read(self._show_story, stock_story, self._product_id)
