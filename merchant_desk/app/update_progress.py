"""How far an installer has come, told in megabytes; it stops when the desk closes."""

from collections.abc import Callable

from merchant_desk.errors import CancelledError
from merchant_desk.sync.progress import Progress
from merchant_desk.values.texts import _

MEGA = 1_000_000


class InMegabytes:
    """Tells the window; what came so far stays for the next time, whoever stops it."""

    def __init__(self, told: Progress, version: str, closing: Callable[[], bool]) -> None:
        self._told = told
        self._closing = closing
        self._label = _("Téléchargement de la version {version}, en Mo").format(version=version)

    def report(self, done: int, total: int | None, label: str) -> None:
        """Tell how many megabytes are here."""
        whole = None if total is None else max(1, total // MEGA)
        self._told.report(done // MEGA, whole, label or self._label)

    def check_cancelled(self) -> None:
        """Raise CancelledError when she pressed « Arrêter », or closes the desk."""
        if self._closing():
            raise CancelledError
        self._told.check_cancelled()
