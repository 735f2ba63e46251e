"""Write the version file of a folder of installers, and sign it.

    installer/release/publish FOLDER --notes NOTES.txt [--after version.json] [--key FILE]

FOLDER holds MerchantDesk-<version>-setup.exe and, from a Mac, MerchantDesk-<version>-arm64.dmg and
-x86_64.dmg. NOTES has one line a change, in French, as a shopkeeper reads it. ``--after`` is the
version file published before: its installers stay announced, so that a shop can go back.

Without ``--key`` the command for ``minisign`` is printed instead. Put version.json,
version.json.minisig and the installers side by side on an https site; the earlier ones stay there.
"""

import argparse
import hashlib
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path

from installer.release.signing_key import UnusableKeyError, read_signing_key
from merchant_desk.app.running_program import trusted_keys
from merchant_desk.errors import RefusedError
from merchant_desk.migrations.head import HEAD
from merchant_desk.values.app_version import AppVersion
from merchant_desk.values.minisign import PublicKey
from merchant_desk.values.version_file import (
    Announcement,
    InstallerFile,
    Release,
    Target,
    installer_name,
)
from merchant_desk.values.version_file_json import read_announcement, write_announcement

VERSION_FILE = "version.json"
DAYS = 180
KEPT = 3
MINIMUM: Mapping[str, AppVersion] = {"windows": (10, 0, 18362), "macos": (13, 0)}
"""Windows 10 1903 has the icu library that Qt asks for; the pinned Qt goes down to macOS 13."""


class UnpublishableError(Exception):
    """Nothing was written; the text says why."""


def announce(
    folder: Path,
    notes: Sequence[str],
    now: datetime,
    *,
    version: str | None = None,
    days: int = DAYS,
    after: Announcement | None = None,
) -> Announcement:
    """Return what is announced of the installers of a folder."""
    version = version or metadata.version("merchant-desk")
    files: dict[Target, InstallerFile] = {
        target: _described(folder / installer_name(version, target))
        for target in Target
        if target is not Target.NONE and (folder / installer_name(version, target)).is_file()
    }
    if not files:
        raise UnpublishableError(f"no installer of version {version} in {folder}")
    earlier = () if after is None else (after.release, *after.previous)
    if after is not None and after.released_at >= now:
        raise UnpublishableError("the version file before is not older: check the clock")
    return Announcement(
        release=Release(version, HEAD, files),
        released_at=now.replace(microsecond=0),
        expires_at=now.replace(microsecond=0) + timedelta(days=days),
        notes=tuple(notes),
        minimum={system: MINIMUM[system] for system in sorted({each.system for each in files})},
        previous=tuple(each for each in earlier if each.version != version)[:KEPT],
    )


def _described(path: Path) -> InstallerFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return InstallerFile(path.name, path.stat().st_size, digest, path.name)


def publish(folder: Path, told: Announcement, key: Path | None) -> tuple[Path, PublicKey | None]:
    """Write the version file, and its signature where there is a key; return both."""
    body = write_announcement(told)
    read_announcement(body)  # a shop must be able to read what is signed
    target = folder / VERSION_FILE
    signature = target.with_name(f"{VERSION_FILE}.minisig")
    signer = None if key is None else read_signing_key(key)
    target.write_bytes(body)
    signature.unlink(missing_ok=True)  # that of another file would only mislead
    if signer is None:
        return target, None
    comment = f"timestamp:{int(told.released_at.timestamp())}\tfile:{VERSION_FILE}\thashed"
    signature.write_text(signer.sign(body, comment), "utf-8", newline="\n")
    return target, signer.public


def main(words: Sequence[str] | None = None) -> int:
    """Announce a folder from the command line."""
    asked = _parser().parse_args(words)
    try:
        notes = [line.strip() for line in asked.notes.read_text("utf-8").splitlines()]
        after = None if asked.after is None else read_announcement(asked.after.read_bytes())
        told = announce(
            asked.folder,
            [line for line in notes if line],
            datetime.now(UTC),
            version=asked.version,
            days=asked.days,
            after=after,
        )
        target, signer = publish(asked.folder, told, asked.key)
    except (UnpublishableError, UnusableKeyError, RefusedError, OSError) as error:
        print(f"Nothing was published: {error}", file=sys.stderr)
        return 1
    print(f"{target}: version {told.version}, until {told.expires_at.date()}")
    if signer is None:
        print(f"Sign it: minisign -Sm {target} -s KEY")
    elif signer not in trusted_keys():
        print(f"Warning: key {signer.name} is not in resources/updates/publishers.pub")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="publish", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--notes", type=Path, required=True)
    parser.add_argument("--version", help="that of pyproject.toml unless told")
    parser.add_argument("--after", type=Path, help="the version file published before")
    parser.add_argument("--key", type=Path, help="a key made by minisign -G -W")
    parser.add_argument("--days", type=int, default=DAYS, help="how long it is believed")
    return parser


if __name__ == "__main__":
    sys.exit(main())
