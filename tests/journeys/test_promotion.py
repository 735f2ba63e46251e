"""A promotion planned at the desk arrives in the storefront with its window, and goes away."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from merchant_desk.database.database import Database
from merchant_desk.operations.plan_promotion import plan_promotion
from merchant_desk.operations.turn_promotions import cancel_promotion
from merchant_desk.queries.promotion_verdict import promotion_verdict
from merchant_desk.rules.promotion_draft import Pricing, PromotionDraft, StepDraft
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PromotionId, id_text
from tests.sync.exchange import Exchange, open_exchange

pytestmark = pytest.mark.journey
SOAP = "SAV-01"
_DAY = timedelta(days=1)


@pytest.fixture
def begun(database: Database, gesture: Gesture) -> Iterator[Exchange]:
    with open_exchange(database, gesture) as exchange:
        exchange.begin()
        exchange.sync()
        yield exchange


def _draft(desk: Exchange, starts: datetime, *steps: StepDraft) -> PromotionDraft:
    return PromotionDraft(
        title="Semaine du savon",
        kind="promotion",
        starts_at=starts,
        ends_at=starts + 5 * _DAY,
        products=(id_text(desk.product(SOAP)),),
        pricing=Pricing(by="percent", value=2000),
        steps=steps,
    )


def _plan(desk: Exchange, draft: PromotionDraft) -> PromotionId:
    now = desk.act()
    warned = desk.lanes.read(promotion_verdict, draft, now.at).result().warned_rules
    return desk.lanes.write(plan_promotion, now, draft, warned).result()


def _shown(desk: Exchange) -> tuple[str, str, str, str]:
    sheet = desk.front.product(SOAP)
    return (
        sheet["regular_price"],
        sheet["sale_price"],
        sheet["date_on_sale_from_gmt"] or "",
        sheet["date_on_sale_to_gmt"] or "",
    )


def test_a_planned_promotion_is_in_the_storefront_before_it_starts_and_gone_after_its_end(
    begun: Exchange,
) -> None:
    before = _shown(begun)
    starts = (begun.clock() + 2 * _DAY).replace(microsecond=0)

    _plan(begun, _draft(begun, starts))
    begun.sync()

    regular, sale, since, until = _shown(begun)
    cents = round(float(before[0]) * 100)  # what the fake shop shows, not money of the desk
    assert regular == before[0]
    assert round(float(sale) * 100) == (cents * 8000 + 5000) // 10_000
    assert (since, until) == (
        starts.strftime("%Y-%m-%dT%H:%M:%S"),
        (starts + 5 * _DAY).strftime("%Y-%m-%dT%H:%M:%S"),
    )

    begun.sync(days=8)  # the desk was closed all the while
    begun.sync()
    assert _shown(begun) == (before[0], "", "", "")


def test_a_promotion_taken_back_leaves_the_storefront_at_once(begun: Exchange) -> None:
    before = _shown(begun)
    promotion_id = _plan(begun, _draft(begun, begun.clock() + _DAY))
    begun.sync()
    assert _shown(begun)[1] != ""

    begun.lanes.write(cancel_promotion, begun.act(), promotion_id).result()
    begun.sync()

    assert _shown(begun) == (before[0], "", "", "")


def test_a_further_markdown_is_told_when_it_begins(begun: Exchange) -> None:
    starts = begun.clock() + _DAY
    deeper = StepDraft(starts_at=starts + 2 * _DAY, pricing=Pricing(by="percent", value=3000))
    _plan(begun, _draft(begun, starts, deeper))
    begun.sync()
    first = _shown(begun)

    begun.sync(days=3, hours=1)

    second = _shown(begun)
    assert float(second[1]) < float(first[1])
    assert second[3] == first[3]


def test_a_sale_that_the_shop_made_itself_is_left_alone(begun: Exchange) -> None:
    begun.front.change_product(SOAP, sale_price="1.00")

    begun.sync()
    begun.sync(days=1)

    assert begun.front.product(SOAP)["sale_price"] == "1.00"
