"""One window per data folder: a second start raises the first one and ends."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_WAIT_MS = 1500
_RAISE = b"raise\n"


class SingleInstance(QObject):
    """Holds the folder's lock; ``raised`` says that someone tried to start a second time."""

    raised = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(folder / "merchant-desk.lock"))
        self._lock.setStaleLockTime(0)
        self._folder = folder
        self._server: QLocalServer | None = None

    def first(self) -> bool:
        """Return whether this is the first window on the folder; else raise the other one."""
        if not self._lock.tryLock(0):
            self._call_first()
            return False
        return True

    def release(self) -> None:
        """Let another start take the folder."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def listen(self) -> None:
        """Hear later starts; called once the first picture is there, it needs the network part."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - the first paint waits for nothing

        name = _server_name(self._folder)
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_call)
        self._server.listen(name)

    def _call_first(self) -> None:
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - only a second start needs it

        socket = QLocalSocket()
        socket.connectToServer(_server_name(self._folder))
        if socket.waitForConnected(_WAIT_MS):
            socket.write(_RAISE)
            socket.waitForBytesWritten(_WAIT_MS)
            socket.disconnectFromServer()

    def _on_call(self) -> None:
        if self._server is None:
            return
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        self.raised.emit()


def _server_name(folder: Path) -> str:
    """Return a short name: socket paths are limited to about a hundred characters."""
    import hashlib  # noqa: PLC0415 - after the first paint

    digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return f"merchant-desk-{digest}"
