"""What a publisher announces: one version of the desk, its files, what it asks and brings.

The file is signed as a whole (``values.minisign``), so that no part of one announcement can be
put together with a part of another; ``application`` keeps a publisher's other programs out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from merchant_desk.values.app_version import AppVersion, read_version

FORMAT = 1
APPLICATION = "merchant-desk"
LARGEST_ANNOUNCEMENT = 256 * 1024
LARGEST_SIGNATURE = 4 * 1024
LARGEST_INSTALLER = 1024 * 1024 * 1024


class Target(StrEnum):
    """What an installer is made for."""

    WINDOWS = "windows-x86_64"
    MACOS_ARM = "macos-arm64"
    MACOS_INTEL = "macos-x86_64"
    NONE = "none"  # Linux: a clone of the repository, updated with git

    @property
    def on_windows(self) -> bool:
        """Tell whether the desk can start the installer by itself."""
        return self is Target.WINDOWS

    @property
    def system(self) -> str:
        """Return the word under which the least version of the system stands."""
        return self.value.partition("-")[0]


@dataclass(frozen=True, slots=True)
class InstallerFile:
    """One installer: where it lies, how long it is, and its digest."""

    name: str
    size: int
    sha256: str
    url: str


@dataclass(frozen=True, slots=True)
class Release:
    """A version and its installers; ``schema`` is the revision of the data that it writes."""

    version: str
    schema: str
    files: Mapping[Target, InstallerFile]

    @property
    def numbers(self) -> AppVersion:
        """Return the version as numbers."""
        return read_version(self.version)


@dataclass(frozen=True, slots=True)
class Announcement:
    """The version file: believed until it expires, never after a later one was seen."""

    release: Release
    released_at: datetime
    expires_at: datetime
    notes: Sequence[str]
    minimum: Mapping[str, AppVersion] = field(default_factory=dict)
    previous: Sequence[Release] = ()
    """Earlier versions that may still be installed: the way back."""

    @property
    def version(self) -> str:
        """Return the version that is announced."""
        return self.release.version

    def release_of(self, version: str) -> Release | None:
        """Return this version as it is announced here; None when it is not."""
        known = (self.release, *self.previous)
        return next((each for each in known if each.version == version), None)


def installer_name(version: str, target: Target) -> str:
    """Return the one name that an installer of this version has."""
    if target is Target.WINDOWS:
        return f"MerchantDesk-{version}-setup.exe"
    return f"MerchantDesk-{version}-{target.value.partition('-')[2]}.dmg"
