"""Look at a folder: who copies it elsewhere, what it lies on, whether one may write there."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePath

from merchant_desk.app.folder import holds_shop, is_folder
from merchant_desk.app.folder_drive import drive_of
from merchant_desk.app.own_program import PROGRAM
from merchant_desk.values.folder_facts import FolderFacts, Machine

_MOST_NAMES = 4_000
_ICLOUD = ("Library", "Mobile Documents", "com~apple~CloudDocs", "Desktop")
_PACKAGE = Path(__file__).resolve().parents[1]


def look_at(folder: Path, environment: Mapping[str, str] = os.environ) -> FolderFacts:
    """Return what is known of a folder; the disk may be slow, or another computer's."""
    home = Path.home()
    standing = next((each for each in (folder, *folder.parents) if is_folder(each)), folder)
    drive, volume = drive_of(standing if standing.is_absolute() else Path.cwd())
    return FolderFacts(
        path=folder,
        real=_real(folder),
        machine=_machine(),
        home=home,
        environment=environment,
        signs=dict(_signs(folder)),
        synced=dict(_told_by_dropbox(home, environment)),
        icloud_desk=home.joinpath(*_ICLOUD).exists(),
        drive=drive,
        volume=volume,
        program=_program(environment),
        writable=_writable(standing),
        free=_free(standing),
        holds_shop=holds_shop(folder),
        inside_shop=any(holds_shop(each) for each in folder.parents),
    )


def _real(folder: Path) -> Path:
    try:
        return folder.resolve()
    except (OSError, RuntimeError):  # a disk that is gone, a link that goes round
        return folder


def _machine() -> Machine:
    return Machine(sys.platform) if sys.platform in set(Machine) else Machine.LINUX


def _program(environment: Mapping[str, str]) -> Path:
    """Return the folder that an update replaces."""
    named = environment.get(PROGRAM, "")
    if named:
        return Path(named).parent
    if getattr(sys, "frozen", False):
        program = Path(sys.executable).resolve()
        return next((each for each in program.parents if each.suffix == ".app"), program.parent)
    return _PACKAGE


def _signs(folder: Path) -> Iterator[tuple[PurePath, frozenset[str]]]:
    for each in dict.fromkeys((folder, *folder.parents, *_real(folder).parents)):
        try:
            with os.scandir(each) as entries:
                names = {entry.name for entry in islice(entries, _MOST_NAMES)}
        except OSError:
            continue
        yield each, frozenset(name for name in names if name.startswith("."))


def _told_by_dropbox(
    home: Path, environment: Mapping[str, str]
) -> Iterator[tuple[str, tuple[PurePath, ...]]]:
    """Read where Dropbox says that its folders are.

    https://help.dropbox.com/installs/locate-dropbox-folder
    """
    places = [Path(told) / "Dropbox" for each in ("APPDATA", "LOCALAPPDATA")
              if (told := environment.get(each))]  # fmt: skip
    for place in (*places, home / ".dropbox"):
        try:
            told = json.loads((place / "info.json").read_text("utf-8"))
            folders = tuple(Path(str(each["path"])) for each in told.values())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        yield "Dropbox", folders
        return


def _writable(folder: Path) -> bool:
    """Try: on Windows a folder may say that one may write, and then refuse."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0
