"""What the desk is made of, on this computer or in a folder that will ship: read when asked."""

import platform
import re
import sqlite3
import ssl
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PathDistribution
from pathlib import Path

import msgspec

from merchant_desk.documents.licences.declared import TEXTS, Entry, declared

# A dual-licensed component is used under the LGPL: the text of its maker's other offer is not ours.
_OTHER_OFFER = "LicenseRef-Qt-Commercial"
_BEFORE_PEP_639 = ("LICENSE.txt", "LICENSE", "COPYING")


@dataclass(frozen=True, slots=True)
class Component:
    """One component as it is installed, with the texts that must go with it."""

    name: str
    version: str
    licence: str
    source: str
    inside: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wheel:
    """An installed distribution: the folder of what it says of itself."""

    said: Path

    @property
    def about(self) -> PathDistribution:
        """Return its name, version and metadata."""
        return PathDistribution(self.said)

    def text(self, name: str) -> str:
        """Return a file of it, nothing when it has none of that name; old texts are in Latin-1."""
        file = self.said / name
        if not file.is_file():
            return ""
        content = file.read_bytes()
        try:
            return content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            return content.decode("latin-1").replace("\r\n", "\n")


class _Part(msgspec.Struct):
    """A line of a bill of materials (CycloneDX), as far as notices need it."""

    name: str
    version: str = ""
    licenses: list[dict[str, str | dict[str, str]]] = []


class _Bill(msgspec.Struct):
    components: list[_Part] = []


def components(folder: Path | None = None, system: str = sys.platform) -> list[Component]:
    """Return what runs here, or what lies in a folder that will ship on this system, by name."""
    there = installed(folder)
    here = running() if folder is None else {}
    found = [
        _component(entry, there, there[entry.name].about.version)
        for entry in declared().wheel
        if entry.name in there
    ]
    for entry in declared().part:
        absent = entry.wheel_texts and entry.wheel_texts not in there
        if system in entry.systems and not absent:
            of_wheel = there.get(entry.version)
            version = here.get(entry.version, "") if of_wheel is None else of_wheel.about.version
            found.append(_component(entry, there, version))
    return sorted(found, key=lambda each: each.name.casefold())


def installed(folder: Path | None = None) -> dict[str, Wheel]:
    """Return the distributions of this folder, or of what runs here, by their name in the lock."""
    found: dict[str, Wheel] = {}
    for place in [Path(each) for each in sys.path] if folder is None else [folder]:
        for said in sorted(place.glob("*.dist-info")):
            name = PathDistribution(said).name
            if name:
                found.setdefault(lock_name(name), Wheel(said))
    return found


def lock_name(name: str) -> str:
    """Return a distribution's name as the lock writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def running() -> dict[str, str]:
    """Return the versions of what no distribution tells."""
    return {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "openssl": ssl.OPENSSL_VERSION.removeprefix("OpenSSL ").split(" ")[0],
    }


def _component(entry: Entry, there: dict[str, Wheel], version: str) -> Component:
    own = there.get(entry.wheel_texts or entry.name)
    texts = [] if own is None else [*_own_texts(own), *_bill(own, entry)]
    texts += [(TEXTS / name).read_text(encoding="utf-8") for name in entry.texts]
    source = entry.source or ("" if own is None else _source(own))
    return Component(entry.name, version, entry.licence, source, entry.inside, tuple(texts))


def _own_texts(wheel: Wheel) -> Iterator[str]:
    """Yield the licence files of a wheel: named in its metadata, or by custom before PEP 639."""
    named = wheel.about.metadata.get_all("License-File") or _BEFORE_PEP_639
    for name in [str(each) for each in named]:
        text = wheel.text(f"licenses/{name}") or wheel.text(name)
        if text.strip() and not name.startswith(_OTHER_OFFER):
            yield text


def _bill(wheel: Wheel, entry: Entry) -> Iterator[str]:
    text = wheel.text(entry.bill) if entry.bill else ""
    if text:
        lines = [f"{name} {version}: {licence}" for name, version, licence in bill_lines(text)]
        yield "\n".join(["Made of, by its bill of materials:", "", *lines])


def bill_lines(text: str) -> list[tuple[str, str, str]]:
    """Return name, version and licence of each part of a bill of materials."""
    bill = msgspec.json.decode(text, type=_Bill)
    return [(part.name, part.version, _licence_of(part)) for part in bill.components]


def _licence_of(part: _Part) -> str:
    said = [each.get("expression") or each.get("license", {}) for each in part.licenses]
    return " AND ".join(
        str(each.get("id", each.get("name", "")) if isinstance(each, dict) else each)
        for each in said
    )


def _source(wheel: Wheel) -> str:
    """Return the address where a distribution says its source or its home is."""
    metadata = wheel.about.metadata
    named = [str(each).partition(", ") for each in metadata.get_all("Project-URL") or []]
    known = {label.strip().lower(): address for label, _comma, address in named}
    for label in ("source", "source code", "repository", "code", "github", "homepage", "home"):
        if label in known:
            return known[label]
    return str(next(iter(metadata.get_all("Home-page") or known.values()), ""))
