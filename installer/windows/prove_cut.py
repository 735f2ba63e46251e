"""An upgrade cut off while files are copied: the power goes, or somebody ends the installer."""

import time
from pathlib import Path

from installer.windows.exit_codes import ExitCode
from installer.windows.installed import Installed
from installer.windows.proof import Proof, hold

_FILES_COPIED = 20  # in the middle: the interpreter alone has more


class CutProof:
    """Tried over an installed older version; the newer one is installed at the end."""

    def __init__(self, proof: Proof, installed: Installed) -> None:
        self._proof, self._installed = proof, installed

    def upgrade_is_cut(self, newer: Path, old: str, new: str) -> None:
        """Kill the installer in the middle of its copying, look, then let it go through."""
        with self._proof.says("an upgrade killed in the middle leaves the old version, whole"):
            self._kill_in_the_middle(newer, self._versions / f"desk-{new}")
            left = self._names()
            hold(f"versions: {left}", is_so=f"desk-{new}" in left and len(left) > 1)
            hold(f"version {self._installed.version()}", is_so=self._installed.version() == old)
        with self._proof.says("the next installation clears what the cut one left"):
            code = self._installed.install(newer)
            hold(f"exit code {code}", is_so=code == ExitCode.DONE)
            hold(f"version {self._installed.version()}", is_so=self._installed.version() == new)
            hold(f"versions: {self._names()}", is_so=self._names() == [f"desk-{new}"])

    @property
    def _versions(self) -> Path:
        return self._installed.folder / "versions"

    def _names(self) -> list[str]:
        return sorted(each.name for each in self._versions.iterdir())

    def _kill_in_the_middle(self, installer: Path, copied: Path) -> None:
        wine = self._installed.wine
        running = wine.start(wine.windows_path(installer), "/S")
        until = time.monotonic() + 60
        while sum(each.is_file() for each in copied.rglob("*")) < _FILES_COPIED:
            hold("nothing was copied in a minute", is_so=time.monotonic() < until)
            hold("the installer ended by itself", is_so=running.poll() is None)
            time.sleep(0.01)
        hold("nothing was killed", is_so=wine.kill(installer.name) > 0)
        running.communicate(timeout=30)
