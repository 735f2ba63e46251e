"""The weekly comparison: made when it is due, once a day at most when it fails, never sooner."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.app.weekly_parity import EVERY, compare_weekly
from merchant_desk.demo.shop_server import Failure, Trouble
from merchant_desk.models.base import table
from merchant_desk.models.exchange import Exchange
from merchant_desk.models.shop import Shop
from merchant_desk.queries.exchanges import exchanges, last_parity, requests_spent
from merchant_desk.queries.parities import unsettled_shops
from merchant_desk.values.clock import utc_now
from merchant_desk.values.words import ExchangeKind

_LATER = EVERY + timedelta(hours=1)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[DemoShop]:
    made = DemoShop(tmp_path, utc_now())
    made.prepare()
    yield made
    made.storefronts.close()
    made.home.close()
    made.storefront.stop()


def _comparisons(shop: DemoShop) -> int:
    log = shop.home.lanes.read(exchanges).result()
    return sum(each.kind is ExchangeKind.PARITY for each in log)


def test_it_is_made_when_a_week_is_over_and_then_left_alone(shop: DemoShop) -> None:
    lanes, now = shop.home.lanes, utc_now()
    assert compare_weekly(lanes, shop.storefronts, now) == 0

    assert compare_weekly(lanes, shop.storefronts, now + _LATER) == 1

    shop_id = lanes.read(lambda session: session.scalars(select(Shop.id)).one()).result()
    kept = lanes.read(last_parity, shop_id).result()
    assert kept is not None
    assert kept[1].articles > 100
    assert compare_weekly(lanes, shop.storefronts, utc_now() + timedelta(days=1)) == 0
    unsettled = lanes.read(lambda session: session.scalars(unsettled_shops()).all()).result()
    assert bool(unsettled) is not kept[1].agrees


def test_a_shop_that_does_not_answer_is_not_asked_again_the_same_day(shop: DemoShop) -> None:
    lanes, due = shop.home.lanes, utc_now() + _LATER
    shop.storefront.fail_always(Trouble(Failure.MAINTENANCE))
    assert compare_weekly(lanes, shop.storefronts, due) == 0
    assert _comparisons(shop) == 1
    calm = update(table(Shop)).values(problem="")
    lanes.write(lambda session: session.execute(calm)).result()
    late = update(table(Exchange)).values(started_at=due)
    lanes.write(lambda session: session.execute(late)).result()

    compare_weekly(lanes, shop.storefronts, due + timedelta(hours=2))

    assert _comparisons(shop) == 1


def test_what_a_full_look_costs_is_on_the_log_under_its_own_name(shop: DemoShop) -> None:
    lanes = shop.home.lanes
    log = lanes.read(exchanges).result()
    (sweep,) = (each for each in log if each.kind is ExchangeKind.SWEEP)

    spent = lanes.read(requests_spent, sweep.shop_id, utc_now()).result()

    assert spent.last_sweep == sweep.requests > 0
    assert spent.today == sum(each.requests for each in log)
    assert spent.today <= len(shop.storefront.requests)
