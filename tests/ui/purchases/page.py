"""Takes invoices in through the page of purchases, and looks at what it shows."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

from merchant_desk.queries.supplier_invoice_card import SupplierInvoiceCard
from merchant_desk.ui.purchases.screen import PurchasesScreen
from merchant_desk.ui.widgets.button import Button
from tests.received.made import BILL, Bill, cii


def take_in(
    qtbot: QtBot, screen: PurchasesScreen, tmp_path: Path, said: Bill = BILL
) -> SupplierInvoiceCard:
    """Drop one invoice and wait for its sheet."""
    path = tmp_path / f"{said.number}.xml"
    path.write_bytes(cii(said))
    screen.intake.take([path])
    qtbot.waitUntil(lambda: screen.sheet.is_open)
    return card_of(screen)


def card_of(screen: PurchasesScreen) -> SupplierInvoiceCard:
    assert screen.sheet.card is not None
    return screen.sheet.card


def buttons_in(layout: QVBoxLayout) -> list[Button]:
    """Return the buttons that lie in a layout."""
    items = [layout.itemAt(place) for place in range(layout.count())]
    found = [item.widget() for item in items if item is not None]
    return [each for each in found if isinstance(each, Button)]
