"""Synchronisation: one honest state a shop, what waits, what was refused, what left."""

import threading

import pytest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot
from sqlalchemy import update
from sqlalchemy.orm import Session

from merchant_desk.errors import UnavailableError
from merchant_desk.models.base import table
from merchant_desk.models.shop import Shop
from merchant_desk.operations.note_exchange import Exchanged, note_exchange
from merchant_desk.operations.note_levels import note_swept
from merchant_desk.operations.queue_message import queue_event
from merchant_desk.queries.messages import messages_in
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sync.screen import SyncScreen
from merchant_desk.ui.to_check.ways_out import Way
from merchant_desk.values.ids import ShopId, id_text
from merchant_desk.values.words import ExchangeKind, MessageState
from tests.makers import make_shop
from tests.ui.accessibility import faults
from tests.ui.sync.conftest import Kit


def test_without_a_shop_the_page_leads_to_connecting_one(
    qtbot: QtBot, screen: SyncScreen, shell: Shell
) -> None:
    gone: list[str] = []
    shell.navigated.connect(lambda key, _argument: gone.append(key))
    qtbot.waitUntil(screen.empty.isVisible)
    assert faults(screen) == []

    screen.empty.primary.emit()

    assert gone == ["settings"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (MessageState.WAITING, "1 en attente"),
        (MessageState.SENT, "À jour "),
        (MessageState.PARKED, "À jour "),
    ],
)
def test_the_card_says_the_one_thing_that_is_true(
    qtbot: QtBot, kit: Kit, state: MessageState, words: str
) -> None:
    kit.queue(state)

    qtbot.waitUntil(lambda: kit.card.state.text().startswith(words))
    qtbot.waitUntil(lambda: kit.card.refused.isVisible() is (state is MessageState.PARKED))


def test_trouble_is_told_with_what_to_do(qtbot: QtBot, kit: Kit) -> None:
    trouble = update(table(Shop)).values(problem="Clés refusées.", problem_advice="Changez-les.")

    kit.lanes.write(lambda session: session.execute(trouble)).result()

    qtbot.waitUntil(kit.card.banner.isVisible)
    assert kit.card.state.text() == "Problème"
    assert faults(kit.screen) == []


@pytest.mark.parametrize("tab", ["state", "waiting", "refused", "sent", "parity"])
def test_every_view_has_names_and_fits(qtbot: QtBot, kit: Kit, tab: str) -> None:
    kit.queue(MessageState.PARKED)
    kit.report()
    kit.screen.resize(1029, 550)

    kit.screen.arrive(tab=tab)
    qtbot.wait(200)

    assert faults(kit.screen) == []
    assert kit.screen.minimumSizeHint().width() <= 1029
    assert kit.screen.minimumSizeHint().height() <= 550


def _make_shop(session: Session, name: str) -> ShopId:
    return make_shop(session, name=name)


def test_a_shop_that_comes_later_is_seen_whole(qtbot: QtBot, kit: Kit) -> None:
    page = kit.screen.state_page
    area = page.findChildren(QScrollArea)[0]

    kit.lanes.write(_make_shop, "Deuxième boutique").result()

    qtbot.waitUntil(lambda: len(page.cards) == 2)
    last = list(page.cards.values())[-1]
    qtbot.waitUntil(lambda: last.isVisible() and last.geometry().bottom() < area.height())
    qtbot.waitUntil(lambda: area.geometry().bottom() < page.log.y())


def test_many_shops_leave_the_log_its_place(qtbot: QtBot, kit: Kit) -> None:
    page = kit.screen.state_page
    area = page.findChildren(QScrollArea)[0]

    for name in ("Halles", "Port", "Gare", "Plage"):
        kit.lanes.write(_make_shop, name).result()

    qtbot.waitUntil(lambda: len(page.cards) == 5)
    qtbot.waitUntil(lambda: area.height() > page.log.minimumSizeHint().height())
    qtbot.waitUntil(lambda: area.geometry().bottom() < page.log.y())


@pytest.mark.parametrize("what", ["exchange", "sweep", "compare"])
def test_each_button_of_the_card_asks_for_its_own_thing(qtbot: QtBot, kit: Kit, what: str) -> None:
    getattr(kit.card, what).click()

    qtbot.waitUntil(lambda: kit.outside.asked == [(what, kit.shop_id)])
    qtbot.waitUntil(lambda: kit.screen.runs.going(kit.shop_id) is None)
    assert len(kit.toasts) == 1


