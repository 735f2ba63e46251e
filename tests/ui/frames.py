"""The facts and the answers that the tests of the window are given."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.nav_item import NavItem
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.window_facts import Found, SyncKind, SyncState, WindowFacts
from tests.ui.places import ThingsScreen

FACTS = WindowFacts(
    shop="Maison Lavande",
    detail="Boutique + marché",
    counts={"things": 12, "packing": 5},
    people=("Camille Roux", "Hugo Petit"),
    sync=SyncState(SyncKind.UP_TO_DATE, "Synchronisé il y a 2 min"),
    to_check=2,
)


def facts_of(_session: Session) -> WindowFacts:
    return FACTS


def search_for(_session: Session, text: str) -> Sequence[Found]:
    return [Found(f"Objet {text}", "un objet", "tag", "things", {"text": text})]


def find_scan(_session: Session, scan: Scan) -> Found | None:
    if scan.text != "CMD-1047":
        return None
    return Found("#1047", "", "inbox", "things", {"order": "1047"})


def go_to_things(window: MainWindow) -> ThingsScreen:
    window._shell.navigate("things")
    screen = window._stack.visible_screen()
    assert isinstance(screen, ThingsScreen)
    return screen


def item_of(window: MainWindow, key: str) -> NavItem:
    return next(each for each in window.findChildren(NavItem) if each.objectName() == key)
