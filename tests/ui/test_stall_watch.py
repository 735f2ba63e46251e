import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.ui.stall_watch import StallWatch


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[StallWatch]:
    made = StallWatch()
    made.start()
    qtbot.wait(40)
    yield made
    made.stop()


def _dawdle(seconds: float) -> None:
    time.sleep(seconds)


def test_a_stall_is_reported_with_what_the_window_was_doing(
    qtbot: QtBot, watch: StallWatch, caplog: pytest.LogCaptureFixture
) -> None:
    _dawdle(0.15)
    qtbot.wait(40)

    assert 0.1 < watch.worst[0].seconds < 1
    assert "_dawdle" in watch.worst[0].stack
    assert "window stood still" in caplog.text


def test_the_worst_stall_comes_first(qtbot: QtBot, watch: StallWatch) -> None:
    for seconds in (0.08, 0.2, 0.1):
        _dawdle(seconds)
        qtbot.wait(30)

    worst = [stall.seconds for stall in watch.worst]
    assert worst == sorted(worst, reverse=True)
    assert worst[0] > 0.15


def test_the_first_building_of_a_screen_is_excused(qtbot: QtBot, watch: StallWatch) -> None:
    with watch.excused():
        _dawdle(0.3)
    qtbot.wait(40)

    assert all(stall.seconds < 0.2 for stall in watch.worst)


@pytest.mark.usefixtures("qapp")
def test_a_stopped_watch_leaves_no_thread() -> None:
    watch = StallWatch()
    watch.start()

    watch.stop()

    assert not watch._listener.is_alive()
