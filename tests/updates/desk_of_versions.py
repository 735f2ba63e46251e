"""A desk that can be updated: a real shop, a publisher it believes, and any version it likes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from merchant_desk.app.folder import FILE_NAME
from merchant_desk.app.home import Home, open_home
from merchant_desk.app.running_program import RunningProgram
from merchant_desk.app.updates import Updates
from merchant_desk.migrations.head import HEAD
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.sync.http import HttpClient, HttpLimits
from merchant_desk.values import settings as declared
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.update_view import ReadyToLeave
from merchant_desk.values.version_file import Target
from tests.conftest import NOW
from tests.publisher import OLD, Key, Site


@dataclass
class VersionsDesk:
    """One shop; ``running`` gives what a start of a version would know of updates."""

    home: Home
    site: Site
    key: Key
    now: datetime = NOW
    opened: list[Updates] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.home.folder / "mises-a-jour"

    @property
    def gesture(self) -> Gesture:
        return Gesture(self.now, "Camille", self.home.station_id)

    def running(
        self, version: str = OLD, *, schema: str = HEAD, target: Target = Target.WINDOWS
    ) -> Updates:
        program = RunningProgram(
            version=version,
            target=target,
            system_version=(10, 0, 19045),
            keys=(self.key.public,),
            schema=schema,
        )
        http = HttpClient(limits=HttpLimits(attempts=1, largest_bytes=256 * 1024, read_s=5))
        made = Updates(self.home, program, http, lambda: self.now)
        self.opened.append(made)
        return made

    def set_address(self, url: str) -> None:
        self.home.lanes.write(save_setting, self.gesture, declared.UPDATES_URL, url).result()


@contextmanager
def versions_desk(folder: Path, empty_file: Path, site: Site) -> Iterator[VersionsDesk]:
    folder.mkdir()
    shutil.copyfile(empty_file, folder / FILE_NAME)
    home = open_home(folder, {})
    desk = VersionsDesk(home, site, Key())
    desk.set_address(site.version_url)
    try:
        yield desk
    finally:
        for each in desk.opened:
            each.close()
        home.close()


def names(ready: ReadyToLeave) -> tuple[str, tuple[str, ...]]:
    """Return what is started, and with which words."""
    return ready.installer.name, ready.arguments
