"""The system libraries that Qt loads on Linux: seen, installed when allowed, else named."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from typing import NamedTuple

from installer.refusal import READY_TO_RETRY, SetupRefusedError, say


class Library(NamedTuple):
    """A shared library, and the Debian package that brings it."""

    file: str
    package: str


# Enough to draw without a screen.
FOR_DRAWING = (
    Library("libGL.so.1", "libgl1"),
    Library("libEGL.so.1", "libegl1"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libglib-2.0.so.0", "libglib2.0-0"),
)
# For a window on a screen, besides.
FOR_A_WINDOW = (
    Library("libxcb-cursor.so.0", "libxcb-cursor0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Library("libxcb-shape.so.0", "libxcb-shape0"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
APT_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
WITHOUT_QUESTIONS = ("env", "DEBIAN_FRONTEND=noninteractive")


def loads(file: str) -> bool:
    """Tell whether this machine can load a shared library."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def missing_among(libraries: Iterable[Library]) -> tuple[Library, ...]:
    """Return the libraries that this machine lacks."""
    return tuple(library for library in libraries if not loads(library.file))


def apt_line(missing: Iterable[Library]) -> str:
    """Return the command to copy that installs these libraries."""
    return " ".join(["sudo", *APT_INSTALL, *(library.package for library in missing)])


def apt_commands(missing: Iterable[Library], right: tuple[str, ...]) -> list[list[str]]:
    """Return what to run: the lists of packages first, a new machine has none."""
    packages = [library.package for library in missing]
    before = [*right, *WITHOUT_QUESTIONS]
    return [[*before, "apt-get", "update"], [*before, *APT_INSTALL, *packages]]


def right_to_install() -> tuple[str, ...] | None:
    """Return what to write before apt-get: nothing for root, None when it may not be run."""
    if os.geteuid() == 0:
        return ()
    sudo = shutil.which("sudo")
    if (
        sudo is None
        or subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode
    ):
        return None
    return (sudo, "-n")


def refusal_for(missing: Iterable[Library], *, by_apt: bool) -> SetupRefusedError:
    """Return the line that names the libraries, with the command to copy where one is known."""
    if by_apt:
        return SetupRefusedError(
            f"Il manque des bibliothèques du système pour l’affichage : exécutez « "
            f"{apt_line(missing)} », {READY_TO_RETRY}"
        )
    names = ", ".join(library.file for library in missing)
    return SetupRefusedError(
        f"Il manque des bibliothèques du système pour l’affichage : installez {names} avec le "
        f"gestionnaire de paquets de ce système, {READY_TO_RETRY}"
    )


def install(missing: tuple[Library, ...]) -> None:
    """Install libraries by apt-get where this may be done; else name them."""
    by_apt = shutil.which("apt-get") is not None
    right = right_to_install() if by_apt else None
    if right is None:
        raise refusal_for(missing, by_apt=by_apt)
    say("Installation des bibliothèques du système pour l’affichage…")
    for command in apt_commands(missing, right):
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            say(done.stderr.strip())
    left = missing_among(missing)
    if left:
        raise refusal_for(left, by_apt=True)


def require(*, window: bool) -> None:
    """See that Qt can draw, in a window or without a screen; only Linux needs anything."""
    if sys.platform != "linux":
        return
    missing = missing_among(FOR_DRAWING + FOR_A_WINDOW if window else FOR_DRAWING)
    if missing:
        install(missing)
