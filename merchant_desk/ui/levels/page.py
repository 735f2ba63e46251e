"""Minimums: what there should always be of each article in each place, and what sales propose."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.operations.set_stock_rule import (
    LevelSet,
    keep_proposed_levels,
    set_stock_rules,
)
from merchant_desk.queries.article_levels import LevelLine
from merchant_desk.queries.level_table import LevelTable, level_table
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.ui.levels.columns import level_columns
from merchant_desk.ui.levels.level_sheet import LevelSheet
from merchant_desk.ui.levels.rows import BY_HAND, CROSSED, DIFFERS, EVERY, LevelRows
from merchant_desk.ui.levels.words import (
    empty_words,
    levels_wanted,
    proposed_of,
    stopped_words,
    tabs_of,
    waiting_words,
)
from merchant_desk.ui.row_checks import Checked
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.ticket import Ticket
from merchant_desk.ui.widgets.bulk_bar import BulkBar
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.empty_state import EmptyState
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.tab_bar import TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext

_ROOM = 64
_CHUNK = 500


class LevelsScreen(Screen):
    """Enter opens an article, Space checks, Ctrl+Enter accepts what is proposed for the checked."""

    watches: ClassVar[frozenset[str]] = frozenset({"stock_rule", "demand_estimate", "location"})
    help_page: ClassVar[str] = "reorder"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self.told: LevelTable | None = None
        self._query = LevelRows()
        self._left: list[LevelSet] = []
        """What is still to be accepted, of many."""
        self._over_hand = False
        self._accepted = 0
        self._asked: Ticket[LevelTable] | None = None
        self._progress: DeskProgress | None = None
        self.strip = TabStrip(theme, _("Quels minimums"))
        self.search = SearchField(theme, _("Nom, référence ou lieu"), "Ctrl+F")
        self.counted = TextLabel(theme, _("Calcul…"), ink=Ink.TEXT2, tabular=True)
        self.every = Button(theme, _("Tout accepter"), icon="list-checks")
        self.table: RowTable[LevelLine] = RowTable(
            desk,
            theme,
            name="levels",
            label=_("Stocks minimum"),
            columns=level_columns(),
            row_id=lambda row: row.key,
        )
        self.bar = BulkBar(theme, self.table)
        self.accept = self.bar.add_action(_("Accepter le minimum proposé"), "check")
        self.forget = self.bar.add_action(_("Enlever le minimum"), "x")
        self.sheet = LevelSheet(desk, shell, self)
        self.empty = EmptyState(theme, waiting_words())
        self.setFocusProxy(self.table)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.strip.tabs.show_tabs(tabs_of(None))
        self.strip.add_action(self.every)
        self.every.setEnabled(False)
        filters = QHBoxLayout()
        self.search.setMaximumWidth(360)
        filters.addWidget(self.search, 1)
        filters.addStretch(1)
        filters.addWidget(self.counted)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        self.table.set_empty(self.empty)

    def _connect(self) -> None:
        self.strip.tabs.chosen.connect(self._on_filter)
        self.search.searched.connect(self._on_filter)
        self.search.lead_to(self.table)
        self.table.activated.connect(self._on_open)
        self.table.counted.connect(self._show_count)
        self.table.checked_changed.connect(self._show_checked)
        self.every.clicked.connect(self._on_every)
        self.accept.clicked.connect(self._on_accept)
        self.forget.clicked.connect(self._on_forget)
        self.bar.cleared.connect(self.table.clear_checks)
        self.empty.primary.connect(self._on_empty)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Minimums")

    def reload(self) -> None:
        """Work out anew what sales propose; not between the parts of what is being accepted."""
        if self._left:
            return
        self._stop()
        self._progress = self.desk.new_progress()
        asked = self.desk.read(self._show_told, level_table, utc_now(), self._progress)
        self._asked = asked.or_else(self._show_refused).or_stopped(self._show_stopped)

    def arrive(self, **argument: object) -> None:
        """Show one tab (``shown``), or what was searched (``text``)."""
        if argument.get("shown") in {EVERY, CROSSED, DIFFERS, BY_HAND}:
            self.strip.tabs.choose(str(argument["shown"]))
        if "text" in argument:
            self.search.setText(str(argument["text"]))
        self._on_filter()

    def on_scan(self, scan: Scan) -> bool:
        """Search what was scanned."""
        self.shell.sounds.play(Sound.OPENED)
        self.search.setText(scan.text)
        return True

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Chercher un article"), "Ctrl+F", self._on_search, "search"),
            Command(_("Accepter le minimum proposé"), "Ctrl+Return", self._on_accept, "check"),
            Command(_("Tout accepter"), "Ctrl+Shift+Return", self._on_every, "list-checks"),
            Command(_("Enlever le minimum"), "Del", self._on_forget, "x"),
            Command(_("Recalculer"), "Ctrl+R", self.reload, "refresh-cw"),
        )

    def _show_told(self, told: LevelTable) -> None:
        self._end_progress()
        self.told = told
        self._query = LevelRows(told.lines, self._query.shown, self._query.text)
        self.strip.tabs.show_tabs(tabs_of(told))
        self.every.setEnabled(told.acceptable > 0)
        self._on_filter()

    def _on_filter(self, *_what: object) -> None:
        if self.told is None:
            return
        self._query = self._query.filtered(self.strip.tabs.key or EVERY, self.search.text().strip())
        self.empty.show_words(empty_words(self._query))
        self.table.ask(self._query)

    def _show_count(self, count: int) -> None:
        self.counted.setText(ngettext("{n} minimum", "{n} minimums", count).format(n=number(count)))

    def _show_checked(self, checked: Checked) -> None:
        text = ngettext("{n} choisi", "{n} choisis", checked.count)
        self.bar.show_selection(text.format(n=number(checked.count)) if checked.count else "")
        self.table.set_bottom_room(_ROOM if checked.count else 0)

    def _on_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_open(self, row: LevelLine) -> None:
        known = [] if self.told is None else proposed_of(self.told.lines, row)
        self.sheet.open_for(row.product_id, known)

    def _on_accept(self) -> None:
        self._with_chosen(self._accept)

    def _on_every(self) -> None:
        if self.told is not None and self.every.isEnabled():
            levels = levels_wanted(each for each in self.told.lines if not each.by_hand)
            self._write(levels, over_hand=False)

    def _accept(self, keys: Sequence[bytes]) -> None:
        self._write(levels_wanted(self._lines(keys)), over_hand=True)

    def _write(self, levels: Sequence[LevelSet], *, over_hand: bool) -> None:
        if self._left or not levels:
            return
        self._left, self._over_hand, self._accepted = list(levels), over_hand, 0
        self._write_some()

    def _write_some(self) -> None:
        """Accept some hundreds: whoever scans meanwhile waits for no more."""
        self.desk.write(
            self._show_some, keep_proposed_levels, self.desk.gesture(), self._left[:_CHUNK],
            over_hand=self._over_hand,
        ).or_else(self._show_refused)  # fmt: skip

    def _show_some(self, count: int) -> None:
        self._accepted += count
        self._left = self._left[_CHUNK:]
        if self._left:
            self._write_some()
            return
        self.reload()
        self._show_accepted(self._accepted)

    def _on_forget(self) -> None:
        self._with_chosen(self._forget)

    def _forget(self, keys: Sequence[bytes]) -> None:
        levels = [
            LevelSet(each.product_id, each.location_id, None)
            for each in self._lines(keys)
            if each.minimum is not None
        ]
        self.desk.write(self._show_forgotten, set_stock_rules, self.desk.gesture(), levels)

    def _lines(self, keys: Sequence[bytes]) -> list[LevelLine]:
        wanted = frozenset(keys)
        return [] if self.told is None else [e for e in self.told.lines if e.key in wanted]

    def _with_chosen(self, act: Callable[[Sequence[bytes]], None]) -> None:
        """Act on the checked lines, or on the one the keyboard is on."""
        if self.table.checked().count:
            self.table.take_checked(act)
            return
        row = self.table.current()
        if row is not None:
            act((row.key,))

    def _show_accepted(self, count: int) -> None:
        self.table.clear_checks()
        text = ngettext("{n} minimum accepté.", "{n} minimums acceptés.", count)
        self.shell.toast(text.format(n=number(count)))

    def _show_forgotten(self, _nothing: None) -> None:
        self.table.clear_checks()
        self.shell.toast(_("Minimum enlevé\u00a0: la prévision des ventes décide."))

    def _show_refused(self, error: DeskError) -> None:
        self._left = []
        self._end_progress()
        self.shell.banner(error.title, error.advice)

    def _show_stopped(self) -> None:
        self._end_progress()
        if self.told is None:
            self.empty.show_words(stopped_words())

    def _on_empty(self) -> None:
        if self.told is None:
            self.empty.show_words(waiting_words())
            self.reload()
            return
        self.search.clear()
        self.strip.tabs.choose(EVERY)
        self._on_filter()

    def _stop(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        if self._progress is not None:
            self._progress.stop()
        self._end_progress()

    def _end_progress(self) -> None:
        if self._progress is not None:
            self._progress.end()
            self._progress = None
