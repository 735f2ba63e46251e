"""The minimums of the lines that are proposed: one opened, several accepted as sales propose."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from merchant_desk.operations.set_stock_rule import LevelSet, keep_proposed_levels
from merchant_desk.queries.level_table import chosen_proposal
from merchant_desk.queries.reorder_levels import ProposedLevel
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.ui.levels.level_sheet import LevelSheet
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import number
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _, ngettext


class LineLevels(QObject):
    """What is proposed is read again before it is accepted: the page may be hours old."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._progress: DeskProgress | None = None
        self.sheet = LevelSheet(desk, shell, screen)

    def open_for(self, product_id: ProductId) -> None:
        """Open the minimums of one article."""
        self.sheet.open_for(product_id)

    def accept(self, product_ids: Sequence[bytes]) -> None:
        """Keep what sales propose for these articles, in every place."""
        self._end_progress()
        self._progress = self._desk.new_progress()
        wanted = frozenset(map(ProductId, product_ids))
        self._desk.read(self._keep, chosen_proposal, wanted, utc_now(), self._progress).or_stopped(
            self._end_progress
        )

    def _keep(self, told: tuple[ProposedLevel, ...]) -> None:
        self._end_progress()
        levels = [
            LevelSet(each.product_id, each.location_id, each.minimum, each.target) for each in told
        ]
        self._desk.write(
            self._show_kept, keep_proposed_levels, self._desk.gesture(), levels, over_hand=True
        )

    def _show_kept(self, count: int) -> None:
        if not count:
            self._shell.toast(_("Rien n’a changé\u00a0: ces minimums sont déjà ceux des ventes."))
            return
        text = ngettext("{n} minimum accepté.", "{n} minimums acceptés.", count)
        self._shell.toast(text.format(n=number(count)))

    def _end_progress(self) -> None:
        if self._progress is not None:
            self._progress.end()
            self._progress = None
