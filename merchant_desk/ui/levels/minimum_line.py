"""The minimum of an article on its sheet: « Minimum 6, objectif 14 », and the way to change it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from merchant_desk.queries.article_levels import ArticleLevels, LevelLine, article_levels
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.values.french import number
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _

if TYPE_CHECKING:  # the forecast is read when its sheet is first opened
    from merchant_desk.ui.levels.level_sheet import LevelSheet


class MinimumLine(QObject):
    """Fills ``column`` with one line for the article that is shown; its sheet opens at need."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self._product_id: ProductId | None = None
        self.sheet: LevelSheet | None = None
        self.change: Button | None = None
        self.column = QVBoxLayout()
        self.column.setSpacing(0)

    def show_product(self, product_id: ProductId) -> None:
        """Ask for the levels of this article."""
        self._product_id = product_id
        self._desk.read(self._show, article_levels, product_id)

    def _show(self, levels: ArticleLevels | None) -> None:
        if levels is None or levels.product_id != self._product_id:
            return
        clear(self.column)
        text, note = _words(levels.lines)
        line = Line(self._shell.theme, text, "", note)
        self.change = Button(self._shell.theme, _("Changer"), kind=Kind.LINK)
        self.change.setAccessibleName(_("Changer le stock minimum"))
        self.change.clicked.connect(self.open_sheet)
        line.add(self.change)
        self.column.addWidget(line)

    def open_sheet(self) -> None:
        """Open the fields of the article that is shown."""
        if self._product_id is None:
            return
        from merchant_desk.ui.levels.level_sheet import LevelSheet  # noqa: PLC0415 - at first use

        if self.sheet is None:
            self.sheet = LevelSheet(self._desk, self._shell, self._screen)
        self.sheet.open_for(self._product_id)


def _words(lines: Sequence[LevelLine]) -> tuple[str, str]:
    """Return what is kept, of all places together, and who decided it."""
    kept = [each for each in lines if each.minimum is not None]
    if not kept:
        return _("Sans stock minimum"), _("la prévision des ventes décide")
    least = sum(each.minimum or 0 for each in kept)
    text = _("Stock minimum {n}").format(n=number(least))
    targets = [each.target for each in kept if each.target is not None]
    if targets:
        text = _("Stock minimum {n}, à retrouver {target}").format(
            n=number(least), target=number(sum(targets))
        )
    note = _("fixé par vous") if any(e.by_hand for e in kept) else _("proposé d’après les ventes")
    if len(lines) > 1:
        places = ", ".join(f"{each.location} {number(each.minimum or 0)}" for each in kept)
        note = f"{note} · {places}"
    return text, note
