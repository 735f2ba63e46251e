"""À vérifier: each thing that waits has its way out, and taking it empties the list."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.shop import RemoteRecord, Shop
from merchant_desk.models.stock import StockLevel
from merchant_desk.queries.to_check import CheckKind, check_counts
from merchant_desk.sync.connector import Page, RawRecord, RecordKind
from merchant_desk.sync.inbox import keep_page
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.to_check.check_card import CheckCard
from merchant_desk.ui.to_check.screen import ToCheckScreen
from merchant_desk.ui.to_check.ways_out import Way
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.remote import Address
from merchant_desk.values.snapshots import read_address
from merchant_desk.values.words import RecordState
from tests.makers import make_parked, make_shop, remote_order
from tests.queries.test_to_check import SCRIPT, fill_with_one_of_each
from tests.ui.accessibility import faults
from tests.ui.settings.errands import Outside


@pytest.fixture
def filled(qtbot: QtBot, lanes: Lanes, gesture: Gesture, checks: ToCheckScreen) -> ToCheckScreen:
    lanes.write(fill_with_one_of_each, gesture).result()
    checks.reload()
    qtbot.waitUntil(lambda: len(checks.check_cards) == len(CheckKind))
    return checks


def _card(screen: ToCheckScreen, kind: CheckKind) -> CheckCard:
    return next(card for card in screen.check_cards if card.item.kind is kind)


def _made(lanes: Lanes, **facts: object) -> ShopId:
    """Add a storefront account as it is when a test begins."""
    return lanes.write(lambda session: make_shop(session, **facts)).result()


def _count(lanes: Lanes, kind: CheckKind) -> int:
    return lanes.read(check_counts).result()[kind]


def test_a_quiet_shop_has_a_calm_page(qtbot: QtBot, checks: ToCheckScreen) -> None:
    qtbot.waitUntil(checks.empty.isVisible)

    assert checks.empty.accessibleName() == "Rien à vérifier"
    assert not checks.strip.isVisible()
    assert faults(checks) == []


def test_each_kind_has_a_tab_and_its_cards(filled: ToCheckScreen) -> None:
    filled.arrive(kind=CheckKind.SHORTAGE)

    assert [card.item.kind for card in filled.check_cards] == [CheckKind.SHORTAGE]


def test_the_full_list_fits_and_has_no_fault(filled: ToCheckScreen) -> None:
    filled.resize(1029, 550)

    inner = filled.area.widget()
    assert inner is not None
    assert inner.minimumSizeHint().width() <= filled.area.viewport().width()
    assert faults(filled) == []


def test_both_values_of_a_disagreement_stand_side_by_side_as_text(filled: ToCheckScreen) -> None:
    card = _card(filled, CheckKind.CONFLICT)

    assert SCRIPT in [label.text() for label in card.findChildren(type(card.title))]
    assert {Way.KEEP_DESK, Way.TAKE_SHOP} <= set(card.buttons)


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        (CheckKind.CONFLICT, Way.KEEP_DESK),
        (CheckKind.SHORTAGE, Way.CORRECT),
        (CheckKind.SHORTAGE, Way.FOUND),
        (CheckKind.PARKED, Way.RETRY),
        (CheckKind.PARKED, Way.DISCARD),
        (CheckKind.MESSAGE, Way.RETRY),
        (CheckKind.MESSAGE, Way.DISCARD),
        (CheckKind.PRINT, Way.RETRY),
        (CheckKind.PRINT, Way.DISCARD),
        (CheckKind.PLATFORM, Way.RETRY),
        (CheckKind.PLATFORM, Way.DISCARD),
    ],
)
def test_a_way_out_settles_its_thing(
    qtbot: QtBot, filled: ToCheckScreen, lanes: Lanes, kind: CheckKind, way: Way
) -> None:
    before = len(filled.check_cards)

    _card(filled, kind).buttons[way].click()

    qtbot.waitUntil(lambda: _count(lanes, kind) == 0)
    qtbot.waitUntil(lambda: len(filled.check_cards) < before)


def test_the_address_of_the_shop_is_read_again_and_taken(
    qtbot: QtBot, filled: ToCheckScreen, lanes: Lanes, outside: Outside, gesture: Gesture
) -> None:
    moved = Address(name="Camille Roux", line1="9 quai Bondy", postcode="69005", city="Lyon")
    outside.order = remote_order("1042", shipping=moved)

    def receive(session: Session) -> None:
        shop_id = session.scalars(select(Shop.id)).one()
        at = gesture.at + timedelta(hours=1)
        record = RawRecord(RecordKind.ORDER, "1042", "v2", at, "{}")
        page = Page((record,), "p", finished=True)
        keep_page(session, gesture, shop_id, RecordKind.ORDER, page)
        received = table(RemoteRecord)
        session.execute(
            update(received).where(received.c.version == "v2").values(state=RecordState.APPLIED)
        )

    lanes.write(receive).result()
    _card(filled, CheckKind.CONFLICT).buttons[Way.TAKE_SHOP].click()
    qtbot.waitUntil(lambda: _count(lanes, CheckKind.CONFLICT) == 0)

    shipping = lanes.read(lambda session: session.scalars(select(Order.shipping)).one()).result()
    assert read_address(shipping) == moved


def test_an_address_that_is_not_here_any_more_settles_nothing(
    qtbot: QtBot, filled: ToCheckScreen, lanes: Lanes
) -> None:
    with qtbot.waitSignal(filled.desk.refused) as refused:
        _card(filled, CheckKind.CONFLICT).buttons[Way.TAKE_SHOP].click()

    assert "adresse" in refused.args[0]
    assert _count(lanes, CheckKind.CONFLICT) == 1


def test_the_raw_text_is_shown_as_text(
    qtbot: QtBot, checks: ToCheckScreen, lanes: Lanes, gesture: Gesture
) -> None:
    lanes.write(
        lambda session: make_parked(session, make_shop(session), gesture.at, SCRIPT)
    ).result()
    checks.reload()
    qtbot.waitUntil(lambda: bool(checks.check_cards))

    checks.check_cards[0].buttons[Way.RAW].click()

    assert checks._raw is not None
    raw = checks._raw
    qtbot.waitUntil(lambda: raw.text.toPlainText() == SCRIPT)
    assert raw.text.isReadOnly()


def test_many_cancellations_are_accepted_by_a_deliberate_press(
    qtbot: QtBot, checks: ToCheckScreen, lanes: Lanes, outside: Outside
) -> None:
    stopped = "La relève s’est arrêtée\u00a0: 31 commandes en cours seraient annulées."
    shop_id = _made(lanes, problem=stopped)
    checks.reload()
    qtbot.waitUntil(lambda: bool(checks.check_cards))

    checks.check_cards[0].buttons[Way.CONFIRM_CANCELLATIONS].click()

    qtbot.waitUntil(lambda: outside.pulled == [(shop_id, True)])


@pytest.mark.parametrize(
    ("kind", "way", "screen"),
    [
        (CheckKind.BLOCKED, Way.OPEN_ORDER, "orders"),
        (CheckKind.NEGATIVE, Way.OPEN_STOCK, "stock"),
        (CheckKind.SHOP, Way.OPEN_SHOP, "settings"),
        (CheckKind.PARITY, Way.OPEN_PARITY, "sync"),
        (CheckKind.PRINT, Way.OPEN_PRINTERS, "settings"),
        (CheckKind.PLATFORM, Way.OPEN_FLOWS, "e_invoicing"),
    ],
)
def test_other_ways_go_where_it_is_mended(
    filled: ToCheckScreen, shell: Shell, kind: CheckKind, way: Way, screen: str
) -> None:
    gone: list[str] = []
    shell.navigated.connect(lambda key, _argument: gone.append(key))

    _card(filled, kind).buttons[way].click()

    assert gone == [screen]


def test_a_corrected_shortage_leaves_the_ledger(
    qtbot: QtBot, filled: ToCheckScreen, lanes: Lanes
) -> None:
    lanes.write(lambda session: session.execute(update(table(StockLevel)).values(quantity=5)))
    _card(filled, CheckKind.SHORTAGE).buttons[Way.CORRECT].click()
    qtbot.waitUntil(lambda: _count(lanes, CheckKind.SHORTAGE) == 0)

    level = lanes.read(lambda session: session.scalars(select(StockLevel.quantity)).one()).result()
    assert level == 3
