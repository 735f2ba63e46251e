"""One window per data folder: a second start raises the first one and ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, Signal

from merchant_desk.errors import UnavailableError
from merchant_desk.values.texts import _

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 10_000
"""A first start that still paints does not listen yet: on a slow disk that takes seconds."""
_LOCK_MS = 150
_CONNECT_MS = 1_500
_ANSWER_MS = 4_000
_RAISE = b"raise\n"
_RAISED = b"raised\n"
_HELD: set[Path] = set()
"""The folders that this very process holds."""
_ANY_PROGRAM = -1
"""ASFW_ANY: https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-allowsetforegroundwindow"""


class SingleInstance(QObject):
    """Holds the folder's lock; ``raised`` says that someone tried to start a second time."""

    raised = Signal()

    def __init__(
        self, folder: Path, parent: QObject | None = None, patience_ms: int = _PATIENCE_MS
    ) -> None:
        super().__init__(parent)
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(folder / "merchant-desk.lock"))
        self._lock.setStaleLockTime(0)  # a dead owner is known by its process, never by time
        self._folder = folder
        self._patience_ms = patience_ms
        self._server: QLocalServer | None = None

    def hold(self) -> bool:
        """Take the folder if nobody has it; tell whether it is ours.

        Raises UnavailableError where one may not write: no lock can be left there.
        """
        if self._take(0) or self._takes_over_a_namesake():
            return True
        self._refuse_without_rights()
        return False

    def first(self) -> bool:
        """Return whether this is the first window on the folder; else the other one is raised.

        Raises UnavailableError when the other does not answer: silence would look like a failure.
        """
        return self.hold() or self._take_or_raise()

    def stop_listening(self) -> None:
        """Answer no more: a start that comes while the shop closes waits for the folder."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def release(self) -> None:
        """Let another start take the folder."""
        self.stop_listening()
        _HELD.discard(self._folder)
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

    def _take(self, patience_ms: int) -> bool:
        if self._lock.tryLock(patience_ms):
            _HELD.add(self._folder)
            return True
        return False

    def _takes_over_a_namesake(self) -> bool:
        """Take the folder from a killed start whose number the system gave to this one."""
        number, *_others = self._lock.getLockInfo()
        if number != os.getpid() or self._folder in _HELD:
            return False
        return self._lock.removeStaleLockFile() and self._take(0)

    def _take_or_raise(self) -> bool:
        """Ask the other to come to the front until it answers, or until the folder is free."""
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - only a second start needs it

        until = QDeadlineTimer(self._patience_ms)
        while not until.hasExpired():
            socket = QLocalSocket()
            socket.connectToServer(_server_name(self._folder))
            if socket.waitForConnected(_CONNECT_MS) and self._raised_over(socket):
                return False
            if socket.error() is QLocalSocket.LocalSocketError.SocketAccessError:
                raise _of_another_account(self._folder)
            if self._take(_LOCK_MS):
                return True
        raise _unreachable(self._folder)

    def _raised_over(self, socket: QLocalSocket) -> bool:
        """Hand the right to come to the front over, which Windows gives to who was started.

        Tell whether it came; one that hangs up is closing, and the folder is free shortly after.
        """
        _allow_front()
        socket.write(_RAISE)
        socket.waitForBytesWritten(_CONNECT_MS)
        if socket.bytesAvailable() or socket.waitForReadyRead(_ANSWER_MS):
            socket.disconnectFromServer()
            return True
        if socket.state() is socket.LocalSocketState.ConnectedState:
            raise _hangs()
        return False

    def _on_call(self) -> None:
        if self._server is None:
            return
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        self.raised.emit()
        socket.write(_RAISED)
        socket.flush()

    def _refuse_without_rights(self) -> None:
        if self._lock.error() is not QLockFile.LockError.LockFailedError:
            raise UnavailableError(
                _(
                    "La boutique n’a pas été ouverte\u00a0: on ne peut pas écrire dans {folder}."
                ).format(folder=self._folder),
                _(
                    "Vérifiez vos droits sur ce dossier. S’il sert à plusieurs comptes Windows, "
                    "qui administre l’ordinateur doit donner à tous le droit d’y écrire."
                ),
            )


def _allow_front() -> None:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows alone asks this way

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROGRAM)


def _hangs() -> UnavailableError:
    return UnavailableError(
        _("Merchant Desk est déjà ouvert, mais sa fenêtre ne répond pas."),
        _(
            "Attendez une minute. Si rien ne vient, fermez-la par le gestionnaire des tâches, puis "
            "recommencez\u00a0: ce qui était enregistré l’est toujours."
        ),
    )


def _of_another_account(folder: Path) -> UnavailableError:
    return UnavailableError(
        _("Cette boutique est déjà ouverte, dans un autre compte de cet ordinateur."),
        _(
            "Fermez-la dans l’autre compte, puis recommencez. Ses données sont dans {folder}."
        ).format(folder=folder),
    )


def _unreachable(folder: Path) -> UnavailableError:
    return UnavailableError(
        _("Cette boutique est déjà ouverte, mais sa fenêtre n’a pas pu être appelée."),
        _(
            "Elle l’est dans un autre compte, ou sur un autre ordinateur, ou une commande y "
            "travaille. Fermez-la là-bas, puis recommencez. Ses données sont dans {folder}."
        ).format(folder=folder),
    )


def _server_name(folder: Path) -> str:
    """Return a short name: socket paths are limited to about a hundred characters."""
    import hashlib  # noqa: PLC0415 - after the first paint

    digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return f"merchant-desk-{digest}"
