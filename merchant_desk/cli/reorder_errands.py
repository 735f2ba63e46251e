"""What to order of whom, why, and what it costs, told without a window."""

import argparse
from datetime import date
from typing import Any

from merchant_desk.cli.command import Counter
from merchant_desk.cli.purchase_entry import named_supplier
from merchant_desk.errors import RefusedError
from merchant_desk.operations.accept_proposal import accept_proposal
from merchant_desk.queries.reorder_plan import reorder_plan
from merchant_desk.rules.reorder.cash import cash_sentence, line_cash
from merchant_desk.rules.reorder.plan import Plan
from merchant_desk.rules.reorder.proposal import Asked
from merchant_desk.rules.reorder.words import doubt_words, group_words, range_words, sum_up
from merchant_desk.values.clock import utc_now
from merchant_desk.values.entries import read_decimal
from merchant_desk.values.french import euros, full_stop, number
from merchant_desk.values.ids import id_text
from merchant_desk.values.money import ZERO, Money, round_half_up
from merchant_desk.values.progress import Silent
from merchant_desk.values.purchases import PurchaseKept
from merchant_desk.values.reorder import (
    LineChosen,
    OrderChosen,
    Proposal,
    ReorderLine,
    SupplierGroup,
)
from merchant_desk.values.texts import _

_CENTS = 100


def propose(arguments: argparse.Namespace, counter: Counter) -> int:
    """Work the proposal out, and write the drafts when it is accepted."""
    words = arguments.supplier
    supplier = named_supplier(counter, words).supplier_id if words else None
    asked = Asked(supplier, _budget(arguments.budget))
    plan = counter.ask(reorder_plan, asked, utc_now(), Silent())
    plan = _filled(plan) if arguments.fill else plan
    proposal = plan.now()
    drafts: tuple[PurchaseKept, ...] = ()
    if arguments.accept:
        drafts = counter.do(accept_proposal, counter.gesture(), orders_of(proposal))
    facts = {
        "articles": proposal.articles,
        "total": proposal.total.cents,
        "at_risk": proposal.at_risk.cents,
        "not_covered": proposal.not_covered.cents,
        "left_out": proposal.left_out,
        "over_budget": plan.over().cents,
        "groups": [_group_facts(each, plan.today) for each in proposal.groups],
        "drafts": [
            {"id": id_text(each.purchase_id), "number": each.number, "lines": each.lines}
            for each in drafts
        ],
    }
    counter.answer(facts, _text(proposal, drafts, plan.today))
    return 0


def _filled(plan: Plan) -> Plan:
    """Bring every order to its supplier's minimum where what sells suffices for it."""
    for group in plan.proposal.groups:
        if group.supplier_id is not None and group.below_minimum > ZERO:
            plan = plan.filled(group.supplier_id) or plan
    return plan


def orders_of(proposal: Proposal) -> tuple[OrderChosen, ...]:
    """Return the orders a proposal makes; articles without supplier are in none."""
    return tuple(
        OrderChosen(
            group.supplier_id,
            tuple(
                LineChosen(each.product_id, each.quantity, each.reason, each.stock.on_order)
                for each in group.lines
            ),
        )
        for group in proposal.groups
        if group.supplier_id is not None
    )


def _budget(text: str) -> Money | None:
    if not text:
        return None
    amount = read_decimal(text)
    if amount is None or amount < 0:
        raise RefusedError(
            _("Rien n’a été proposé\u00a0: «\u00a0{text}\u00a0» n’est pas un montant.").format(
                text=text
            ),
            _("Écrivez par exemple --budget 1500."),
        )
    return Money(round_half_up(amount * _CENTS))


def _group_facts(group: SupplierGroup, today: date) -> dict[str, Any]:
    return {
        "supplier_id": None if group.supplier_id is None else id_text(group.supplier_id),
        "supplier": group.name,
        "goods": group.goods.cents,
        "carriage": group.carriage.cents,
        "below_minimum": group.below_minimum.cents,
        "to_free_carriage": group.to_free_carriage.cents,
        "at_risk": group.at_risk.cents,
        "to_pay": group.to_pay.cents,
        "paid_on": group.paid_on.isoformat() if group.paid_on else None,
        "arrives_on": group.arrives_on.isoformat() if group.arrives_on else None,
        "lines": [_line_facts(each, group, today) for each in group.lines],
    }


def _line_facts(line: ReorderLine, group: SupplierGroup, today: date) -> dict[str, Any]:
    cash = line_cash(line, group, today)
    return {
        "product_id": id_text(line.product_id),
        "sku": line.sku,
        "name": line.title,
        "quantity": line.quantity,
        "wished": line.wished,
        "pack": line.terms.pack_units,
        "cost": None if line.cost is None else line.cost.cents,
        "at_risk": None if line.at_risk is None else line.at_risk.cents,
        "to_pay": None if cash is None else cash.paid.cents,
        "brought_by_then": None if cash is None else cash.brought.cents,
        "available": line.stock.available,
        "on_order": line.stock.on_order,
        "low": line.low,
        "likely": line.likely,
        "high": line.high,
        "days": line.days,
        "doubts": [each.value for each in line.doubts],
        "reason": line.reason,
    }


def _text(proposal: Proposal, drafts: tuple[PurchaseKept, ...], today: date) -> str:
    told = [sum_up(proposal)]
    for group in proposal.groups:
        told += ["", group_words(group)]
        told += [_line_text(each, group, today) for each in group.lines]
    if drafts:
        numbers = ", ".join(each.number for each in drafts)
        told += ["", _("Commandes préparées\u00a0: {numbers}.").format(numbers=numbers)]
    return "\n".join(told)


def _line_text(line: ReorderLine, group: SupplierGroup, today: date) -> str:
    cash = line_cash(line, group, today)
    account = "" if cash is None else f" {full_stop(cash_sentence(cash))}"
    cost = "—" if line.cost is None else euros(line.cost)
    doubts = "".join(f" · {doubt_words(each)}" for each in line.doubts)
    return (
        f"{number(line.quantity):>6}  {line.sku:<18} {cost:>12}  {line.title}\n"
        f"        {line.reason}. {range_words(line)}.{account}{doubts}"
    )
