"""Write the two lock files from pyproject.toml, or check that they are whole.

    python installer/make_lock.py             keep the versions already locked, add what is new
    python installer/make_lock.py --upgrade   take the newest versions that pyproject.toml allows
    python installer/make_lock.py --check     the files match pyproject.toml, and every component
                                              has a wheel for each system and each Python

`lock.txt` holds what the desk runs with and what its own installation needs; `lock-dev.txt`
holds that and the tools of the tests. Both give hashes, and no address to download from.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LOCK = "installer/lock.txt"
LOCK_DEV = "installer/lock-dev.txt"
LOCK_MACOS = "installer/macos/lock-build.txt"  # what freezes the macOS application, on a Mac
HEADER = "# Written from pyproject.toml by installer/make_lock.py: change it there, not here.\n"
OLDEST_PYTHON = "3.11"
PYTHONS = (OLDEST_PYTHON, "3.12", "3.13")
# Qt 6.11 asks for glibc 2.34: Debian 12 and Ubuntu 22.04 have it.
SYSTEMS = (
    "x86_64-manylinux_2_34",
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
    "x86_64-apple-darwin",
)
OLDEST_MACOS = "14.0"
MACS = tuple(system for system in SYSTEMS if system.endswith("-apple-darwin"))
# Without isolation, installing the desk in place needs its build backend and this beside it.
FOR_EDITABLE_INSTALL = ("editables",)


class UnmadeLockError(Exception):
    """The lock could not be made, or does not hold what it must; the text says why."""


class Target(NamedTuple):
    """A machine that the lock must serve."""

    system: str
    python: str


def uv_command() -> list[str]:
    """Return how to start uv, which the tests' lock holds."""
    if importlib.util.find_spec("uv") is None:
        raise UnmadeLockError("uv is missing: use .venv's Python, after `bootstrap.py test`.")
    return [sys.executable, "-m", "uv"]


def run_uv(arguments: list[str], given: str = "") -> None:
    """Run uv in the project's folder; its own words are the error when it fails."""
    done = subprocess.run(
        [*uv_command(), *arguments, "--no-config", "--quiet"],
        cwd=ROOT,
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": OLDEST_MACOS},
        check=False,
    )
    if done.returncode:
        raise UnmadeLockError(done.stderr.strip() or f"uv ended with code {done.returncode}.")


def installation_needs() -> str:
    """Return, one a line, what installing the desk itself needs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return "\n".join([*project["build-system"]["requires"], *FOR_EDITABLE_INSTALL])


def locked_text(name: str, folder: Path, *, upgrade: bool) -> str:
    """Resolve one lock for all systems at once, starting from the versions it already has."""
    output = folder / Path(name).name
    known = ROOT / name
    if known.is_file() and not upgrade:
        output.write_text(known.read_text(encoding="utf-8"), encoding="utf-8")
    arguments = ["pip", "compile", "pyproject.toml", "-", "--output-file", str(output)]
    if name == LOCK_DEV:
        arguments += ["--extra", "dev", "--constraints", str(folder / Path(LOCK).name)]
    arguments += ["--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes"]
    arguments += ["--no-header", "--no-annotate"]  # addresses are written only when asked for
    run_uv(arguments, installation_needs())
    return HEADER + output.read_text(encoding="utf-8")


def resolve(*, upgrade: bool) -> dict[str, str]:
    """Return the text of both locks; the second keeps the versions of the first."""
    with tempfile.TemporaryDirectory() as folder:
        return {name: locked_text(name, Path(folder), upgrade=upgrade) for name in (LOCK, LOCK_DEV)}


def check_target(name: str, target: Target) -> None:
    """See that a lock is whole for this machine: each component there, as a wheel."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["pip", "install", "--dry-run", "--target", folder, "--requirements", name]
        arguments += ["--python", sys.executable, "--python-version", target.python]
        arguments += ["--python-platform", target.system]
        run_uv([*arguments, "--require-hashes", "--only-binary", ":all:"])


def targets() -> Iterator[tuple[str, Target]]:
    """Yield each lock with each machine that it must serve."""
    for name in (LOCK, LOCK_DEV):
        yield from ((name, Target(system, python)) for system in SYSTEMS for python in PYTHONS)
    yield from ((LOCK_MACOS, Target(system, OLDEST_PYTHON)) for system in MACS)


def problems() -> list[str]:
    """Return what is wrong with the locks, in the order found; nothing when they are whole."""
    found: list[str] = []
    for name, text in resolve(upgrade=False).items():
        if (ROOT / name).read_text(encoding="utf-8") != text:
            found.append(f"{name} does not match pyproject.toml: run installer/make_lock.py.")
    for name, target in targets():
        try:
            check_target(name, target)
        except UnmadeLockError as error:
            found.append(f"{name} on {target.system}, Python {target.python}: {error}")
    return found


def main(arguments: list[str]) -> int:
    """Write or check the locks; 0 when all is well."""
    parser = argparse.ArgumentParser(description="Write or check the lock files.")
    parser.add_argument("--check", action="store_true", help="change nothing, say what is wrong")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions")
    options = parser.parse_args(arguments)
    try:
        found = problems() if options.check else []
        if not options.check:
            for name, text in resolve(upgrade=options.upgrade).items():
                (ROOT / name).write_text(text, encoding="utf-8", newline="\n")
    except UnmadeLockError as error:
        found = [str(error)]
    for line in found:
        print(line, file=sys.stderr)
    if not found:
        machines = len(SYSTEMS) * len(PYTHONS)
        print(f"Locks checked for {machines} machines." if options.check else "Locks written.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
