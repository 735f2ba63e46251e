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
    from merchant_desk.values.gesture import Gesture
    from merchant_desk.values.progress import Progress
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

    def check_daily(self) -> str:
        """Say how an installation ended, once; ask for news once a day where an address is set.

        A desk that never heard of versions loads nothing of them.
        """
        kept = self._home.lanes.read(settings, self._home.station_id).result()
        if not kept.get(UPDATES_URL) and not (self._home.folder / "mises-a-jour").is_dir():
            return ""
        said = self._running().outcome()
        self._running().check_daily()
        return said

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

    def _download(self, progress: Progress) -> UpdateView:
        return self._running().download(progress)

    def _prepare(self, progress: Progress) -> ReadyToLeave:
        return self._running().prepare(progress)

    def _prepare_return(self, progress: Progress) -> ReadyToLeave:
        return self._running().prepare_return(progress)

    def _running(self) -> Updates:
        with self._guard:
            if self._made is None:
                from merchant_desk.app.updates import (  # noqa: PLC0415 - not at window start
                    Updates,
                )

                self._made = Updates(self._home)
            return self._made
