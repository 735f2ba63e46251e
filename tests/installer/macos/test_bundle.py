"""What the macOS application holds, read where no Mac is; nothing here has been started on one."""

import ast
import importlib.util
import plistlib
import re
from importlib import metadata
from pathlib import Path

import pytest

from installer import make_lock
from installer.macos import bundle
from installer.macos.signing import ENTITLEMENTS
from merchant_desk.app.installation_parts import _READERS

MACOS = Path(bundle.__file__).parent
SPEC = MACOS / "merchant_desk.spec"


def info() -> dict[str, object]:
    """Return Info.plist as macOS would read it."""
    read: dict[str, object] = plistlib.loads(plistlib.dumps(bundle.info_plist()))
    return read


def test_the_specification_is_python_that_compiles() -> None:
    compile(SPEC.read_text(encoding="utf-8"), str(SPEC), "exec")


def test_the_specification_makes_a_folder_and_packs_nothing() -> None:
    calls = {
        node.func.id: {word.arg: ast.unparse(word.value) for word in node.keywords}
        for node in ast.walk(ast.parse(SPEC.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }

    assert calls["EXE"]["exclude_binaries"] == "True"  # one folder: Qt's files may be replaced
    assert calls["EXE"]["console"] == "False"
    assert calls["EXE"]["upx"] == calls["COLLECT"]["upx"] == "False"
    assert calls["BUNDLE"]["info_plist"] == "bundle.info_plist()"


def test_the_application_says_the_version_of_the_project() -> None:
    said = info()

    assert said["CFBundleShortVersionString"] == metadata.version("merchant-desk")
    assert said["CFBundleVersion"] == metadata.version("merchant-desk")


def test_the_oldest_macos_is_the_one_the_lock_is_resolved_for() -> None:
    assert info()["LSMinimumSystemVersion"] == make_lock.OLDEST_MACOS
    assert "aarch64-apple-darwin" in make_lock.SYSTEMS
    assert "x86_64-apple-darwin" in make_lock.SYSTEMS


def test_the_identifier_is_in_reverse_domain_form_and_the_names_fit() -> None:
    said = info()

    assert re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", str(said["CFBundleIdentifier"]))
    assert len(str(said["CFBundleName"])) <= 15  # what the menu bar shows
    assert said["CFBundleLocalizations"] == ["fr", "en"]


def test_dark_mode_follows_the_system_and_pixels_are_sharp() -> None:
    said = info()

    assert "NSRequiresAquaSystemAppearance" not in said
    assert said["NSHighResolutionCapable"] is True
    assert "LSEnvironment" not in said


def test_the_hardened_runtime_is_loosened_once_and_the_reason_is_written() -> None:
    allowed = plistlib.loads(ENTITLEMENTS.read_bytes())

    assert allowed == {"com.apple.security.cs.disable-library-validation": True}
    assert "LGPL" in ENTITLEMENTS.read_text(encoding="utf-8")


def test_each_file_of_the_application_is_there_and_goes_below_it() -> None:
    files = bundle.own_files()
    targets = {target for _source, target in files}

    assert all(Path(source).is_file() for source, _target in files)
    assert not [target for target in targets if target.startswith(("/", ".."))]
    assert {"resources/fonts", "resources/icons", "resources/licences/texts"} <= targets
    assert "merchant_desk/migrations/versions" in targets
    assert not [source for source, _target in files if "__pycache__" in source]


@pytest.mark.parametrize("package", sorted(bundle.DATA_OF))
def test_the_data_of_a_component_is_where_it_is_looked_for(package: str) -> None:
    found = importlib.util.find_spec(package)
    assert found is not None
    folder = Path(str(found.origin)).parent

    assert all(list(folder.glob(pattern)) for pattern in bundle.DATA_OF[package])


@pytest.mark.parametrize("module", [*bundle.ALL_MODULES_OF, bundle.COUNTRIES, *bundle.HIDDEN])
def test_each_module_named_in_advance_exists(module: str) -> None:
    assert importlib.util.find_spec(module) is not None


def test_what_is_imported_late_names_its_module_so_that_pyinstaller_sees_it() -> None:
    """A module whose name is put together when the program runs is not found by reading."""
    # The first two name modules of the standard library, kept whole; the third, see the next test.
    known = {"late_modules.py", "bare_imports.py", "installation_parts.py"}
    risky = re.compile(r"\b(import_module|__import__)\(")
    found = [
        path.name
        for path in (bundle.ROOT / "merchant_desk").rglob("*.py")
        if path.name not in known and risky.search(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def _imported() -> set[str]:
    """Return every module that a line of the desk names."""
    line = re.compile(
        r"^ *(?:from ([A-Za-z0-9_.]+) import ([A-Za-z0-9_]*)|import (.+))", re.MULTILINE
    )
    found: set[str] = set()
    for path in (bundle.ROOT / "merchant_desk").rglob("*.py"):
        for whole, part, plain in line.findall(path.read_text(encoding="utf-8")):
            found |= {whole, f"{whole}.{part}", plain.split("  #")[0]}
    return found


def test_what_the_self_check_asks_for_by_name_is_named_by_a_line_or_in_advance() -> None:
    seen = {".".join(name.split(".")[:deep]) for name in _imported() for deep in (1, 2)}

    assert [name for name in _READERS if name not in seen | set(bundle.HIDDEN)] == []


def test_nothing_the_desk_imports_is_left_out() -> None:
    imported = _imported()

    left_out = bundle.LEFT_OUT
    assert len(imported) > 1000
    assert not [name for name in imported if name.startswith(left_out)]


def test_gnu_readline_and_gdbm_stay_out_whatever_python_builds_it() -> None:
    assert {"readline", "_gdbm"} <= set(bundle.LEFT_OUT)


def test_parts_of_qt_under_the_gpl_are_taken_out_with_the_links_to_them() -> None:
    qt = "PySide6/Qt/lib"
    files = [
        (f"{qt}/QtCore.framework/Versions/A/QtCore", "/x/QtCore", "BINARY"),
        ("QtCore", f"{qt}/QtCore.framework/Versions/A/QtCore", "SYMLINK"),
        ("QtVirtualKeyboard", f"{qt}/QtVirtualKeyboard.framework/Versions/A/Qt", "SYMLINK"),
        (
            "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.dylib",
            "/x",
            "BINARY",
        ),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", "/x", "BINARY"),
    ]

    kept = [name for name, _source, _kind in bundle.shipped(files)]

    assert kept == [
        f"{qt}/QtCore.framework/Versions/A/QtCore",
        "QtCore",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
    ]


def test_the_builder_is_pinned_with_hashes_and_does_not_meet_the_lock_with_other_versions() -> None:
    pinned = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)", re.MULTILINE)
    builder = (MACOS / "lock-build.txt").read_text(encoding="utf-8")
    lock = (bundle.ROOT / make_lock.LOCK).read_text(encoding="utf-8")
    wanted, shipped = dict(pinned.findall(builder)), dict(pinned.findall(lock))

    assert "pyinstaller" in wanted
    assert builder.count("--hash=sha256:") >= len(wanted)
    assert {name for name in wanted if shipped.get(name, wanted[name]) != wanted[name]} == set()
