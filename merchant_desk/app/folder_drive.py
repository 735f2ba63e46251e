"""On what a folder lies: a disk of this computer, a stick, another computer's disk."""

import os
import subprocess
import sys
from pathlib import Path, PurePosixPath

from merchant_desk.values.folder_facts import Drive

_NETWORK = (
    "nfs", "cifs", "smb", "afpfs", "webdav", "davfs", "fuse.sshfs", "fuse.rclone", "9p", "ncpfs",
    "afs", "glusterfs", "ceph",
)  # fmt: skip
_STICKS = (PurePosixPath("/media"), PurePosixPath("/run/media"))
_MOUNTS = Path("/proc/mounts")
_DRIVE_REMOVABLE, _DRIVE_FIXED, _DRIVE_REMOTE = 2, 3, 4
"""https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew"""
_LONGEST_NAME = 261


def drive_of(folder: Path) -> tuple[Drive, str]:
    """Return what a folder lies on, and the name of that disk where the system tells it."""
    if sys.platform == "win32":
        return _windows_drive(folder)
    if sys.platform == "darwin":
        return drive_in(PurePosixPath(folder), _macos_mounts()), ""
    try:
        mounts = linux_mounts(_MOUNTS.read_text("utf-8"))
        return drive_in(PurePosixPath(folder), mounts), ""
    except OSError:
        return Drive.UNKNOWN, ""


def drive_in(folder: PurePosixPath, mounts: dict[str, str]) -> Drive:
    """Return what a folder lies on, by the kind of the innermost disk that is mounted over it."""
    over = [each for each in mounts if folder.is_relative_to(each)]
    inner = max(over, key=len, default="")
    if mounts.get(inner, "").startswith(_NETWORK):
        return Drive.NETWORK
    macos_disk = inner.startswith("/Volumes/")
    if macos_disk or any(PurePosixPath(inner or "/").is_relative_to(each) for each in _STICKS):
        return Drive.REMOVABLE
    return Drive.FIXED if inner else Drive.UNKNOWN


def linux_mounts(text: str) -> dict[str, str]:
    r"""Read ``/proc/mounts``: where each disk is, and its kind; a space is written ``\040``."""
    lines = (line.split() for line in text.splitlines())
    return {words[1].replace("\\040", " "): words[2] for words in lines if len(words) > 2}  # noqa: PLR2004 - disk, place, kind


def macos_mounts(text: str) -> dict[str, str]:
    """Read what ``mount`` says: ``//a@server/share on /Volumes/share (smbfs, nodev)``."""
    found = {}
    for line in text.splitlines():
        words, _opened, options = line.rpartition(" (")
        found[words.rpartition(" on ")[2]] = options.partition(",")[0].rstrip(")")
    return found


def _macos_mounts() -> dict[str, str]:
    told = subprocess.run(["/sbin/mount"], capture_output=True, check=False)
    return macos_mounts(os.fsdecode(told.stdout))


def _windows_drive(folder: Path) -> tuple[Drive, str]:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows alone asks this way

        root = f"{folder.drive}\\"
        name = ctypes.create_unicode_buffer(_LONGEST_NAME)
        kernel = ctypes.windll.kernel32
        kernel.GetVolumeInformationW(root, name, _LONGEST_NAME, None, None, None, None, 0)
        kinds = {
            _DRIVE_REMOVABLE: Drive.REMOVABLE,
            _DRIVE_FIXED: Drive.FIXED,
            _DRIVE_REMOTE: Drive.NETWORK,
        }
        return kinds.get(kernel.GetDriveTypeW(root), Drive.UNKNOWN), name.value
    return Drive.UNKNOWN, ""
