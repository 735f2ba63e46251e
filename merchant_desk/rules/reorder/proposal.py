"""The lines of a whole shop put together: within the money there is, supplier by supplier.

An order under its supplier's minimum is refused by it: with a budget, such an order is filled up
where the money allows, else its money goes to the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from merchant_desk.rules.reorder.fill import filled_up
from merchant_desk.rules.reorder.line import Wanted
from merchant_desk.rules.reorder.spend import choose_steps
from merchant_desk.rules.reorder.supplier_group import group_of, groups_of, with_quantity
from merchant_desk.values.ids import SupplierId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.purchases import SupplierTerms
from merchant_desk.values.reorder import Proposal, ReorderLine, SupplierGroup

_TRIES = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What she wants proposed: of one supplier only, within a budget; None is no limit."""

    supplier_id: SupplierId | None = None
    budget: Money | None = None
    """Before VAT, carriage included."""


def put_together(
    found: Sequence[Wanted],
    suppliers: Mapping[SupplierId, SupplierTerms],
    asked: Asked,
    today: date,
) -> Proposal:
    """Return the proposal: the most at risk first, in each supplier and between them."""
    lines = [each.line for each in found]
    at_risk = total(each.at_risk or ZERO for each in lines)
    groups = groups_of(lines, suppliers, today)
    left_out = 0
    if asked.budget is not None:
        groups = _groups_within(found, suppliers, asked.budget, today)
        left_out = len(found) - sum(len(group.lines) for group in groups)
    saved = total(group.at_risk for group in groups)
    return Proposal(
        groups=tuple(groups),
        articles=0,
        budget=asked.budget,
        left_out=left_out,
        total=total(group.total for group in groups if group.supplier_id is not None),
        at_risk=at_risk,
        not_covered=max(at_risk - saved, ZERO),
    )


def _groups_within(
    found: Sequence[Wanted],
    suppliers: Mapping[SupplierId, SupplierTerms],
    budget: Money,
    today: date,
) -> list[SupplierGroup]:
    """Return the orders that the money buys and that their suppliers accept."""
    left = list(found)
    while True:
        groups = _bought(left, suppliers, budget, today)
        groups = _filled(groups, suppliers, budget, today)
        short = sorted(
            (each for each in groups if each.below_minimum > ZERO),
            key=lambda each: each.at_risk.cents,
        )
        if not short:
            return groups
        dropped = {each.supplier_id for each in short[: -(-len(short) // 2)]}
        left = [each for each in left if each.line.supplier_id not in dropped]


def _bought(
    found: Sequence[Wanted],
    suppliers: Mapping[SupplierId, SupplierTerms],
    budget: Money,
    today: date,
) -> list[SupplierGroup]:
    """Return what the money buys, carriage paid of it too."""
    for_goods = budget
    groups: list[SupplierGroup] = []
    for _try in range(_TRIES):
        groups = groups_of(_within(found, for_goods), suppliers, today)
        over = total(group.total for group in groups) - budget
        if over <= ZERO:
            return groups
        for_goods = max(for_goods - over, ZERO)
    return groups if total(group.total for group in groups) <= budget else []


def _filled(
    groups: Sequence[SupplierGroup],
    suppliers: Mapping[SupplierId, SupplierTerms],
    budget: Money,
    today: date,
) -> list[SupplierGroup]:
    """Return the orders, those under their minimum filled up while there is money."""
    room = budget - total(group.total for group in groups)
    found = []
    for group in groups:
        told = group
        if group.below_minimum > ZERO and group.supplier_id is not None:
            terms = suppliers[group.supplier_id]
            units = filled_up(group.lines, terms.minimum, group.goods + room)
            if units is not None:
                lines = [with_quantity(each, units[each.product_id]) for each in group.lines]
                told = group_of(group.supplier_id, lines, terms, today)
        if told.total - group.total <= room:
            room -= told.total - group.total
            found.append(told)
        else:
            found.append(group)
    return found


def _within(found: Sequence[Wanted], budget: Money) -> list[ReorderLine]:
    """Return the lines that the money buys; those without supplier or price buy nothing."""
    offered = [each for each in found if each.line.supplier_id is not None and each.steps]
    chosen = choose_steps([each.steps for each in offered], budget)
    kept = []
    for place, units in chosen.units.items():
        wanted = offered[place]
        saved, reached = ZERO, 0
        for step in wanted.steps:
            if reached < units:
                saved, reached = saved + step.saved, reached + step.units
        line = with_quantity(wanted.line, units)
        kept.append(replace(line, at_risk=saved))
    return kept
