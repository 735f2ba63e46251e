"""Why an article is worth what it is worth, line by line, and the way to write it down."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.valuation.cost_story import CostStory, cost_story
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock_value.cost_list import CostList
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.ids import ProductId
from merchant_desk.values.stock_cost import unit_cost_words
from merchant_desk.values.texts import _

TABLES = frozenset({"stock_move", "cost_change", "stock_value"})
_MOST_LAYERS = 4


class CostSheet(QObject):
    """A side sheet; ``write_down_wanted`` and ``reversal_wanted`` carry the story asked from."""

    write_down_wanted = Signal(object)
    reversal_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk, self._theme = desk, shell.theme
        self._product_id: ProductId | None = None
        self.story: CostStory | None = None
        self.sheet = shell.new_sheet(screen, _("D’où vient ce coût"))
        self._figures = QHBoxLayout()
        self.units = self._figure(_("En stock"))
        self.average = self._figure(_("Coût moyen"))
        self.value = self._figure(_("Valeur"))
        self.fifo = self._figure(_("Premier entré"))
        self.layers = TextLabel(self._theme, "", ink=Ink.TEXT2, wraps=True)
        self.proof = TextLabel(self._theme, "", Role.CAPTION, Ink.TEXT2, wraps=True)
        self.lines = CostList(self._theme)
        self.write_down = Button(self._theme, _("Déprécier"), icon="scale")
        self.reverse = Button(self._theme, _("Reprendre la dépréciation"), icon="undo-2")
        body = self.sheet.body
        body.addLayout(self._figures)
        body.addWidget(self.layers)
        body.addWidget(self.lines, 1)
        body.addWidget(self.proof)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.reverse)
        self.sheet.footer.addWidget(self.write_down)
        self.reverse.clicked.connect(self._on_reverse)
        self.write_down.clicked.connect(self._on_write_down)
        desk.changed.connect(self._on_changed)

    def open_for(self, product_id: ProductId, title: str) -> None:
        """Tell the cost of this article."""
        self._product_id, self.story = product_id, None
        self.reverse.hide()
        self.sheet.subtitle.setText(title)
        self._desk.read(self._show_story, cost_story, product_id)
        self.sheet.open_sheet(self.lines)

    def _show_story(self, story: CostStory | None) -> None:
        if story is None or story.product_id != self._product_id:
            return
        self.story = story
        self.units.setText(number(story.units))
        self.average.setText(unit_cost_words(story.average))
        self.value.setText(euros(story.amount))
        self.fifo.setText(euros(story.fifo_amount))
        self.layers.setText(_layers(story))
        self.layers.setVisible(bool(story.layers))
        self.lines.show_lines(story.lines)
        told = _("Recalculé depuis le premier mouvement\u00a0: tout concorde.")
        wrong = _("Le recalcul ne donne pas la valeur notée\u00a0: lancez une vérification.")
        self.proof.setText(told if story.agrees else wrong)
        self.proof.set_ink(Ink.OK if story.agrees else Ink.BAD)
        self.write_down.setEnabled(story.units > 0 and story.value > 0)
        self.reverse.setVisible(story.units > 0 and story.written_down > 0)

    def _on_write_down(self) -> None:
        if self.story is not None:
            self.write_down_wanted.emit(self.story)

    def _on_reverse(self) -> None:
        if self.story is not None:
            self.reversal_wanted.emit(self.story)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self._product_id is not None and self.sheet.isVisible() and tables & TABLES:
            self._desk.read(self._show_story, cost_story, self._product_id)

    def _figure(self, name: str) -> TextLabel:
        column = QVBoxLayout()
        column.setSpacing(0)
        value = TextLabel(self._theme, "—", Role.COUNTER, tabular=True)
        value.setAccessibleName(name)
        column.addWidget(value)
        column.addWidget(TextLabel(self._theme, name, Role.CAPTION, Ink.TEXT2))
        self._figures.addLayout(column, 1)
        return value


def _layers(story: CostStory) -> str:
    """Return the layers that are left, the oldest first."""
    told = [
        _("{n} du {day} à {cost}").format(
            n=number(each.left),
            day=short_date(paris_date(each.since)),
            cost=unit_cost_words(each.unit_cost),
        )
        for each in story.layers
    ]
    more = [_("et d’autres")] if len(told) > _MOST_LAYERS else []
    return _("Reste\u00a0: {layers}.").format(layers=", ".join([*told[:_MOST_LAYERS], *more]))
