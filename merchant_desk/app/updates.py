"""New versions of the desk, from their announcement to the moment the desk closes for them."""

import contextlib
import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from merchant_desk.app.home import Home
from merchant_desk.app.running_program import RunningProgram, running_program
from merchant_desk.app.update_copy import proved_copy
from merchant_desk.app.update_progress import InMegabytes
from merchant_desk.app.update_return import ready_to_return, settled, way_back, why_not
from merchant_desk.app.update_shown import earlier_file, here, offer, with_offer
from merchant_desk.app.update_words import finished, not_here, not_now, on_server
from merchant_desk.database.patient_files import take_away
from merchant_desk.errors import DeskError, RefusedError, UnavailableError
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.settings import settings
from merchant_desk.queries.update_moment import open_work
from merchant_desk.rules.update_moment import obstacles
from merchant_desk.rules.update_offer import believe
from merchant_desk.sync.http import HttpClient, HttpLimits
from merchant_desk.sync.progress import Progress
from merchant_desk.sync.updates import refusals
from merchant_desk.sync.updates.addresses import trusted_address
from merchant_desk.sync.updates.announcement import fetch_announcement
from merchant_desk.sync.updates.download import download, is_whole
from merchant_desk.sync.updates.shelf import KEPT_RETURNS, Shelf
from merchant_desk.sync.updates.state import Leap, Return, UpdateState
from merchant_desk.values import settings as declared
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.update_view import ReadyToLeave, Stage, UpdateView
from merchant_desk.values.version_file import (
    LARGEST_ANNOUNCEMENT,
    Announcement,
)

_log = logging.getLogger(__name__)
_LIMITS = HttpLimits(read_s=15, attempts=2, largest_bytes=LARGEST_ANNOUNCEMENT)
_AGAIN = timedelta(hours=1)
UPDATE = ("/S", "/UPDATE")


