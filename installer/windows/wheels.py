"""The components of the lock as Windows has them, without what only building the desk needs."""

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from installer.windows.places import LOCK, ROOT, UnbuiltError, digest, kept_downloads

SYSTEM = "x86_64-pc-windows-msvc"


def fetched_wheels(python: str) -> Path:
    """Return a folder with every component for Windows and this Python (« 3.11 »), by its hash."""
    kept = kept_downloads() / f"wheels-{python}-{digest(LOCK)[:16]}"
    if kept.is_dir():
        return kept
    fresh = kept.with_suffix(kept.suffix + ".part")
    shutil.rmtree(fresh, ignore_errors=True)
    install(LOCK, python, fresh)
    fresh.rename(kept)
    return kept


def install(lock: Path, python: str, folder: Path) -> None:
    """Put the components of a lock into a folder, as Windows would have them.

    uv reads the conditions of the lock as Windows does; pip would read them as the building system.
    """
    words = [sys.executable, "-m", "uv", "pip", "install", "--no-config", "--quiet"]
    words += ["--python-platform", SYSTEM, "--python-version", python]
    words += ["--only-binary", ":all:", "--require-hashes", "--link-mode", "copy"]
    done = subprocess.run(
        [*words, "--target", str(folder), "--requirements", str(lock)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise UnbuiltError(f"The components for Windows could not be had: {done.stderr.strip()}")


def keep_what_runs(folder: Path, python: str) -> list[str]:
    """Remove what the desk itself does not ask for, near or far; return the names that stay."""
    there = {canonicalize_name(each.name): each for each in _distributions(folder)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = _reached(project["dependencies"], there, python)
    for name in there.keys() - wanted:
        _remove(there[name], folder)
    return sorted(wanted)


def _distributions(folder: Path) -> Iterator[Distribution]:
    for each in sorted(folder.glob("*.dist-info")):
        yield PathDistribution(each)


def _reached(
    first: list[str], there: dict[NormalizedName, Distribution], python: str
) -> set[NormalizedName]:
    found: set[NormalizedName] = set()
    seen: set[tuple[NormalizedName, frozenset[str]]] = set()
    waiting = [(Requirement(each), "") for each in first]
    while waiting:
        wanted, extra = waiting.pop()
        if wanted.marker is not None and not wanted.marker.evaluate(_windows(python, extra)):
            continue
        name = canonicalize_name(wanted.name)
        if name not in there:
            raise UnbuiltError(f"{name} is wanted on Windows and not in the lock.")
        found.add(name)
        if (name, frozenset(wanted.extras)) not in seen:
            seen.add((name, frozenset(wanted.extras)))
            inner = [Requirement(each) for each in there[name].requires or []]
            waiting += [(each, more) for each in inner for more in ("", *wanted.extras)]
    return found


def _windows(python: str, extra: str) -> dict[str, str]:
    own = {key: str(value) for key, value in default_environment().items()}
    there = {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"}
    version = {"python_version": python, "python_full_version": f"{python}.9"}
    return {**own, **there, **version, "platform_machine": "AMD64", "extra": extra}


def _remove(distribution: Distribution, folder: Path) -> None:
    for each in distribution.files or []:
        path = (folder / str(each)).resolve()
        if path.is_relative_to(folder.resolve()):
            path.unlink(missing_ok=True)
    for below in sorted(folder.rglob("*"), reverse=True):
        if below.is_dir() and not any(below.iterdir()):
            below.rmdir()
