"""PrestaShop's dates: local, to the second, repeated one night a year; nothing is lost by them."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.connectors.reading import order_now, pulled
from tests.storefronts.prestashop_backend import PrestaShopBackend, opened

BACK = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)  # 02:00 in Paris; at 01:00 UTC it is 02:00 again
FORTH = datetime(2027, 3, 28, 0, 0, tzinfo=UTC)  # 01:00 in Paris; at 01:00 UTC it is 03:00


def _numbers(backend: PrestaShopBackend, position: str) -> tuple[set[str], str]:
    records, after = pulled(backend.connector.pull_orders, position)
    return {each.remote_id for each in records}, after


@pytest.mark.parametrize("night", [BACK, FORTH])
@pytest.mark.parametrize("step_minutes", [7, 20, 45])
def test_no_order_is_lost_in_a_night_when_the_clocks_change(
    night: datetime, step_minutes: int
) -> None:
    with opened(at=night - timedelta(hours=2)) as backend:
        seen: set[str] = set()
        placed: set[str] = set()
        position = ""
        for _step in range(6 * 60 // step_minutes):
            placed.add(backend.order(("CAR-09", 1), paid=False))
            new, position = _numbers(backend, position)
            seen |= new
            backend.forward(step_minutes * 60)

    assert seen == placed


def test_an_edit_of_the_second_two_o_clock_is_seen_after_one_of_the_first() -> None:
    with opened(at=BACK + timedelta(minutes=55)) as backend:
        old = backend.order(("SAV-01", 1))
        backend.order(("SAV-01", 1))
        _seen, position = _numbers(backend, "")
        backend.forward(10 * 60)
        backend.edit_note(old, "02:05, pour la seconde fois")

        seen, _position = _numbers(backend, position)

    assert seen == {old}


def test_the_hour_that_comes_twice_is_the_later_one_unless_that_is_still_to_come() -> None:
    with opened(at=BACK + timedelta(minutes=10)) as backend:
        number = backend.order(("SAV-01", 1))
        first = backend.connector.fetch_order(number)
        backend.forward(3600)
        backend.edit_note(number, "plus tard")
        second = backend.connector.fetch_order(number)

    assert first is not None
    assert second is not None
    assert first.modified_at == BACK + timedelta(minutes=10)
    assert second.modified_at == BACK + timedelta(minutes=70)


def test_an_order_never_changes_before_it_was_placed() -> None:
    with opened(at=BACK + timedelta(minutes=50)) as backend:
        number = backend.order(("SAV-01", 1))
        backend.forward(20 * 60)
        backend.edit_note(number, "vingt minutes plus tard, à 02:10")

        order = order_now(backend, number)

    assert order.placed_at == BACK + timedelta(minutes=50)
    assert order.modified_at == BACK + timedelta(minutes=70)


@pytest.mark.parametrize("zone", ["Indian/Reunion", "America/Martinique", "Pacific/Noumea"])
def test_a_shop_overseas_tells_its_own_time(zone: str) -> None:
    with opened() as backend:
        backend.shop.tables.where("configurations", name="PS_TIMEZONE")[0]["value"] = zone
        backend.shop.tables.zone = type(backend.shop.tables.zone)(zone)
        number = backend.order(("SAV-01", 1))
        since = backend.now() - timedelta(seconds=1)

        assert backend.connector.probe().time_zone == zone
        assert order_now(backend, number).placed_at == backend.now()
        assert backend.connector.count_orders(since) == 1


def test_a_time_zone_nobody_knows_is_taken_for_that_of_paris() -> None:
    with opened() as backend:
        backend.shop.tables.where("configurations", name="PS_TIMEZONE")[0]["value"] = "Mars/Nord"

        assert backend.connector.probe().time_zone == "Europe/Paris"


def test_what_did_not_change_in_the_last_two_hours_is_not_sent_again() -> None:
    with opened() as backend:
        numbers = [backend.order(("SAV-01", 1)) for _each in range(5)]
        seen, position = _numbers(backend, "")
        backend.forward(600)
        before = backend.http.spent

        again, after = _numbers(backend, position)
        spent = backend.http.spent - before

    assert seen == set(numbers)
    assert (again, after, spent) == (set(), position, 2)


def test_a_slip_that_leaves_the_date_of_its_order_brings_the_order_again() -> None:
    with opened() as backend:
        number = backend.order(("SAV-01", 2))
        backend.order(("SAV-01", 1))
        backend.forward(9 * 3600)
        _seen, position = _numbers(backend, "")
        backend.forward(60)
        dated = backend.shop.tables.rows["orders"][int(number)]["date_upd"]
        backend.note_refund(number, 690)

        seen, position = _numbers(backend, position)
        again, _position = _numbers(backend, position)

        assert backend.shop.tables.rows["orders"][int(number)]["date_upd"] == dated
    assert (seen, again) == ({number}, set())


def test_an_order_dated_in_the_future_hides_none_that_come_after_it() -> None:
    with opened() as backend:
        imported = backend.order(("SAV-01", 1))
        backend.shop.tables.rows["orders"][int(imported)]["date_upd"] = "2031-01-01 00:00:00"
        _seen, position = _numbers(backend, "")
        backend.forward(60)
        number = backend.order(("SAV-01", 1))

        seen, _position = _numbers(backend, position)

    assert seen == {number}


def test_an_order_without_a_date_of_change_comes_too() -> None:
    with opened() as backend:
        imported = backend.order(("SAV-01", 1))
        backend.shop.tables.rows["orders"][int(imported)]["date_upd"] = "0000-00-00 00:00:00"

        assert imported in _numbers(backend, "")[0]


@pytest.mark.parametrize(
    "kept", ["x", "[]", '{"begins":{"orders":5}}', '{"begins":[]}', '{"offset":"a"}', "null"]
)
def test_a_position_that_cannot_be_read_begins_anew(kept: str) -> None:
    with opened() as backend:
        number = backend.order(("SAV-01", 1))

        assert _numbers(backend, kept)[0] == {number}


def test_a_date_is_asked_for_as_the_webservice_wants_it() -> None:
    with opened() as backend:
        backend.order(("SAV-01", 1))
        _seen, position = _numbers(backend, "")
        backend.server.calls.clear()
        _numbers(backend, position)

    asked = [path for _method, path in backend.server.calls if "date_upd" in path]
    assert len(asked) == 2
    assert all("date=1" in path for path in asked)


def test_a_slip_written_during_a_first_pull_of_hours_is_not_lost() -> None:
    with opened() as backend:
        numbers = [backend.order(("CAR-09", 1)) for _each in range(120)]
        page = backend.connector.pull_orders("")
        backend.note_refund(numbers[0], 300)
        backend.forward(5 * 3600)

        seen, _position = _numbers(backend, page.next_position)

    assert numbers[0] in seen
