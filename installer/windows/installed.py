"""The program as it is installed: where its files lie, what Windows knows of it, how it starts."""

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from installer.windows.shop_file import ShopFile
from installer.windows.wine import Said, Wine

UNINSTALL_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\MerchantDesk"
OUR_KEY = r"HKCU\Software\MerchantDesk"
WINDOWED = "MerchantDesk.exe"


@dataclass(frozen=True, slots=True)
class Installed:
    """What lies where in one Windows."""

    wine: Wine

    @property
    def folder(self) -> Path:
        """Return the program's folder."""
        return self.wine.local / "Programs" / "MerchantDesk"

    @property
    def data(self) -> Path:
        """Return the folder of the shop's data."""
        return self.wine.local / "MerchantDesk"

    @property
    def shop(self) -> ShopFile:
        """Return the shop's file."""
        return ShopFile(self.data)

    def install(self, installer: Path, *words: str) -> int:
        """Run an installer silently; return its exit code."""
        return self.wine.run(self.wine.windows_path(installer), "/S", *words, seconds=180).code

    def uninstall(self) -> None:
        """Run the uninstaller silently; it goes on in a copy of itself: its end is waited for."""
        self.wine.run(f"{self.wine.windows_path(self.folder)}\\uninstall.exe", "/S")
        until = time.monotonic() + 60
        while self.folder.exists() and time.monotonic() < until:
            time.sleep(0.3)

    def shortcuts(self) -> list[Path]:
        """Return the shortcuts to it, in the start menu and on the screen."""
        return sorted(self.wine.home.rglob("Merchant Desk*.lnk"))

    def windowed(self, *words: str) -> "subprocess.Popen[bytes]":
        """Start the windowed program, as her shortcut does."""
        return self.wine.start(f"{self.wine.windows_path(self.folder)}\\{WINDOWED}", *words)

    def windowed_to_end(self, *words: str, seconds: float = 120) -> Said:
        """Run the windowed program until it ends."""
        program = f"{self.wine.windows_path(self.folder)}\\{WINDOWED}"
        return self.wine.run(program, *words, seconds=seconds)

    def command(self, *words: str) -> Said:
        """Run the program with a console."""
        return self.wine.run(f"{self.wine.windows_path(self.folder)}\\merchant-desk.exe", *words)

    def version(self) -> str:
        """Return the version that the program says it is."""
        return self.command("--version").text.strip()

    def files(self) -> list[Path]:
        """Return every file of the program."""
        return [each for each in self.folder.rglob("*") if each.is_file()]
