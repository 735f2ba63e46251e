"""By when an order must leave."""

from datetime import UTC, datetime

import pytest

from merchant_desk.rules.promise import ship_by


@pytest.mark.parametrize(
    ("ready", "leaves"),
    [
        ("2026-11-19 08:00", "2026-11-20 15:00"),  # Thursday morning: Friday
        ("2026-11-19 12:00", "2026-11-21 15:00"),  # Thursday, 13:00 in Paris: Saturday
        ("2026-11-20 12:00", "2026-11-23 15:00"),  # Friday afternoon: Saturday, then Monday
        ("2026-11-22 09:00", "2026-11-24 15:00"),  # Sunday: Monday, then Tuesday
        ("2026-07-16 08:00", "2026-07-17 14:00"),  # summer time: 16:00 in Paris is 14:00 UTC
    ],
)
def test_an_order_leaves_on_the_second_working_day(ready: str, leaves: str) -> None:
    instant = datetime.fromisoformat(ready).replace(tzinfo=UTC)

    assert ship_by(instant) == datetime.fromisoformat(leaves).replace(tzinfo=UTC)


def test_a_shop_may_promise_the_same_day() -> None:
    instant = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)

    assert ship_by(instant, working_days=1) == datetime(2026, 11, 19, 15, 0, tzinfo=UTC)
