"""What is thrown away is looked for in the window's thread alone."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.ui.collector import Collector


class _Cycle(QObject):
    """Something of a closed page that only the collector finds."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def collected() -> Iterator[list[str]]:
    """The threads in which Python looked for cycles."""
    threads: list[str] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            threads.append(threading.current_thread().name)

    gc.enable()
    gc.callbacks.append(note)
    yield threads
    gc.callbacks.remove(note)
    gc.disable()


def _make_cycles(_session: Session) -> int:
    made = []
    for _number in range(20_000):
        cycle: list[object] = []
        cycle.append(cycle)
        made.append(1)
    return len(made)


def test_left_to_itself_python_collects_in_a_lane(lanes: Lanes, collected: list[str]) -> None:
    lanes.read(_make_cycles).result()

    assert any(name.startswith("reader") for name in collected)


def test_with_a_window_nothing_is_collected_in_a_lane(
    qtbot: QtBot, lanes: Lanes, collected: list[str]
) -> None:
    collector = Collector()
    collector.start()

    gone: list[int] = []
    _Cycle().destroyed.connect(lambda: gone.append(threading.get_ident()))
    for _time in range(4):
        lanes.read(_make_cycles).result()
        lanes.write(_make_cycles).result()
    qtbot.waitUntil(lambda: bool(collected))
    collector.stop()

    assert set(collected) == {"MainThread"}
    gc.collect()
    assert gone == [threading.get_ident()]


@pytest.mark.usefixtures("qapp")
def test_stopped_it_leaves_the_looking_to_python_again() -> None:
    was_on = gc.isenabled()
    gc.enable()
    collector = Collector()
    collector.start()
    assert not gc.isenabled()

    collector.stop()

    assert gc.isenabled()
    if not was_on:
        gc.disable()
