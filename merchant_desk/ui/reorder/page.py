"""Réassort: what to order, supplier by supplier; one key makes the drafts of the orders."""

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.queries.reorder_plan import reorder_plan
from merchant_desk.rules.reorder.plan import Plan
from merchant_desk.rules.reorder.proposal import Asked
from merchant_desk.rules.reorder.words import nothing_words, sum_up
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.ui.reorder.acceptance import Acceptance
from merchant_desk.ui.reorder.chosen_lines import ChosenLines
from merchant_desk.ui.reorder.columns import reorder_columns
from merchant_desk.ui.reorder.page_words import (
    cash_words_of,
    nothing_to_order,
    stopped_words,
    supplier_entry,
    waiting_words,
)
from merchant_desk.ui.reorder.quantity_sheet import QuantitySheet
from merchant_desk.ui.reorder.rows import LineRows
from merchant_desk.ui.reorder.supplier_card import SupplierCard
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.ticket import Ticket
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.empty_state import EmptyState
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import utc_now
from merchant_desk.values.entries import read_amount
from merchant_desk.values.french import full_stop
from merchant_desk.values.ids import ProductId, SupplierId
from merchant_desk.values.money import Money
from merchant_desk.values.reorder import ReorderLine, SupplierGroup
from merchant_desk.values.texts import _


