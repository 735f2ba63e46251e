"""A sweep that is stopped, or overtaken by what customers do while it reads."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from merchant_desk.demo.orders import DemoItem
from merchant_desk.errors import RefusedError
from merchant_desk.models.exchange import Exchange as ExchangeLog
from merchant_desk.models.order import Order
from merchant_desk.models.shop import Conflict, ShopProduct
from merchant_desk.operations.settle_conflict import keep_desk
from merchant_desk.queries.shops import shops
from merchant_desk.sync import sweep
from merchant_desk.values.ids import ConflictId
from merchant_desk.values.words import ConflictState, ExchangeKind, OrderState, ParcelState
from tests.sync.exchange import Exchange

OPENING = 12


def _lose_most_articles(exchange: Exchange) -> None:
    front = exchange.front
    for sku in [str(each["sku"]) for each in front._state.sold()]:
        if sku != "SAV-01" and front._state.by_sku(sku) is not None:  # it went with its parent
            front.delete_product(sku)


def _sweeps(exchange: Exchange) -> list[ExchangeLog]:
    return [each for each in exchange.all(ExchangeLog) if each.kind is ExchangeKind.SWEEP]


def test_a_sweep_that_stopped_keeps_no_stock_from_the_shop(begun: Exchange) -> None:
    _lose_most_articles(begun)
    begun.adjust("SAV-01", -5)

    with pytest.raises(RefusedError, match="articles seraient retirés"):
        begun.sync(hours=21)

    assert begun.front.stock("SAV-01") == OPENING - 5
    assert "articles seraient retirés" in begun.shop().problem


def test_a_sweep_that_stopped_reads_everything_again_in_an_hour_not_at_once(
    begun: Exchange,
) -> None:
    _lose_most_articles(begun)
    before = len(_sweeps(begun))
    with pytest.raises(RefusedError):
        begun.sync(hours=21)

    begun.sync(minutes=5)
    after_five_minutes = len(_sweeps(begun))
    with pytest.raises(RefusedError):
        begun.sync(minutes=56)

    assert after_five_minutes == before + 1
    assert [bool(each.problem) for each in _sweeps(begun)[before:]] == [True, True]


def test_articles_that_went_together_are_marked_once_a_person_says_so(begun: Exchange) -> None:
    _lose_most_articles(begun)
    with pytest.raises(RefusedError):
        begun.sync(hours=21)
    asked = begun.lanes.read(shops).result()[0].asks_about_cancellations

    begun.clock.forward(minutes=1)
    begun.storefronts.sync(begun.shop_id, even_mass_cancellation=True)

    assert asked
    assert [each.gone_at is None for each in begun.all(ShopProduct)].count(True) == 1
    assert begun.shop().problem == ""


def test_an_order_placed_while_the_articles_are_swept_is_fetched_before_stock_is_written(
    begun: Exchange,
) -> None:
    """What the sweep saw of the stock is newer than the orders: writing it over would oversell."""
    begun.adjust("SAV-01", 5)
    placed: list[str] = []

    def customer_orders(_tables: frozenset[str]) -> None:
        if begun.shop().last_pull_at == begun.clock() and not placed:
            placed.append(begun.place(DemoItem("SAV-01", 3)))

    begun.lanes.after_write(customer_orders)
    begun.clock.forward(seconds=2)
    begun.storefronts.sync(begun.shop_id, sweeping=True)

    assert begun.front.stock("SAV-01") == OPENING + 5 - 3
    assert begun.promised("SAV-01") == 3


def test_a_clock_that_ran_ahead_does_not_end_the_sweeps(begun: Exchange) -> None:
    begun.change_shop(swept_at=begun.clock() + timedelta(days=700))
    before = len(_sweeps(begun))

    begun.sync(hours=2)

    assert len(_sweeps(begun)) == before + 1


def _delete_orders(exchange: Exchange, kept: int, deleted: int) -> list[str]:
    """Orders come in, then most of them are deleted for good in the shop; return the deleted."""
    numbers = [
        exchange.place(DemoItem("SAV-01" if each % 2 else "BOG-02"))
        for each in range(kept + deleted)
    ]
    exchange.sync()
    for number in numbers[kept:]:
        exchange.front.delete_order(number)
    return numbers[kept:]


def test_a_mass_of_deleted_orders_is_one_question_and_none_an_order(begun: Exchange) -> None:
    _delete_orders(begun, kept=1, deleted=21)

    with pytest.raises(RefusedError, match="21 commandes en cours ont disparu"):
        begun.sync(hours=21)

    assert begun.conflicts() == []
    assert {each.state for each in begun.all(Order)} == {OrderState.TO_PREPARE}
    assert "21 commandes en cours ont disparu" in begun.shop().problem
    assert begun.lanes.read(shops).result()[0].asks_about_cancellations


def test_orders_deleted_on_purpose_are_cancelled_unless_somebody_began_to_pack(
    begun: Exchange,
) -> None:
    deleted = _delete_orders(begun, kept=1, deleted=21)
    packed = begun.open_parcel(deleted[0])
    with pytest.raises(RefusedError):
        begun.sync(hours=21)

    begun.clock.forward(minutes=1)
    begun.storefronts.sync(begun.shop_id, even_mass_cancellation=True)
    begun.sync(hours=21)

    states = Counter(each.state for each in begun.all(Order))
    assert states == {
        OrderState.CANCELLED: 20,
        OrderState.TO_PREPARE: 1,
        OrderState.PREPARING: 1,
    }
    open_questions = [each for each in begun.all(Conflict) if each.state is ConflictState.OPEN]
    assert [each.order_id for each in open_questions] == [begun.order(deleted[0]).id]
    assert next(each for each in begun.parcels() if each.id == packed).state is ParcelState.OPEN
    assert begun.promised("SAV-01") + begun.promised("BOG-02") == 2
    assert begun.shop().problem == ""


def test_twenty_deleted_orders_are_asked_about_one_by_one(begun: Exchange) -> None:
    _delete_orders(begun, kept=1, deleted=20)

    begun.sync(hours=21)

    assert len(begun.conflicts()) == 20


def test_orders_that_she_keeps_though_the_shop_deleted_them_stop_no_later_sweep(
    begun: Exchange,
) -> None:
    _delete_orders(begun, kept=1, deleted=20)
    begun.sync(hours=21)
    for each in begun.all(Conflict):
        begun.lanes.write(keep_desk, begun.act(), ConflictId(each.id)).result()
    for number in [begun.place(DemoItem("SAV-02")) for _order in range(2)]:
        begun.sync()
        begun.front.delete_order(number)

    begun.sync(hours=21)

    assert Counter(each.state for each in begun.all(Conflict)) == {
        ConflictState.KEPT_DESK: 20,
        ConflictState.OPEN: 2,
    }


def test_a_scan_waits_for_a_few_of_the_things_that_went_at_once(begun: Exchange) -> None:
    _delete_orders(begun, kept=1, deleted=21)
    with pytest.raises(RefusedError):
        begun.sync(hours=21)
    _lose_most_articles(begun)
    gone, asked = [0], [0]

    def count(_tables: frozenset[str]) -> None:
        gone.append(sum(each.gone_at is not None for each in begun.all(ShopProduct)))
        asked.append(begun.count(Conflict))

    begun.lanes.after_write(count)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweep, "CHUNK", 5)
        begun.clock.forward(minutes=1)
        begun.storefronts.sync(begun.shop_id, even_mass_cancellation=True)

    assert gone[-1] > 5
    assert max(after - before for before, after in pairwise(gone)) == 5
    assert asked[-1] == 21
    assert max(after - before for before, after in pairwise(asked)) == sweep.ORDERS
