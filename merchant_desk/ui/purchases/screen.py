"""Purchases: the invoices of suppliers, dropped here, checked, matched, and paid in time."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.supplier_dues import WeekDue, supplier_weeks
from merchant_desk.queries.supplier_invoices import (
    SupplierCounts,
    SupplierInvoiceList,
    SupplierInvoiceRow,
    SupplierShown,
    supplier_counts,
)
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.purchases.columns import purchase_columns
from merchant_desk.ui.purchases.drop_veil import DropVeil
from merchant_desk.ui.purchases.intake import Intake, TakenFile
from merchant_desk.ui.purchases.intake_sheet import IntakeSheet, counted
from merchant_desk.ui.purchases.invoice_sheet import InvoiceSheet
from merchant_desk.ui.purchases.week_card import WeekCard
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import number
from merchant_desk.values.ids import SupplierInvoiceId
from merchant_desk.values.texts import _, ngettext


class PurchasesScreen(Screen):
    """Lists the invoices received; Enter opens one, dropping files brings more."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"supplier_invoice", "supplier_match", "supplier_payment"}
    )
    help_page: ClassVar[str] = "purchases"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._query = SupplierInvoiceList(paris_date(utc_now()))
        self.intake = Intake(desk, self)
        self.results = IntakeSheet(shell, self)
        self.sheet = InvoiceSheet(desk, shell, self)
        self.strip = TabStrip(theme, _("États des factures reçues"))
        self.search = SearchField(theme, _("Fournisseur, numéro ou commande"), "Ctrl+F")
        self.counted = TextLabel(theme, "", ink=Ink.TEXT2, tabular=True)
        self.folder = Button(theme, _("Un dossier…"), icon="inbox")
        self.receive = Button(
            theme, _("Recevoir des factures…"), kind=Kind.PRIMARY, icon="download"
        )
        self.weeks = WeekCard(theme)
        self.table: RowTable[SupplierInvoiceRow] = RowTable(
            desk,
            theme,
            name="purchases",
            label=_("Factures reçues des fournisseurs"),
            columns=purchase_columns(),
            row_id=lambda row: row.invoice_id,
            checkable=False,
        )
        self.setFocusProxy(self.table)
        self._build()
        self.veil = DropVeil(theme, self)
        self._connect()

    def _build(self) -> None:
        self.strip.add_action(self.folder)
        self.strip.add_action(self.receive)
        self.strip.tabs.show_tabs(_tabs(None))
        filters = QHBoxLayout()
        filters.setSpacing(8)
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
        column.addWidget(self.weeks)
        self.empty = EmptyState(self.shell.theme, _empty(filtered=False))
        self.table.set_empty(self.empty)

    def _connect(self) -> None:
        self.strip.tabs.chosen.connect(self._on_filter)
        self.search.searched.connect(self._on_filter)
        self.search.lead_to(self.table)
        self.table.activated.connect(self._on_open)
        self.table.counted.connect(self._show_count)
        self.folder.clicked.connect(self.intake.choose_folder)
        self.receive.clicked.connect(self.intake.choose_files)
        self.veil.dropped.connect(self.intake.take)
        self.intake.taken.connect(self._show_taken)
        self.results.open_wanted.connect(self.sheet.open_invoice)
        self.empty.primary.connect(self._on_empty)
        self.empty.secondary.connect(self.intake.choose_folder)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Achats")

    def reload(self) -> None:
        """Ask for the invoices, the counts and what is owed."""
        self._query = replace(self._query, today=paris_date(utc_now()))
        self.table.ask(self._query)
        self.desk.read(self._show_counts, supplier_counts, self._query.today)
        self.desk.read(self._show_weeks, supplier_weeks, self._query.today)

    def arrive(self, **argument: object) -> None:
        """Show one tab (``shown``), or open one invoice (``invoice_id``)."""
        shown = argument.get("shown")
        if shown in set(SupplierShown):
            self.strip.tabs.choose(str(shown))
        invoice_id = argument.get("invoice_id")
        if isinstance(invoice_id, bytes):
            self.sheet.open_invoice(SupplierInvoiceId(invoice_id))

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Chercher une facture reçue"), "Ctrl+F", self._on_search, "search"),
            Command(_("Recevoir des factures"), "Ctrl+O", self.intake.choose_files, "download"),
            Command(
                _("Recevoir un dossier de factures"),
                "Ctrl+Shift+O",
                self.intake.choose_folder,
                "inbox",
            ),
        )

    def _on_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_filter(self, *_what: object) -> None:
        shown = SupplierShown(self.strip.tabs.key or SupplierShown.ALL)
        self._query = replace(self._query, text=self.search.text().strip(), shown=shown)
        self.empty.show_words(_empty(filtered=self._filtered))
        self.table.ask(self._query)

    @property
    def _filtered(self) -> bool:
        return bool(self._query.text) or self._query.shown is not SupplierShown.ALL

    def _on_open(self, row: SupplierInvoiceRow) -> None:
        self.sheet.open_invoice(row.invoice_id)

    def _on_empty(self) -> None:
        if not self._filtered:
            self.intake.choose_files()
            return
        self.search.clear()
        self.strip.tabs.choose(SupplierShown.ALL)
        self._on_filter()

    def _show_counts(self, counts: SupplierCounts) -> None:
        self.strip.tabs.show_tabs(_tabs(counts))

    def _show_weeks(self, weeks: tuple[WeekDue, ...]) -> None:
        self.weeks.show_weeks(weeks)

    def _show_count(self, count: int) -> None:
        words = ngettext("{n} facture", "{n} factures", count)
        self.counted.setText(words.format(n=number(count)))

    def _show_taken(self, taken: Sequence[TakenFile]) -> None:
        """Open the one invoice that came; tell of several, or of what was refused."""
        kept = [each.kept for each in taken if each.kept is not None]
        if len(taken) == 1 and kept:
            self.sheet.open_invoice(kept[0].invoice_id)
        elif len(kept) == len(taken) and not any(each.findings for each in kept):
            self.shell.toast(counted(len(kept), 0))
        else:
            self.results.show_taken(taken)


def _tabs(counts: SupplierCounts | None) -> list[Tab]:
    words = (_("Toutes"), _("À contrôler"), _("À payer"), _("En retard"), _("En litige"))
    if counts is None:
        return [Tab(key, text) for key, text in zip(SupplierShown, words, strict=True)]
    numbers = (counts.all, counts.to_check, counts.to_pay, counts.late, counts.disputed)
    return [Tab(key, text, n) for key, text, n in zip(SupplierShown, words, numbers, strict=True)]


def _empty(*, filtered: bool) -> EmptyText:
    if filtered:
        return EmptyText(
            "search",
            _("Aucune facture pour ces filtres"),
            _("Aucune facture reçue ne correspond à ce que vous cherchez ici."),
            _("Effacer les filtres"),
        )
    return EmptyText(
        "receipt-text",
        _("Aucune facture de fournisseur"),
        _(
            "Déposez ici une facture Factur-X, CII ou UBL, ou un dossier entier\u00a0: elle est "
            "contrôlée, rapprochée de vos réceptions, et son échéance est suivie."
        ),
        _("Recevoir des factures…"),
        _("Un dossier…"),
    )
