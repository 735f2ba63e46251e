"""Build the Windows installer on Linux.

    installer/windows/build                    the installer of this commit, as small as it gets
    installer/windows/build --quick            packed faster and larger, for the proof
    installer/windows/build --version-as 9.9.9 as if it were that version, for the proof of upgrades
    installer/windows/build --python FOLDER    with python.org's own Windows files, for a release

The result lies in build/windows, its SHA-256 beside it.
"""

import argparse
import json
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from installer.windows.interpreter import Interpreter, fetched_interpreter
from installer.windows.layout import built_from, date_all, has_changes, lay_out
from installer.windows.packing import compile_launchers, make_installer
from installer.windows.places import BUILD, PROGRAM, UnbuiltError, digest, project_version

LARGEST_INSTALLER_MB = 60
LARGEST_PROGRAM_MB = 160
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Built:
    """An installer, and how large the program is once installed."""

    installer: Path
    program_bytes: int


def build(interpreter: Interpreter, version: str, *, quick: bool) -> Built:
    """Lay the program out, compile its launchers, pack it; raise UnbuiltError."""
    commit, instant = built_from()
    layout = BUILD / version / PROGRAM
    lay_out(interpreter, version, layout)
    facts = {"commit": commit + ("+" if has_changes() else ""), "built": instant.isoformat()}
    (layout / "app" / "resources" / "build.json").write_text(json.dumps(facts), encoding="utf-8")
    compile_launchers(layout, version, interpreter.tag)
    date_all(layout, instant)
    target = BUILD / f"{PROGRAM}-{version}-setup.exe"
    installer = make_installer(layout, version, target, quick=quick)
    told = f"{digest(installer)}  {installer.name}\n"
    installer.with_suffix(".exe.sha256").write_text(told, encoding="utf-8")
    size = sum(each.stat().st_size for each in layout.rglob("*") if each.is_file())
    return Built(installer, size)


def check_sizes(built: Built, *, quick: bool) -> None:
    """Refuse what a shop on a thin line would wait for; raise UnbuiltError.

    What is packed for the proof alone may be larger.
    """
    packed = 0 if quick else built.installer.stat().st_size
    if packed > LARGEST_INSTALLER_MB * _MB or built.program_bytes > LARGEST_PROGRAM_MB * _MB:
        raise UnbuiltError(
            f"Too large: {packed / _MB:.1f} MB packed ({LARGEST_INSTALLER_MB}), "
            f"{built.program_bytes / _MB:.1f} MB installed ({LARGEST_PROGRAM_MB})."
        )


def main(arguments: list[str]) -> int:
    """Build and say what came out; 0 when all is well."""
    parser = argparse.ArgumentParser(description="Build the Windows installer on Linux.")
    parser.add_argument("--quick", action="store_true", help="pack faster, for the proof")
    parser.add_argument("--version-as", metavar="X.Y.Z", help="another version, for the proof")
    parser.add_argument("--python", type=Path, metavar="FOLDER", help="python.org's Windows files")
    options = parser.parse_args(arguments)
    began = time.monotonic()
    try:
        version = _version(options.version_as)
        built = build(_interpreter(options.python), version, quick=options.quick)
        check_sizes(built, quick=options.quick)
    except UnbuiltError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    packed = built.installer.stat().st_size / _MB
    print(
        f"{built.installer.name}: {packed:.1f} MB, installed {built.program_bytes / _MB:.1f} MB, "
        f"{time.monotonic() - began:.0f} s"
    )
    return 0


def _version(wanted: str | None) -> str:
    version = wanted or project_version()
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise UnbuiltError(f"« {version} » is no version that Windows knows: X.Y.Z.")
    return version


def _interpreter(folder: Path | None) -> Interpreter:
    if folder is None:
        return fetched_interpreter()
    chosen = Interpreter(folder)
    chosen.check()
    return chosen


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
