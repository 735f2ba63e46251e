"""The three lists of what comes back: to confirm, confirmed, over."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.queries.recurring_page import RecurringPage
from merchant_desk.rules.recurring.seen import Found
from merchant_desk.ui.accounting.held_rows import HeldRows
from merchant_desk.ui.cash_recurring.columns import (
    confirmed_columns,
    ended_columns,
    proposed_columns,
    rhythm_words,
)
from merchant_desk.ui.column import Column
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.values.cash_categories import category_words
from merchant_desk.values.texts import _

PROPOSED, CONFIRMED, ENDED = "proposed", "confirmed", "ended"
LISTS = (PROPOSED, CONFIRMED, ENDED)
_PROPOSED_SORTS: Mapping[str, Callable[[Any], Any]] = {
    "name": lambda row: row.label.casefold(),
    "category": lambda row: category_words(row.category).casefold(),
    "amount": lambda row: row.amount.cents,
}
_ROW_SORTS: Mapping[str, Callable[[Any], Any]] = {
    "name": lambda row: row.terms.label.casefold(),
    "category": lambda row: category_words(row.terms.category).casefold(),
    "rhythm": rhythm_words,
    "next": lambda row: str(row.next_on),
    "last": lambda row: str(row.last_on or ""),
    "until": lambda row: str(row.terms.until or ""),
    "told": lambda row: (row.gone, row.changed),
    "month": lambda row: row.a_month.cents,
    "amount": lambda row: row.terms.amount.cents,
}


def found_id(row: Found) -> bytes:
    """Return what a proposal is known by while it is none of the database's rows."""
    return f"{row.pattern}|{row.amount.cents}|{row.cadence}".encode() + bytes(row.account_id)


def _row_id(row: Any) -> bytes:
    return bytes(row.recurring_id)


class RecurringTables(QWidget):
    """``opened`` carries the row that Enter was pressed on; ``turned`` says a list was chosen."""

    opened = Signal(object)
    turned = Signal(str)

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        theme = shell.theme
        self.strip = TabStrip(theme, _("Ce qui revient"))
        self._stack = QStackedWidget()
        self.tables: dict[str, RowTable[Any]] = {}
        for key in LISTS:
            table: RowTable[Any] = RowTable(
                desk,
                theme,
                name=f"recurring_{key}",
                label=_titles()[key],
                columns=_columns(key),
                row_id=found_id if key == PROPOSED else _row_id,
                checkable=False,
            )
            table.set_empty(EmptyState(theme, _nothing(key), gives_way=True))
            table.activated.connect(self.opened)
            self.tables[key] = table
            self._stack.addWidget(table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
        self.strip.tabs.show_tabs([Tab(key, _titles()[key]) for key in LISTS])
        self.strip.tabs.chosen.connect(self._on_tab)
        self.setFocusProxy(self.tables[PROPOSED])

    @property
    def key(self) -> str:
        """Return which list is shown."""
        return self.strip.tabs.key or PROPOSED

    @property
    def table(self) -> RowTable[Any]:
        """Return the list in sight."""
        return self.tables[self.key]

    def choose(self, key: str) -> None:
        """Show a list."""
        self.strip.tabs.choose(key)

    def show_page(self, page: RecurringPage) -> None:
        """Show what comes back."""
        rows: dict[str, tuple[Any, ...]] = {
            PROPOSED: page.proposed,
            CONFIRMED: page.confirmed,
            ENDED: page.ended,
        }
        self.strip.tabs.show_tabs([Tab(key, _titles()[key], len(rows[key])) for key in LISTS])
        for key, several in rows.items():
            proposed = key == PROPOSED
            row_id: Callable[[Any], bytes] = found_id if proposed else _row_id
            sorts = _PROPOSED_SORTS if proposed else _ROW_SORTS
            self.tables[key].ask(HeldRows(several, row_id, sorts))

    def _on_tab(self, key: str) -> None:
        had_focus = any(each.isAncestorOf(self.focusWidget()) for each in self.tables.values())
        self._stack.setCurrentWidget(self.tables[key])
        self.setFocusProxy(self.tables[key])
        if had_focus:
            self.tables[key].setFocus()
        self.turned.emit(key)


def _columns(key: str) -> tuple[Column[Any], ...]:
    made: Mapping[str, Callable[[], tuple[Column[Any], ...]]] = {
        PROPOSED: proposed_columns,
        CONFIRMED: confirmed_columns,
        ENDED: ended_columns,
    }
    return made[key]()


def _titles() -> dict[str, str]:
    return {PROPOSED: _("À confirmer"), CONFIRMED: _("Confirmés"), ENDED: _("Terminés")}


def _nothing(key: str) -> EmptyText:
    return {
        PROPOSED: EmptyText(
            "circle-check",
            _("Rien à confirmer"),
            _(
                "Ce qui revient dans vos relevés (loyer, salaires, abonnements, emprunts) est "
                "proposé ici."
            ),
        ),
        CONFIRMED: EmptyText(
            "history",
            _("Rien de confirmé"),
            _("Ce que vous confirmez est prévu chaque fois qu’il revient."),
        ),
        ENDED: EmptyText(
            "history", _("Rien de terminé"), _("Ce qui ne revient plus est gardé ici.")
        ),
    }[key]
