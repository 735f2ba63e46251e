"""The installer: one file that holds the whole layout, made by makensis; same input, same bytes."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path, PurePosixPath

from installer.windows.exit_codes import as_defines
from installer.windows.launchers import (
    CONSOLE,
    COPYRIGHT,
    ICON,
    PUBLISHER,
    WINDOWED,
    compile_launchers,
    four_numbers,
)
from installer.windows.places import HERE, UnbuiltError
from installer.windows.side_pictures import draw_side_pictures

__all__ = ["compile_launchers", "installed_bytes", "make_installer", "script_of_files"]

# C:\Users\<20 letters>\AppData\Local\Programs\MerchantDesk\versions\desk-0.1.0-2\ and this stay
# under the 260 characters of Windows with room for a long name.
LONGEST_PATH = 150
_CLUSTER = 4096  # what a file takes on the disk is a multiple of it
# -WX: a warning of makensis is a mistake of ours; -NOCONFIG: nobody's own settings.
_MAKENSIS = ("makensis", "-V2", "-WX", "-NOCONFIG", "-INPUTCHARSET", "UTF8")
_MARGIN = 32 * 1024 * 1024  # shortcuts, logs, a first backup


def make_installer(layout: Path, version: str, output: Path, *, quick: bool) -> Path:
    """Write the installer of this layout to ``output`` and return it; or UnbuiltError.

    ``quick`` packs less tightly, for a test.
    """
    if shutil.which("makensis") is None:
        raise UnbuiltError("makensis is missing: apt-get install nsis.")
    for name in (WINDOWED, CONSOLE):
        if not (layout / name).is_file():
            raise UnbuiltError(f"The layout has no {name}: compile the launchers first.")
    layout = layout.resolve()
    files = laid_out(layout)
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        draw_side_pictures(scratch)
        (scratch / "files.nsh").write_text(script_of_files(layout, files), encoding="utf-8")
        definitions = scratch / "definitions.nsh"
        definitions.write_text(
            _definitions(layout, version, output, quick=quick) + _places(scratch), encoding="utf-8"
        )
        _make(definitions)
    return output


def laid_out(layout: Path) -> list[PurePosixPath]:
    """Return every file of the layout in order; refuse what Windows could not hold."""
    files = [PurePosixPath(f.relative_to(layout)) for f in layout.rglob("*") if f.is_file()]
    files.sort(key=lambda each: (str(each.parent), each.name))
    seen: dict[str, PurePosixPath] = {}
    for each in files:
        other = seen.setdefault(str(each).lower(), each)
        if other != each:
            raise UnbuiltError(f"Windows takes {other} and {each} for one file.")
        if len(str(each)) > LONGEST_PATH or set('"`$\\:*?<>|') & set(str(each)):
            raise UnbuiltError(f"{each}: too long a path, or a name that Windows refuses.")
    return files


def script_of_files(layout: Path, files: list[PurePosixPath]) -> str:
    """Return the lines that install each file, folder by folder, always in the same order."""
    lines: list[str] = []
    folder: PurePosixPath | None = None
    for each in files:
        if each.parent != folder:
            folder = each.parent
            below = "" if str(folder) == "." else "\\" + str(folder).replace("/", "\\")
            lines.append(f'SetOutPath "$INSTDIR\\versions\\$Folder{below}"')
        lines.append(f'File "{layout / each}"')
    return "".join(f"{line}\n" for line in lines)


def installed_bytes(layout: Path, files: list[PurePosixPath]) -> int:
    """Return what the files take on a disk."""
    sizes = (max((layout / each).stat().st_size, 1) for each in files)
    return sum(-(-size // _CLUSTER) * _CLUSTER for size in sizes)


def _definitions(layout: Path, version: str, output: Path, *, quick: bool) -> str:
    """Return what the script has to know of this version."""
    files = laid_out(layout)
    taken = installed_bytes(layout, files)
    known = {
        "VERSION": version,
        "NUMBERS": ".".join(map(str, four_numbers(version))),
        "PUBLISHER": PUBLISHER,
        "COPYRIGHT": COPYRIGHT,
        "OUTPUT": str(output.resolve()),
        "ICON": str(ICON),
        "COMPRESSION": "zlib" if quick else "/SOLID lzma",
        "NEEDED_BYTES": str(taken + _MARGIN),
        "INSTALLED_KB": str(taken // 1024),
        # A solid archive is unpacked as a whole into the temporary folder, then copied.
        "UNPACKED_BYTES": str(_MARGIN // 4 if quick else taken),
    }
    return "".join(f'!define {name} "{text}"\n' for name, text in known.items()) + as_defines()


def _places(scratch: Path) -> str:
    """Return where the script finds what was made for it, and how the stub is put into French."""
    stub, words = scratch / "stub.bin", HERE / "stub_words.py"
    return (
        f'!define PICTURES "{scratch}"\n'
        f'!define FILES "{scratch / "files.nsh"}"\n'
        f'!packhdr "{stub}" \'"{sys.executable}" "{words}" "{stub}"\'\n'
    )


def _make(definitions: Path) -> None:
    done = subprocess.run(
        [*_MAKENSIS, f"-DDEFINITIONS={definitions}", "merchant_desk.nsi"],
        cwd=HERE,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        check=False,
    )
    if done.returncode:
        raise UnbuiltError(f"makensis failed: {(done.stdout + done.stderr).strip()[-1500:]}")
