"""What the computer does without asking: it sleeps, wakes, and ends the session."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from merchant_desk.app.outside import Outside
from merchant_desk.app.signing_out import SigningOut
from merchant_desk.app.waking import Waking
from merchant_desk.lanes import Lanes
from merchant_desk.ui.desk import Desk


class Interruptions:
    """Watched from the opening of the window to its end."""

    def __init__(
        self,
        app: QApplication,
        lanes: Lanes,
        desk: Desk,
        outside: Outside,
        sync: Callable[[], None],
    ) -> None:
        self._waking = Waking(desk, outside, sync)
        self._signing_out = SigningOut(app, lanes)
        self._waking.start()

    def stop(self) -> None:
        """Watch no more."""
        self._waking.stop()
        self._signing_out.stop()
