"""Which libraries of Qt may ship: on all three systems, and what the desk itself imports."""

import re
from importlib import metadata
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from installer.qt_allowed import GPL_MODULES, LGPL_MODULES, gpl_only

ROOT = Path(__file__).resolve().parents[2]
_IMPORT = re.compile(r"(?:from|import) PySide6\.Qt([A-Za-z0-9]+)")


@pytest.mark.parametrize(
    "kept",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/QtWidgets.pyd",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/pyside6.abi3.dll",
        "PySide6/msvcp140_1.dll",
        "Contents/Frameworks/PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui",
        "PySide6/Qt/plugins/styles/libqmacstyle.dylib",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "libQt6XcbQpa.so.6",
        "PySide6/translations/qtbase_fr.qm",
        "reportlab/pdfgen/canvas.py",
        "psycopg_binary.libs/libpq.dll",
    ],
)
def test_what_the_desk_uses_under_the_lgpl_may_ship(kept: str) -> None:
    assert gpl_only([PurePosixPath(kept)]) == []


@pytest.mark.parametrize(
    "refused",
    [
        "PySide6/Qt6Lottie.dll",
        "PySide6/Qt6LottieVectorImageGenerator.dll",
        "PySide6/Qt6QuickTimeline.dll",
        "PySide6/QtCharts.pyd",
        "Qt6VirtualKeyboard.dll",
        "PySide6/plugins/platforminputcontexts/qtvirtualkeyboardplugin.dll",
        "PySide6/plugins/vectorimageformats/qlottievectorimage.dll",
        "PySide6/Qt/plugins/wayland-graphics-integration-server/libqt-wayland-compositor-wayland-egl.so",
        "PySide6/Qt/lib/libQt6WaylandCompositor.so.6",
        "Frameworks/QtGraphs.framework/Versions/A/QtGraphs",
    ],
)
def test_a_part_of_qt_under_the_gpl_only_is_told_with_its_path(refused: str) -> None:
    found = gpl_only([PurePosixPath("PySide6/Qt6Core.dll"), PurePosixPath(refused)])

    assert len(found) == 1
    assert found[0].startswith(f"{refused}: ")
    assert "GPL only" in found[0]


@pytest.mark.parametrize(
    "unknown",
    ["PySide6/Qt6Tomorrow.dll", "PySide6/plugins/platforms/qnew.dll", "PySide6/designer.exe"],
)
def test_a_part_of_qt_that_nobody_has_read_is_refused_too(unknown: str) -> None:
    assert gpl_only([PurePosixPath(unknown)])[0].startswith(f"{unknown}: ")


def test_paths_of_windows_are_read_as_well() -> None:
    path = PureWindowsPath("app\\lib\\PySide6\\Qt6Lottie.dll")

    assert gpl_only([path]) == ["app/lib/PySide6/Qt6Lottie.dll: Qt Lottie is under the GPL only"]


def test_the_wheel_itself_carries_parts_under_the_gpl_so_trimming_is_no_luxury() -> None:
    files = metadata.files("PySide6-Essentials") or []

    told = [line for line in gpl_only(files) if "GPL only" in line]

    assert any("Lottie" in line for line in told)
    assert any("virtualkeyboard" in line for line in told)


def test_the_desk_imports_only_parts_of_qt_that_may_ship() -> None:
    imported = {
        name
        for path in (ROOT / "merchant_desk").rglob("*.py")
        for name in _IMPORT.findall(path.read_text(encoding="utf-8"))
    }

    assert {"Core", "Gui", "Widgets"} <= imported <= LGPL_MODULES


def test_no_part_of_qt_is_on_both_lists() -> None:
    assert not [name for name in LGPL_MODULES if name.startswith(GPL_MODULES)]
