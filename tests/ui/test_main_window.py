import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.ui.crash_hook import CrashHook
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.help_window import HelpWindow
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.nav_bar import RAIL, WIDE
from merchant_desk.ui.nav_item import NavItem
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.stall_watch import StallWatch
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.window_facts import Found, SyncKind, SyncState, WindowFacts
from tests.ui.accessibility import faults
from tests.ui.places import PLACES, EmptyScreen, ThingsScreen
from tests.ui.things import add_thing, break_down, fill, refuse

FACTS = WindowFacts(
    shop="Maison Lavande",
    detail="Boutique + marché",
    counts={"things": 12, "packing": 5},
    people=("Camille Roux", "Hugo Petit"),
    sync=SyncState(SyncKind.UP_TO_DATE, "Synchronisé il y a 2 min"),
    to_check=2,
)


def _facts(_session: Session) -> WindowFacts:
    return FACTS


def _search(_session: Session, text: str) -> Sequence[Found]:
    return [Found(f"Objet {text}", "un objet", "tag", "things", {"text": text})]


def _find_scan(_session: Session, scan: Scan) -> Found | None:
    if scan.text != "CMD-1047":
        return None
    return Found("#1047", "", "inbox", "things", {"order": "1047"})


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[StallWatch]:
    """Fail a test during which the window stood still for more than a fifth of a second."""
    made = StallWatch()
    made.start()
    qtbot.wait(10)
    yield made
    made.stop()
    assert not [stall for stall in made.worst if stall.seconds > 0.2]


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, shell: Shell, watch: StallWatch) -> MainWindow:
    shell.services = Services(window_facts=_facts, search=_search, find_scan=_find_scan)
    with watch.excused():
        made = MainWindow(desk, shell, PLACES, watch)
        qtbot.addWidget(made)
        made.resize(1280, 800)
        made.show()
        qtbot.waitExposed(made)
    return made


def _things(window: MainWindow) -> ThingsScreen:
    window._shell.navigate("things")
    screen = window._stack.visible_screen()
    assert isinstance(screen, ThingsScreen)
    return screen


def _item(window: MainWindow, key: str) -> NavItem:
    return next(each for each in window.findChildren(NavItem) if each.objectName() == key)


def test_a_screen_is_built_at_its_first_visit_and_kept(window: MainWindow) -> None:
    before = EmptyScreen.built

    window._shell.navigate("products")
    window._shell.navigate("stock")
    window._shell.navigate("products")

    assert EmptyScreen.built - before == 2


def test_control_and_a_digit_goes_to_a_screen(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)

    assert window._stack.key == "things"
    assert window._top.title.text() == "Objets"
    assert _item(window, "things").isChecked()


def test_a_screen_is_told_what_for(window: MainWindow) -> None:
    screen = _things(window)

    window._shell.navigate("things", order="1047")

    assert screen.arrived == [{"order": "1047"}]


def test_the_frame_shows_the_shop_the_counts_and_the_exchanges(
    qtbot: QtBot, window: MainWindow
) -> None:
    qtbot.waitUntil(lambda: window._facts == FACTS)

    assert _item(window, "packing").accessibleName() == "Préparation (5)"
    assert window._nav._sync.accessibleName() == "Synchronisé il y a 2 min"
    assert window._top._bell.accessibleName() == "À vérifier (2)"


@pytest.mark.parametrize(
    ("width", "height", "nav"),
    [(1093, 614, RAIL), (1280, 720, WIDE), (1280, 800, WIDE), (1440, 900, WIDE)],
)
def test_the_window_holds_at_every_usual_size(
    qtbot: QtBot, window: MainWindow, width: int, height: int, nav: int
) -> None:
    _things(window)

    window.resize(width, height)
    qtbot.wait(20)

    smallest = window.minimumSizeHint()
    assert (window.width(), window.height()) == (width, height)
    assert smallest.width() <= width
    assert smallest.height() <= height
    assert window._nav.width() == nav
    title = window._top.title
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()


@pytest.mark.parametrize("width", [1093, 1440])
def test_nothing_in_the_frame_is_nameless_small_or_spoken_alike(
    qtbot: QtBot, window: MainWindow, width: int
) -> None:
    _things(window)
    window.resize(width, 700)
    qtbot.waitUntil(lambda: window._facts == FACTS)

    assert faults(window) == []


