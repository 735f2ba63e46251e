"""What the page of reordering says of a supplier, and while there is nothing to show."""

from merchant_desk.ui.widgets.empty_state import EmptyText
from merchant_desk.values.french import euros
from merchant_desk.values.reorder import SupplierGroup
from merchant_desk.values.texts import _, ngettext


def supplier_entry(group: SupplierGroup) -> str:
    """Return a supplier as it is chosen."""
    count = sum(1 for each in group.lines if each.quantity)
    text = ngettext("{name} ({n} article, {amount})", "{name} ({n} articles, {amount})", count)
    return text.format(name=group.name, n=count, amount=euros(group.total))


def waiting_words() -> EmptyText:
    """Return what stands there while sales are read."""
    return EmptyText("clock", _("Calcul en cours"), _("Les ventes de deux ans sont relues."))


def nothing_to_order(words: str) -> EmptyText:
    """Return why there is nothing."""
    return EmptyText("package-check", _("Rien à commander"), words)
