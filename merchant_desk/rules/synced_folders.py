"""Folders that a service copies elsewhere while the shop writes: they break its file.

SQLite keeps what was just written beside its file (``-wal``); a service that uploads one without
the other, or brings an older one back, leaves a broken shop (https://sqlite.org/howtocorrupt.html,
§1.2 and 2.1). Names and marks: what each service documents or leaves in its own folder.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePath, PureWindowsPath

from merchant_desk.values.folder_facts import FolderFacts, Machine


@dataclass(frozen=True, slots=True)
class Service:
    """How one service's folder is known: by a name on the path, under the home, a mark, a disk."""

    name: str
    folders: tuple[str, ...] = ()
    at_home: tuple[str, ...] = ()
    """Ordinary words, believed only right under the person's own folder."""
    marks: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()


_OWNCLOUD_MARKS = (".sync_*.db", "._sync_*.db", ".owncloudsync.log", ".csync_journal.db")
SERVICES: tuple[Service, ...] = (
    Service(
        "OneDrive",
        ("onedrive",),
        marks=(".849c9593-d756-4e56-8d6e-42412f2a707b",),
        variables=("OneDrive", "OneDriveConsumer", "OneDriveCommercial"),
    ),
    Service("Dropbox", ("dropbox",), marks=(".dropbox", ".dropbox.cache")),
    Service(
        "Google Drive",
        ("google drive", "googledrive", "google drive streaming"),
        at_home=("my drive", "mon drive"),
        marks=(".tmp.drivedownload", ".tmp.driveupload"),
        volumes=("google drive",),
    ),
    Service(
        "iCloud Drive",
        ("iclouddrive", "icloud drive", "mobile documents", "com~apple~clouddocs"),
        marks=(".*.icloud",),
    ),
    Service("Nextcloud", ("nextcloud",), marks=(".nextcloudsync.log",)),
    Service("ownCloud", ("owncloud",)),
    Service("Nextcloud ou ownCloud", marks=_OWNCLOUD_MARKS),
    Service(
        "pCloud", ("pclouddrive", "pcloud drive", "pcloud sync"), volumes=("pcloud drive", "pcloud")
    ),
    Service("kDrive", ("kdrive",), marks=(".parms.db", ".kdrive_sync.log")),
    Service(
        "Synology Drive",
        ("synologydrive", "synology drive", "cloudstation"),
        marks=(".synologyworkingdirectory",),
    ),
    Service("Box", ("box sync",), at_home=("box",)),
    Service("MEGA", ("megasync",), at_home=("mega",), marks=(".megaignore",)),
    Service("Proton Drive", ("proton drive", "protondrive")),
    Service("Tresorit", ("tresorit drive",), at_home=("tresorit", "my tresors")),
    Service("Seafile", ("seafile", "seadrive"), marks=(".seafile-data",)),
    Service("Syncthing", marks=(".stfolder",)),
    Service("Hubic", ("hubic",)),
)
_OFFICIAL = "cloudstorage"
"""``~/Library/CloudStorage``: where macOS 12.3 and later puts every such service."""


def sync_service(facts: FolderFacts) -> str:
    """Return who synchronises a folder, or nothing."""
    for path in dict.fromkeys((facts.path, facts.real)):
        found = next(_found(path, facts), "")
        if found:
            return found
    return ""


def _found(path: PurePath, facts: FolderFacts) -> Iterator[str]:
    yield from _named_by_the_system(path, facts)
    for service in SERVICES:
        if _on_path(path, service.folders) or _at_home(path, facts.home, service.at_home):
            yield service.name
        if facts.volume.casefold() in service.volumes:
            yield service.name
    yield from _of_macos(path, facts)
    yield from _marked(facts.signs)


def _named_by_the_system(path: PurePath, facts: FolderFacts) -> Iterator[str]:
    for service in SERVICES:
        for variable in service.variables:
            named = facts.environment.get(variable, "")
            if named and path.is_relative_to(type(path)(named)):
                yield service.name
    for name, folders in facts.synced.items():
        if any(path.is_relative_to(each) for each in folders):
            yield name


def _on_path(path: PurePath, folders: tuple[str, ...]) -> bool:
    return any(_is_named(part, name) for part in path.parts for name in folders)


def _at_home(path: PurePath, home: PurePath, folders: tuple[str, ...]) -> bool:
    """Tell whether the first folder under the home, or under a disk, has one of these names."""
    for above in (home, type(path)(path.anchor)):
        if path.is_relative_to(above):
            below = path.relative_to(above).parts
            if below and below[0].casefold() in folders:
                return True
    return False


def _is_named(part: str, name: str) -> bool:
    """Know « OneDrive », « OneDrive - Ma Société », « Dropbox (Personnel) », « kDrive2 »."""
    return re.fullmatch(rf"{re.escape(name)}\d?(\s*[-–(].*)?", part.casefold()) is not None


def _of_macos(path: PurePath, facts: FolderFacts) -> Iterator[str]:
    if facts.machine is not Machine.MACOS or not path.is_relative_to(facts.home):
        return
    below = [part.casefold() for part in path.relative_to(facts.home).parts]
    if below[:2] == ["library", _OFFICIAL]:
        yield below[2].partition("-")[0] if len(below) > 2 else "CloudStorage"  # noqa: PLR2004 - under both
    if facts.icloud_desk and below[:1] in (["desktop"], ["documents"]):
        yield "iCloud Drive"


def _marked(signs: Mapping[PurePath, frozenset[str]]) -> Iterator[str]:
    for names in signs.values():
        for name in names:
            for service in SERVICES:
                if any(fnmatchcase(name.casefold(), mark) for mark in service.marks):
                    yield service.name


def is_network_path(path: PurePath) -> bool:
    r"""Tell whether a Windows path names another computer: ``\\server\share``."""
    return isinstance(path, PureWindowsPath) and path.drive.startswith("\\\\")
