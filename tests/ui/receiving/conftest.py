"""The window over a small shop whose soap is soldé, and a scanner to hold."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.operations.save_product import note_price
from merchant_desk.rules.promotion_draft import Pricing, PromotionDraft
from merchant_desk.ui import desk as desk_module
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.theme import Theme
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import id_text
from merchant_desk.values.key_layouts import KeySystem
from merchant_desk.values.money import Money
from tests.makers import make_profile
from tests.operations.plan_anyway import plan_anyway
from tests.ui.fake_scanner import FakeScanner
from tests.ui.packing.bench_room import Heard, NamedSounds
from tests.ui.products.conftest import Stocked, desk, lanes, shop_file, stocked, window
from tests.ui.scanner_desk import watching

__all__ = ["desk", "lanes", "shop_file", "stocked", "window"]

DURING = datetime(2027, 1, 15, 10, tzinfo=UTC)
AFTER = datetime(2027, 2, 3, 10, tzinfo=UTC)


@pytest.fixture
def shell(theme: Theme) -> Shell:
    sounds = NamedSounds(Heard([]))
    return Shell(theme, Scanner(sounds, system=KeySystem.LINUX), sounds, Services())


@pytest.fixture
def scanner(qtbot: QtBot, window: MainWindow) -> Iterator[FakeScanner]:
    with watching(window._shell.scanner):
        window._shell.scanner.install_on(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        yield FakeScanner(window)


@pytest.fixture
def winter(
    shop_file: Database, stocked: Stocked, gesture: Gesture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Soldes of the soap from 6 January to 2 February, and a clock in their midst."""
    with shop_file.write() as session:
        make_profile(session)
        opened = replace(gesture, at=datetime(2026, 1, 1, 8, tzinfo=UTC))
        note_price(session, opened, stocked.soap, Money(590), "desk")
        draft = PromotionDraft(
            title="Soldes d’hiver",
            kind="soldes",
            starts_at=datetime(2027, 1, 6, 7, tzinfo=UTC),
            ends_at=datetime(2027, 2, 2, 22, 59, tzinfo=UTC),
            products=(id_text(stocked.soap),),
            pricing=Pricing(by="percent", value=2000),
        )
        plan_anyway(session, gesture, draft)
    monkeypatch.setattr(desk_module, "utc_now", lambda: DURING)
