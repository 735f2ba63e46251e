"""The sample shop in its window, beside its storefront on the loopback."""

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.app.notes import Notes
from merchant_desk.app.program import Program
from merchant_desk.app.sample import greet, mark_as_sample
from merchant_desk.app.sample_goods import fill_goods
from merchant_desk.app.window import make_application
from merchant_desk.errors import RefusedError
from merchant_desk.ui.remembered import keep_window_settings_in
from merchant_desk.ui.single_instance import SingleInstance
from merchant_desk.ui.theme import Theme
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.texts import _

_NO_SCREEN = 2


def run_demo(folder: str | None) -> int:
    """Open the desk on the sample shop and stay until the window closes.

    Without a folder the shop is forgotten at the end. Needs a screen: else one line says so.
    """
    if not _has_screen():
        sys.stderr.write(_("Aucun écran ici\u00a0: ajoutez --headless.") + "\n")
        return _NO_SCREEN
    with tempfile.TemporaryDirectory(prefix="merchant-desk-demo-") as temporary:
        keep_window_settings_in(Path(temporary))
        app = make_application()
        place = _empty(Path(folder or f"{temporary}/boutique"))
        instance = SingleInstance(place)
        instance.hold()  # nobody else has an empty folder; from here on a second start finds us
        notes = Notes(place)
        notes.begin()
        code = _show(app, place, instance, kept=folder is not None)
        notes.end()
        instance.release()
    return code


def _show(app: QApplication, place: Path, instance: SingleInstance, *, kept: bool) -> int:
    """Open the sample shop in its window until that closes."""
    shop = DemoShop(place, utc_now())
    shop.prepare()
    shop.home.lanes.write(_fill, shop.gesture())  # behind the window that opens
    shop.home.lanes.network(_receive_bills, shop)
    program = Program(app, shop.home, Theme(app), shop.secrets)
    mark_as_sample(program.shell)
    program.window.closing.connect(app.quit)
    program.open()
    instance.raised.connect(program.window.raise_)
    instance.raised.connect(program.window.activateWindow)
    instance.listen()
    greet(program.shell, kept=kept)
    code = app.exec()
    instance.stop_listening()
    program.close()
    shop.storefront.stop()
    return code


def _fill(session: Session, gesture: Gesture) -> None:
    """Write the invoices of the past, then what is about goods: some is invoiced today."""
    from merchant_desk.app.sample_papers import write_invoices  # noqa: PLC0415 - no start waits

    write_invoices(session, gesture, paris_date(gesture.at))
    fill_goods(session, gesture)


def _receive_bills(shop: DemoShop) -> None:
    """Take in what suppliers and the bank sent, once the goods are known; no start waits for it."""
    from merchant_desk.app.sample_bills import kept_bill  # noqa: PLC0415 - off the window's thread
    from merchant_desk.app.sample_purchases import receive_sample  # noqa: PLC0415 - the same
    from merchant_desk.app.sample_treasury import live_treasury  # noqa: PLC0415 - the same

    receive_sample(shop, kept_bill)
    live_treasury(shop)


def _empty(folder: Path) -> Path:
    """Return the folder if nothing is in it: the sample shop never mixes with a real one."""
    if folder.is_dir() and any(folder.iterdir()):
        raise RefusedError(
            _("La démonstration n’a pas été ouverte\u00a0: ce dossier n’est pas vide."),
            _("Choisissez un dossier vide, ou lancez-la sans --data."),
        )
    return folder


def _has_screen() -> bool:
    """Tell whether a window can show: always, but on a Linux without a display server."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
