"""The sample shop: its whole path without a window, and every screen of it with one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from merchant_desk.app.demo_play import play
from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.app.demo_window import run_demo
from merchant_desk.app.program import Program
from merchant_desk.app.self_check import check_all
from merchant_desk.errors import RefusedError
from merchant_desk.ui.screens import SCREENS
from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.values.clock import utc_now
from tests.ui.accessibility import faults

SIZES = ((1093, 614), (1280, 720), (1440, 900), (1920, 1080))


@pytest.mark.journey
@pytest.mark.slow
def test_the_whole_path_holds_from_the_first_pull_to_the_last_push(tmp_path: Path) -> None:
    facts = play(tmp_path).facts()

    assert facts["off"] == []
    assert facts["counts"]["parcels"] >= facts["counts"]["wave_orders"] > 20
    assert facts["counts"]["tickets"] == 5  # four customers while offline, and one return
    assert facts["storefront"]["completed"] == facts["counts"]["parcels"]
    assert facts["storefront"]["stock_different"] == 0
    written = sorted(path.name for path in (tmp_path / "documents").glob("*.pdf"))
    assert written == sorted(facts["documents"])


def test_every_part_of_the_installation_answers(qapp: QApplication) -> None:
    assert qapp is not None

    report = check_all()

    assert report["ok"], report["checks"]


def test_the_sample_shop_never_opens_on_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "boutique.sqlite3").write_bytes(b"hers")

    with pytest.raises(RefusedError, match="pas vide"):
        run_demo(str(tmp_path))

    assert (tmp_path / "boutique.sqlite3").read_bytes() == b"hers"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoShop]:
    """The sample shop, pulled once."""
    sample = DemoShop(tmp_path_factory.mktemp("sample"), utc_now())
    sample.prepare()
    yield sample
    sample.storefront.stop()


@pytest.fixture(scope="module")
def program(qapp: QApplication, shop: DemoShop) -> Iterator[Program]:
    """Its window."""
    opened = Program(qapp, shop.home, Theme(qapp, Look(Mode.LIGHT, 100, True)), shop.secrets)
    opened.window.show()
    yield opened
    opened.window.close()
    opened.close()


@pytest.mark.parametrize("key", [spec.key for spec in SCREENS])
def test_every_screen_can_be_heard_and_reached(program: Program, key: str) -> None:
    program.window.resize(1280, 800)

    program.shell.navigate(key)
    QTest.qWait(400)

    assert faults(program.window) == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def _fits(program: Program, width: int, height: int) -> bool:
    """Tell whether the window may be so small; a page may lay itself out anew first."""

    for _wait in range(100):
        least = program.window.minimumSizeHint()
        if least.width() <= width and least.height() <= height:
            return True
        QTest.qWait(100)
    return False


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_screen_asks_for_more_room_than_there_is(
    program: Program, width: int, height: int
) -> None:
    for spec in SCREENS:
        program.window.resize(width, height)
        program.shell.navigate(spec.key)
        QTest.qWait(150)

        assert _fits(program, width, height), (spec.key, program.window.minimumSizeHint())


def test_a_window_made_small_again_keeps_its_size_on_every_screen(program: Program) -> None:
    program.window.resize(1920, 1080)
    for spec in SCREENS:
        program.shell.navigate(spec.key)
        QTest.qWait(30)
    for spec in SCREENS:
        program.window.resize(1093, 614)
        program.shell.navigate(spec.key)
        QTest.qWait(60)

        assert _fits(program, 1093, 614), (spec.key, program.window.minimumSizeHint())
        assert (program.window.width(), program.window.height()) == (1093, 614), spec.key


def test_a_message_above_the_page_leaves_every_screen_its_room(program: Program) -> None:
    said = "La copie de sauvegarde n’a pas été faite : le dossier n’est pas accessible."
    for spec in SCREENS:
        program.window.resize(1093, 614)
        program.shell.navigate(spec.key)
        program.shell.banner(said, "Branchez le disque, puis relancez la copie.")
        QTest.qWait(50)

        assert _fits(program, 1093, 614), (spec.key, program.window.minimumSizeHint())
