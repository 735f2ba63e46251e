"""The log beside the data: what helps is in it, nobody is, and it stands in nobody's way."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from merchant_desk.app import logs as logs_module
from merchant_desk.app.commands import run_command
from merchant_desk.app.folder import FILE_NAME
from merchant_desk.app.home import open_home
from merchant_desk.app.last_words import FILE, LastWords
from merchant_desk.app.logs import WINDOW, kept_logs
from merchant_desk.app.notes import Notes
from merchant_desk.app.plain_log import without_person
from merchant_desk.app.window import CRASHED, Start
from merchant_desk.ui.desk import Desk, Session
from merchant_desk.values.log_folder import LOG_FOLDER

OURS = logging.getLogger("merchant_desk.trial")
NAME, MAIL = "Bourdieu-Vasseur", "marthe@bourdieu.example"


def said(folder: Path, name: str = WINDOW) -> str:
    return (folder / LOG_FOLDER / f"{name}.log").read_text("utf-8")


def test_our_words_their_fields_and_the_place_of_an_error_are_kept(tmp_path: Path) -> None:
    with kept_logs(tmp_path, WINDOW):
        try:
            int(NAME)
        except ValueError:
            OURS.warning("not taken in", extra={"record": 7}, exc_info=True)

    text = said(tmp_path)
    assert "WARNING merchant_desk.trial: not taken in record=7\n    builtins.ValueError\n" in text
    assert "test_logs.py" in text
    assert NAME not in text


def test_what_a_library_says_is_kept_without_what_it_was_given(tmp_path: Path) -> None:
    theirs = logging.getLogger("somebody.else")
    with kept_logs(tmp_path, WINDOW):
        theirs.warning("Retrying %s for %s", 3, NAME)
        theirs.warning(f"cannot read {NAME}")
        theirs.info("noise")

    text = said(tmp_path)
    assert "somebody.else: Retrying %s for %s\n" in text
    assert "somebody.else: (test_logs:" in text
    assert NAME not in text
    assert "noise" not in text


def test_a_text_from_outside_begins_no_line_and_holds_nobody_up(tmp_path: Path) -> None:
    forged = "x\r2026-01-01 CRITICAL y\u20282026-01-02 z\x1b[31m"
    with kept_logs(tmp_path, WINDOW):
        OURS.info("told", extra={"by": forged})
        OURS.info("long", extra={"by": "A" * 2_000_000})

    kept = said(tmp_path)
    assert len(kept) < 30_000
    assert [line.split()[1] for line in kept.splitlines()] == ["INFO", "INFO"]
    assert "\x1b" not in kept


def test_keys_addresses_and_her_own_folder_are_blotted_out() -> None:
    text = without_person(f"{Path.home()}/x https://u:p@a.fr?ck=1&secret=abc {MAIL} ck_0123456789")

    assert text == "~/x https://***@a.fr?ck=1&secret=*** *** ***"


def test_the_log_turns_over_before_it_is_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs_module, "_LARGEST", 2_000)
    with kept_logs(tmp_path, WINDOW):
        for rank in range(400):
            OURS.info("a line of some length", extra={"rank": rank})

    files = sorted((tmp_path / LOG_FOLDER).iterdir())
    assert [each.name for each in files] == [
        "fenetre.log",
        *(f"fenetre.log.{n}" for n in (1, 2, 3)),
    ]
    assert all(each.stat().st_size <= 2_000 for each in files)
    assert "rank=399" in said(tmp_path)


@pytest.mark.parametrize("harm", ["a file in its place", "no turning over"])
def test_a_log_that_cannot_be_kept_stops_nothing(
    tmp_path: Path, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if harm == "no turning over":
        monkeypatch.setattr(logs_module, "_LARGEST", 10)
        (tmp_path / LOG_FOLDER / "fenetre.log.1" / "held").mkdir(parents=True)
    else:
        (tmp_path / LOG_FOLDER).write_bytes(b"")
    with kept_logs(tmp_path, WINDOW):
        OURS.info("one")
        OURS.info("two")

    if harm == "no turning over":
        assert "two" in said(tmp_path)


def test_a_command_notes_trouble_alone_and_in_a_file_of_its_own(
    tmp_path: Path, empty_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copyfile(empty_file, tmp_path / FILE_NAME)
    assert run_command(["shop", "list", "--data", str(tmp_path)]) == 0
    assert list((tmp_path / LOG_FOLDER).iterdir()) == []
    assert capsys.readouterr().err == ""
    name = logs_module.command_name()

    with (
        pytest.raises(ZeroDivisionError),
        kept_logs(tmp_path, name, logging.WARNING),
    ):
        _ = 1 // len("")

    assert "CRITICAL" in said(tmp_path, name)
    assert "ZeroDivisionError" in said(tmp_path, name)


def test_only_the_last_commands_are_kept(tmp_path: Path) -> None:
    place = tmp_path / LOG_FOLDER
    place.mkdir()
    for rank in range(30):
        (place / f"commande-{rank}.log").write_bytes(b"x")

    with kept_logs(tmp_path, WINDOW):
        pass

    assert len(list(place.glob("commande-*"))) == 20


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Notes]:
    made = Notes(tmp_path)
    yield made
    made.end()


def test_what_qt_says_is_noted_without_what_it_quotes(
    qapp: QApplication, notes: Notes, tmp_path: Path
) -> None:
    assert qapp is not None
    before = qInstallMessageHandler(None)
    try:
        notes.begin()
        qWarning(f'QString::arg: "{NAME}" is too much')
        notes.end()
    finally:
        qInstallMessageHandler(before)

    assert "WARNING merchant_desk.qt: Qt words=QString::arg: … is too much" in said(tmp_path)


@pytest.mark.parametrize(
    ("left", "told"),
    [
        ("Fatal Python error: Segmentation fault\n\n  File x.py", True),
        ("Windows fatal exception: access violation\n", True),
        ("Windows fatal exception: code 0x8001010d\n", False),
        ("", False),
    ],
)
def test_a_run_that_ended_by_a_fault_is_told_at_the_next_start(
    tmp_path: Path, left: str, *, told: bool
) -> None:
    (tmp_path / FILE).write_text(left, encoding="utf-8")
    words = LastWords(tmp_path)

    report = words.begin()
    words.end()

    assert report == (left if told else "")
    assert not (tmp_path / FILE).exists()


def test_an_error_nobody_expected_before_the_desk_is_there_is_told(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_folder: Path) -> None:
        raise KeyError(NAME)

    left: list[int] = []
    boxes: list[QMessageBox] = []

    def seen(box: QMessageBox) -> None:
        boxes.append(box)

    monkeypatch.setattr(QMessageBox, "exec", seen)
    monkeypatch.setattr("merchant_desk.app.home.open_home", broken)
    monkeypatch.setattr(QApplication, "exit", left.append)
    before = sys.excepthook
    start = Start(qapp, tmp_path)
    qtbot.addWidget(start.host)
    try:
        qtbot.waitUntil(lambda: left == [CRASHED], timeout=20_000)
    finally:
        start.finish()

    assert sys.excepthook is before
    assert "Vos données sont intactes" in boxes[0].informativeText()
    assert "KeyError" in boxes[0].detailedText()
    assert NAME not in boxes[0].detailedText()


def test_a_bug_met_by_a_gesture_is_noted_by_its_place_and_names_nobody(
    qtbot: QtBot, tmp_path: Path, empty_file: Path
) -> None:
    copyfile(empty_file, tmp_path / FILE_NAME)
    home = open_home(tmp_path, {})
    desk = Desk(home.lanes, home.station_id)
    with kept_logs(tmp_path, WINDOW), qtbot.waitSignal(desk.crashed):
        desk.write(None, _stumble, f"{NAME} {MAIL} ck_0123456789abcdef 12 rue des Simples")
    home.close()

    text = said(tmp_path)
    assert "unexpected error what=_stumble" in text
    assert "builtins.ValueError" in text
    for word in (NAME, MAIL, "ck_0123456789abcdef", "rue des Simples"):
        assert word not in text


def _stumble(_session: Session, buyer: str) -> None:
    raise ValueError(buyer)
