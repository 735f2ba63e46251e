"""Keys pressed on the lines of reordering, and what they left behind."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy.orm import Session

from merchant_desk.models.purchasing import Purchase, PurchaseLine
from merchant_desk.ui.reorder.page import ReorderScreen
from merchant_desk.values.ids import ProductId
from merchant_desk.values.reorder import ReorderLine

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def press(screen: ReorderScreen, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where she works: on the lines, in the window that is awake."""
    screen.window().activateWindow()
    target = screen.table._view
    target.setFocus()
    QTest.keyClick(target, key, held or Qt.KeyboardModifier.NoModifier)


def line_of(screen: ReorderScreen, product_id: ProductId) -> ReorderLine:
    """The line of one article as it stands."""
    assert screen.plan is not None
    (found,) = (e for group in screen.plan.groups() for e in group.lines
                if e.product_id == product_id)  # fmt: skip
    return found


def units_of(screen: ReorderScreen, product_id: ProductId) -> int:
    """How many of an article she orders."""
    return line_of(screen, product_id).quantity


def draft_lines(session: Session) -> list[int]:
    """How many lines each draft has."""
    return [
        session.query(PurchaseLine).filter_by(purchase_id=each.id).count()
        for each in session.query(Purchase).filter_by(state="draft")
    ]
