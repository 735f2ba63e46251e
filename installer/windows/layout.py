"""The program's folder as Windows runs it: interpreter, components, the desk, its licences."""

import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from installer.notices import UnknownLicenceError, write_notices
from installer.qt_allowed import gpl_only
from installer.windows import compiled
from installer.windows.interpreter import Interpreter
from installer.windows.places import HERE, ROOT, UnbuiltError
from installer.windows.trim import RUNTIME, remove, trim
from installer.windows.wheels import fetched_wheels, keep_what_runs

NOT_SHIPPED = shutil.ignore_patterns("__pycache__", "*.pyc", ".*", "*.po")
PYTHON_PATH = ("..\\app\\merchant_desk.zip", "..\\app\\lib.zip", "..\\app\\lib", "..\\app")
READ_FROM_ARCHIVES = frozenset({"facturx", "stdnum", "tzdata"})
"""They ask for their data through importlib.resources, which reads archives too."""
_METADATA = (
    "Metadata-Version: 2.4\nName: merchant-desk\nVersion: {version}\nLicense-Expression: MIT\n"
)


def lay_out(interpreter: Interpreter, version: str, layout: Path) -> list[str]:
    """Write the whole program below ``layout``; return the names of the components it carries.

    Only the launchers are missing then. Raises UnbuiltError.
    """
    compiled.same_bytecode(interpreter.tag)
    shutil.rmtree(layout, ignore_errors=True)
    app, lib = layout / "app", layout / "app" / "lib"
    app.mkdir(parents=True)
    python = f"{interpreter.tag[6:7]}.{interpreter.tag[7:]}"
    shutil.copytree(fetched_wheels(python), lib)
    components = keep_what_runs(lib, python)
    trim(lib)
    _put_interpreter(interpreter, layout / "python", lib)
    _put_desk(app, lib, version)
    archive_components(lib, app / "lib.zip")
    _put_licences(layout, lib)
    return components


def _put_licences(layout: Path, lib: Path) -> None:
    """Write every licence into one file; refuse what the desk may not carry."""
    files = (each.relative_to(layout) for each in layout.rglob("*") if each.is_file())
    found = gpl_only(files)
    if found:
        raise UnbuiltError("\n".join(found))
    try:
        write_notices(lib, layout / "NOTICES.txt", system="win32")
    except UnknownLicenceError as unknown:
        raise UnbuiltError(str(unknown)) from unknown


def _put_interpreter(interpreter: Interpreter, python: Path, lib: Path) -> None:
    """Put the interpreter where the launchers look for it, beside Qt's newer C runtime.

    Windows gives every part of a program the runtime that was loaded first: Python's own is older
    than Qt asks for.
    """
    (python / "DLLs").mkdir(parents=True)
    for each in interpreter.programs():
        if each.name != "python.exe":  # the desk has a launcher for consoles
            shutil.copyfile(interpreter.folder / each, python / each)
    shutil.copyfile(interpreter.folder / "LICENSE.txt", python / "LICENSE.txt")
    for name in sorted(RUNTIME):
        shutil.copyfile(lib / "shiboken6" / name, python / name)
    library = interpreter.folder / "Lib"
    modules = [each.relative_to("Lib") for each in interpreter.modules()]
    compiled.zip_compiled(library, modules, python / f"{interpreter.tag}.zip")
    path = (f"{interpreter.tag}.zip", "DLLs", ".", *PYTHON_PATH)
    (python / f"{interpreter.tag}._pth").write_text("\n".join(path) + "\n", encoding="utf-8")


def _put_desk(app: Path, lib: Path, version: str) -> None:
    """Put the desk itself, and what importlib.metadata knows of it."""
    shutil.copyfile(HERE / "start.py", app / "start.py")
    shutil.copytree(ROOT / "resources", app / "resources", ignore=NOT_SHIPPED)
    shutil.copytree(ROOT / "merchant_desk" / "migrations", app / "migrations", ignore=NOT_SHIPPED)
    modules = sorted(each.relative_to(ROOT) for each in ROOT.glob("merchant_desk/**/*.py"))
    compiled.zip_compiled(ROOT, modules, app / "merchant_desk.zip")
    shutil.copyfile(ROOT / "LICENSE", app / "LICENSE")
    known = lib / f"merchant_desk-{version}.dist-info"
    known.mkdir()
    (known / "METADATA").write_text(_METADATA.format(version=version), encoding="utf-8")


def archive_components(lib: Path, archive: Path) -> None:
    """Put the components that are Python alone into one archive; compile the others in place."""
    alone: list[Path] = []
    data: list[Path] = []
    for each in sorted(lib.iterdir()):
        if each.suffix == ".dist-info":
            continue
        files = [each] if each.is_file() else [one for one in each.rglob("*") if one.is_file()]
        modules = [one.relative_to(lib) for one in files if one.suffix == ".py"]
        others = [one.relative_to(lib) for one in files if one.suffix != ".py"]
        if modules and (not others or each.name in READ_FROM_ARCHIVES):
            alone += modules
            data += others
        else:
            compiled.compile_in_place(lib, each)
    compiled.zip_compiled(lib, sorted(alone), archive, tuple(sorted(data)))
    for one in {lib / each.parts[0] for each in alone}:
        remove(one)


def built_from() -> tuple[str, datetime]:
    """Return the commit that is built and its instant: what every date in the program says."""
    told = _git("log", "-1", "--format=%H %ct")
    if not re.fullmatch(r"[0-9a-f]{40} \d+", told):
        raise UnbuiltError("The program is built from a git clone: its commit dates the files.")
    commit, seconds = told.split()
    return commit, datetime.fromtimestamp(int(seconds), UTC)


def has_changes() -> bool:
    """Tell whether what is built is not exactly what was committed."""
    return bool(_git("status", "--porcelain", "--", "merchant_desk", "resources", "installer"))


def date_all(layout: Path, instant: datetime) -> None:
    """Give every file the instant of the commit: archives carry it."""
    seconds = instant.timestamp()
    for each in [*layout.rglob("*")]:
        os.utime(each, (seconds, seconds))


def _git(*words: str) -> str:
    done = subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.stdout.strip() if done.returncode == 0 else ""
