"""What an installation could lack unnoticed, each part used once; the report is in English."""

import gettext
import importlib
import ssl
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

from sqlalchemy import text

from merchant_desk.app.home import Home
from merchant_desk.app.own_program import own_command
from merchant_desk.app.window import make_application
from merchant_desk.documents import draw_test_page
from merchant_desk.documents.licences.components import components
from merchant_desk.documents.writing.pdf_pages import PDFIUM, open_pdf
from merchant_desk.sync import vault
from merchant_desk.ui.help_window import HELP_FOLDER
from merchant_desk.ui.printing.printers import Printers
from merchant_desk.ui.sound_players import player_of_this_machine
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import new_id
from merchant_desk.values.printer_test import PrinterTest
from merchant_desk.values.texts import DOMAIN, LOCALE_FOLDER

_READERS = (
    "biip", "cryptography", "facturx", "icalendar", "keyring", "lxml.etree", "msgspec", "PIL.Image",
    "psycopg", "pypdf", "pypdfium2", "python_calamine", "reportlab", "requests", "segno", "stdnum",
    "PySide6.QtNetwork", "PySide6.QtPrintSupport", "PySide6.QtSvg",
)  # fmt: skip
_PROBE = "self-check-probe"
_FULL = "2"


def parts() -> Mapping[str, Callable[[], str]]:
    """Return the checks by name; each says what it found, or raises."""
    return {
        "program": _program,
        "libraries": _libraries,
        "time zones": _time_zones,
        "trust": _trust,
        "keyring": _keyring,
        "signatures": _signatures,
        "paper": _paper,
        "printers": _printers,
        "sound": _sound,
        "help": _help,
        "languages": _languages,
        "licences": _licences,
    }


def sqlite_facts(home: Home) -> str:
    """Say how the shop's file is written; raise when a cut of power could cost a gesture."""
    with home.database.write() as session:

        def told(pragma: str) -> str:
            return str(session.execute(text(f"PRAGMA {pragma}")).scalar_one())

        journal, synchronous, keys = map(told, ("journal_mode", "synchronous", "foreign_keys"))
        version = session.execute(text("SELECT sqlite_version()")).scalar_one()
    if (journal, synchronous, keys) != ("wal", _FULL, "1"):
        raise ValueError(f"journal {journal}, synchronous {synchronous}, foreign keys {keys}")
    return f"SQLite {version}, journal {journal}, synchronous full"


def _program() -> str:
    console = "console" if sys.stdout is not None and sys.stdout.isatty() else "no console"
    python = ".".join(map(str, sys.version_info[:3]))
    return f"{' '.join(own_command())}; Python {python}, {sys.platform}, {console}"


def _libraries() -> str:
    for name in _READERS:
        importlib.import_module(name)
    return ", ".join(_READERS)


def _time_zones() -> str:
    """Read Paris from the package that is shipped: Windows has no time zones of its own."""
    tzdata = importlib.import_module("tzdata")
    with (files("tzdata.zoneinfo") / "Europe" / "Paris").open("rb") as file:
        paris = ZoneInfo.from_file(file, key="Europe/Paris")
    hours = [datetime(2026, month, 1, tzinfo=paris).strftime("%z") for month in (1, 7)]
    if hours != ["+0100", "+0200"]:
        raise ValueError(f"Paris is at {hours}")
    return f"tzdata {tzdata.IANA_VERSION}, Paris {' and '.join(hours)}"


def _trust() -> str:
    truststore = importlib.import_module("truststore")
    truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    roots = ssl.create_default_context().cert_store_stats()["x509_ca"]
    if not roots and sys.platform == "win32":
        raise ValueError("the system trusts nobody")
    return f"{ssl.OPENSSL_VERSION}, {roots} roots, truststore {truststore.__version__}"


def _keyring() -> str:
    """Keep, read and forget a secret longer than one entry; without a keyring all else works."""
    secret = new_id().hex() * 70
    try:
        vault.keep(_PROBE, secret)
        found = vault.kept(_PROBE)
        vault.forget(_PROBE)
        gone = vault.kept(_PROBE) is None
    except (vault.VaultError, vault.NoSuchKeyringError) as none:
        return f"none answers ({type(none).__name__}): keys last for one run"
    if found != secret or not gone:
        raise ValueError("a secret did not come back, or did not go")
    keyring = vault.open_keyring().get_keyring()
    return f"{type(keyring).__module__}: {len(secret)} characters kept, read and forgotten"


def _signatures() -> str:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - told as missing
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - as above
        Ed25519PrivateKey,
    )

    key = Ed25519PrivateKey.generate()
    signature = key.sign(b"paper")
    key.public_key().verify(signature, b"paper")
    try:
        key.public_key().verify(signature, b"other")
    except InvalidSignature:
        return f"Ed25519, {len(signature)} bytes"
    raise ValueError("a wrong signature was believed")


def _paper() -> str:
    page = draw_test_page(PrinterTest(printer="PDF", station="A", made_at=utc_now()))
    with PDFIUM, open_pdf(page) as document:
        picture = document[0].render(scale=1).to_pil()
    dark = sum(picture.convert("L").histogram()[:128])
    if not dark:
        raise ValueError("the page is white")
    return f"{len(page)} bytes, {picture.width} × {picture.height} pixels, {dark} dark"


def _printers() -> str:
    make_application()
    return ", ".join(Printers().names()) or "none"


def _sound() -> str:
    importlib.import_module("winsound" if sys.platform == "win32" else "miniaudio")
    player = player_of_this_machine()
    player.close()
    return type(player).__name__


def _help() -> str:
    pages = sorted(HELP_FOLDER.glob("*.md"))
    if not (HELP_FOLDER / "index.md").read_text("utf-8").strip():
        raise ValueError("the first page is empty")
    return f"{len(pages)} pages"


def _languages() -> str:
    found = {}
    for folder in sorted(LOCALE_FOLDER.glob("*/LC_MESSAGES")):
        language = folder.parent.name
        told = gettext.translation(DOMAIN, LOCALE_FOLDER, [language])
        found[language] = told.gettext("Commandes")
    if found.get("en") in {None, "Commandes"}:
        raise LookupError("no English")
    return ", ".join(found)


def _licences() -> str:
    """See that what licences ask to be handed on is there for each component, as « À propos »."""
    made_of = components()
    bare = [each.name for each in made_of if not each.texts]
    if bare or len(made_of) < len(_READERS):
        raise FileNotFoundError(", ".join(bare) or "components")
    return f"{len(made_of)} components, {sum(len(each.texts) for each in made_of)} texts"
