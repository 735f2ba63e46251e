"""Where the Windows build reads, keeps what it downloaded, and leaves its results."""

import hashlib
import os
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
BUILD = ROOT / "build" / "windows"
LOCK = ROOT / "installer" / "lock.txt"
PROGRAM = "MerchantDesk"


class UnbuiltError(Exception):
    """The Windows program could not be built; the text says why and what to do."""


def kept_downloads() -> Path:
    """Return the folder for what is downloaded once a machine; made if need be."""
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(cache) / "merchant-desk" / "windows"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def project_version() -> str:
    """Return the version that pyproject.toml names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
