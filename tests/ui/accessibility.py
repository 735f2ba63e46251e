"""What a screen reader and a keyboard need, checked on any widget: names, sizes, no twins."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QLineEdit,
    QRadioButton,
    QWidget,
)

SMALLEST = 24


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing a person would stumble over, and on which widget."""

    kind: str
    widget: str


def faults(root: QWidget) -> list[Fault]:
    """Return every fault of the widgets that can be seen under this one, all of them laid out."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    seen = [each for each in (root, *root.findChildren(QWidget)) if each.isVisibleTo(root)]
    return [*_nameless(seen), *_twins(seen), *_too_small(seen)]


def spoken_name(widget: QWidget) -> str:
    """Return what a screen reader says of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip()


def _takes_focus(widget: QWidget) -> bool:
    inner = isinstance(widget.parent(), QAbstractScrollArea) or widget.focusProxy() is not None
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and not inner and widget.isEnabled()


def _nameless(seen: list[QWidget]) -> Iterator[Fault]:
    for widget in seen:
        if _takes_focus(widget) and not spoken_name(widget):
            yield Fault("takes the focus without a name", _said(widget))


def _twins(seen: list[QWidget]) -> Iterator[Fault]:
    """Yield buttons beside each other that are spoken alike."""
    rows: dict[QWidget, list[str]] = {}
    for widget in seen:
        parent = widget.parentWidget()
        if isinstance(widget, QAbstractButton) and parent is not None:
            rows.setdefault(parent, []).append(spoken_name(widget))
    for parent, names in rows.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield Fault(f"{times} buttons named « {name} »", _said(parent))


def _too_small(seen: list[QWidget]) -> Iterator[Fault]:
    for widget in seen:
        if not isinstance(widget, QAbstractButton | QLineEdit) or not widget.isEnabled():
            continue
        if isinstance(widget, QCheckBox | QRadioButton) and widget.height() >= SMALLEST - 4:
            continue
        if isinstance(widget, QLineEdit) and widget.property("bare"):
            continue
        if min(widget.width(), widget.height()) < SMALLEST:
            size = f"{widget.width()}×{widget.height()}"
            yield Fault(f"is only {size}", _said(widget))


def _said(widget: QWidget) -> str:
    name = spoken_name(widget) or widget.objectName() or "?"
    return f"{type(widget).__name__} « {name} »"
