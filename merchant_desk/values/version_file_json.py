"""The version file as JSON: read strictly from the outside, written for the maintainer."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from merchant_desk.errors import RefusedError
from merchant_desk.values.app_version import leading_numbers, read_version
from merchant_desk.values.texts import _
from merchant_desk.values.version_file import (
    APPLICATION,
    FORMAT,
    LARGEST_INSTALLER,
    Announcement,
    InstallerFile,
    Release,
    Target,
    installer_name,
)

_SHA256 = re.compile(r"[0-9a-f]{64}")
_END_OF_TIME = 9999  # its last day is past the end of the calendar in another time zone
_SCHEMA = re.compile(r"[0-9a-z_]{1,40}")
_FRENCH_SPACES = {0xA0: " ", 0x202F: " "}
"""No-break spaces, before « : » and inside « »: Python counts them among what is not printed."""
_MOST_NOTES, _LONGEST_NOTE, _MOST_PREVIOUS, _LONGEST_URL = 40, 600, 10, 2000


class _WrongError(ValueError):
    """Something in the file is not as the format says."""


def read_announcement(body: bytes) -> Announcement:
    """Return what a version file announces; raises RefusedError, nothing else."""
    if body.lstrip()[:1] == b"<":
        raise _refused(
            _("une page web a répondu à la place du fichier de version"),
            _("Vérifiez l’adresse des mises à jour, puis la connexion à Internet."),
        )
    try:
        told = json.loads(body.decode("utf-8-sig"))
        _expect(isinstance(told, dict))
        format_number = told.get("format")
        if isinstance(format_number, int) and format_number > FORMAT:
            raise _refused(
                _("le fichier de version est d’un format plus récent que ce programme"),
                _("Téléchargez la dernière version à la main, chez son éditeur."),
            )
        _expect(format_number == FORMAT and told.get("application") == APPLICATION)
        return _announcement(told)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _refused(
            _("le fichier de version est abîmé ou n’est pas celui de Merchant Desk"),
            _("Vérifiez l’adresse des mises à jour, ou réessayez plus tard."),
        ) from error


def write_announcement(announcement: Announcement) -> bytes:
    """Return the bytes that are signed and published."""
    facts = {
        "format": FORMAT,
        "application": APPLICATION,
        **_release_facts(announcement.release),
        "released_at": announcement.released_at.isoformat(),
        "expires_at": announcement.expires_at.isoformat(),
        "notes": list(announcement.notes),
        "minimum": {
            system: ".".join(str(each) for each in numbers)
            for system, numbers in announcement.minimum.items()
        },
        "previous": [_release_facts(each) for each in announcement.previous],
    }
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()


def _release_facts(release: Release) -> dict[str, Any]:
    files = {
        target.value: {
            "name": file.name, "size": file.size, "sha256": file.sha256, "url": file.url,
        }
        for target, file in release.files.items()
    }  # fmt: skip
    return {"version": release.version, "schema": release.schema, "files": files}


def _announcement(told: Mapping[str, Any]) -> Announcement:
    notes = told["notes"]
    _expect(isinstance(notes, list) and len(notes) <= _MOST_NOTES)
    previous = told.get("previous", [])
    _expect(isinstance(previous, list) and len(previous) <= _MOST_PREVIOUS)
    minimum = told.get("minimum", {})
    _expect(isinstance(minimum, dict))
    released_at, expires_at = _instant(told["released_at"]), _instant(told["expires_at"])
    _expect(released_at < expires_at)
    return Announcement(
        release=_release(told),
        released_at=released_at,
        expires_at=expires_at,
        notes=tuple(_text(each, _LONGEST_NOTE) for each in notes),
        minimum={
            _text(system, 20): leading_numbers(_text(least, 40))
            for system, least in minimum.items()
        },
        previous=tuple(_release(each) for each in previous),
    )


def _release(told: Mapping[str, Any]) -> Release:
    version = _text(told["version"], 40)
    read_version(version)
    schema = _text(told["schema"], 40)
    _expect(_SCHEMA.fullmatch(schema) is not None)
    known = {each.value: each for each in Target if each is not Target.NONE}
    files = told["files"]
    _expect(isinstance(files, dict))
    return Release(
        version,
        schema,
        {known[name]: _file(each, version, known[name]) for name, each in files.items()
         if name in known},
    )  # fmt: skip


def _file(told: Mapping[str, Any], version: str, target: Target) -> InstallerFile:
    size, digest = told["size"], _text(told["sha256"], 64)
    _expect(type(size) is int and 0 < size <= LARGEST_INSTALLER)
    _expect(_SHA256.fullmatch(digest) is not None)
    name = _text(told["name"], 200)
    _expect(name == installer_name(version, target))  # never a path, never another file
    return InstallerFile(name, size, digest, _text(told["url"], _LONGEST_URL))


def _instant(told: object) -> datetime:
    instant = datetime.fromisoformat(_text(told, 40))
    _expect(instant.tzinfo is not None and instant.year < _END_OF_TIME)
    return instant


def _text(told: object, longest: int) -> str:
    if not isinstance(told, str) or len(told) > longest:
        raise _WrongError("text")
    _expect(told.translate(_FRENCH_SPACES).isprintable())
    return told


def _expect(held: bool) -> None:
    if not held:
        raise _WrongError("shape")


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(_("La mise à jour n’a pas été lue\u00a0: {why}.").format(why=why), advice)
