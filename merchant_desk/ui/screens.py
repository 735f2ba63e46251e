"""The screens of the desk, in the order of the navigation.

The first painted window shows their names: nothing behind them is imported for that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from merchant_desk.values.texts import later

if TYPE_CHECKING:
    from merchant_desk.ui.desk import Desk
    from merchant_desk.ui.screen import Screen
    from merchant_desk.ui.shell import Shell


class Section(StrEnum):
    """The groups of the navigation; their names are its headings."""

    DAY = ""
    CATALOGUE = later("Catalogue")
    BUSINESS = later("Gestion")
    FOOT = "foot"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenSpec:
    """One line of the navigation; the screen is imported and built at its first visit.

    ``pill`` shows its count in a full pill: this one calls for work.
    """

    key: str
    title: str
    icon: str
    section: Section
    factory: Callable[[Desk, Shell], Screen]
    shortcut: str = ""
    pill: bool = False
    in_navigation: bool = True


def _today(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.today.screen import (  # noqa: PLC0415 - imported at the first visit
        TodayScreen,
    )

    return TodayScreen(desk, shell)


def _orders(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.orders.screen import OrdersScreen  # noqa: PLC0415 - as above

    return OrdersScreen(desk, shell)


def _packing(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.packing.screen import PackingScreen  # noqa: PLC0415 - as above

    return PackingScreen(desk, shell)


def _counter(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.counter.screen import CounterScreen  # noqa: PLC0415 - as above

    return CounterScreen(desk, shell)


def _products(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.products.screen import ProductsScreen  # noqa: PLC0415 - as above

    return ProductsScreen(desk, shell)


def _stock(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.stock.pages import StockPages  # noqa: PLC0415 - as above

    return StockPages(desk, shell)


def _returns(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.returns.pages import ReturnPages  # noqa: PLC0415 - as above

    return ReturnPages(desk, shell)


def _promotions(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.promotions.screen import PromotionsScreen  # noqa: PLC0415 - as above

    return PromotionsScreen(desk, shell)


def _cash(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.cash.pages import CashPages  # noqa: PLC0415 - as above

    return CashPages(desk, shell)


def _invoices(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.invoices.screen import InvoicesScreen  # noqa: PLC0415 - as above

    return InvoicesScreen(desk, shell)


def _closings(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.closings.screen import ClosingsScreen  # noqa: PLC0415 - as above

    return ClosingsScreen(desk, shell)


def _purchases(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.purchases.pages import PurchasePages  # noqa: PLC0415 - as above

    return PurchasePages(desk, shell)


def _accounting(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.accounting.screen import AccountingScreen  # noqa: PLC0415 - as above

    return AccountingScreen(desk, shell)


def _to_check(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.to_check.screen import ToCheckScreen  # noqa: PLC0415 - as above

    return ToCheckScreen(desk, shell)


def _sync(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.sync.screen import SyncScreen  # noqa: PLC0415 - as above

    return SyncScreen(desk, shell)


def _settings(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.settings.screen import SettingsScreen  # noqa: PLC0415 - as above

    return SettingsScreen(desk, shell)


def _e_invoicing(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.e_invoicing.screen import EInvoicingScreen  # noqa: PLC0415 - as above

    return EInvoicingScreen(desk, shell)


def _first_start(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.first_start.screen import FirstStartScreen  # noqa: PLC0415 - as above

    return FirstStartScreen(desk, shell)


SCREENS: tuple[ScreenSpec, ...] = (
    ScreenSpec(
        key="today",
        title=later("Aujourd’hui"),
        icon="sun",
        section=Section.DAY,
        factory=_today,
    ),
    ScreenSpec(
        key="orders",
        title=later("Commandes"),
        icon="inbox",
        section=Section.DAY,
        factory=_orders,
    ),
    ScreenSpec(
        key="packing",
        title=later("Préparation"),
        icon="scan-barcode",
        section=Section.DAY,
        factory=_packing,
        pill=True,
    ),
    ScreenSpec(
        key="counter",
        title=later("Caisse"),
        icon="shopping-bag",
        section=Section.DAY,
        factory=_counter,
    ),
    ScreenSpec(
        key="products",
        title=later("Produits"),
        icon="tags",
        section=Section.CATALOGUE,
        factory=_products,
    ),
    ScreenSpec(
        key="stock",
        title=later("Stock"),
        icon="boxes",
        section=Section.CATALOGUE,
        factory=_stock,
    ),
    ScreenSpec(
        key="returns",
        title=later("Retours"),
        icon="undo-2",
        section=Section.CATALOGUE,
        factory=_returns,
    ),
    ScreenSpec(
        key="promotions",
        title=later("Promotions"),
        icon="megaphone",
        section=Section.BUSINESS,
        factory=_promotions,
    ),
    ScreenSpec(
        key="cash",
        title=later("Trésorerie"),
        icon="wallet",
        section=Section.BUSINESS,
        factory=_cash,
    ),
    ScreenSpec(
        key="invoices",
        title=later("Factures"),
        icon="receipt-text",
        section=Section.BUSINESS,
        factory=_invoices,
    ),
    ScreenSpec(
        key="closings",
        title=later("Clôtures"),
        icon="clipboard-list",
        section=Section.BUSINESS,
        factory=_closings,
    ),
    ScreenSpec(
        key="purchases",
        title=later("Achats"),
        icon="receipt",
        section=Section.BUSINESS,
        factory=_purchases,
    ),
    ScreenSpec(
        key="e_invoicing",
        title=later("Facturation électronique"),
        icon="file-text",
        section=Section.BUSINESS,
        factory=_e_invoicing,
    ),
    ScreenSpec(
        key="accounting",
        title=later("Comptabilité"),
        icon="book-open",
        section=Section.BUSINESS,
        factory=_accounting,
    ),
    ScreenSpec(
        key="to_check",
        title=later("À vérifier"),
        icon="list-checks",
        section=Section.BUSINESS,
        factory=_to_check,
        pill=True,
    ),
    ScreenSpec(
        key="sync",
        title=later("Synchronisation"),
        icon="arrow-up-down",
        section=Section.BUSINESS,
        factory=_sync,
    ),
    ScreenSpec(
        key="settings",
        title=later("Réglages"),
        icon="settings",
        section=Section.FOOT,
        factory=_settings,
    ),
    ScreenSpec(
        key="first_start",
        title=later("Mise en route"),
        icon="sparkles",
        section=Section.FOOT,
        factory=_first_start,
        in_navigation=False,
    ),
)
