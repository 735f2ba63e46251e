"""The tables of a period, one a tab: VAT by rate, sales, entries, what came in, what was paid."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.queries.period_books import PeriodBooks
from merchant_desk.ui.accounting.bank_rows import bank_columns, bank_rows
from merchant_desk.ui.accounting.book_rows import (
    ROW_IDS,
    SORTS,
    EntryRow,
    MoneyRow,
    SoldRow,
    entry_columns,
    entry_rows,
    money_columns,
    money_rows,
    sold_columns,
    sold_rows,
    tax_columns,
    tax_rows,
)
from merchant_desk.ui.accounting.held_rows import HeldRows
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.values.texts import _

BOOKS = ("vat", "sales_journal", "entries", "receipts", "purchases", "bank")


class BookTables(QWidget):
    """``document_wanted`` carries the number of the paper behind a row."""

    document_wanted = Signal(str)

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        theme = shell.theme
        self.strip = TabStrip(theme, _("Livres de la période"))
        self._stack = QStackedWidget()
        self.tables: dict[str, RowTable[Any]] = {}
        columns: dict[str, tuple[Any, ...]] = {
            "vat": tax_columns(),
            "sales_journal": sold_columns(),
            "entries": entry_columns(),
            "receipts": money_columns(),
            "purchases": money_columns(),
            "bank": bank_columns(),
        }
        for key in BOOKS:
            table: RowTable[Any] = RowTable(
                desk,
                theme,
                name=f"books_{key}",
                label=_titles()[key],
                columns=columns[key],
                row_id=ROW_IDS[key],
                checkable=False,
            )
            table.set_empty(EmptyState(theme, _nothing(key), gives_way=True))
            table.activated.connect(self._on_activated)
            self.tables[key] = table
            self._stack.addWidget(table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
        self.strip.tabs.show_tabs([Tab(key, _titles()[key]) for key in BOOKS])
        self.strip.tabs.chosen.connect(self._on_tab)
        self.setFocusProxy(self.tables["vat"])

    @property
    def key(self) -> str:
        """Return which book is shown."""
        return self.strip.tabs.key or BOOKS[0]

    def show_books(self, books: PeriodBooks) -> None:
        """Show the rows of these books."""
        rows: dict[str, tuple[Any, ...]] = {
            "vat": tax_rows(books),
            "sales_journal": sold_rows(books),
            "entries": entry_rows(books),
            "receipts": money_rows(books.receipts),
            "purchases": money_rows(books.bought),
            "bank": bank_rows(books),
        }
        for key, table in self.tables.items():
            table.ask(HeldRows(rows[key], ROW_IDS[key], SORTS))
        counts = {**{key: len(each) for key, each in rows.items()}, "entries": len(books.entries)}
        titles = _titles()
        self.strip.tabs.show_tabs([Tab(key, titles[key], counts[key]) for key in BOOKS])

    def _on_tab(self, key: str) -> None:
        self._stack.setCurrentWidget(self.tables[key])
        self.setFocusProxy(self.tables[key])

    def _on_activated(self, row: object) -> None:
        match row:
            case SoldRow():
                self.document_wanted.emit(row.row.number)
            case EntryRow():
                self.document_wanted.emit(row.entry.piece)
            case MoneyRow():
                self.document_wanted.emit(row.row.piece)


def _titles() -> dict[str, str]:
    return {
        "vat": _("TVA et ventes par taux"),
        "sales_journal": _("Journal des ventes"),
        "entries": _("Écritures"),
        "receipts": _("Recettes"),
        "purchases": _("Achats payés"),
        "bank": _("Banque"),
    }


def _nothing(key: str) -> EmptyText:
    words = {
        "vat": _("Rien n’a été vendu ni acheté sur cette période."),
        "sales_journal": _("Aucune facture ni aucun ticket n’a été émis sur cette période."),
        "entries": _("Aucune vente, aucun règlement, aucun achat sur cette période."),
        "receipts": _("Aucun règlement n’est arrivé sur cette période."),
        "purchases": _("Aucun fournisseur n’a été payé sur cette période."),
        "bank": _("La banque et les écritures disent la même chose."),
    }
    return EmptyText("book-open", _("Rien sur cette période"), words[key])