class Updates:
    """Everything here is called on a network thread and may wait; one errand at a time."""

    def __init__(
        self,
        home: Home,
        running: RunningProgram | None = None,
        http: HttpClient | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._home = home
        self._running = running or running_program()
        self._http = http or HttpClient(limits=_LIMITS)
        self._now = now
        self.shelf = Shelf(home.folder)
        self._one, self._settling = threading.Lock(), threading.Lock()
        self._leaving = self._closed = False
        self._tried_at: datetime | None = None
        self._ended: Leap | None = None

    def close(self) -> None:
        """Stop what goes on at its next piece, and close the connections."""
        self._closed = True
        self._http.close()

    def view(self) -> UpdateView:
        """Return where updates stand, without asking the network."""
        state = self._state()
        shown = UpdateView(
            stage=Stage.UNREAD,
            running=self._running.version,
            url=self._address(),
            publishers=tuple(key.name for key in self._running.keys),
            target=self._running.target,
            checked_at=state.checked_at,
            trouble=state.trouble,
            on_server=not self._home.database.is_sqlite,
            way_back=None
            if self._leaving
            else way_back(self._home, self.shelf, state, self._running),
        )
        if not shown.publishers:
            return replace(shown, stage=Stage.UNTRUSTING)
        if not shown.url:
            return replace(shown, stage=Stage.OFF)
        return with_offer(shown, self.shelf, state, self._running, self._now(), self._obstacles)

    def offered(self) -> str:
        """Return the version to speak of; empty when there is none, or she went back from it."""
        if not self._address():
            return ""
        state = self._state()
        try:
            found, _file = offer(self.shelf, state, self._running, self._now())
        except DeskError:
            return ""
        return "" if found.version == state.left else found.version

    def outcome(self) -> str:
        """Say once that an installation ended well; raise UnavailableError when it did not."""
        self._state()
        ended, self._ended = self._ended, None
        if ended is None:
            return ""
        if ended.after != self._running.version:
            raise UnavailableError(*why_not(self.shelf, ended, self._running))
        return finished(ended.after)

    def check(self) -> UpdateView:
        """Ask the publisher now; what went wrong is raised."""
        with self._one:
            self._check(self._state())
        return self.view()

    def check_daily(self) -> bool:
        """Ask once a day by itself, and keep quiet about a network that is not there."""
        state = self._state()
        if not self._due(state) or not self._one.acquire(blocking=False):
            return False
        self._tried_at = self._now()
        try:
            self._check(state)
        except DeskError as trouble:
            _log.info("no news of versions", extra={"kind": type(trouble).__name__})
        finally:
            self._one.release()
        return True

    def save_address(self, gesture: Gesture, url: str) -> str:
        """Keep where versions are announced; empty turns updates off."""
        address = url.strip()
        if address:
            trusted_address(address)
        self._home.lanes.write(save_setting, gesture, declared.UPDATES_URL, address).result()
        return address

    def download(self, progress: Progress) -> UpdateView:
        """Bring the installer here, and that of the version that runs: the way back."""
        with self._one:
            state = self._state()
            announcement, file = offer(self.shelf, state, self._running, self._now())
            if file is None:
                raise not_here()
            told = InMegabytes(progress, announcement.version, lambda: self._closed)
            download(file, state.source, self.shelf.folder, self._http, told)
            earlier = earlier_file(announcement, self._running)
            if earlier is not None:
                try:
                    download(earlier, state.source, self.shelf.folder, self._http, told)
                except (RefusedError, UnavailableError):
                    _log.warning("the installer of the running version is not kept")
        return self.view()

    def prepare(self, progress: Progress) -> ReadyToLeave:
        """Check everything once more, keep a copy that was really reopened, and say what to start.

        From here the desk closes at once: the next start tells whether it became the new version.
        """
        with self._one:
            state = self._state()
            announcement, file = offer(self.shelf, state, self._running, self._now())
            self._check_moment()
            if file is None:
                raise not_here()
            installer = self.shelf.folder / file.name
            if not is_whole(installer, file):
                with contextlib.suppress(OSError):  # held by an antivirus: it is not started either
                    take_away(installer)
                raise refusals.wrong_file()
            progress.report(1, 3, "")
            progress.check_cancelled()
            now = self._now()
            copy = proved_copy(self._home.database, announcement.version, self.shelf.folder, now)
            progress.report(2, 3, "")
            progress.check_cancelled()
            self._check_moment()
            self._leave(state, announcement, copy, now)
            words = UPDATE if self._running.target.on_windows else ()
            return ReadyToLeave(installer, words, announcement.version)

    def prepare_return(self, progress: Progress) -> ReadyToLeave:
        """Check that the version before may come back, and say what to put back and to start."""
        with self._one:
            state = self._state()
            self._check_moment()
            progress.check_cancelled()
            ready = ready_to_return(self._home, self.shelf, state, self._running)
            leap = Leap(self._now(), self._running.version, ready.version, back=True)
            self._leap(replace(state, leap=leap, trouble=None))
            return ready

    def _leave(
        self, state: UpdateState, announcement: Announcement, copy: Path, now: datetime
    ) -> None:
        """Remember the way back before anything is started."""
        version, running = announcement.version, self._running
        earlier = earlier_file(announcement, running)
        kept = earlier is not None and is_whole(self.shelf.folder / earlier.name, earlier)
        made = Return(
            at=now,
            before=running.version,
            after=version,
            schema_before=running.schema,
            copy=copy.name,
            installer=earlier.name if earlier is not None and kept else "",
            announced=version,
        )
        others = tuple(each for each in state.returns if each.after != version)
        returns = (*others, made)[-KEPT_RETURNS:]
        leap = Leap(now, running.version, version)
        self._leap(replace(state, leap=leap, trouble=None, returns=returns))

    def _leap(self, state: UpdateState) -> None:
        with self._settling:
            self.shelf.keep(state)
            self._leaving = True

    def _check(self, state: UpdateState) -> None:
        now = self._now()
        try:
            signed = fetch_announcement(self._address(), self._running.keys, self._http)
            believe(signed.announcement, here(self._running, state), now)
        except RefusedError as trouble:
            told = (trouble.title, trouble.advice)
            self.shelf.keep(replace(state, checked_at=now, trouble=told))
            raise
        self.shelf.keep_announcement(signed)
        fresh = replace(
            state,
            checked_at=now,
            seen_until=signed.announcement.released_at,
            source=self._address(),
            announced=signed.announcement.version,
            trouble=None,
        )
        self.shelf.keep(fresh)
        self.shelf.tidy(fresh, signed.announcement, self._running.target)

    def _check_moment(self) -> None:
        if not self._home.database.is_sqlite:
            raise on_server()
        found = self._obstacles()
        if found:
            raise not_now(found)

    def _obstacles(self) -> tuple[str, ...]:
        lanes = self._home.lanes
        return obstacles(lanes.read(open_work, self._home.station_id, self._now()).result())

    def _due(self, state: UpdateState) -> bool:
        """Tell whether today nobody asked yet; a network that was away is asked once an hour."""
        now = self._now()
        asked = state.checked_at is not None and paris_date(state.checked_at) == paris_date(now)
        again = self._tried_at is None or now - self._tried_at >= _AGAIN
        return again and not asked and bool(self._running.keys) and bool(self._address())

    def _state(self) -> UpdateState:
        """Return what is remembered; the first who asks after an installation settles it."""
        with self._settling:
            state = self.shelf.state()
            if self._leaving or state.leap is None:
                return state
            self._ended = state.leap
            return settled(self.shelf, state, self._running)

    def _address(self) -> str:
        """Return where versions are announced; nowhere in the school, whatever its shop has."""
        kept = self._home.lanes.read(settings, self._home.station_id).result()
        return "" if kept.get(declared.TRAINING) else kept.get(declared.UPDATES_URL).strip()
