"""What she chooses for one storefront, and what follows from it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.exchange import Exchange
from merchant_desk.models.shop import OutboxMessage, Shop, ShopProduct
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.note_exchange import Exchanged, note_exchange
from merchant_desk.operations.save_shop_settings import save_shop_settings, want_orders_since
from merchant_desk.queries.buffers import USUAL_DELAY_S, buffers
from merchant_desk.queries.exchanges import exchanges, measured_delay_s, requests_spent
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId, id_text
from merchant_desk.values.shop_settings import PLAIN, ShopSettings, read_shop_settings
from merchant_desk.values.words import ExchangeKind, Master, MessageState
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_shop,
    put_stock,
    remote_line,
    remote_order,
)


@pytest.fixture
def selling(database: Database, gesture: Gesture) -> tuple[ShopId, ProductId]:
    """Two shops that sell the same candle, of which ten lie on the shelf."""
    with database.write() as session:
        here = make_shop(session, stock_master=Master.DESK)
        there = make_shop(session, name="Marché", url="https://marche.example")
        product_id = make_product(session, "BOU-02")
        put_stock(session, gesture, product_id, make_bin(session, make_location(session)), 60)
        for shop_id in (here, there):
            session.add(
                ShopProduct(shop_id=shop_id, remote_id="7", product_id=product_id, stock_seen=60)
            )
        for number in range(40):
            shop_id = here if number % 2 else there
            line = remote_line("BOU-02", remote_id=f"{number}-1")
            accept_order(session, gesture, shop_id, remote_order(f"N{number}", line))
        session.execute(update(OutboxMessage).values(state=MessageState.SENT))
    return here, product_id


def _told(session: Session, shop_id: ShopId) -> list[str]:
    waiting = (OutboxMessage.shop_id == shop_id, OutboxMessage.state == MessageState.WAITING)
    return list(session.scalars(select(OutboxMessage.subject).where(*waiting)))


def test_a_buffer_is_held_back_and_told_when_she_wants_one(
    database: Database, gesture: Gesture, selling: tuple[ShopId, ProductId]
) -> None:
    shop_id, product_id = selling
    wanted = ShopSettings(buffered=True, oversells_tenths=0)
    with database.write() as session:
        found = buffers(session, shop_id, gesture.at)
        save_shop_settings(session, gesture, shop_id, wanted)

        link = session.get_one(ShopProduct, (shop_id, "7"))
        told = _told(session, shop_id)
        assert link.buffer > 0
        assert told == [id_text(product_id)]
        assert (found.delay_s, found.measured) == (USUAL_DELAY_S, False)
        assert found.expected_with <= found.accepted_tenths / 10 < found.expected_without + 1

        save_shop_settings(session, gesture, shop_id, replace(wanted, buffered=False))
        session.expire_all()
        assert session.get_one(ShopProduct, (shop_id, "7")).buffer == 0


def test_units_kept_for_the_counter_are_told_at_once(
    database: Database, gesture: Gesture, selling: tuple[ShopId, ProductId]
) -> None:
    shop_id, product_id = selling
    with database.write() as session:
        save_shop_settings(session, gesture, shop_id, ShopSettings(keep_last=3))

        told = _told(session, shop_id)
        assert told == [id_text(product_id)]
        kept = session.scalars(select(Shop.settings).where(Shop.id == shop_id)).one()
        assert read_shop_settings(kept).keep_last == 3


@pytest.mark.parametrize(
    "wrong", [ShopSettings(keep_last=-1), ShopSettings(oversells_tenths=20_000)]
)
def test_a_number_that_cannot_be_meant_changes_nothing(
    database: Database, gesture: Gesture, wrong: ShopSettings
) -> None:
    with database.write() as session:
        shop_id = make_shop(session)
        with pytest.raises(RefusedError, match="Rien n’a été enregistré"):
            save_shop_settings(session, gesture, shop_id, wrong)
        assert session.scalars(select(Shop.settings)).one() == "{}"


@pytest.mark.parametrize("kept", ["", "[]", '{"keep_last": "3"}', '{"ean": 4, "unknown": 1}'])
def test_settings_that_cannot_be_read_are_as_if_nothing_was_chosen(kept: str) -> None:
    assert read_shop_settings(kept) == PLAIN


def test_how_far_back_is_asked_before_the_first_pull_only(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id = make_shop(session)
        want_orders_since(session, shop_id, gesture.at - timedelta(days=30))
        session.execute(update(Shop).values(last_pull_at=gesture.at))
        session.expire_all()
        with pytest.raises(RefusedError, match="déjà été relevées"):
            want_orders_since(session, shop_id, None)


def test_the_log_measures_the_delay_and_forgets_the_nights(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id = make_shop(session)
        at = gesture.at - timedelta(days=2)
        for number in range(41):
            at += timedelta(minutes=5 if number != 20 else 600)
            talk = Exchanged(ExchangeKind.SYNC, at, requests=3)
            note_exchange(session, replace(gesture, at=at + timedelta(seconds=4)), shop_id, talk)

        assert measured_delay_s(session, shop_id, gesture.at) == 300
        assert requests_spent(session, shop_id, at).today == 3 * 41
        assert len(exchanges(session, shop_id, 10)) == 10
        assert exchanges(session, shop_id, 1)[0].started_at == at


def test_the_log_keeps_the_last_conversations_only(
    database: Database, gesture: Gesture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("merchant_desk.operations.note_exchange.KEPT", 3)
    with database.write() as session:
        shop_id = make_shop(session)
        for requests in range(6):
            talk = Exchanged(ExchangeKind.SYNC, gesture.at, requests)
            note_exchange(session, gesture, shop_id, talk)

        assert session.scalars(select(Exchange.requests).order_by(Exchange.row)).all() == [3, 4, 5]
