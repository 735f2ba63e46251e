"""Run the suite's tests of files, locks and paths in the Windows interpreter."""

import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path

from installer.windows.interpreter import fetched_interpreter
from installer.windows.places import ROOT, UnbuiltError, digest, kept_downloads
from installer.windows.proof import Proof, hold
from installer.windows.wheels import install
from installer.windows.windows_tests import HALVES
from installer.windows.wine import Said, Wine

LOCK = ROOT / "installer" / "lock-dev.txt"
_SECONDS = 240
_PYTHON = "3.11"
_WARNINGS = (
    "This plugin does not support",  # as pyproject.toml has it
    "Cannot find font directory",  # Qt's offscreen window system, on Windows alone
)
_PLUGIN = "installer.windows.pytest_under_wine"


def python_for_tests() -> Path:
    """Return a Windows Python with pytest and all components; put together once for each lock."""
    folder = kept_downloads() / f"tests-{digest(LOCK)[:16]}"
    if folder.is_dir():
        return folder / "python.exe"
    fresh = folder.with_suffix(".part")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(
        fetched_interpreter().folder, fresh, ignore=shutil.ignore_patterns("site-packages")
    )
    components = fresh / "Lib" / "site-packages"
    install(LOCK, _PYTHON, components)
    own = metadata.distribution("merchant-desk").read_text("METADATA") or ""
    facts = components / "merchant_desk-0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text(own, encoding="utf-8")
    fresh.rename(folder)
    return folder / "python.exe"


def run_tests(proof: Proof, wine: Wine, folder: Path) -> None:
    """Run both halves at once; every test that fails is named in the log."""
    python = python_for_tests()
    with ThreadPoolExecutor(len(HALVES)) as pool:
        said = list(pool.map(lambda half: _run(wine, python, half), HALVES))
    for number, (half, told) in enumerate(zip(HALVES, said, strict=True), 1):
        (folder / f"tests-{number}.log").write_text(told.text, encoding="utf-8")
        with proof.says(f"the suite's tests of {', '.join(map(_short, half))} hold on Windows"):
            failed = re.findall(r"^(?:FAILED|ERROR) (\S+)", told.text, re.MULTILINE)
            hold(f"{told.text[-300:]} {failed}", is_so=told.code == 0 and not failed)
        proof.note(_summary(told.text))


def _run(wine: Wine, python: Path, half: tuple[str, ...]) -> Said:
    words = ["-X", "utf8", "-m", "pytest", "-q", "-n", "0", "--timeout=0"]
    words += ["-p", "no:cacheprovider", "-p", _PLUGIN]
    words += ["--capture=sys"]  # a Python that the tests start dies of a plain file as its output
    words += ["-o", "qt_log_ignore=" + "\n".join(_WARNINGS)]
    compiled = wine.windows_path(kept_downloads() / "compiled")
    more = {"PYTHONPATH": wine.windows_path(ROOT), "PYTHONPYCACHEPREFIX": compiled}
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        return wine.run(wine.windows_path(python), *words, *half, seconds=_SECONDS, more=more)
    except subprocess.SubprocessError as trouble:
        raise UnbuiltError(str(trouble)) from trouble
    finally:
        os.chdir(here)


def _short(path: str) -> str:
    return Path(path).stem.removeprefix("test_")


def _summary(text: str) -> str:
    found = re.findall(r"^.*\d+ passed.*$", text, re.MULTILINE)
    return found[-1] if found else "no test ran"
