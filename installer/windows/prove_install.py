"""The installer at work: new, refused while the desk is open, over a killed desk, gone again."""

from pathlib import Path

from installer.windows.exit_codes import ExitCode
from installer.windows.installed import OUR_KEY, UNINSTALL_KEY, WINDOWED, Installed
from installer.windows.proof import Proof, hold
from installer.windows.screen import Screen


class InstallProof:
    """What happens to the program's files, to Windows' lists and to the shop's data."""

    def __init__(self, proof: Proof, installed: Installed, screen: Screen) -> None:
        self._proof, self._installed, self._screen = proof, installed, screen

    def fresh(self, installer: Path, version: str) -> None:
        """Install where nothing is."""
        with self._proof.says("a silent installation puts the program there"):
            self._code(installer, ExitCode.DONE)
            hold(f"version {self._installed.version()}", is_so=self._installed.version() == version)
        with self._proof.says("Windows knows the program, and the start menu has a shortcut"):
            wine = self._installed.wine
            shown = wine.registry(UNINSTALL_KEY, "DisplayVersion")
            hold(f"installed apps say « {shown} »", is_so=shown == version)
            folder = wine.registry(OUR_KEY, "InstallDir")
            hold(folder, is_so=folder == wine.windows_path(self._installed.folder))
            hold("no shortcut", is_so=bool(self._installed.shortcuts()))
        with self._proof.says("the installation writes nothing among the shop's data"):
            there = self._installed.data
            hold(str(there), is_so=not there.exists() or not any(there.glob("*.sqlite3")))

    def refused_while_open(self, newer: Path) -> None:
        """Try the next version while the desk is open."""
        before = {each: each.stat().st_mtime_ns for each in self._installed.files()}
        with self._proof.says("the next version is refused while the desk is open (5)"):
            self._code(newer, ExitCode.DESK_OPEN)
            now = {each: each.stat().st_mtime_ns for each in self._installed.files()}
            hold("files of the program changed", is_so=before == now)

    def upgrade(self, newer: Path, version: str) -> None:
        """Kill the desk as a power cut would, then install the next version and open it."""
        shop = self._installed.shop
        killed = self._installed.wine.kill(WINDOWED)
        before = now = shop.counts()
        with self._proof.says("the desk was killed; the next version installs over it"):
            hold("nothing ran", is_so=killed > 0)
            self._code(newer, ExitCode.DONE)
            hold(f"version {self._installed.version()}", is_so=self._installed.version() == version)
            left = sorted(each.name for each in (self._installed.folder / "versions").iterdir())
            hold(f"versions: {left}", is_so=len(left) == 1)
        with self._proof.says("after the kill and the upgrade no row is missing"):
            self._installed.windowed()
            window = self._screen.wait_for_window()
            self._screen.look("8-upgraded")
            self._screen.close(window)
            self._screen.wait_for_no_window()
            now = shop.counts()
            lost = {name: (before[name], now[name]) for name in before if now[name] < before[name]}
            hold(f"fewer rows: {lost}", is_so=not lost)
            hold(f"scans: {shop.scans()}", is_so=len(shop.scans()) == 1)
            hold("the file is not whole", is_so=shop.whole())
        self._proof.note(f"rows before and after: {before}, {now}")

    def older(self, installer: Path, version: str) -> None:
        """Put the older version over the newer one: refused, and done when it is asked for."""
        with self._proof.says("an older version over a newer one is refused (9)"):
            self._code(installer, ExitCode.NEWER_INSTALLED)
        with self._proof.says("the way back is there for who asks for it (/DOWNGRADE)"):
            code = self._installed.install(installer, "/DOWNGRADE")
            hold(f"exit code {code}", is_so=code == ExitCode.DONE)
            hold(f"version {self._installed.version()}", is_so=self._installed.version() == version)

    def uninstalled(self) -> None:
        """Remove the program; her data stays."""
        before = self._installed.shop.counts()
        with self._proof.says("the uninstaller leaves no file, no shortcut, no entry"):
            self._installed.uninstall()
            left = [each.name for each in self._installed.files()]
            hold(f"left: {left[:5]}", is_so=not left)
            hold(str(self._installed.shortcuts()), is_so=not self._installed.shortcuts())
            shown = self._installed.wine.registry(UNINSTALL_KEY, "DisplayVersion")
            hold(f"installed apps still say « {shown} »", is_so=not shown)
        with self._proof.says("the shop's data is there after the program is gone"):
            now = self._installed.shop.counts()
            hold(f"{before} became {now}", is_so=before == now)

    def _code(self, installer: Path, wanted: ExitCode) -> None:
        code = self._installed.install(installer)
        hold(f"exit code {code}, not {wanted.value}", is_so=code == wanted)
