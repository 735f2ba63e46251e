"""Which lines are looked at, and how far the matching is."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.match_page import MatchPage
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.filter_chip import FilterChip
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.segmented_progress import SegmentedProgress
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import month_year, number
from merchant_desk.values.texts import _

WAITING, MATCHED = "waiting", "matched"
ALL, IN, OUT = "all", "in", "out"
_MOST_MONTHS = 24


class MatchHeader(QWidget):
    """``changed`` says that other lines are wanted; ``month`` and ``account`` tell which."""

    changed = Signal()
    way_changed = Signal()
    month_chosen = Signal(object)
    account_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._theme = theme
        self._page: MatchPage | None = None
        self.strip = TabStrip(theme, _("Quelles lignes"))
        self.sure = Button(theme, "", icon="list-checks")
        self.month = FilterChip(theme, _("Mois\u00a0: tous"))
        self.account = FilterChip(theme, _("Compte\u00a0: tous"))
        ways = [(ALL, _("Tout")), (IN, _("Entrées")), (OUT, _("Sorties"))]
        self.way = SegmentedChoice(theme, _("Sens"), ways)
        self.told = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.bar = SegmentedProgress(theme, _("Lignes rapprochées"))
        self._build()

    def _build(self) -> None:
        self.strip.tabs.show_tabs([Tab(WAITING, _("À rapprocher")), Tab(MATCHED, _("Rapprochées"))])
        self.strip.add_action(self.sure)
        self.bar.setFixedWidth(140)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.month, self.account, self.way):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.told)
        row.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.strip)
        column.addLayout(row)
        self.strip.tabs.chosen.connect(self._on_tab)
        self.way.chosen.connect(self._on_way)
        self.month.clicked.connect(self._open_months)
        self.month.cleared.connect(partial(self._on_month, None))
        self.account.clicked.connect(self._open_accounts)
        self.account.cleared.connect(partial(self._on_account, None))

    @property
    def matched(self) -> bool:
        """Tell whether the lines matched before are looked at."""
        return self.strip.tabs.key == MATCHED

    def show_page(self, page: MatchPage) -> None:
        """Show the choice as it was answered, and the progress of its months."""
        self._page = page
        asked = page.asked
        month = _("tous") if asked.month is None else month_year(asked.month)
        self.month.show_filter(
            _("Mois\u00a0: {month}").format(month=month), active=asked.month is not None
        )
        name = next((e.name for e in page.accounts if e.account_id == asked.account_id), _("tous"))
        self.account.show_filter(
            _("Compte\u00a0: {name}").format(name=name), active=asked.account_id is not None
        )
        self.account.setVisible(len(page.accounts) > 1)
        months = [e for e in page.months if asked.month in (None, e.month)]
        lines, waiting = sum(e.lines for e in months), sum(e.waiting for e in months)
        self.show_progress(lines - waiting, lines)

    def show_progress(self, done: int, lines: int) -> None:
        """Show how many lines of those looked at are matched."""
        told = _("{done} sur {lines} rapprochées")
        self.told.setText(told.format(done=number(done), lines=number(lines)))
        self.bar.show_progress(done, lines)

    def show_counts(self, waiting: int | None, sure: int) -> None:
        """Say how many lines wait, and how many of them are sure."""
        self.strip.tabs.show_tabs(
            [Tab(WAITING, _("À rapprocher"), waiting), Tab(MATCHED, _("Rapprochées"))]
        )
        words = _("Tout accepter ce qui est sûr ({n})").format(n=number(sure))
        self.sure.say(words)
        self.sure.setEnabled(sure > 0)
        self.sure.setVisible(not self.matched)

    def _open_months(self) -> None:
        if self._page is None:
            return
        menu = Menu(self._theme, _("Mois"), self)
        every = menu.add(_("Tous les mois"))
        every.triggered.connect(partial(self._on_month, None))
        for each in self._page.months[:_MOST_MONTHS]:
            told = _("{month}\u00a0: {n} attendent").format(
                month=month_year(each.month), n=number(each.waiting)
            )
            menu.add(told).triggered.connect(partial(self._on_month, each.month))
        menu.popup(self.month.mapToGlobal(self.month.rect().bottomLeft()))

    def _open_accounts(self) -> None:
        if self._page is None:
            return
        menu = Menu(self._theme, _("Comptes"), self)
        menu.add(_("Tous les comptes")).triggered.connect(partial(self._on_account, None))
        for each in self._page.accounts:
            menu.add(each.name).triggered.connect(partial(self._on_account, each.account_id))
        menu.popup(self.account.mapToGlobal(self.account.rect().bottomLeft()))

    def _on_tab(self, _key: str) -> None:
        self.changed.emit()

    def _on_way(self, _key: str) -> None:
        self.way_changed.emit()

    def _on_month(self, month: object, _checked: bool = False) -> None:
        self.month_chosen.emit(month)

    def _on_account(self, account_id: object, _checked: bool = False) -> None:
        self.account_chosen.emit(account_id)
