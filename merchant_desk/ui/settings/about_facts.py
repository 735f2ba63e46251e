"""What « À propos » tells: versions, where it was built from, where Qt lies, what it is made of."""

import platform
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import msgspec
import PySide6
from PySide6.QtCore import qVersion

from merchant_desk.documents.licences.components import Component, components, running
from merchant_desk.documents.licences.expression import not_agreed
from merchant_desk.values.bundled import RESOURCES
from merchant_desk.values.texts import _

_STAMP = RESOURCES / "build.json"


class BuildStamp(msgspec.Struct, frozen=True):
    """What the build wrote of itself: the commit, and its day."""

    commit: str = ""
    built: str = ""


@dataclass(frozen=True, slots=True)
class AboutFacts:
    """Read from files, away from the window's thread."""

    stamp: BuildStamp
    components: tuple[Component, ...]


def about_facts(stamp: Path = _STAMP) -> AboutFacts:
    """Read what is told of the program."""
    return AboutFacts(read_stamp(stamp), tuple(components()))


def read_stamp(path: Path) -> BuildStamp:
    """Return what the build wrote; nothing in a working copy, or where the file is spoilt."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=BuildStamp)
    except (OSError, msgspec.DecodeError):
        return BuildStamp()


def qt_folder() -> Path:
    """Return where the libraries of Qt lie on this computer, each a file that may be replaced."""
    own = Path(PySide6.__file__).parent
    apart = own / "Qt" / "lib"  # Linux and macOS
    return apart if apart.is_dir() else own


def version_line() -> str:
    """Return what to quote in a message to whoever helps."""
    return _("Version {version} · Python {python} · Qt {qt} · {system}").format(
        version=metadata.version("merchant-desk"),
        python=platform.python_version(),
        qt=qVersion(),
        system=f"{platform.system()} {platform.release()}",
    )


def build_line(stamp: BuildStamp) -> str:
    """Return where this program was built from, nothing when it was not built."""
    if not stamp.commit:
        return ""
    changed = "+" if stamp.commit.endswith("+") else ""  # what was built is not what was committed
    told = _("Construit du code {commit}").format(commit=stamp.commit[:12] + changed)
    return f"{told} · {stamp.built[:10]}" if stamp.built else told


def support_text(stamp: BuildStamp, *, on_server: bool, scale: float) -> str:
    """Return what helps whoever helps: versions, no name, no path, nothing of the shop."""
    versions = running()
    python = f"Python {versions['python']}, Qt {qVersion()}"
    lines = [
        f"Merchant Desk {metadata.version('merchant-desk')}",
        f"Commit: {stamp.commit or '-'} {stamp.built}".rstrip(),
        f"System: {platform.system()} {platform.release()} ({platform.machine()})",
        f"{python}, SQLite {versions['sqlite']}, OpenSSL {versions['openssl']}",
        f"Database: {'PostgreSQL' if on_server else 'SQLite'}",
        f"Display: {scale:g}",
    ]
    return "\n".join(lines)


def used_under(component: Component) -> str:
    """Return the licence a component is used under, in the words of its list: SPDX, or French."""
    choices = component.licence.split(" OR ") if "(" not in component.licence else []
    kept = [each for each in choices if not not_agreed(each)]
    told = " OR ".join(kept) if kept else component.licence
    for code, words in _in_words().items():
        told = told.replace(code, words)
    return told


def _in_words() -> dict[str, str]:
    return {
        "LicenseRef-Public-Domain": _("domaine public"),
        "LicenseRef-Microsoft-Distributable-Code": _("conditions de Microsoft"),
        " OR ": _(" ou "),
        " AND ": _(" et "),
        " WITH ": _(" avec "),
    }
