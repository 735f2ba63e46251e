"""New versions as the window asks for them: loaded at the first errand, after the start."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from merchant_desk.queries.settings import settings
from merchant_desk.ui.update_errands import UpdateErrands
from merchant_desk.values.settings import UPDATES_URL

if TYPE_CHECKING:
    from collections.abc import Callable

    from merchant_desk.app.home import Home
    from merchant_desk.app.updates import Updates
    from merchant_desk.ui.desk_progress import DeskProgress
    from merchant_desk.values.gesture import Gesture
    from merchant_desk.values.update_view import ReadyToLeave, UpdateView


class LateUpdates:
    """Everything here is called on a network thread, which may wait for the import too."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._guard = threading.Lock()
        self._made: Updates | None = None

    def errands(self, leave: Callable[[ReadyToLeave], None]) -> UpdateErrands:
        """Return what screens may ask."""
        return UpdateErrands(
            view=self._view,
            offered=self._offered,
            check=self._check,
            save_address=self._save_address,
            download=self._download,
            prepare=self._prepare,
            prepare_return=self._prepare_return,
            leave=leave,
        )

    def check_daily(self) -> bool:
        """Ask for news once a day where an address is set; quiet about a network that is away."""
        kept = self._home.lanes.read(settings, self._home.station_id).result()
        return bool(kept.get(UPDATES_URL)) and self._running().check_daily()

    def close(self) -> None:
        """Ask for nothing after this."""
        with self._guard:
            made = self._made
        if made is not None:
            made.close()

    def _view(self) -> UpdateView:
        return self._running().view()

    def _offered(self) -> str:
        return self._running().offered()

    def _check(self) -> UpdateView:
        return self._running().check()

    def _save_address(self, gesture: Gesture, url: str) -> str:
        return self._running().save_address(gesture, url)

    def _download(self, progress: DeskProgress) -> UpdateView:
        return self._running().download(progress)

    def _prepare(self, progress: DeskProgress) -> ReadyToLeave:
        return self._running().prepare(progress)

    def _prepare_return(self, progress: DeskProgress) -> ReadyToLeave:
        return self._running().prepare_return(progress)

    def _running(self) -> Updates:
        with self._guard:
            if self._made is None:
                from merchant_desk.app.updates import (  # noqa: PLC0415 - not at window start
                    Updates,
                )

                self._made = Updates(self._home)
            return self._made
