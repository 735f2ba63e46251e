"""Versions of the desk and of systems: numbers and dots, compared number by number."""

import re

from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _

_RELEASE = re.compile(r"(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}")
_LEADING = re.compile(r"\d{1,9}(\.\d{1,9})*")

AppVersion = tuple[int, ...]


def read_version(text: str) -> AppVersion:
    """Return a version as it is published: three numbers, nothing else (0.2.0)."""
    if _RELEASE.fullmatch(text) is None:
        raise RefusedError(
            _("La mise à jour n’a pas été lue\u00a0: «\u00a0{text}\u00a0» n’est pas une version.")
            .format(text=text[:20])
        )  # fmt: skip
    return tuple(int(each) for each in text.split("."))


def leading_numbers(text: str) -> AppVersion:
    """Return what a system says of itself as numbers: « 10.0.19045 », « 14.5 »; empty if none."""
    found = _LEADING.match(text.strip())
    return () if found is None else tuple(int(each) for each in found[0].split("."))


def at_least(found: AppVersion, wanted: AppVersion) -> bool:
    """Tell whether a version is as new as another, whatever numbers at the end are left out."""
    longest = max(len(found), len(wanted))
    return _padded(found, longest) >= _padded(wanted, longest)


def _padded(version: AppVersion, length: int) -> AppVersion:
    return version + (0,) * (length - len(version))
