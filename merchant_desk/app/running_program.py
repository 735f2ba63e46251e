"""What runs here: its version, the system it runs on, and the publishers it believes."""

import platform
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from merchant_desk.migrations.head import HEAD
from merchant_desk.values.app_version import AppVersion, leading_numbers
from merchant_desk.values.bundled import RESOURCES
from merchant_desk.values.minisign import PublicKey, SignatureUnreadableError, read_public_keys
from merchant_desk.values.version_file import Target

PUBLISHERS = RESOURCES / "updates" / "publishers.pub"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningProgram:
    """The desk that runs; tests play another one."""

    version: str
    target: Target
    system_version: AppVersion
    keys: tuple[PublicKey, ...]
    schema: str = HEAD


def running_program() -> RunningProgram:
    """Return what runs now."""
    target, system_version = _system()
    return RunningProgram(
        version=metadata.version("merchant-desk"),
        target=target,
        system_version=system_version,
        keys=trusted_keys(),
    )


def trusted_keys(path: Path = PUBLISHERS) -> tuple[PublicKey, ...]:
    """Return the keys that came with this program; none when the file cannot be understood."""
    try:
        return read_public_keys(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, SignatureUnreadableError):
        return ()


def _system() -> tuple[Target, AppVersion]:
    if sys.platform == "win32":
        return Target.WINDOWS, leading_numbers(platform.version())
    if sys.platform == "darwin":
        arm = platform.machine() == "arm64"
        least = leading_numbers(platform.mac_ver()[0])
        return (Target.MACOS_ARM if arm else Target.MACOS_INTEL), least
    return Target.NONE, ()
