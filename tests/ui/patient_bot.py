"""A robot that waits long enough for a loaded machine; what comes in time costs no wait."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

_PATIENCE_MS = 30_000


class PatientBot(QtBot):
    """Gives up late: only what never comes fails."""

    def waitUntil(  # noqa: N802 - Qt's way of naming
        self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MS
    ) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = _PATIENCE_MS) -> Any:  # noqa: N802 - as above
        return super().waitExposed(widget, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = _PATIENCE_MS, **more: Any) -> Any:  # noqa: N802 - as above
        return super().waitSignal(signal, timeout=timeout, **more)
