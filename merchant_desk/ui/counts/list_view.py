"""The counts, and the plan of the day beside them."""

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.queries.count_lists import CountList, plan_list
from merchant_desk.queries.count_plan import PlanRow, count_plan
from merchant_desk.queries.settings import Settings
from merchant_desk.queries.stock_counts import CountRow
from merchant_desk.ui.counts.columns import count_columns, plan_columns
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.values.clock import utc_now
from merchant_desk.values.texts import _

COUNTS, PLAN = "counts", "plan"
_PLAN_MS = 60_000


class ListView(QWidget):
    """Enter on a count goes on with it; the plan is counted with one press."""

    opened = Signal(object)
    new_wanted = Signal()
    plan_wanted = Signal()
    labels_wanted = Signal()

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self._desk = desk
        theme = shell.theme
        self.strip = TabStrip(theme, _("Comptages et plan du jour"))
        self.labels = Button(theme, _("Étiquettes"), kind=Kind.QUIET, icon="tag")
        self.labels.setAccessibleName(_("Étiquettes d’emplacements"))
        self.new = Button(theme, _("Nouveau comptage"), icon="plus")
        self.count_plan = Button(
            theme, _("Compter le plan du jour"), kind=Kind.PRIMARY, icon="scan-barcode"
        )
        self.counts: RowTable[CountRow] = RowTable(
            desk, theme, name="counts", label=_("Comptages"), columns=count_columns(),
            row_id=lambda row: row.count_id, checkable=False,
        )  # fmt: skip
        self.plan: RowTable[PlanRow] = RowTable(
            desk, theme, name="count_plan", label=_("Plan du jour"), columns=plan_columns(),
            row_id=lambda row: row.place_id, checkable=False,
        )  # fmt: skip
        self._pages = QStackedWidget()
        self._planned = QElapsedTimer()
        self._build(shell)
        self.setFocusProxy(self.counts)

    def _build(self, shell: Shell) -> None:
        self.strip.tabs.show_tabs(
            [Tab(COUNTS, _("Comptages"), None), Tab(PLAN, _("Plan du jour"), None)]
        )
        self.strip.add_action(self.labels)
        self.strip.add_action(self.new)
        self.strip.add_action(self.count_plan)
        empty = EmptyState(shell.theme, _no_counts())
        empty.primary.connect(self.plan_wanted)
        empty.secondary.connect(self.new_wanted)
        self.counts.set_empty(empty)
        self.plan.set_empty(EmptyState(shell.theme, _nothing_due()))
        self._pages.addWidget(self.counts)
        self._pages.addWidget(self.plan)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addWidget(self._pages, 1)
        self.strip.tabs.chosen.connect(self._on_tab)
        self.labels.clicked.connect(self.labels_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.count_plan.clicked.connect(self.plan_wanted)
        self.counts.activated.connect(self.opened)
        self.plan.counted.connect(self._on_planned)

    def reload(self, settings: Settings, *, plan: bool = False) -> None:
        """Read the counts again; the plan only now and then: every sale would ask for it."""
        self.counts.ask(CountList())
        if plan or not self._planned.isValid() or self._planned.elapsed() > _PLAN_MS:
            self._planned.start()
            self._desk.read(self._show_plan, count_plan, settings, utc_now())

    def _show_plan(self, rows: tuple[PlanRow, ...]) -> None:
        self.plan.ask(plan_list(rows))

    def _on_tab(self, key: str) -> None:
        self._pages.setCurrentIndex(int(key == PLAN))

    def _on_planned(self, bins: int) -> None:
        chosen = self.strip.tabs.key
        self.strip.tabs.show_tabs(
            [Tab(COUNTS, _("Comptages"), None), Tab(PLAN, _("Plan du jour"), bins)]
        )
        self.strip.tabs.choose(chosen)
        self.count_plan.setEnabled(bins > 0)


def _no_counts() -> EmptyText:
    return EmptyText(
        "clipboard-list",
        _("Aucun comptage"),
        _("Comptez un peu chaque jour, boutique ouverte\u00a0: le stock reste juste."),
        primary=_("Compter le plan du jour"),
        secondary=_("Nouveau comptage"),
    )


def _nothing_due() -> EmptyText:
    return EmptyText(
        "circle-check", _("Rien à compter aujourd’hui"), _("Tout a été compté à temps.")
    )
