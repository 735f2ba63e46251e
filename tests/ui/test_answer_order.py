"""Two readers work at once: what was asked last is what stays on the screen."""

import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.errors import DeskError
from merchant_desk.ui.desk import Desk

_LONGEST = 10


class Page(QObject):
    """A page that shows what it was told last."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.beside: list[str] = []

    def show_answer(self, answer: str) -> None:
        self.shown.append(answer)

    def show_beside(self, answer: str) -> None:
        self.beside.append(answer)

    def show_refusal(self, error: DeskError) -> None:
        self.shown.append(error.title)


class Faulty(Page):
    """A page that cannot show what was before."""

    def show_answer(self, answer: str) -> None:
        if answer == "before":
            raise ValueError(answer)
        super().show_answer(answer)


class Slow:
    """A question that one reader is long over."""

    def __init__(self, answer: str = "before") -> None:
        self.answer = answer
        self.begun = threading.Event()
        self.end = threading.Event()

    def query(self, _session: Session) -> str:
        self.begun.set()
        assert self.end.wait(_LONGEST)
        return self.answer

    def refused(self, session: Session) -> str:
        raise DeskError(self.query(session), "")


def _said(_session: Session, words: str) -> str:
    return words


def _asked_and_answered(qtbot: QtBot, desk: Desk, page: Page) -> None:
    """Ask for what stands beside: once it is there, the other reader has done all the rest."""
    seen = len(page.beside)
    desk.read(page.show_beside, _said, "beside")
    qtbot.waitUntil(lambda: len(page.beside) > seen)


def test_an_older_answer_never_replaces_a_newer_one(qtbot: QtBot, desk: Desk) -> None:
    page, slow = Page(), Slow()

    desk.read(page.show_answer, slow.query)
    assert slow.begun.wait(_LONGEST)
    desk.read(page.show_answer, _said, "after")
    _asked_and_answered(qtbot, desk, page)
    slow.end.set()

    qtbot.waitUntil(lambda: len(page.shown) == 2)
    assert page.shown == ["before", "after"]


def test_a_refusal_keeps_its_place_too(qtbot: QtBot, desk: Desk) -> None:
    page, slow = Page(), Slow("refused")

    desk.read(page.show_answer, slow.refused).or_else(page.show_refusal)
    assert slow.begun.wait(_LONGEST)
    desk.read(page.show_answer, _said, "after")
    _asked_and_answered(qtbot, desk, page)
    slow.end.set()

    qtbot.waitUntil(lambda: len(page.shown) == 2)
    assert page.shown == ["refused", "after"]


def test_no_answer_waits_for_a_question_that_no_one_asks_any_more(qtbot: QtBot, desk: Desk) -> None:
    page, slow = Page(), Slow()

    given_up = desk.read(page.show_answer, slow.query)
    assert slow.begun.wait(_LONGEST)
    given_up.cancel()
    desk.read(page.show_answer, _said, "after")

    qtbot.waitUntil(lambda: page.shown == ["after"])
    slow.end.set()
    _asked_and_answered(qtbot, desk, page)
    assert page.shown == ["after"]


def test_pages_and_parts_of_a_page_do_not_wait_for_each_other(qtbot: QtBot, desk: Desk) -> None:
    page, other, slow = Page(), Page(), Slow()

    desk.read(page.show_answer, slow.query)
    assert slow.begun.wait(_LONGEST)
    desk.read(page.show_beside, _said, "the other part")
    desk.read(other.show_answer, _said, "the other page")

    qtbot.waitUntil(lambda: page.beside == ["the other part"])
    qtbot.waitUntil(lambda: other.shown == ["the other page"])
    assert page.shown == []
    slow.end.set()
    qtbot.waitUntil(lambda: page.shown == ["before"])


def test_a_fault_of_a_page_in_one_answer_does_not_keep_back_the_next(
    qtbot: QtBot, desk: Desk
) -> None:
    page, slow = Faulty(), Slow()

    desk.read(page.show_answer, slow.query)
    assert slow.begun.wait(_LONGEST)
    desk.read(page.show_answer, _said, "after")
    _asked_and_answered(qtbot, desk, page)
    with qtbot.captureExceptions() as faults:
        slow.end.set()
        qtbot.waitUntil(lambda: page.shown == ["after"])

    assert [str(fault[1]) for fault in faults] == ["before"]
