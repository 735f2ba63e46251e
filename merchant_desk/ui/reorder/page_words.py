"""What the page of reordering says of a supplier, and while there is nothing to show."""

from merchant_desk.rules.reorder.cash import cash_sentence, line_cash
from merchant_desk.rules.reorder.plan import Plan
from merchant_desk.ui.widgets.empty_state import EmptyText
from merchant_desk.values.french import euros
from merchant_desk.values.reorder import ReorderLine, SupplierGroup
from merchant_desk.values.texts import _, ngettext


def supplier_entry(group: SupplierGroup) -> str:
    """Return a supplier as it is chosen."""
    count = sum(1 for each in group.lines if each.quantity)
    text = ngettext("{name} ({n} article, {amount})", "{name} ({n} articles, {amount})", count)
    return text.format(name=group.name, n=count, amount=euros(group.total))


def cash_words_of(plan: Plan | None, row: ReorderLine) -> str:
    """Return what a line does to the account with the quantity she wrote; empty for nothing."""
    group = None if plan is None else plan.group(row.supplier_id)
    if plan is None or group is None:
        return ""
    line = next((each for each in group.lines if each.product_id == row.product_id), row)
    cash = line_cash(line, group, plan.today)
    return "" if cash is None else cash_sentence(cash)


def waiting_words() -> EmptyText:
    """Return what stands there while sales are read."""
    return EmptyText("clock", _("Calcul en cours"), _("Les ventes de deux ans sont relues."))


def nothing_to_order(words: str) -> EmptyText:
    """Return why there is nothing."""
    return EmptyText("package-check", _("Rien à commander"), words)


def stopped_words() -> EmptyText:
    """Return what stands there once she has stopped the reading of sales."""
    return EmptyText(
        "clock", _("Calcul arrêté"), _("Rien n’a été proposé ni changé."), _("Recalculer")
    )
