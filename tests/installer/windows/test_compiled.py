"""Modules compiled ahead: they run from their archive, and the same source gives the same bytes."""

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from installer.windows.compiled import compile_in_place, same_bytecode, zip_compiled
from installer.windows.places import UnbuiltError

_THIS = f"python{sys.version_info.major}{sys.version_info.minor}"


def _sources(root: Path) -> list[Path]:
    (root / "shop/data").mkdir(parents=True)
    (root / "shop/__init__.py").write_text("KINDS = {'soldes', 'avoir', 'colis'}\n", "utf-8")
    (root / "shop/stock.py").write_text("def told():\n    return 'il en reste 7'\n", "utf-8")
    (root / "shop/data/words.txt").write_text("bon de préparation", "utf-8")
    (root / "spread").mkdir()
    (root / "spread/part.py").write_text("NAME = 'sans __init__'\n", "utf-8")
    return [Path("shop/__init__.py"), Path("shop/stock.py"), Path("spread/part.py")]


def _say(path: Path, words: str) -> str:
    first = "import sys; sys.path.insert(0, sys.argv[1])"
    done = subprocess.run(  # noqa: S603 - this very Python
        [sys.executable, "-I", "-c", f"{first}\n{words}", str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    return done.stdout.strip()


def test_a_program_runs_from_the_archive_of_its_compiled_modules(tmp_path: Path) -> None:
    modules = _sources(tmp_path / "root")
    archive = tmp_path / "all.zip"

    zip_compiled(tmp_path / "root", modules, archive, (Path("shop/data/words.txt"),))

    assert _say(archive, "from shop.stock import told; print(told())") == "il en reste 7"
    assert _say(archive, "import spread.part; print(spread.part.NAME)") == "sans __init__"
    read = (
        "from importlib.resources import files\n"
        "print(len((files('shop') / 'data' / 'words.txt').read_text('utf-8')))"
    )
    assert _say(archive, read) == "18"
    with zipfile.ZipFile(archive) as inside:
        assert not [each for each in inside.namelist() if each.endswith(".py")]


def test_the_same_sources_give_the_same_archive_wherever_they_lie(tmp_path: Path) -> None:
    written = []
    for name in ("one", "two/deeper"):
        root = tmp_path / name
        modules = _sources(root)
        zip_compiled(root, modules, tmp_path / "made.zip")
        written.append((tmp_path / "made.zip").read_bytes())

    assert written[0] == written[1]


def test_a_compiled_module_takes_the_place_of_its_source_and_is_never_looked_for_anew(
    tmp_path: Path,
) -> None:
    _sources(tmp_path)

    compile_in_place(tmp_path, tmp_path / "shop")

    compiled = tmp_path / "shop/stock.pyc"
    assert compiled.read_bytes()[:4] == importlib.util.MAGIC_NUMBER
    assert compiled.read_bytes()[4] == 1  # by hash, unchecked (PEP 552)
    assert not list(tmp_path.glob("shop/*.py"))
    assert _say(tmp_path, "from shop.stock import told; print(told())") == "il en reste 7"


def test_a_module_that_does_not_compile_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text("def :\n", "utf-8")

    with pytest.raises(UnbuiltError, match="does not compile"):
        zip_compiled(tmp_path, [Path("wrong.py")], tmp_path / "all.zip")


def test_modules_for_another_python_are_not_compiled_by_this_one() -> None:
    same_bytecode(_THIS)
    with pytest.raises(UnbuiltError, match="python399"):
        same_bytecode("python399")
