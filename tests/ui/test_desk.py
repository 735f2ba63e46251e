import gc
import logging
import threading
import time

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.errors import CancelledError, DeskError, UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.desk_progress import DeskProgress, ProgressSeen
from merchant_desk.ui.latest_question import LatestQuestion
from tests.conftest import STATION
from tests.ui.things import Things, add_thing, break_down, refuse


class Receiver(QObject):
    """Takes answers, and notes in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.errors: list[DeskError] = []
        self.threads: list[int] = []

    def take(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.append(threading.get_ident())

    def take_error(self, error: DeskError) -> None:
        self.errors.append(error)


class Told(QObject):
    """Hears everything the desk says."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.said: list[tuple[str, ...]] = []
        self.changes: list[frozenset[str]] = []
        self.seen: list[ProgressSeen] = []
        self.threads: set[int] = set()
        desk.refused.connect(self._on_refused)
        desk.unavailable.connect(self._on_unavailable)
        desk.crashed.connect(self._on_crashed)
        desk.changed.connect(self._on_changed)
        desk.progress.connect(self._on_progress)

    def _on_refused(self, title: str, advice: str) -> None:
        self.said.append(("refused", title, advice))

    def _on_unavailable(self, title: str, advice: str) -> None:
        self.said.append(("unavailable", title, advice))

    def _on_crashed(self, what: str, report: str) -> None:
        self.said.append(("crashed", what, report))

    def _on_changed(self, tables: frozenset[str]) -> None:
        self.changes.append(tables)
        self.threads.add(threading.get_ident())

    def _on_progress(self, seen: ProgressSeen) -> None:
        self.seen.append(seen)
        self.threads.add(threading.get_ident())


def test_an_answer_comes_back_in_the_thread_of_the_window(qtbot: QtBot, desk: Desk) -> None:
    receiver = Receiver()

    desk.write(receiver.take, add_thing, 7)
    desk.read(receiver.take, Things().count)
    desk.network(receiver.take, str.upper, "relevé")

    qtbot.waitUntil(lambda: len(receiver.answers) == 3)
    assert 7 in receiver.answers
    assert "RELEVÉ" in receiver.answers
    assert set(receiver.threads) == {threading.get_ident()}


def test_a_write_made_from_a_network_thread_is_announced_in_the_thread_of_the_window(
    qtbot: QtBot, desk: Desk, lanes: Lanes
) -> None:
    told = Told(desk)

    def pull() -> int:
        return lanes.write(add_thing, 1).result()

    desk.network(None, pull)

    qtbot.waitUntil(lambda: bool(told.changes))
    assert told.changes == [frozenset({"thing"})]
    assert told.threads == {threading.get_ident()}


def test_the_change_is_announced_before_the_answer(qtbot: QtBot, desk: Desk) -> None:
    order: list[str] = []

    class Listener(QObject):
        def changed(self, _tables: frozenset[str]) -> None:
            order.append("changed")

        def answered(self, _number: int) -> None:
            order.append("answered")

    listener = Listener()
    desk.changed.connect(listener.changed)
    desk.write(listener.answered, add_thing, 1)

    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["changed", "answered"]


def test_a_receiver_that_is_no_bound_method_of_a_qobject_is_refused(desk: Desk) -> None:
    with pytest.raises(TypeError, match="bound method of a QObject"):
        desk.read(print, Things().count)


def test_an_answer_for_a_deleted_receiver_is_dropped(qtbot: QtBot, desk: Desk) -> None:
    told, receiver, later = Told(desk), Receiver(), Receiver()
    answers = receiver.answers

    desk.read(receiver.take, Things().count)
    shiboken6.delete(receiver)
    gc.collect()
    desk.read(later.take, Things().count)

    qtbot.waitUntil(lambda: bool(later.answers))
    assert answers == []
    assert told.said == []


def test_a_cancelled_question_gets_no_answer(qtbot: QtBot, desk: Desk) -> None:
    receiver, later = Receiver(), Receiver()

    desk.read(receiver.take, Things().count).cancel()
    desk.read(later.take, Things().count)
    desk.read(later.take, Things().count)

    qtbot.waitUntil(lambda: len(later.answers) == 2)
    assert receiver.answers == []


def test_a_refusal_is_told_with_its_advice(qtbot: QtBot, desk: Desk) -> None:
    told, receiver = Told(desk), Receiver()

    desk.write(receiver.take, refuse)

    qtbot.waitUntil(lambda: bool(told.said))
    advice = "Choisissez un autre numéro."
    assert told.said == [("refused", "La chose n’a pas été ajoutée.", advice)]
    assert receiver.answers == []


