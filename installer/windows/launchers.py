"""The two launchers: « MerchantDesk.exe » with a window, « merchant-desk.exe » for commands."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from installer.windows.places import HERE, ROOT, UnbuiltError

ICON = ROOT / "installer" / "icon" / "merchant-desk.ico"
PUBLISHER = "Merchant Desk"
COPYRIGHT = "© 2026 The Merchant Desk authors"
WINDOWED = "MerchantDesk.exe"
CONSOLE = "merchant-desk.exe"
_DESCRIBED = {WINDOWED: "Merchant Desk", CONSOLE: "Merchant Desk, commandes"}
_FLAGS = {WINDOWED: ("-mwindows",), CONSOLE: ("-mconsole", "-DCONSOLE")}
_COMPILER = "x86_64-w64-mingw32-gcc"
_RESOURCES = "x86_64-w64-mingw32-windres"
# The same source gives the same bytes: no instant in the header, no symbols.
_COMMON = (
    *("-std=c11", "-municode", "-O2", "-Wall", "-Wextra", "-Werror", "-static", "-s"),
    "-Wl,--no-insert-timestamp,--dynamicbase,--high-entropy-va,--nxcompat",
)
_RESOURCE_SCRIPT = """\
#include <windows.h>
IDI_ICON1 ICON "{icon}"
1 RT_MANIFEST "{manifest}"
1 VERSIONINFO
FILEVERSION {commas}
PRODUCTVERSION {commas}
FILEOS VOS_NT_WINDOWS32
FILETYPE VFT_APP
BEGIN
  BLOCK "StringFileInfo"
  BEGIN
    BLOCK "040C04B0"
    BEGIN
      VALUE "CompanyName", "{publisher}"
      VALUE "FileDescription", "{described}"
      VALUE "FileVersion", "{version}"
      VALUE "InternalName", "{stem}"
      VALUE "LegalCopyright", "{copyright}"
      VALUE "OriginalFilename", "{name}"
      VALUE "ProductName", "Merchant Desk"
      VALUE "ProductVersion", "{version}"
    END
  END
  BLOCK "VarFileInfo"
  BEGIN
    VALUE "Translation", 0x40C, 0x4B0
  END
END
"""


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """Return the version as Windows wants it: four numbers; « 1.2rc1 » is 1, 2, 0, 0."""
    found = re.match(r"\d+(\.\d+){0,3}", version)
    if found is None:
        raise UnbuiltError(f"« {version} » is no version: it begins with no number.")
    numbers = [int(each) for each in found.group().split(".")]
    major, minor, patch, last = (*numbers, 0, 0, 0)[:4]
    return major, minor, patch, last


def resource_script(name: str, version: str) -> str:
    """Return what Windows shows of this launcher: icon, manifest, version and name in French."""
    return _RESOURCE_SCRIPT.format(
        icon=ICON.as_posix(),
        manifest=(HERE / "launcher.manifest").as_posix(),
        commas=",".join(map(str, four_numbers(version))),
        publisher=PUBLISHER,
        described=_DESCRIBED[name],
        version=version,
        stem=Path(name).stem,
        copyright=COPYRIGHT,
        name=name,
    )


def compile_launchers(layout: Path, version: str, python_tag: str) -> None:
    """Write both launchers into the layout, for the interpreter that it holds; or UnbuiltError."""
    if not (layout / "python" / f"{python_tag}.dll").is_file():
        raise UnbuiltError(f"The layout has no python/{python_tag}.dll for the launchers to load.")
    for tool in (_COMPILER, _RESOURCES):
        if shutil.which(tool) is None:
            raise UnbuiltError(f"{tool} is missing: apt-get install gcc-mingw-w64-x86-64.")
    for name in (WINDOWED, CONSOLE):
        with tempfile.TemporaryDirectory() as scratch:
            _compile(name, version, layout / name, Path(scratch))


def _compile(name: str, version: str, target: Path, scratch: Path) -> None:
    script, resources = scratch / "launcher.rc", scratch / "launcher.o"
    script.write_text(resource_script(name, version), encoding="utf-8")
    _run(_RESOURCES, "--codepage=65001", "-i", str(script), "-o", str(resources))
    source = str(HERE / "launcher.c")
    _run(_COMPILER, *_COMMON, *_FLAGS[name], "-o", str(target), source, str(resources))


def _run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise UnbuiltError(f"{words[0]} failed: {(done.stderr + done.stdout).strip()[-800:]}")
