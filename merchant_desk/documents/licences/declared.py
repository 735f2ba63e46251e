"""The components and their licences as a person decided them, once each: components.toml."""

import msgspec

from merchant_desk.values.bundled import RESOURCES

FOLDER = RESOURCES / "licences"
TEXTS = FOLDER / "texts"
ALL_SYSTEMS = ("win32", "darwin", "linux")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One component: its licence, where its source is, and the texts its wheel does not carry."""

    name: str
    licence: str
    source: str = ""
    texts: tuple[str, ...] = ()
    inside: str = ""  # the component that carries it in its files
    version: str = ""  # what tells its version: a distribution, or a name that ``versions`` knows
    wheel_texts: str = ""  # the distribution that carries its texts
    bill: str = ""  # the bill of materials in its distribution that names what it was made of
    systems: tuple[str, ...] = ALL_SYSTEMS
    left_out: tuple[str, ...] = ()  # what must not ship, below the folder of the components


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that components.toml says."""

    build_only: tuple[str, ...]
    wheel: tuple[Entry, ...]
    part: tuple[Entry, ...]


def declared() -> Declared:
    """Read what was decided of every component."""
    return msgspec.toml.decode((FOLDER / "components.toml").read_bytes(), type=Declared)
