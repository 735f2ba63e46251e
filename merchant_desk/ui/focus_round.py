"""Where Tab goes: to every control in turn.

Qt steps over whatever stands between a page and the part to which it gives the focus
(``setFocusProxy``): the head buttons of a page whose table takes the focus would never be reached.
Here only the controls themselves count, never what leads to one.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

_REASONS = {True: Qt.FocusReason.TabFocusReason, False: Qt.FocusReason.BacktabFocusReason}


def tab_inside(root: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next control under ``root``; return False when there is no other."""
    start = QApplication.focusWidget() or root
    widget = _neighbour(start, forward=forward)
    while widget is not start:
        if _is_stop(widget) and root.isAncestorOf(widget):
            widget.setFocus(_REASONS[forward])
            return True
        widget = _neighbour(widget, forward=forward)
    return False


def _is_stop(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.focusProxy() is None and widget.isEnabled() and widget.isVisible()


def _neighbour(widget: QWidget, *, forward: bool) -> QWidget:
    found = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
    return found or widget
