"""A start on a file that no longer opens: the last good copy is offered, nothing is thrown away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.app.folder import FILE_NAME
from merchant_desk.app.home import back_up_daily, open_home
from merchant_desk.app.window import REFUSED, Start
from merchant_desk.models.product import Product
from tests.makers import make_product

_RUIN = b"nothing of a database " * 300


class Boxes:
    """What Qt's own boxes were asked to say, and the button somebody presses."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.press = QMessageBox.StandardButton.Yes
        self.questions: list[str] = []
        self.complaints: list[str] = []
        monkeypatch.setattr(QMessageBox, "question", self._ask)
        monkeypatch.setattr(QMessageBox, "critical", self._complain)

    def _ask(self, _parent: object, _title: str, text: str) -> QMessageBox.StandardButton:
        self.questions.append(text)
        return self.press

    def _complain(self, _parent: object, _title: str, text: str) -> None:
        self.complaints.append(text)


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> Boxes:
    return Boxes(monkeypatch)


@pytest.fixture
def ruined(tmp_path: Path) -> Path:
    """A folder with a copy that holds a soap, and a file that is no database any more."""
    folder = tmp_path / "data"
    home = open_home(folder, {})
    home.lanes.write(make_product).result()
    assert back_up_daily(home)
    home.close()
    (folder / FILE_NAME).write_bytes(_RUIN)
    return folder


@pytest.fixture
def left_with(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The codes it left with; were it really left, no event loop of a later test would turn."""
    codes: list[int] = []
    monkeypatch.setattr(QApplication, "exit", codes.append)
    return codes


@pytest.fixture
def start(qapp: QApplication, ruined: Path, boxes: Boxes, left_with: list[int]) -> Iterator[Start]:
    assert (boxes.questions, left_with) == ([], [])
    started = Start(qapp, ruined)
    yield started
    started.host.close()
    started.finish()


def test_the_shop_opens_on_its_last_good_copy_and_the_broken_file_is_kept(
    qtbot: QtBot, start: Start, boxes: Boxes, ruined: Path
) -> None:
    qtbot.waitUntil(lambda: start._program is not None, timeout=20_000)

    assert start._program is not None
    with start._program.home.database.read() as session:
        assert session.scalars(select(Product.sku)).all() == ["SAV-LAV-100"]
    assert len(boxes.questions) == 1
    assert "Dernière bonne copie" in boxes.questions[0]
    assert boxes.complaints == []
    assert _RUIN in [path.read_bytes() for path in ruined.rglob("*") if path.is_file()]


def test_who_declines_the_copy_keeps_everything_as_it_is(
    qtbot: QtBot, start: Start, boxes: Boxes, left_with: list[int], ruined: Path
) -> None:
    boxes.press = QMessageBox.StandardButton.No

    qtbot.waitUntil(lambda: len(boxes.complaints) == 1, timeout=20_000)
    assert left_with == [REFUSED]

    assert len(boxes.questions) == 1
    assert (ruined / FILE_NAME).read_bytes() == _RUIN
    assert start._program is None