def test_a_screen_that_shows_refusals_itself_gets_them_alone(qtbot: QtBot, desk: Desk) -> None:
    told, receiver = Told(desk), Receiver()

    desk.write(receiver.take, refuse).or_else(receiver.take_error)

    qtbot.waitUntil(lambda: bool(receiver.errors))
    assert receiver.errors[0].title == "La chose n’a pas été ajoutée."
    assert told.said == []


def test_trouble_outside_is_told_apart_from_a_refusal(qtbot: QtBot, desk: Desk) -> None:
    told = Told(desk)

    def no_network() -> None:
        raise UnavailableError("Les commandes n’ont pas été relevées.", "Vérifiez le réseau.")

    desk.network(None, no_network)

    qtbot.waitUntil(lambda: bool(told.said))
    assert told.said[0][0] == "unavailable"


def test_work_she_stopped_says_nothing(qtbot: QtBot, desk: Desk) -> None:
    told, later = Told(desk), Receiver()

    def stopped() -> None:
        raise CancelledError

    desk.network(None, stopped).or_else(later.take_error)
    desk.network(later.take, str.upper, "a")

    qtbot.waitUntil(lambda: bool(later.answers))
    qtbot.wait(20)
    assert told.said == []


def test_an_unknown_error_is_reported_without_what_it_said(
    qtbot: QtBot, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    told, receiver = Told(desk), Receiver()

    desk.write(receiver.take, break_down, "12 rue des Lilas, Camille Roux")

    qtbot.waitUntil(lambda: bool(told.said))
    kind, what, report = told.said[0]
    assert (kind, what) == ("crashed", "break_down")
    assert "ValueError" in report
    assert "break_down" in report
    assert "Lilas" not in report
    assert "Lilas" not in caplog.text
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_the_desk_still_answers_after_an_unknown_error(
    qtbot: QtBot, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    receiver = Receiver()

    desk.write(receiver.take, break_down, "x")
    desk.write(receiver.take, add_thing, 3)

    qtbot.waitUntil(lambda: bool(receiver.answers))
    assert receiver.answers == [3]
    assert caplog.records


def test_every_gesture_says_who_where_and_when(desk: Desk) -> None:
    desk.chosen_person = "Camille"

    gesture = desk.gesture()

    assert (gesture.person, gesture.station_id) == ("Camille", STATION)
    assert gesture.at.tzinfo is not None


def test_long_work_is_shown_after_a_while_and_can_be_stopped(qtbot: QtBot, desk: Desk) -> None:
    told, receiver = Told(desk), Receiver()
    progress = desk.new_progress()

    def long_work(progress: DeskProgress) -> int:
        for done in range(1000):
            progress.report(done, 1000, "Commandes relevées")
            progress.check_cancelled()
            threading.Event().wait(0.01)
        return 1000

    began = time.monotonic()
    desk.network(receiver.take, long_work, progress)
    progress.report(0, 1000, "trop tôt")
    qtbot.waitUntil(lambda: bool(told.seen))
    waited = time.monotonic() - began
    desk.stop_tasks()
    qtbot.wait(60)
    progress.end()
    qtbot.waitUntil(lambda: told.seen[-1].over)

    assert receiver.answers == []
    assert (told.seen[0].label, told.seen[0].done > 0) == ("Commandes relevées", True)
    assert waited > 0.3
    assert told.threads == {threading.get_ident()}


def test_only_the_latest_question_is_answered(qtbot: QtBot, desk: Desk) -> None:
    receiver, question, held = Receiver(), LatestQuestion(desk), threading.Event()

    def answer(_session: Session, word: str) -> str:
        if word == "first":
            held.wait(20)
        return word

    question.ask(receiver.take, answer, "first")
    question.ask(receiver.take, answer, "second")
    qtbot.waitUntil(lambda: bool(receiver.answers))
    held.set()
    qtbot.wait(60)

    assert receiver.answers == ["second"]


def test_a_question_that_is_forgotten_is_not_answered(qtbot: QtBot, desk: Desk) -> None:
    receiver, question = Receiver(), LatestQuestion(desk)

    question.ask(receiver.take, Things().count)
    question.forget()
    desk.read(receiver.take, Things().ids)
    qtbot.waitUntil(lambda: bool(receiver.answers))

    assert receiver.answers == [[]]


def test_a_frozen_question_is_named_in_the_report(qtbot: QtBot, desk: Desk) -> None:
    told = Told(desk)

    class Wrong:
        def count(self, session: Session) -> int:
            raise KeyError(session)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(logging.getLogger("merchant_desk.ui.desk"), "disabled", True)
        desk.read(None, Wrong().count)
        qtbot.waitUntil(lambda: bool(told.said))

    assert told.said[0][1].endswith("Wrong.count")
