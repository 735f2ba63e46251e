"""Achats: what to order, what was ordered, what came, what it cost, from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from merchant_desk.ui.pages_screen import PageSpec, PagesScreen
from merchant_desk.values.texts import later

if TYPE_CHECKING:
    from merchant_desk.ui.desk import Desk
    from merchant_desk.ui.screen import Screen
    from merchant_desk.ui.shell import Shell


def _invoices(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.purchases.screen import (  # noqa: PLC0415 - imported at the first visit
        PurchasesScreen,
    )

    return PurchasesScreen(desk, shell)


def _orders(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.purchase_orders.screen import (  # noqa: PLC0415 - as above
        PurchaseOrdersScreen,
    )

    return PurchaseOrdersScreen(desk, shell)


def _deliveries(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.deliveries.screen import (  # noqa: PLC0415 - as above
        DeliveriesScreen,
    )

    return DeliveriesScreen(desk, shell)


def _reorder(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.reorder.page import ReorderScreen  # noqa: PLC0415 - as above

    return ReorderScreen(desk, shell)


def _claims(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.claims.screen import ClaimsScreen  # noqa: PLC0415 - as above

    return ClaimsScreen(desk, shell)


def _suppliers(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.suppliers.screen import (  # noqa: PLC0415 - as above
        SuppliersScreen,
    )

    return SuppliersScreen(desk, shell)


class PurchasePages(PagesScreen):
    """The pages of this place, in the order of the work."""

    pages: ClassVar[tuple[PageSpec, ...]] = (
        PageSpec("invoices", later("Factures"), _invoices),
        PageSpec("orders", later("Commandes"), _orders),
        PageSpec("reorder", later("Réassort"), _reorder),
        PageSpec("deliveries", later("Réceptions"), _deliveries),
        PageSpec("claims", later("Réclamations"), _claims),
        PageSpec("suppliers", later("Fournisseurs"), _suppliers),
    )
