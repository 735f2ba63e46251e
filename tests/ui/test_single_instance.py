import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.errors import UnavailableError
from merchant_desk.ui.single_instance import SingleInstance

_SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from merchant_desk.ui.single_instance import SingleInstance
app = QCoreApplication([])
sys.exit(0 if SingleInstance(Path(sys.argv[1])).first() else 7)
"""
_ROOT = Path(__file__).resolve().parents[2]


def _second_start(folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", _SECOND, str(folder)], cwd=_ROOT)  # noqa: S603 - our own few lines


def test_a_second_start_raises_the_first_window_and_ends(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.first()
    first.listen()

    with qtbot.waitSignal(first.raised, timeout=20_000):
        second = _second_start(tmp_path)

    assert second.wait(20) == 7
    first.release()


@pytest.mark.usefixtures("qapp")
def test_another_folder_is_another_shop(tmp_path: Path) -> None:
    first, other = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")

    assert first.first()
    assert other.first()
    first.release()
    other.release()


@pytest.mark.usefixtures("qapp")
def test_a_released_folder_can_be_opened_again(tmp_path: Path) -> None:
    first, again = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.first()

    first.release()

    assert again.first()
    again.release()


@pytest.mark.usefixtures("qapp")
def test_a_lock_left_by_a_killed_start_does_not_lock_her_out(tmp_path: Path) -> None:
    killed = _SECOND.replace("sys.exit(", "import os\nok = (").replace(
        "else 7)", "else 7)\nos._exit(ok)"
    )
    subprocess.run([sys.executable, "-c", killed, str(tmp_path)], cwd=_ROOT, check=True)  # noqa: S603 - our own few lines

    again = SingleInstance(tmp_path)

    assert again.first()
    again.release()


@pytest.mark.usefixtures("qapp")
def test_a_lock_left_under_the_number_this_start_has_now_is_a_dead_ones(tmp_path: Path) -> None:
    left = SingleInstance(tmp_path)
    assert left.hold()
    lock = tmp_path / "merchant-desk.lock"
    body = lock.read_bytes()
    left.release()
    lock.write_bytes(body)  # as a killed one leaves it, and the system gives its number again

    assert SingleInstance(tmp_path, patience_ms=200).first()


def test_a_second_start_waits_for_a_first_that_still_paints(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.first()
    second = _second_start(tmp_path)
    qtbot.wait(300)  # the second has found the lock, and nobody who listens
    assert second.poll() is None

    with qtbot.waitSignal(first.raised, timeout=20_000):
        first.listen()

    assert second.wait(20) == 7
    first.release()


def test_a_second_start_takes_the_folder_of_a_first_that_ends_meanwhile(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first = SingleInstance(tmp_path)
    assert first.first()
    second = _second_start(tmp_path)
    qtbot.wait(300)
    assert second.poll() is None

    first.release()

    assert second.wait(20) == 0


@pytest.mark.usefixtures("qapp")
def test_a_first_window_that_cannot_be_called_is_told(tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path, patience_ms=200)
    assert first.first()

    with pytest.raises(UnavailableError) as told:
        second.first()

    assert "déjà ouverte" in told.value.title
    assert str(tmp_path) in told.value.advice
    first.release()


@pytest.mark.usefixtures("qapp")
def test_a_first_window_that_hangs_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("merchant_desk.ui.single_instance._ANSWER_MS", 200)
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.first()
    first.listen()

    with pytest.raises(UnavailableError) as told:  # the same thread: nobody turns the loop
        second.first()

    assert "ne répond pas" in told.value.title
    first.release()


@pytest.mark.usefixtures("qapp")
def test_a_folder_where_no_lock_can_be_left_is_told_and_not_taken_for_an_open_window(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "shop"
    second = SingleInstance(folder)
    folder.rmdir()  # whoever tests may be root, whom no rights stop

    with pytest.raises(UnavailableError) as told:
        second.first()

    assert "écrire" in told.value.title


def test_a_start_that_comes_while_the_first_closes_waits_for_the_folder(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first = SingleInstance(tmp_path)
    assert first.first()
    first.listen()
    server = first._server
    assert server is not None
    server.newConnection.disconnect()  # its window no longer answers: what is left is to close
    with qtbot.waitSignal(server.newConnection, timeout=20_000):
        second = _second_start(tmp_path)

    first.stop_listening()
    qtbot.wait(300)
    assert second.poll() is None
    first.release()

    assert second.wait(20) == 0
