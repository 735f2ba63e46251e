"""Lines of the bank are matched by keyboard alone: accepted, chosen, refused, split, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.cash import BankLine, CashMatch
from merchant_desk.models.order import Payment
from merchant_desk.queries.match_lines import LinesAsked, waiting_lines
from merchant_desk.ui.cash_match.screen import MatchScreen
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.clock import utc_now
from merchant_desk.values.money import Money
from merchant_desk.values.scan import scan_of_text
from tests.ui.accessibility import faults

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support grabbing the keyboard"  # of the menu of categories, offscreen
)
CTRL = Qt.KeyboardModifier.ControlModifier


class Keys:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self, screen: MatchScreen) -> None:
        self.screen = screen
        self.pressed = 0

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        for key in keys:
            at = QApplication.activePopupWidget() or QApplication.focusWidget()
            assert isinstance(at, QWidget)
            QTest.keyClick(at, key, held or Qt.KeyboardModifier.NoModifier)
            self.pressed += 1

    def type(self, text: str) -> None:
        at = QApplication.focusWidget()
        assert isinstance(at, QWidget)
        QTest.keyClicks(at, text)
        self.pressed += len(text)

    def go_to(self, label: str) -> None:
        """Walk down to the line of this label."""
        while True:
            line = self.screen.list.current()
            assert line is not None
            if label in line.fact.label:
                return
            self.press(Qt.Key.Key_Down)


@pytest.fixture
def keys(screen: MatchScreen) -> Keys:
    return Keys(screen)


def _labels(screen: MatchScreen) -> list[str]:
    return [each.fact.label for each in screen.list.rows.lines]


def _waiting(shop_file: Database) -> list[str]:
    with shop_file.read() as session:
        return [each.fact.label for each in waiting_lines(session, LinesAsked())]


def _categories(shop_file: Database, label: str) -> list[tuple[MatchTarget, CashCategory, Money]]:
    """Return what the line of a label was matched with, counter-entries included."""
    with shop_file.read() as session:
        rows = session.execute(
            select(CashMatch.target, CashMatch.category, CashMatch.amount)
            .join(BankLine, BankLine.id == CashMatch.line_id)
            .where(BankLine.label.contains(label))
            .order_by(CashMatch.row)
        )
        return [(target, category, amount) for target, category, amount in rows]


def _settled(qtbot: QtBot, screen: MatchScreen, waiting: int) -> None:
    """Wait until the page has read again what waits."""
    qtbot.waitUntil(lambda: screen.told is not None and screen.told.all_waiting == waiting)
    qtbot.waitUntil(lambda: not screen.on_hand.gone)


def test_ten_lines_are_matched_with_six_keys_and_no_click(
    qtbot: QtBot, screen: MatchScreen, keys: Keys, shop_file: Database
) -> None:
    keys.press(Qt.Key.Key_Return, held=CTRL)  # six are sure
    keys.press(Qt.Key.Key_Return)  # what she brought in herself
    keys.press(Qt.Key.Key_C)  # a purchase that nothing names: a category, by its letter
    keys.press(Qt.Key.Key_M)
    keys.press(Qt.Key.Key_Return, Qt.Key.Key_Return)  # the phone, the fees of the bank

    _settled(qtbot, screen, 0)
    assert keys.pressed == 6
    assert _waiting(shop_file) == []
    assert _categories(shop_file, "PAPETERIE") == [
        (MatchTarget.CATEGORY, CashCategory.GOODS, Money(-22_000))
    ]
    with shop_file.read() as session:
        assert session.query(Payment).count() == 5
    assert screen.header.told.text() == "10 sur 10 rapprochées"
    qtbot.waitUntil(screen.empty.isVisible)
    assert screen.empty.accessibleName() == "Tout est rapproché"


def test_what_is_accepted_is_taken_back_by_a_counter_entry(
    qtbot: QtBot, screen: MatchScreen, keys: Keys, shop_file: Database
) -> None:
    keys.go_to("Spa Bleu")
    keys.press(Qt.Key.Key_Return)
    _settled(qtbot, screen, 9)
    qtbot.waitUntil(lambda: screen.deeds._done != [])

    keys.press(Qt.Key.Key_Z, held=CTRL)

    _settled(qtbot, screen, 10)
    qtbot.waitUntil(lambda: len(_labels(screen)) == 10)
    amounts = [amount for _target, _category, amount in _categories(shop_file, "Spa Bleu")]
    assert amounts == [Money(26_400), Money(-26_400)]
    line = screen.list.current()
    assert line is not None
    assert "Spa Bleu" in line.fact.label


def test_not_that_shows_the_next_best_and_is_remembered(screen: MatchScreen, keys: Keys) -> None:
    keys.go_to("ORANGE")

    keys.press(Qt.Key.Key_Delete)

    assert screen.panel.what.text() == "Aucune proposition"
    assert len(_labels(screen)) == 10
    keys.press(Qt.Key.Key_Return)
    assert len(_labels(screen)) == 10, "Enter accepts nothing where nothing is proposed"


def test_a_line_is_given_to_a_document_that_is_searched_by_its_name(
    qtbot: QtBot, screen: MatchScreen, keys: Keys, shop_file: Database
) -> None:
    keys.go_to("DURAND")
    keys.press(Qt.Key.Key_F2)
    qtbot.waitUntil(screen.sheet.search.hasFocus)
    keys.type("hotel pont")
    keys.press(Qt.Key.Key_Return)

    _settled(qtbot, screen, 9)
    assert _categories(shop_file, "DURAND") == [
        (MatchTarget.CUSTOMER_INVOICE, CashCategory.SALES, Money(50_000))
    ]
    assert screen.list.hasFocus()


def test_a_line_is_split_to_the_cent(
    qtbot: QtBot, screen: MatchScreen, keys: Keys, shop_file: Database
) -> None:
    keys.go_to("PAPETERIE")
    keys.press(Qt.Key.Key_D, held=CTRL)
    qtbot.waitUntil(screen.sheet.amount.input.hasFocus)
    keys.type("150")
    keys.press(Qt.Key.Key_Return)
    keys.type("marchandises")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(screen.sheet.parts) == 1)
    assert screen.sheet.amount.value == "70,00"
    keys.press(Qt.Key.Key_Return)
    keys.type("personnel")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(screen.sheet.go.hasFocus)
    keys.press(Qt.Key.Key_Return)

    _settled(qtbot, screen, 9)
    assert _categories(shop_file, "PAPETERIE") == [
        (MatchTarget.CATEGORY, CashCategory.GOODS, Money(-15_000)),
        (MatchTarget.CATEGORY, CashCategory.OWNER, Money(-7_000)),
    ]


def test_a_part_alone_leaves_the_rest_waiting(
    qtbot: QtBot, screen: MatchScreen, keys: Keys
) -> None:
    keys.go_to("PAPETERIE")
    keys.press(Qt.Key.Key_D, held=CTRL)
    qtbot.waitUntil(screen.sheet.amount.input.hasFocus)
    keys.type("150")
    keys.press(Qt.Key.Key_Return)
    keys.type("marchandises")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(screen.sheet.parts) == 1)
    keys.press(Qt.Key.Key_Return, held=CTRL)

    qtbot.waitUntil(lambda: not screen.on_hand.gone and len(_labels(screen)) == 10)
    rest = [Money(-7_000)]
    qtbot.waitUntil(
        lambda: rest == [e.fact.amount for e in screen.on_hand.read if "PAPETERIE" in e.fact.label]
    )


def test_a_scanned_number_goes_to_its_line_and_its_proposal(screen: MatchScreen) -> None:
    taken = screen.on_scan(scan_of_text("INA2026-000003", utc_now()))

    line = screen.list.current()
    assert taken
    assert line is not None
    assert "Cigales" in line.fact.label


def test_letters_that_mean_nothing_go_nowhere(screen: MatchScreen, keys: Keys) -> None:
    before = screen.list.currentIndex().row()

    keys.type("vspb")

    assert screen.list.currentIndex().row() == before
    assert QApplication.activePopupWidget() is None


def test_only_what_comes_in_is_shown_and_accepted(
    qtbot: QtBot, screen: MatchScreen, shop_file: Database
) -> None:
    screen.header.way.choose("in")
    screen._show_lines()
    assert len(_labels(screen)) == 6

    screen._on_sure()

    _settled(qtbot, screen, 5)
    assert "VIR LOYER SCI TILLEULS" in _waiting(shop_file)


def test_a_matched_line_is_seen_again_and_undone(
    qtbot: QtBot, screen: MatchScreen, keys: Keys, shop_file: Database
) -> None:
    keys.press(Qt.Key.Key_Return, held=CTRL)
    _settled(qtbot, screen, 4)
    screen.header.strip.tabs.choose("matched")
    qtbot.waitUntil(lambda: len(_labels(screen)) == 6)
    screen.list.setFocus()
    assert screen.panel.chip.text() == "Rapprochée"

    keys.press(Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: len(_labels(screen)) == 5)
    assert len(_waiting(shop_file)) == 5


def test_what_changed_meanwhile_is_refused_and_the_line_is_back(
    qtbot: QtBot, screen: MatchScreen, keys: Keys, shop_file: Database
) -> None:
    keys.go_to("Spa Bleu")
    proposal = screen._proposal()
    assert proposal is not None
    screen.deeds.accept(proposal, by_hand=False)
    _settled(qtbot, screen, 9)

    screen._accept(proposal, by_hand=False)

    qtbot.waitUntil(lambda: not screen.on_hand.gone)
    with shop_file.read() as session:
        assert session.query(CashMatch).count() == 1


def test_every_letter_of_the_menu_is_of_one_category(keys: Keys) -> None:
    keys.press(Qt.Key.Key_C)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)

    letters = [each.text()[1] for each in menu.actions()]
    menu.close()

    assert len(set(letters)) == len(letters)


def test_everything_can_be_reached_and_has_a_name(screen: MatchScreen) -> None:
    assert faults(screen) == []
