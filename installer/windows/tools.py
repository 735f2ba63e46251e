"""The programs that build and prove the Windows installer: there, installed, or named."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from typing import NamedTuple

from installer.system_libraries import APT_INSTALL, WITHOUT_QUESTIONS, right_to_install


class Tool(NamedTuple):
    """A program, and the Debian package that brings it."""

    program: str
    package: str


TO_BUILD = (
    Tool("makensis", "nsis"),
    Tool("osslsigncode", "osslsigncode"),
    Tool("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64"),
)
TO_PROVE = (
    Tool("wine", "wine"),
    Tool("Xvfb", "xvfb"),
    Tool("xdotool", "xdotool"),
    Tool("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64"),
    Tool("cupsd", "cups"),
    Tool("lpstat", "cups-client"),
    Tool("gs", "ghostscript"),
)
ALSO = ("wine64", "printer-driver-cups-pdf")
"""Without a program to look for: Wine's other half, and the description of a printer of PDFs."""
OF_THE_SYSTEM = ("/usr/sbin", "/sbin")


def missing_tools(wanted: Iterable[Tool] = (*TO_BUILD, *TO_PROVE)) -> list[str]:
    """Return the programs that this machine lacks and that could not be installed either."""
    missing = [each for each in wanted if _is_missing(each)]
    if missing:
        _install([*(each.package for each in missing), *ALSO])
    return [each.program for each in missing if _is_missing(each)]


def _is_missing(tool: Tool) -> bool:
    path = os.pathsep.join((os.environ.get("PATH", ""), *OF_THE_SYSTEM))
    return shutil.which(tool.program, path=path) is None


def _install(packages: list[str]) -> None:
    """Ask apt-get for them, where there is one and it may be asked; its trouble is shown."""
    right = right_to_install() if shutil.which("apt-get") else None
    if right is None:
        return
    for words in (("apt-get", "update"), (*APT_INSTALL, *packages)):
        command = [*right, *WITHOUT_QUESTIONS, *words]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            print(done.stderr.strip()[-600:])
