"""What of the components is left at home: programs of developers, sources, what no desk opens."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

QT = frozenset({"Core", "Gui", "Widgets", "Network", "PrintSupport", "Svg", "Test"})
"""The parts of Qt that the desk imports: pictures of its screens are taken with QtTest."""
QT_PLUGINS = frozenset(
    {
        *("platforms/qwindows.dll", "platforms/qoffscreen.dll", "styles/qmodernwindowsstyle.dll"),
        *("imageformats/qico.dll", "imageformats/qjpeg.dll", "imageformats/qsvg.dll"),
        *("imageformats/qgif.dll", "imageformats/qwebp.dll", "iconengines/qsvgicon.dll"),
        *("tls/qschannelbackend.dll", "networkinformation/qnetworklistmanager.dll"),
    }
)
QT_WORDS = re.compile(r"qtbase_(fr|en)\.qm")
RUNTIME = frozenset(
    {
        *("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "msvcp140_codecvt_ids.dll"),
        *("vcruntime140.dll", "vcruntime140_1.dll", "concrt140.dll"),
    }
)
"""Microsoft's C runtime as Qt's wheels carry it."""
SOURCES = frozenset({".pyi", ".pyx", ".pxd", ".pxi", ".c", ".h", ".cpp", ".lib", ".typed", ".rst"})
NO_FOLDERS = frozenset({"tests", "test", "testing_data", "__pycache__"})
NOT_OPENED = (
    "bin",
    "share",
    "PIL/_avif.*",  # a logo is never AVIF, and this is the largest part of Pillow
    "lxml/includes",
    "lxml/html/_difflib.*",
    "alembic/testing",
    "alembic/templates",
    "reportlab/fonts",  # one of them is GPL; papers carry Inter
    "stdnum/oui.dat",  # hardware addresses and SIM cards
    "stdnum/imsi.dat",
    "facturx/scripts",
    "facturx/xsd_and_schematron/orderx-*",  # orders, and a norm before this one
    "facturx/xsd_and_schematron/zugferd",
)


def trim(lib: Path) -> None:
    """Cut the installed components of this folder down to what the desk uses."""
    _trim_qt(lib / "PySide6")
    _keep(lib / "shiboken6", _of_shiboken)
    for pattern in NOT_OPENED:
        for each in lib.glob(pattern):
            remove(each)
    for each in [*lib.glob("facturx/xsd_and_schematron/**/*")]:
        if each.is_file() and each.suffix != ".xsd":  # only the schemas are held to
            each.unlink()
    for each in sorted(lib.rglob("*"), reverse=True):
        if _is_left_at_home(each, lib):
            remove(each)


def _is_left_at_home(path: Path, lib: Path) -> bool:
    """Tell whether this is a test, a source, what installers note, or an empty folder."""
    if path.is_dir():
        return path.name in NO_FOLDERS or not any(path.iterdir())
    noted = path.relative_to(lib).parts[0].endswith(".dist-info")  # its licences stay
    return path.name in {"RECORD", "INSTALLER"} or (path.suffix in SOURCES and not noted)


def _trim_qt(qt: Path) -> None:
    _keep(qt, _of_qt)
    for each in [*(qt / "plugins").rglob("*.dll")]:
        if each.relative_to(qt / "plugins").as_posix() not in QT_PLUGINS:
            each.unlink()
    for each in [*(qt / "translations").iterdir()]:
        if not QT_WORDS.fullmatch(each.name):
            each.unlink()


def _of_qt(path: Path) -> bool:
    if path.is_dir():
        return path.name in {"plugins", "translations"}
    part = re.fullmatch(r"Qt6?([A-Za-z0-9]+)\.(?:dll|pyd)", path.name)
    if part is not None:
        return part.group(1) in QT
    return path.suffix == ".py" or path.name == "pyside6.abi3.dll" or path.name in RUNTIME


def _of_shiboken(path: Path) -> bool:
    own = path.name in {"Shiboken.pyd", "shiboken6.abi3.dll"}
    return path.is_file() and (path.suffix == ".py" or own or path.name in RUNTIME)


def _keep(folder: Path, wanted: Callable[[Path], bool]) -> None:
    for each in [*folder.iterdir()]:
        if not wanted(each):
            remove(each)


def remove(path: Path) -> None:
    """Remove a file, or a folder with all it holds."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
