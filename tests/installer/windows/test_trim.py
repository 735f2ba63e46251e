"""What stays of the components: what the desk imports, and nothing of Qt besides."""

import re
from pathlib import Path

from installer.qt_allowed import gpl_only
from installer.windows.trim import QT, QT_PLUGINS, trim

ROOT = Path(__file__).resolve().parents[3]


def _lib(folder: Path, *names: str) -> Path:
    for name in (
        *("PySide6/__init__.py", "PySide6/plugins/platforms/qwindows.dll"),
        *("PySide6/translations/qtbase_fr.qm", "shiboken6/Shiboken.pyd", *names),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return folder


def _left(lib: Path) -> set[str]:
    return {each.relative_to(lib).as_posix() for each in lib.rglob("*") if each.is_file()}


def test_every_part_of_qt_that_the_desk_imports_is_shipped() -> None:
    imported = set()
    for path in (ROOT / "merchant_desk").rglob("*.py"):
        imported |= set(re.findall(r"PySide6\.Qt([A-Za-z]+)", path.read_text("utf-8")))

    assert imported == QT


def test_nothing_of_qt_that_is_kept_is_under_the_gpl_alone() -> None:
    libraries = [Path(f"app/lib/PySide6/Qt6{each}.dll") for each in QT]
    plugins = [Path(f"app/lib/PySide6/plugins/{each}") for each in QT_PLUGINS]

    assert gpl_only([*libraries, *plugins]) == []


def test_what_no_desk_opens_stays_at_home(tmp_path: Path) -> None:
    wanted = ("PySide6/Qt6Core.dll", "PySide6/QtCore.pyd", "PIL/_imaging.pyd", "stdnum/iban.dat")
    refused = (
        *("PySide6/Qt6Quick.dll", "PySide6/designer.exe", "PySide6/opengl32sw.dll"),
        *("PySide6/qml/a.qml", "PySide6/plugins/sqldrivers/qsqlmimer.dll", "PySide6/QtCore.pyi"),
        *("PySide6/translations/designer_fr.qm", "PIL/_avif.cp311-win_amd64.pyd"),
        *("reportlab/fonts/DarkGarden.pfb", "stdnum/oui.dat", "some/tests/test_a.py"),
        *("some-1.dist-info/RECORD", "facturx/xsd_and_schematron/a/rules.xslt"),
    )
    lib = _lib(tmp_path, *wanted, *refused, "facturx/xsd_and_schematron/a/form.xsd")

    trim(lib)

    left = _left(lib)
    assert left >= {*wanted, "facturx/xsd_and_schematron/a/form.xsd", "PySide6/__init__.py"}
    assert left.isdisjoint(refused)


def test_licences_stay_whatever_their_files_are_called(tmp_path: Path) -> None:
    lib = _lib(tmp_path, "some-1.dist-info/licenses/AUTHORS.rst", "some/notes.rst")

    trim(lib)

    assert "some-1.dist-info/licenses/AUTHORS.rst" in _left(lib)
    assert "some/notes.rst" not in _left(lib)