def test_what_goes_on_is_said_and_can_be_stopped(qtbot: QtBot, kit: Kit) -> None:
    kit.outside.held = threading.Event()
    kit.card.compare.click()
    assert kit.card.state.text() == "Comparaison en cours…"
    assert not kit.card.exchange.isVisible()

    kit.card.stop.click()

    qtbot.waitUntil(kit.card.exchange.isVisible)
    assert kit.toasts == ["Arrêté\u00a0: ce qui était fait est gardé"]


def test_a_shop_that_does_not_answer_is_told_in_the_banner(qtbot: QtBot, kit: Kit) -> None:
    kit.outside.trouble = UnavailableError("La boutique ne répond pas.", "Réessayez plus tard.")

    with qtbot.waitSignal(kit.shell.noticed) as noticed:
        kit.card.exchange.click()

    assert noticed.args[0].title == "La boutique ne répond pas."
    assert kit.screen.runs.going(kit.shop_id) is None


@pytest.mark.parametrize(
    ("way", "state"),
    [(Way.RETRY, MessageState.WAITING), (Way.DISCARD, MessageState.DROPPED)],
)
def test_a_refused_message_is_decided_on_its_card(
    qtbot: QtBot, kit: Kit, way: Way, state: MessageState
) -> None:
    kit.queue(MessageState.PARKED)
    kit.screen.arrive(tab="refused")
    qtbot.waitUntil(lambda: len(kit.screen.refused_page.cards) == 1)

    kit.screen.refused_page.cards[0].buttons[way].click()

    qtbot.waitUntil(lambda: kit.states() == [state])


def test_a_stock_that_left_is_sent_again(qtbot: QtBot, kit: Kit) -> None:
    kit.queue(MessageState.SENT)
    kit.screen.arrive(tab="sent")
    page = kit.screen.sent_page
    (message,) = kit.lanes.read(messages_in, MessageState.SENT).result()
    qtbot.waitUntil(lambda: page.table.select_id(message.message_id))
    qtbot.waitUntil(page.act.isEnabled)

    page.act.click()

    qtbot.waitUntil(lambda: kit.states() == [MessageState.WAITING])
    qtbot.waitUntil(lambda: kit.outside.pulls == 1)


def test_a_refund_that_left_is_never_sent_again(qtbot: QtBot, kit: Kit) -> None:
    subject = b"\x01" * 16
    kit.lanes.write(queue_event, kit.gesture, "refund", kit.shop_id, subject).result()
    kit.change({"state": MessageState.SENT, "sent_at": kit.gesture.at})
    kit.screen.arrive(tab="sent")
    page = kit.screen.sent_page
    (message,) = kit.lanes.read(messages_in, MessageState.SENT).result()

    qtbot.waitUntil(lambda: page.table.select_id(message.message_id))
    qtbot.wait(100)

    assert not page.act.isEnabled()


def test_what_waits_is_let_go_at_once(qtbot: QtBot, kit: Kit) -> None:
    kit.queue(MessageState.WAITING)
    kit.screen.arrive(tab="waiting")
    qtbot.waitUntil(kit.screen.waiting_page.act.isEnabled)

    kit.screen.waiting_page.act.click()

    qtbot.waitUntil(lambda: kit.outside.pulls == 1)
    assert kit.toasts == ["Les envois partent"]


def test_the_log_lists_what_was_exchanged(qtbot: QtBot, kit: Kit) -> None:
    done = Exchanged(kind=ExchangeKind.SWEEP, started_at=kit.gesture.at, requests=18)

    kit.lanes.write(note_exchange, kit.gesture, kit.shop_id, done).result()

    qtbot.waitUntil(lambda: kit.screen.state_page.log.row_count() == 1)
    kit.lanes.write(note_swept, kit.gesture, kit.shop_id).result()
    swept = kit.card.figures.all[4]
    qtbot.waitUntil(lambda: swept.note.text() == "18 demandes pour 1 article")
    assert swept.value.text() != "—"


def test_a_message_names_its_product(kit: Kit) -> None:
    kit.queue(MessageState.WAITING)

    (message,) = kit.lanes.read(messages_in, MessageState.WAITING, kit.shop_id).result()

    assert message.what.startswith("Stock de ")
    assert id_text(kit.product_id) not in message.what
