"""Whether this installation is whole: every part that could be missing is used once."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from merchant_desk.app.home import open_home
from merchant_desk.app.installation_parts import parts, sqlite_facts
from merchant_desk.app.program import Program
from merchant_desk.app.running_program import PUBLISHERS
from merchant_desk.app.window import make_application
from merchant_desk.connectors import CONNECTORS
from merchant_desk.database.backup import make_backup, quick_check
from merchant_desk.demo.orders import demo_orders
from merchant_desk.documents import DOCUMENTS, draw_test_page
from merchant_desk.errors import DeskError
from merchant_desk.migrations.upgrade import scripts
from merchant_desk.rules.legal_data import mention_texts, vat_rates
from merchant_desk.sync.secrets import Secrets
from merchant_desk.ui.screens import SCREENS
from merchant_desk.ui.theme import Theme
from merchant_desk.values.bundled import RESOURCES
from merchant_desk.values.clock import utc_now
from merchant_desk.values.minisign import read_public_keys
from merchant_desk.values.printer_test import PrinterTest

_BROKEN = (ImportError, OSError, ValueError, LookupError, RuntimeError, AttributeError, DeskError)


def check_all() -> dict[str, Any]:
    """Use every part once on a temporary folder; return what each said and whether all is well."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    said: dict[str, str] = {}
    # Windows removes no file that is open: what a broken part left open must not hide the report.
    with tempfile.TemporaryDirectory(
        prefix="merchant-desk-check-", ignore_cleanup_errors=True
    ) as temporary:
        for name, check in _checks(Path(temporary)).items():
            try:
                said[name] = check()
            except _BROKEN as error:
                said[name] = f"FAILED: {type(error).__name__}: {error}"
    return {"ok": not any(text.startswith("FAILED") for text in said.values()), "checks": said}


def _checks(folder: Path) -> dict[str, Callable[[], str]]:
    return {
        "database": lambda: _database(folder),
        "screens": lambda: _screens(folder),
        "connectors": lambda: ", ".join(CONNECTORS),
        "documents": _documents,
        "legal data": lambda: f"{len(vat_rates())} rates, {len(mention_texts())} mentions",
        "resources": _resources,
        "publishers": lambda: f"{len(read_public_keys(PUBLISHERS.read_text('utf-8')))} keys",
        "sample shop": lambda: f"{len(demo_orders(utc_now()))} orders",
        **parts(),
    }


def _database(folder: Path) -> str:
    home = open_home(folder / "file", {})
    try:
        whole = quick_check(home.database)
        copy = make_backup(home.database, utc_now())
        facts = sqlite_facts(home)
        head = scripts().get_current_head()
        return f"{facts}, schema {head}, whole: {whole}, copy: {copy.bytes} bytes"
    finally:
        home.close()


def _screens(folder: Path) -> str:
    app = make_application()
    program = Program(app, open_home(folder / "window", {}), Theme(app), Secrets())
    try:
        program.window.resize(1280, 800)
        for spec in SCREENS:
            program.shell.navigate(spec.key)
            app.processEvents()
        return ", ".join(spec.key for spec in SCREENS)
    finally:
        program.window.close()
        program.close()


def _documents() -> str:
    page = draw_test_page(PrinterTest(printer="PDF", station="A", made_at=utc_now()))
    if not page.startswith(b"%PDF"):
        raise ValueError("the test page is no PDF")
    return f"{', '.join(kind.key for kind in DOCUMENTS)}; test page {len(page)} bytes"


def _resources() -> str:
    found = {name: len(list((RESOURCES / name).glob("*"))) for name in ("fonts", "icons", "sounds")}
    missing = [name for name, count in found.items() if not count]
    if missing:
        raise FileNotFoundError(", ".join(missing))
    return ", ".join(f"{name}: {count}" for name, count in found.items())
