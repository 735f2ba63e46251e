"""What an installer must refuse: a broken copy, a full disk, a closed folder, an old Windows."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from installer.windows.exit_codes import ExitCode
from installer.windows.installed import OUR_KEY, Installed
from installer.windows.proof import Proof, hold

_DRIVE = "e:"
_ENOUGH_MB, _TOO_LITTLE_MB, _LEFT_MB = 900, 60, 40
_MB = 1024 * 1024


class RefusalProof:
    """Tried on a drive of its own, where nothing is installed."""

    def __init__(self, proof: Proof, installed: Installed, scratch: Path) -> None:
        self._proof, self._installed, self._scratch = proof, installed, scratch

    def broken_copy(self, installer: Path) -> None:
        """Turn one bit of the installer."""
        broken = self._scratch / "broken.exe"
        content = bytearray(installer.read_bytes())
        content[len(content) // 2] ^= 1
        broken.write_bytes(content)
        with self._proof.says("an installer with one flipped bit installs nothing"):
            code = self._installed.install(broken)
            hold(f"exit code {code}", is_so=code not in {ExitCode.DONE, 124})
            hold("the program is there", is_so=not self._installed.folder.exists())
        broken.unlink()

    def old_windows(self, installer: Path) -> None:
        """Pretend to be Windows 7."""
        wine = self._installed.wine
        wine.pretend("win7")
        with self._proof.says("Windows 7 is refused before anything is written (6)"):
            code = self._installed.install(installer)
            hold(f"exit code {code}", is_so=code == ExitCode.WINDOWS_TOO_OLD)
            hold("the program is there", is_so=not self._installed.folder.exists())
            hold("the registry knows it", is_so=not wine.registry(OUR_KEY, "InstallDir"))
        wine.pretend("win10")

    def disks(self, installer: Path) -> None:
        """Try disks that are small, that fill up meanwhile, and that nobody may write to."""
        try:
            with self._disk(_TOO_LITTLE_MB) as disk:
                self._too_small(installer, disk)
            with self._disk(_TOO_LITTLE_MB, "ro") as disk:
                self._closed(installer, disk)
            with self._disk(_ENOUGH_MB) as disk:
                self._filled_meanwhile(installer, disk)
        except PermissionError as trouble:
            self._proof.note(f"not tried here, no disk of its own can be mounted: {trouble}")

    def _too_small(self, installer: Path, disk: Path) -> None:
        with self._proof.says("a disk without room is refused before anything is written (7)"):
            code = self._installed.install(installer, "/D=E:\\Desk")
            hold(f"exit code {code}", is_so=code == ExitCode.NO_ROOM)
            hold(f"left: {_files(disk)[:5]}", is_so=not _files(disk))

    def _closed(self, installer: Path, disk: Path) -> None:
        with self._proof.says("a folder that may not be written to is refused (8)"):
            code = self._installed.install(installer, "/D=E:\\Desk")
            hold(f"exit code {code}", is_so=code == ExitCode.FOLDER_REFUSED)

    def _filled_meanwhile(self, installer: Path, disk: Path) -> None:
        with self._proof.says("a disk that fills up in the middle leaves no half of a program"):
            wine = self._installed.wine
            running = wine.start(wine.windows_path(installer), "/S", "/D=E:\\Desk")
            until = time.monotonic() + 60
            while not _files(disk / "Desk") and running.poll() is None:
                hold("nothing was written in a minute", is_so=time.monotonic() < until)
                time.sleep(0.02)
            _fill(disk)
            running.communicate(timeout=120)
            ended = running.returncode
            hold(f"exit code {ended}", is_so=ended in {ExitCode.FAILED, ExitCode.NO_ROOM})
            current = disk / "Desk" / "current.txt"
            hold("a version is named as the one in use", is_so=not current.exists())
        with self._proof.says("once there is room again the same installer goes through"):
            (disk / "filling").unlink()
            code = self._installed.install(installer, "/D=E:\\Desk")
            hold(f"exit code {code}", is_so=code == ExitCode.DONE)
            wine.run("E:\\Desk\\uninstall.exe", "/S")
            until = time.monotonic() + 60
            while _files(disk / "Desk"):
                hold(f"left: {_files(disk)[:3]}", is_so=time.monotonic() < until)
                time.sleep(0.3)

    @contextmanager
    def _disk(self, megabytes: int, rights: str = "rw") -> Iterator[Path]:
        """Give Windows a drive E of this size, in memory."""
        place = self._scratch / "disk"
        place.mkdir(exist_ok=True)
        options = f"size={megabytes}m,{rights}"
        words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        done = subprocess.run(
            words, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
        if done.returncode:
            raise PermissionError(done.stderr.strip())
        drive = self._installed.wine.prefix / "dosdevices" / _DRIVE
        drive.unlink(missing_ok=True)
        drive.symlink_to(place)
        self._installed.wine.end()  # Wine learns of drives when it starts
        try:
            yield place
        finally:
            drive.unlink()
            subprocess.run(["umount", "-l", str(place)], check=False)


def _mount(*words: str) -> None:
    done = subprocess.run(
        ["mount", *words], capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise PermissionError(done.stderr.strip())


def _files(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


def _fill(disk: Path) -> None:
    """Leave only a little room, as another program's download would."""
    free = shutil.disk_usage(disk).free - _LEFT_MB * _MB
    # The installer writes meanwhile: the disk may be full before that.
    with suppress(OSError), (disk / "filling").open("wb", buffering=0) as filling:
        while free > 0:
            filling.write(bytes(min(free, _MB)))
            free -= _MB
