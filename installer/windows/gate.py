"""What a change must pass on Windows' side: built twice, proved once, when it could matter.

    python -m installer.windows.gate            when packaging, components or storage changed
    MERCHANT_DESK_WINDOWS=always                in any case;  =never: not at all

« Changed » means: these very files were not yet proved on this machine. A machine that cannot have
Wine says so plainly, and nothing here fails.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from installer.windows.places import BUILD, PROGRAM, ROOT, digest, kept_downloads, project_version
from installer.windows.tools import missing_tools

SWITCH = "MERCHANT_DESK_WINDOWS"
WATCHED = (
    "pyproject.toml",
    "installer",
    "merchant_desk/__main__.py",
    "merchant_desk/app",
    "merchant_desk/database",
    "merchant_desk/migrations",
    "merchant_desk/models",
    "merchant_desk/documents/writing",
    "merchant_desk/sync/secrets.py",
    "merchant_desk/ui/single_instance.py",
    "merchant_desk/values/bundled.py",
    "merchant_desk/values/file_name.py",
)
"""Packaging, components, storage, locks, paths and the start."""
NEXT_VERSION = "9.9.9"


def state() -> str:
    """Return one digest of every watched file and its name."""
    whole = hashlib.sha256()
    for each in _watched_files():
        whole.update(f"{each.relative_to(ROOT).as_posix()} {digest(each)}\n".encode())
    return whole.hexdigest()[:24]


def _watched_files() -> Iterator[Path]:
    for name in WATCHED:
        path = ROOT / name
        found = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (each for each in found if each.is_file() and "__pycache__" not in each.parts)


def main() -> int:
    """Return 0 when it passed, was not needed, or cannot be done here and says so."""
    wanted = os.environ.get(SWITCH, "")
    mark = kept_downloads() / f"proved-{state()}"
    if wanted == "never":
        print(f"Not built: {SWITCH}=never.")
        return 0
    if mark.exists() and wanted != "always":
        print(f"Proved on this machine before, file for file ({mark.name}).")
        return 0
    missing = missing_tools()
    if missing:
        print(f"NOT PROVED: no {', '.join(missing)} here, and they cannot be installed.")
        return 0
    failed = prove_all()
    if not failed:
        mark.touch()
    return int(failed)


def prove_all() -> bool:
    """Build, build again, and prove; tell whether anything failed."""
    version = project_version()
    following = BUILD / f"{PROGRAM}-{NEXT_VERSION}-setup.exe"
    again = ["installer/windows/build", "--quick", "--version-as", NEXT_VERSION]
    if _run("installer/windows/build") or _run(*again):
        return True
    before = digest(following)
    if _run(*again):
        return True
    if digest(following) != before:
        print("A second build of the same commit gave other bytes.")
        return True
    print(f"A second build of the same commit gave the same bytes ({before[:16]}).")
    if _run(sys.executable, "-m", "pytest", "-q", "-m", "windows", "tests/installer"):
        return True
    older = BUILD / f"{PROGRAM}-{version}-setup.exe"
    return _run("installer/windows/prove", str(older), str(following), "--tests")


def _run(*words: str) -> bool:
    """Run one step in the project's folder; tell whether it failed."""
    sys.stdout.flush()
    return subprocess.run(words, cwd=ROOT, check=False).returncode != 0


if __name__ == "__main__":
    sys.exit(main())
