"""Vendure as npm installs it: once for every version of the lock, in the user's cache folder."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from tests.storefronts.backend import CannotRunError

HERE = Path(__file__).parent
_FILES = ("package.json", "package-lock.json", ".npmrc")
_OLDEST_NODE = 18
_INSTALL_S = 600
_TURN_S = 900
_SAID = 300


@dataclass(frozen=True, slots=True)
class Installed:
    """What it takes to start the server."""

    node: str
    folder: Path


def installed_vendure() -> Installed:
    """Return Vendure, installing it first if need be; CannotRunError says what is missing."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise CannotRunError("Vendure cannot run here: npm and Node.js are not installed.")
    version = _said(node, "--version")
    if int(version.removeprefix("v").partition(".")[0]) < _OLDEST_NODE:
        raise CannotRunError(f"Vendure cannot run here: Node.js {version} is too old for it.")
    cache = user_cache_path("merchant-desk-tests", appauthor=False, ensure_exists=True)
    folder = cache / f"vendure-{_key(version)}"
    if not folder.exists():
        with _one_at_a_time(cache / "vendure.turn"):
            if not folder.exists():
                _install(npm, node, folder)
    return Installed(node, folder)


def _key(node_version: str) -> str:
    """Return what tells one installation from another: the lock, and Node for what it compiled."""
    told = b"".join((HERE / name).read_bytes() for name in _FILES) + node_version.encode()
    return hashlib.sha256(told).hexdigest()[:16]


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """Wait for other runs that install; a turn dies with the process that holds it."""
    with closing(sqlite3.connect(path, timeout=_TURN_S, isolation_level=None)) as turn:
        turn.execute("BEGIN EXCLUSIVE")
        yield


def _install(npm: str, node: str, folder: Path) -> None:
    begun = folder.with_suffix(f".{os.getpid()}")
    begun.mkdir()
    try:
        for name in _FILES:
            shutil.copy(HERE / name, begun)
        _run([npm, "ci", "--loglevel=error"], begun, _environment(node))
        _run([node, "-e", "new (require('better-sqlite3'))(':memory:')"], begun, None)
        begun.rename(folder)
    finally:
        shutil.rmtree(begun, ignore_errors=True)


def _environment(node: str) -> dict[str, str]:
    """Let the driver be compiled with the headers that lie beside Node, where there are any."""
    prefix = Path(node).resolve().parent.parent
    told = dict(os.environ)
    if (prefix / "include" / "node" / "node.h").exists():
        told.setdefault("npm_config_nodedir", str(prefix))
    return told


def _run(command: list[str], folder: Path, environment: dict[str, str] | None) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - npm and node as found on the path
            command, cwd=folder, env=environment, capture_output=True, text=True,
            timeout=_INSTALL_S, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise CannotRunError("Vendure cannot run here: npm did not finish installing it.") from None
    if done.returncode:
        words = " ".join((done.stderr or done.stdout).split())[-_SAID:]
        raise CannotRunError(
            "Vendure cannot run here: npm could not install it, or better-sqlite3 could not be "
            f"compiled (it needs g++, make and the headers of Node.js): {words}"
        )


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - as above
    return done.stdout.strip()
