"""The check on what tests leave running sees a thread, a pool and a timer."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from tests.leaks import nothing_left_running


def test_a_thread_left_behind_is_named() -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait, name="forgotten")

    with pytest.raises(AssertionError, match="thread forgotten"), nothing_left_running(0.05):
        thread.start()

    over.set()
    thread.join()


def test_a_pool_left_open_is_named() -> None:
    pool = ThreadPoolExecutor(1, thread_name_prefix="open pool")

    with pytest.raises(AssertionError, match="open pool"), nothing_left_running(0.05):
        pool.submit(int).result()

    pool.shutdown()


def test_a_timer_that_still_ticks_is_named_with_its_owner(qapp: QApplication) -> None:
    owner = QObject(qapp)
    timer = QTimer(owner, interval=60_000)

    with pytest.raises(AssertionError, match="timer of QObject"), nothing_left_running(0.05):
        timer.start()

    timer.stop()
    owner.deleteLater()


def test_what_ends_in_time_is_no_leak(qapp: QApplication) -> None:
    assert qapp is not None
    seen: list[str] = []

    with nothing_left_running():
        thread = threading.Thread(target=seen.append, args=("ran",))
        thread.start()
        timer = QTimer(interval=1, singleShot=True)
        timer.timeout.connect(timer.stop)
        timer.start()

    assert seen == ["ran"]
    assert not timer.isActive()
