"""The approved platform as the window asks for it: loaded at the first errand, after the start."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from merchant_desk.errors import DeskError
from merchant_desk.ui.platform_errands import PlatformErrands

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from merchant_desk.app.home import Home
    from merchant_desk.app.platform_errands import PlatformErrands as Running
    from merchant_desk.sync.secrets import Secrets
    from merchant_desk.values.gesture import Gesture
    from merchant_desk.values.ids import FlowId, InvoiceId
    from merchant_desk.values.platform_set_up import PlatformSetUp

_log = logging.getLogger(__name__)


class LatePlatform:
    """Everything here is called on a network thread, which may wait for the import too."""

    def __init__(
        self, home: Home, act: Callable[[], Gesture], secrets: Secrets | None = None
    ) -> None:
        self._home = home
        self._act = act
        self._secrets = secrets
        self._guard = threading.Lock()
        self._made: Running | None = None

    def errands(self) -> PlatformErrands:
        """Return what screens may ask."""
        return PlatformErrands(
            has_secret=self._has_secret,
            save=self._save,
            test=self._test,
            exchange=self._exchange,
            queue=self._queue,
            export=self._export,
            write_file=self._write_file,
        )

    def listen(self) -> None:
        """Exchange by itself: trouble stays beside the files that wait, and says nothing else.

        Without an account nothing is loaded: what draws invoices is a sixth of a desk's memory.
        """
        from merchant_desk.queries.platform_account import (  # noqa: PLC0415 - not at window start
            platform_account,
        )

        account = self._home.lanes.read(platform_account, self._home.station_id).result()
        if not account.is_complete:
            return
        try:
            self._running().exchange()
        except DeskError:
            _log.info("the platform was not reached")

    def close(self) -> None:
        """Ask for nothing after this."""
        with self._guard:
            made = self._made
        if made is not None:
            made.close()

    def _has_secret(self) -> bool:
        return self._running().has_secret()

    def _save(self, gesture: Gesture, wanted: PlatformSetUp) -> bool:
        return self._running().save(gesture, wanted)

    def _test(self, wanted: PlatformSetUp) -> None:
        self._running().test(wanted)

    def _exchange(self) -> object:
        return self._running().exchange()

    def _queue(self, gesture: Gesture, invoices: Sequence[InvoiceId]) -> int:
        return self._running().queue(gesture, invoices)

    def _export(self, gesture: Gesture, flows: Sequence[FlowId], folder: Path) -> int:
        return self._running().export(gesture, flows, folder)

    def _write_file(self, path: Path, body: bytes) -> Path:
        return self._running().write_file(path, body)

    def _running(self) -> Running:
        with self._guard:
            if self._made is None:
                from merchant_desk.app.platform_errands import (  # noqa: PLC0415 - not at window start
                    PlatformErrands as Running,
                )
                from merchant_desk.sync.secrets import Secrets  # noqa: PLC0415 - as above

                self._made = Running(
                    self._home.lanes, self._home.station_id, self._act, self._secrets or Secrets()
                )
            return self._made
