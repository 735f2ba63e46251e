"""A proposal as she changes it: quantities of her own, and totals that follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from merchant_desk.rules.reorder.fill import filled_up
from merchant_desk.rules.reorder.supplier_group import group_of, with_quantity
from merchant_desk.values.ids import ProductId, SupplierId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.purchases import SupplierTerms
from merchant_desk.values.reorder import LineChosen, OrderChosen, Proposal, SupplierGroup


@dataclass(frozen=True, slots=True)
class Plan:
    """The proposal, the terms of its suppliers, and the quantities she wrote."""

    proposal: Proposal
    suppliers: Mapping[SupplierId, SupplierTerms]
    today: date
    edits: Mapping[ProductId, int] = field(default_factory=dict)

    def groups(self) -> tuple[SupplierGroup, ...]:
        """Return the suppliers with what she orders of each."""
        return tuple(map(self._group, self.proposal.groups))

    def group(self, supplier_id: SupplierId | None) -> SupplierGroup | None:
        """Return one supplier; None when nothing is proposed of it."""
        found = (each for each in self.proposal.groups if each.supplier_id == supplier_id)
        return next(map(self._group, found), None)

    def total(self) -> Money:
        """Return what everything costs, before VAT and with carriage."""
        return total(each.total for each in self.groups() if each.supplier_id is not None)

    def now(self) -> Proposal:
        """Return the proposal as it stands with her quantities."""
        return replace(self.proposal, groups=self.groups(), total=self.total())

    def with_units(self, product_id: ProductId, units: int) -> "Plan":
        """Return the plan with so many units of an article."""
        return replace(self, edits={**self.edits, product_id: max(units, 0)})

    def over(self) -> Money:
        """Return by how much her quantities pass the money there is; zero without a budget."""
        budget = self.proposal.budget
        return ZERO if budget is None else max(self.total() - budget, ZERO)

    def filled(self, supplier_id: SupplierId) -> "Plan | None":
        """Return the plan with one order brought to its supplier's minimum; None when it cannot."""
        group = self.group(supplier_id)
        if group is None:
            return None
        units = filled_up(group.lines, self.suppliers[supplier_id].minimum)
        if units is None:
            return None
        grown = {each.product_id for each in group.lines if units[each.product_id] > each.quantity}
        return replace(self, edits={**self.edits, **{each: units[each] for each in grown}})

    def orders(self, only: SupplierId | None = None) -> tuple[OrderChosen, ...]:
        """Return the orders it makes, of every supplier or of one."""
        return tuple(
            OrderChosen(
                group.supplier_id,
                tuple(
                    LineChosen(each.product_id, each.quantity, each.reason, each.stock.on_order)
                    for each in group.lines
                    if each.quantity
                ),
            )
            for group in self.groups()
            if group.supplier_id is not None and only in {None, group.supplier_id}
        )

    def _group(self, group: SupplierGroup) -> SupplierGroup:
        if self.edits.keys().isdisjoint(each.product_id for each in group.lines):
            return group
        lines = [
            with_quantity(each, self.edits[each.product_id])
            if each.product_id in self.edits
            else each
            for each in group.lines
        ]
        terms = None if group.supplier_id is None else self.suppliers[group.supplier_id]
        changed = group_of(group.supplier_id, lines, terms, self.today)
        return replace(changed, lines=tuple(lines))