def test_a_refusal_stays_above_the_page_until_she_leaves(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    _things(window)

    desk.write(None, refuse)
    qtbot.waitUntil(window._notices.banner.isVisible)
    said = window._notices.banner.accessibleName()
    window._shell.navigate("stock")

    assert said == "La chose n’a pas été ajoutée."
    assert not window._notices.banner.isVisible()


def test_a_screen_may_show_a_refusal_itself(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    screen = _things(window)
    screen.takes_refusals = True

    desk.write(None, refuse)
    qtbot.waitUntil(lambda: bool(screen.refusals))

    assert not window._notices.banner.isVisible()


def test_an_unknown_error_opens_a_report_and_the_window_goes_on(
    qtbot: QtBot, window: MainWindow, desk: Desk, lanes: Lanes, caplog: pytest.LogCaptureFixture
) -> None:
    screen = _things(window)

    desk.write(None, break_down, "Camille Roux, 12 rue des Lilas")
    qtbot.waitUntil(lambda: window._notices._crash is not None)
    lanes.write(add_thing, 1).result()
    qtbot.waitUntil(lambda: screen.table.row_count() == 1)

    dialog = window._notices._crash
    assert dialog is not None
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert "Lilas" not in dialog._report.toPlainText()
    assert "ValueError" in dialog._report.toPlainText()
    assert faults(dialog) == []
    assert [record.levelno for record in caplog.records if record.name.endswith("desk")] == [
        logging.ERROR
    ]


def test_an_error_of_the_window_itself_is_reported_too(
    qtbot: QtBot, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    hook = CrashHook(desk)

    with qtbot.waitSignal(desk.crashed) as told:
        hook._on_error(ValueError, ValueError("Camille"), None)

    assert "ValueError" in told.args[1]
    assert "Camille" not in told.args[1]
    assert caplog.records


def test_a_scan_goes_to_the_visible_screen(window: MainWindow) -> None:
    screen = _things(window)

    window._shell.scanner.submit("3760123456784")

    assert [scan.text for scan in screen.scans] == ["3760123456784"]
    assert not window._notices.banner.isVisible()


def test_a_scan_no_screen_takes_opens_what_it_belongs_to(qtbot: QtBot, window: MainWindow) -> None:
    window._shell.navigate("stock")

    window._shell.scanner.submit("CMD-1047")
    qtbot.waitUntil(lambda: window._stack.key == "things")

    assert _things(window).arrived == [{"order": "1047"}]


def test_an_unknown_code_is_said_to_be_unknown(qtbot: QtBot, window: MainWindow) -> None:
    window._shell.navigate("stock")

    window._shell.scanner.submit("INCONNU")
    qtbot.waitUntil(window._notices.banner.isVisible)

    assert "aucun produit" in window._notices.banner.accessibleName()


def test_the_palette_goes_finds_and_runs_and_gives_the_focus_back(window: MainWindow) -> None:
    screen = _things(window)
    screen.table.setFocus()
    focused = window.focusWidget()

    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = window._palette._field
    field.setText("ranger")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert screen.ran == 1
    assert window._palette.isHidden()
    assert window.focusWidget() is focused


def test_the_palette_finds_what_the_shop_holds(qtbot: QtBot, window: MainWindow) -> None:
    screen = _things(window)
    window._palette.open()

    window._palette._field.setText("lavande")
    qtbot.waitUntil(lambda: window._palette._list.count() == 1)
    QTest.keyClick(window._palette._field, Qt.Key.Key_Return)

    assert screen.arrived == [{"text": "lavande"}]


def test_escape_closes_the_palette(window: MainWindow) -> None:
    window._palette.open()

    QTest.keyClick(window._palette._field, Qt.Key.Key_Escape)

    assert window._palette.isHidden()


def test_the_shortcut_of_a_screen_works_while_it_is_visible_only(window: MainWindow) -> None:
    screen = _things(window)

    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    window._shell.navigate("stock")
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)

    assert screen.ran == 1


def test_f1_opens_the_help_and_an_unwritten_page_the_first_one(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)

    assert window._help is not None
    assert window._help.page == "index"
    assert "Ctrl + K" in window._help._browser.toPlainText()
    assert faults(window._help) == []
    window._help.close()


def test_a_page_outside_the_folder_of_help_is_not_opened(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "index.md").write_text("# Aide", encoding="utf-8")
    help_window = HelpWindow(theme, tmp_path / "fr")
    qtbot.addWidget(help_window)

    help_window.open_page("../secret")

    assert help_window._browser.toPlainText() == "Aide"


def test_who_works_is_remembered_by_this_computer(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    desk.chosen_person = "Hugo Petit"

    shown = window._top._person.accessibleName()
    desk._person = ""
    again = MainWindow(desk, window._shell, PLACES)
    qtbot.addWidget(again)

    assert shown == "Hugo Petit"
    assert desk.chosen_person == "Hugo Petit"


def test_the_colours_change_by_a_key_and_are_remembered(window: MainWindow, theme: Theme) -> None:
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

    with window._stack._watch.excused():
        QTest.keyClick(window, Qt.Key.Key_L, control_shift)

    assert theme.tokens.dark
    assert window._top._look.accessibleName() == "Passer en clair"


def test_a_list_of_100_000_rows_never_stops_the_window(
    qtbot: QtBot, window: MainWindow, lanes: Lanes
) -> None:
    fill(lanes.database, 100_000)
    screen = _things(window)
    qtbot.waitUntil(lambda: screen.table.row_count() == 100_000)

    for _each in range(5):
        QTest.keyClick(screen.table._view, Qt.Key.Key_End)
        qtbot.wait(30)
        QTest.keyClick(screen.table._view, Qt.Key.Key_Home)
        lanes.write(add_thing, 200_000 + _each).result()
        qtbot.wait(120)

    assert screen.table.row_count() == 100_005


def test_the_window_is_where_it_was(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    window.resize(1111, 666)

    with qtbot.waitSignal(window.closing):
        window.close()
    again = MainWindow(desk, window._shell, PLACES)
    qtbot.addWidget(again)

    assert again.height() == 666  # the screen of the tests is narrower than the window may be


def test_every_control_is_reached_by_tab_and_none_traps(qtbot: QtBot, window: MainWindow) -> None:
    _things(window)
    qtbot.waitUntil(lambda: window._facts == FACTS)
    _item(window, "today").setFocus()
    first = window.focusWidget()
    seen: list[QWidget] = []

    for _each in range(60):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        here = window.focusWidget()
        if here is first:
            break
        seen.append(here)

    assert window.focusWidget() is first
    assert len(seen) == len(set(seen))
    assert {*window.findChildren(NavItem)} <= {first, *seen}
