"""Python's modules compiled ahead, and most of them in archives, as python.org's own package is.

Nothing is ever written beside the program then; it starts sooner, for an antivirus looks at each
file that is opened; and an upgrade moves a few hundred files instead of nine thousand.
"""

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from installer.windows.places import UnbuiltError

EPOCH = (1980, 1, 1, 0, 0, 0)
_SAME_BYTES = {"PYTHONHASHSEED": "0"}
_COMPILE = """
import py_compile, sys
for line in sys.stdin:
    source, target, name = line.rstrip("\\n").split("\\t")
    py_compile.compile(source, target, name, doraise=True,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
"""


def same_bytecode(tag: str) -> None:
    """See that this Python compiles for that one: « python311 » wants a 3.11; or UnbuiltError."""
    own = f"python{sys.version_info.major}{sys.version_info.minor}"
    if own != tag:
        raise UnbuiltError(f"Modules for {tag} are compiled by the same Python; this is {own}.")


def compile_in_place(root: Path, folder: Path) -> None:
    """Put the compiled module in the place of each module of this folder; names start at root."""
    sources = sorted(folder.rglob("*.py"))
    _compile([(each, each.with_suffix(".pyc"), each.relative_to(root)) for each in sources])
    for each in sources:
        each.unlink()


def zip_compiled(
    root: Path, modules: list[Path], target: Path, more: tuple[Path, ...] = ()
) -> None:
    """Write these modules compiled into one archive, and ``more`` files as they are.

    All paths are below ``root``, which is what the archive stands for on Python's path.
    """
    folders = {above for each in (*modules, *more) for above in each.parents if above.name}
    with tempfile.TemporaryDirectory() as scratch, zipfile.ZipFile(target, "w") as archive:
        made = {each.with_suffix(".pyc"): Path(scratch) for each in modules}
        _compile(
            [(root / each, Path(scratch) / each.with_suffix(".pyc"), each) for each in modules]
        )
        inside = made | dict.fromkeys(more, root)
        for each in sorted({*folders, *inside}):  # packages without __init__ are found by folder
            name = f"{each.as_posix()}/" if each in folders else each.as_posix()
            body = b"" if each in folders else (inside[each] / each).read_bytes()
            archive.writestr(zipfile.ZipInfo(name, EPOCH), body, zipfile.ZIP_DEFLATED)


def _compile(jobs: list[tuple[Path, Path, Path]]) -> None:
    """Compile in a process of its own, in the given order: the same source, the same bytes."""
    lines = "".join(f"{source}\t{target}\t{name.as_posix()}\n" for source, target, name in jobs)
    done = subprocess.run(
        [sys.executable, "-c", _COMPILE],
        input=lines,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **_SAME_BYTES},
        check=False,
    )
    if done.returncode:
        raise UnbuiltError(f"A module does not compile: {done.stderr.strip()[-400:]}")
