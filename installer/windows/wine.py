"""A Windows of its own under Wine, in one folder: made, asked, ended without touching others."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from installer.windows.places import HERE, UnbuiltError, kept_downloads
from installer.windows.tools import TO_PROVE, missing_tools

STAND_INS = ("icuuc", "bcryptprimitives")
OVERRIDES = "mscoree=d;mshtml=d;winedbg.exe=d;winemenubuilder.exe=d;icuuc=n;bcryptprimitives=n"
"""No question about Mono or Gecko, no debugger, and our two stand-ins for what Wine 8 lacks."""
DESKTOP_KEY = r"HKCU\Control Panel\Desktop"
THEME_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"


class NoWineError(Exception):
    """This machine has no Wine and none may be installed; the text says so."""


class Said(NamedTuple):
    """How a Windows program ended, and what it wrote."""

    code: int
    text: str


def require_programs() -> None:
    """Install what the proof runs, where this may be done; raise NoWineError."""
    missing = missing_tools(TO_PROVE)
    if missing:
        raise NoWineError(f"not proved: no {', '.join(missing)} here, nor by apt-get")


def stand_ins() -> list[Path]:
    """Return the libraries that Wine 8 lacks, compiled once; they are never shipped."""
    folder = kept_downloads() / "stand-ins"
    folder.mkdir(exist_ok=True)
    made = []
    for name in STAND_INS:
        source, library = HERE / "stand_ins" / f"{name}.c", folder / f"{name}.dll"
        if not library.exists() or library.stat().st_mtime < source.stat().st_mtime:
            words = ["x86_64-w64-mingw32-gcc", "-shared", "-O2", "-o", str(library), str(source)]
            done = subprocess.run([*words, "-ladvapi32"], capture_output=True, check=False)
            if done.returncode:
                raise UnbuiltError(f"{source.name}: {done.stderr.decode(errors='replace')}")
        made.append(library)
    return made


@dataclass
class Wine:
    """One prefix: its own registry, drive C and processes."""

    prefix: Path
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def drive_c(self) -> Path:
        """Return the folder that its programs see as ``C:``."""
        return self.prefix / "drive_c"

    @property
    def home(self) -> Path:
        """Return the folder of its only person, who is named as the one who runs this."""
        return next(each for each in (self.drive_c / "users").iterdir() if each.name != "Public")

    @property
    def local(self) -> Path:
        """Return what Windows calls ``%LOCALAPPDATA%``."""
        return self.home / "AppData" / "Local"

    def environment(self) -> dict[str, str]:
        """Return the environment of its programs; nothing of a Python of ours reaches them."""
        own = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        wine = {"WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": OVERRIDES}
        return {**own, **wine, "LC_ALL": "C.UTF-8", **self.extra}

    def make(self) -> None:
        """Make a fresh Windows 10 with the libraries that this Wine lacks."""
        shutil.rmtree(self.prefix, ignore_errors=True)
        self.prefix.parent.mkdir(parents=True, exist_ok=True)
        self.run("wineboot", "-i")
        self.pretend("win10")
        for library in stand_ins():
            shutil.copy(library, self.drive_c / "windows" / "system32")

    def pretend(self, windows: str) -> None:
        """Be another Windows: win10, win7."""
        self.run("winecfg", "-v", windows)

    def run(self, *words: str, seconds: float = 120, more: Mapping[str, str] | None = None) -> Said:
        """Run a program to its end; its exit code is 124 when it was ended for taking too long.

        Wine's Python wants a pipe: a plain file as its output is an invalid handle to it.
        """
        process = self.start(*words, more=more)
        try:
            out, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            out, _ = process.communicate()
            return Said(124, out.decode("utf-8", "replace"))
        return Said(process.returncode, out.decode("utf-8", "replace"))

    def start(
        self, *words: str, more: Mapping[str, str] | None = None
    ) -> "subprocess.Popen[bytes]":
        """Start a program and leave it running."""
        return subprocess.Popen(
            ["wine", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**self.environment(), **(more or {})},
        )

    def windows_path(self, path: Path) -> str:
        """Return a path as its programs name it."""
        if path.is_relative_to(self.drive_c):
            return "C:\\" + str(path.relative_to(self.drive_c)).replace("/", "\\")
        return "Z:" + str(path).replace("/", "\\")

    def registry(self, key: str, name: str) -> str:
        """Return a text value of the registry; empty when it is not there."""
        said = self.run("reg", "query", key, "/v", name)
        for line in said.text.splitlines():
            words = line.split("    ")
            if len(words) >= 4 and words[1].strip() == name:  # noqa: PLR2004 - indent, name, kind, value
                return words[3].strip()
        return ""

    def set_number(self, key: str, name: str, number: int) -> None:
        """Write a number into the registry."""
        self.run("reg", "add", key, "/v", name, "/t", "REG_DWORD", "/d", str(number), "/f")

    def processes(self, name: str) -> list[int]:
        """Return the processes of this prefix that run a Windows program of this name."""
        mark = f"WINEPREFIX={self.prefix}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")
                own = mark in (folder / "environ").read_bytes().split(b"\0")
            except OSError:  # it ended meanwhile
                continue
            if own and words[0].lower().endswith(b"\\" + name.lower().encode()):
                found.append(int(folder.name))
        return found

    def kill(self, name: str) -> int:
        """End a program of this prefix as a power cut would; return how many there were."""
        found = self.processes(name)
        for each in found:
            os.kill(each, signal.SIGKILL)
        for _ in range(100):
            if not self.processes(name):
                break
            time.sleep(0.1)
        return len(found)

    def end(self) -> None:
        """End everything that runs in this prefix, and in no other."""
        subprocess.run(["wineserver", "-k"], env=self.environment(), check=False)