class ReorderScreen(Screen):
    """Enter changes a quantity, + and − go by packs, Ctrl+Enter makes the order of a supplier."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"purchase", "supplier", "supplier_article", "supplier_price", "stock_rule",
         "demand_estimate", "promotion"}
    )  # fmt: skip
    help_page: ClassVar[str] = "reorder"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self.plan: Plan | None = None
        self._shown: SupplierId | None = None
        self._chose = False
        self._asked: Ticket[Plan] | None = None
        self._progress: DeskProgress | None = None
        self.supplier = Select(theme, _("Fournisseur"))
        self.budget = QLineEdit()
        self.counted = TextLabel(theme, _("Calcul…"), ink=Ink.TEXT2, tabular=True)
        self.order = Button(theme, _("Préparer la commande"), kind=Kind.PRIMARY, icon="check")
        self.every = Button(theme, _("Tout préparer"), icon="list-checks")
        self.fill = Button(theme, _("Compléter"), icon="plus")
        self.fill.setToolTip(_("Compléter au minimum"))
        self.card = SupplierCard(theme)
        self.table: RowTable[ReorderLine] = RowTable(
            desk,
            theme,
            name="reorder",
            label=_("Articles à commander"),
            columns=reorder_columns(),
            row_id=lambda row: row.product_id,
        )
        self.why = TextLabel(theme, "", wraps=True)
        self.sheet = QuantitySheet(desk, shell, self)
        self.chosen = ChosenLines(desk, shell, self, self.table)
        self.acceptance = Acceptance(desk, shell, self)
        self.empty = EmptyState(theme, waiting_words())
        self.empty.primary.connect(self._on_again)
        self.setFocusProxy(self.table)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.budget.setAccessibleName(_("Budget hors taxes"))
        self.budget.setPlaceholderText(_("Budget HT, sans limite"))
        self.budget.setFixedWidth(self.shell.theme.px(190))
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for part in (self.supplier, self.budget):
            filters.addWidget(part)
        filters.addStretch(1)
        for button in (self.fill, self.every, self.order):
            filters.addWidget(button)
            button.setEnabled(False)
        self.fill.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 18)
        column.setSpacing(12)
        column.addLayout(filters)
        column.addWidget(self.counted)
        column.addWidget(self.card)
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        self.card.hide()
        self.table.set_empty(self.empty)

    def _connect(self) -> None:
        self.supplier.activated.connect(self._on_supplier)
        self.budget.editingFinished.connect(self._on_budget)
        self.order.clicked.connect(self._on_order)
        self.every.clicked.connect(self._on_every)
        self.fill.clicked.connect(self._on_fill)
        self.chosen.taken_off.connect(self._on_taken_off)
        self.table.activated.connect(self._on_open)
        self.table.current_changed.connect(self._on_current)
        self.sheet.chosen.connect(self._on_chosen)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Réassort")

    def reload(self) -> None:
        """Work the proposal out anew; quantities she wrote are kept."""
        if self._asked is not None:
            self._asked.cancel()
        if self._progress is not None:
            self._progress.stop()
        self._progress = self.desk.new_progress()
        asked = Asked(budget=self._budget())
        asked_for = self.desk.read(self._show_plan, reorder_plan, asked, utc_now(), self._progress)
        self._asked = asked_for.or_else(self._show_refused).or_stopped(self._show_stopped)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Préparer la commande"), "Ctrl+Return", self._on_order, "check"),
            Command(_("Tout préparer"), "Ctrl+Shift+Return", self._on_every, "list-checks"),
            Command(_("Un colis de plus"), "+", self._on_more, "plus"),
            Command(_("Un colis de moins"), "-", self._on_less, "minus"),
            *self.chosen.commands(),
            Command(_("Compléter au minimum"), "Ctrl+Shift+M", self._on_fill, "plus"),
            Command(_("Fournisseur suivant"), "Alt+Right", self._on_next, "chevron-right"),
            Command(_("Fournisseur précédent"), "Alt+Left", self._on_previous, "chevron-left"),
            Command(_("Budget"), "Ctrl+B", self._on_ask_budget, "wallet"),
            Command(_("Recalculer"), "Ctrl+R", self._on_again, "refresh-cw"),
        )

    def _show_plan(self, plan: Plan) -> None:
        self._end_progress()
        edits = {} if self.plan is None else self.plan.edits
        known = {each.product_id for each in plan.proposal.lines}
        self.plan = plan
        for product_id, units in edits.items():
            if product_id in known:
                self.plan = self.plan.with_units(product_id, units)
        groups = plan.proposal.groups
        if groups and not (self._chose and self._shown in {each.supplier_id for each in groups}):
            self._shown = groups[0].supplier_id
        self.empty.show_words(nothing_to_order(nothing_words(plan.proposal)))
        self._show_groups()

    def _show_groups(self) -> None:
        if self.plan is None:
            return
        groups = self.plan.groups()
        self.supplier.blockSignals(True)
        self.supplier.clear()
        self.supplier.addItems([supplier_entry(each) for each in groups])
        places = [each.supplier_id for each in groups]
        shown = places.index(self._shown) if self._shown in places else 0
        self.supplier.setCurrentIndex(shown if groups else -1)
        self.supplier.blockSignals(False)
        self.supplier.setVisible(bool(groups))
        self.supplier.updateGeometry()
        self.counted.setText(sum_up(self.plan.now()))
        self._show_group(groups[shown] if groups else None)

    def _show_group(self, group: SupplierGroup | None) -> None:
        self.card.setVisible(group is not None)
        self.table.ask(LineRows(() if group is None else group.lines))
        orders = () if self.plan is None else self.plan.orders()
        self.every.setEnabled(any(each.lines for each in orders))
        named = group is not None and group.supplier_id is not None
        bought = group is not None and any(each.quantity for each in group.lines)
        self.order.setEnabled(named and bought)
        short = group is not None and named and bought and group.below_minimum.cents > 0
        self.fill.setVisible(short)
        self.fill.setEnabled(short)
        if group is not None and self.plan is not None:
            self.card.show_group(group, self.plan.today)

    def _on_supplier(self, place: int) -> None:
        groups = () if self.plan is None else self.plan.groups()
        if 0 <= place < len(groups):
            self._shown, self._chose = groups[place].supplier_id, True
            self._show_groups()
            self.table.setFocus()

    def _on_current(self, row: ReorderLine | None) -> None:
        """Say the whole reason of the line she is on, and what it does to the account."""
        told = [] if row is None else [row.reason, cash_words_of(self.plan, row)]
        self.why.setText(" ".join(full_stop(each) for each in told if each))

    def _on_open(self, row: ReorderLine) -> None:
        self.sheet.open_for(row, cash_words_of(self.plan, row))

    def _on_fill(self) -> None:
        """Bring the order to what its supplier accepts."""
        if self.plan is None or self._shown is None or not self.fill.isEnabled():
            return
        filled = self.plan.filled(self._shown)
        if filled is None:
            self.shell.banner(
                _("La commande n’a pas été complétée\u00a0: ce qui se vend n’y suffit pas."),
                _("Ajoutez des articles à la commande, ou attendez le prochain réassort."),
            )
            return
        self.plan = filled
        self._show_groups()

    def _on_next(self) -> None:
        self._on_supplier(self.supplier.currentIndex() + 1)

    def _on_previous(self) -> None:
        self._on_supplier(self.supplier.currentIndex() - 1)

    def _on_more(self) -> None:
        self._step(1)

    def _on_less(self) -> None:
        self._step(-1)

    def _on_taken_off(self, product_ids: tuple[bytes, ...]) -> None:
        if self.plan is not None:
            for each in product_ids:
                self.plan = self.plan.with_units(ProductId(each), 0)
            self._show_groups()

    def _step(self, packs: int) -> None:
        line = self.table.current()
        if line is not None and self.plan is not None:  # the row may still be the one before a key
            units = self.plan.edits.get(line.product_id, line.quantity)
            self._on_chosen(line.product_id, units + packs * max(line.terms.pack_units, 1))

    def _on_chosen(self, product_id: ProductId, units: int) -> None:
        if self.plan is not None:
            self.plan = self.plan.with_units(product_id, units)
            self._show_groups()

    def _on_ask_budget(self) -> None:
        self.budget.setFocus()
        self.budget.selectAll()

    def _on_budget(self) -> None:
        known = None if self.plan is None else self.plan.proposal.budget
        text = self.budget.text().strip()
        wrong = bool(text) and read_amount(text) is None
        self.budget.setProperty("wrong", wrong)
        self.budget.style().polish(self.budget)
        if not wrong and self.plan is not None and self._budget() != known:
            self.plan = None
            self.reload()

    def _budget(self) -> Money | None:
        return read_amount(self.budget.text()) if self.budget.text().strip() else None

    def _on_again(self) -> None:
        self.plan = None
        self.empty.show_words(waiting_words())
        self.reload()

    def _on_order(self) -> None:
        if self.plan is not None and self._shown is not None and self.order.isEnabled():
            self.acceptance.accept(self.plan, self._shown)

    def _on_every(self) -> None:
        if self.plan is not None and self.every.isEnabled():
            self.acceptance.accept(self.plan, None)

    def _show_refused(self, error: DeskError) -> None:
        self._end_progress()
        self.shell.banner(error.title, error.advice)

    def _show_stopped(self) -> None:
        self._end_progress()
        if self.plan is None:
            self.empty.show_words(stopped_words())
            self._show_group(None)

    def _end_progress(self) -> None:
        if self._progress is not None:
            self._progress.end()
            self._progress = None
