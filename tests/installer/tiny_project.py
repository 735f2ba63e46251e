"""A project small enough to be set up in seconds and without a network."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from installer.environment import interpreter

REAL_ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = """
[build-system]
requires = []
build-backend = "tiny_backend"
backend-path = ["."]
"""
# It prints what it was started with, and ends with the code it is told.
PROGRAM = """
import os, sys
def main():
    print(*sys.argv[1:], os.environ.get("QT_QPA_PLATFORM"), os.getcwd(), sep="|")
    return int(sys.argv[-1]) if sys.argv[-1].isdigit() else 0
if __name__ == "__main__":
    sys.exit(main())
"""
BACKEND = """
import zipfile
INFO = "merchant_desk-0.dist-info/"
METADATA = "Metadata-Version: 2.1\\nName: merchant-desk\\nVersion: 0\\n"
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "merchant_desk-0-py3-none-any.whl"
    with zipfile.ZipFile(folder + "/" + name, "w") as wheel:
        wheel.write("tiny_program.py", "tiny_program.py")
        wheel.write("tiny_program.py", "pytest.py")
        wheel.writestr(INFO + "METADATA", METADATA)
        wheel.writestr(INFO + "WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr(INFO + "entry_points.txt",
                       "[console_scripts]\\nmerchant-desk = tiny_program:main\\n")
        wheel.writestr(INFO + "RECORD", "")
    return name
"""


def make_tiny_project(root: Path) -> Path:
    """Lay down a project with the real set-up, empty locks, and its own small program."""
    (root / "installer").mkdir(parents=True)
    for module in (REAL_ROOT / "installer").glob("*.py"):
        shutil.copy(module, root / "installer")
    for name in ("lock.txt", "lock-dev.txt"):
        (root / "installer" / name).write_text("# nothing\n", encoding="utf-8")
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "tiny_backend.py").write_text(BACKEND, encoding="utf-8")
    (root / "tiny_program.py").write_text(PROGRAM, encoding="utf-8")
    return root


def make_tiny_part(folder: Path) -> None:
    """Lay a component into a folder, as a wheel that pip can install."""
    said = {
        "METADATA": "Metadata-Version: 2.1\nName: tiny-part\nVersion: 0\n",
        "WHEEL": "Wheel-Version: 1.0\nTag: py3-none-any\n",
        "RECORD": "",
    }
    with zipfile.ZipFile(folder / "tiny_part-0-py3-none-any.whl", "w") as wheel:
        for name, text in said.items():
            wheel.writestr(f"tiny_part-0.dist-info/{name}", text)


def offline(**more: str) -> dict[str, str]:
    """Return the variables of a machine without a screen, whose pip asks nobody."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in hidden and not name.startswith("PIP_")
    }
    alone = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_RETRIES": "0"}
    return {**kept, **alone, "PYTHONUTF8": "1", **more}


def bootstrap(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the set-up of a project as a person does, with the machine's own Python."""
    return subprocess.run(  # noqa: S603 - the set-up under test, with the arguments of the test
        [interpreter(), root / "installer" / "bootstrap.py", *arguments],
        cwd=root.parent,
        env=offline(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=200,
        check=False,
    )
