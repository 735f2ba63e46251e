"""The keys of a table: move, check, extend, open, copy."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from merchant_desk.ui.row_view import RowView

_STEP = 60
_KEY = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


def take_key(view: "RowView[Any]", event: QKeyEvent) -> bool:
    """Do what this key means in a list; return False when it means nothing here."""
    key = _KEY(event.key())
    if event.modifiers() & _CONTROL:
        return _take_control(view, key)
    if key is _KEY.Key_Escape:
        return view.clear_checks()
    if key in _ACTS:
        _ACTS[key](view)
        return True
    there = _target(view, key)
    if there is None:
        return False
    view.step_to(there, extend=bool(event.modifiers() & _SHIFT))
    return True


def _take_control(view: "RowView[Any]", key: Qt.Key) -> bool:
    if key is _KEY.Key_A and view.checkable:
        view.everything_wanted.emit()
        return True
    if key is _KEY.Key_C:
        view.copy_wanted.emit()
        return True
    return False


def _target(view: "RowView[Any]", key: Qt.Key) -> int | None:
    """Return the row this key goes to."""
    here, last = view.currentIndex().row(), view.model().rowCount() - 1
    page = max(len(view.in_sight()) - 2, 1)
    moves = {
        _KEY.Key_Up: here - 1,
        _KEY.Key_Down: here + 1,
        _KEY.Key_PageUp: here - page,
        _KEY.Key_PageDown: here + page,
        _KEY.Key_Home: 0,
        _KEY.Key_End: last,
    }
    if key not in moves or last < 0:
        return None
    return min(max(moves[key], 0), last)


def _check(view: "RowView[Any]") -> None:
    view.toggle(view.currentIndex().row())


def _open(view: "RowView[Any]") -> None:
    view.activate()


def _menu(view: "RowView[Any]") -> None:
    view.menu_wanted.emit(view.viewport().mapToGlobal(QPoint(0, 0)))


def _left(view: "RowView[Any]") -> None:
    bar = view.horizontalScrollBar()
    bar.setValue(bar.value() - _STEP)


def _right(view: "RowView[Any]") -> None:
    bar = view.horizontalScrollBar()
    bar.setValue(bar.value() + _STEP)


_ACTS: dict[Qt.Key, Callable[["RowView[Any]"], None]] = {
    _KEY.Key_Space: _check,
    _KEY.Key_Return: _open,
    _KEY.Key_Enter: _open,
    _KEY.Key_Menu: _menu,
    _KEY.Key_Left: _left,
    _KEY.Key_Right: _right,
}
