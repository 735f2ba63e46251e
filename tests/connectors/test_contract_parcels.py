"""What every connector owes the desk when a parcel left: told once, each with its number."""

import pytest

from merchant_desk.sync.capabilities import Can, StockFalls, StockMeaning, Tracking
from merchant_desk.sync.intents import Effect, Outcome, ShipIntent, ShipLine
from merchant_desk.values.remote import RemoteState
from tests.connectors.reading import (
    NEVER_WAS,
    answer_lost,
    goods,
    is_explained_refusal,
    needs,
    needs_failures,
    order_now,
)
from tests.storefronts.backend import Backend


def _parcel(
    backend: Backend, order: str, key: str, tracking: str, units: int, *, partial: bool = False
) -> ShipIntent:
    line = goods(order_now(backend, order), "SAV-01")
    lines = (ShipLine(line.remote_id, units, "SAV-01"),)
    return ShipIntent(order, key, tracking, "Colissimo", partial=partial, lines=lines)


def test_a_parcel_is_told_once(backend: Backend) -> None:
    needs(backend, Can.SHIPMENTS)
    intent = _parcel(backend, backend.order(("SAV-01", 2)), "colis-1", "6A1", 2)
    assert backend.connector.find_effect(intent) is Effect.NOT_FOUND

    first = backend.connector.push_shipment(intent)
    found = backend.connector.find_effect(intent)
    again = backend.connector.push_shipment(intent)

    assert (first.outcome, found, again.outcome) == (Outcome.DONE, Effect.FOUND, Outcome.ALREADY)
    assert first.subject == intent.order_remote_id
    assert backend.is_complete(intent.order_remote_id)
    assert order_now(backend, intent.order_remote_id).state is RemoteState.COMPLETED
    (shown,) = backend.shipments(intent.order_remote_id)
    assert (shown.tracking, shown.units) in {("6A1", 2), ("6A1", None)}


def test_a_parcel_is_told_once_whatever_is_lost(backend: Backend) -> None:
    needs(backend, Can.SHIPMENTS)
    needs_failures(backend)
    at, lost = 0, True
    while lost and at < 15:
        intent = _parcel(backend, backend.order(("SAV-01", 1)), f"colis-{at}", f"6A{at}", 1)
        lost = answer_lost(backend, at, lambda: backend.connector.push_shipment(intent))  # noqa: B023 - called at once

        told = bool(backend.shipments(intent.order_remote_id))
        effect = backend.connector.find_effect(intent)
        again = backend.connector.push_shipment(intent)

        assert effect is not Effect.FOUND or told
        assert again.outcome in {Outcome.DONE, Outcome.ALREADY}
        assert [s.tracking for s in backend.shipments(intent.order_remote_id)] == [f"6A{at}"]
        assert backend.is_complete(intent.order_remote_id)
        at += 1
    assert not lost


def test_an_order_in_two_parcels_is_open_until_the_last(backend: Backend) -> None:
    needs(backend, Can.SHIPMENTS)
    order = backend.order(("SAV-01", 3), ("BOU-02", 1))
    last = order_now(backend, order)
    first = _parcel(backend, order, "colis-1", "6A1", 1, partial=True)
    lines = (
        ShipLine(goods(last, "SAV-01").remote_id, 2, "SAV-01"),
        ShipLine(goods(last, "BOU-02").remote_id, 1, "BOU-02"),
    )
    second = ShipIntent(order, "colis-2", "6A2", "Colissimo", lines=lines)

    begun = backend.connector.push_shipment(first)
    between = backend.is_complete(order)
    ended = backend.connector.push_shipment(second)
    repeated = backend.connector.push_shipment(first)

    assert (begun.outcome, ended.outcome) == (Outcome.DONE, Outcome.DONE)
    assert repeated.outcome is Outcome.ALREADY
    assert (between, backend.is_complete(order)) == (False, True)
    several = backend.connector.capabilities.several_parcels
    tracking = [each.tracking for each in backend.shipments(order)]
    assert tracking == (["6A1", "6A2"] if several else ["6A2"])


def test_a_parcel_without_a_number_is_told(backend: Backend) -> None:
    needs(backend, Can.SHIPMENTS)
    intent = _parcel(backend, backend.order(("SAV-01", 1)), "colis-1", "", 1)

    first = backend.connector.push_shipment(intent)
    again = backend.connector.push_shipment(intent)

    assert (first.outcome, again.outcome) == (Outcome.DONE, Outcome.ALREADY)
    assert backend.is_complete(intent.order_remote_id)


def test_shipping_lowers_only_the_stock_that_falls_then(backend: Backend) -> None:
    needs(backend, Can.SHIPMENTS)
    order = backend.order(("SAV-01", 2))
    before = backend.stock("SAV-01")

    backend.connector.push_shipment(_parcel(backend, order, "colis-1", "6A1", 2))
    backend.connector.push_shipment(_parcel(backend, order, "colis-1", "6A1", 2))

    falls = backend.connector.capabilities.stock_falls is StockFalls.SHIPPING
    physical = backend.connector.capabilities.stock_meaning is StockMeaning.PHYSICAL
    assert before - backend.stock("SAV-01") == (2 if falls or physical else 0)


def test_a_cancelled_order_is_not_shipped_behind_her_back(backend: Backend) -> None:
    needs(backend, Can.SHIPMENTS)
    order = backend.order(("SAV-01", 1))
    intent = _parcel(backend, order, "colis-1", "6A1", 1)
    backend.cancel(order)

    result = backend.connector.push_shipment(intent)

    assert is_explained_refusal(result)
    assert list(backend.shipments(order)) == []
    assert order_now(backend, order).state is RemoteState.CANCELLED


def test_an_order_that_is_not_there_is_refused(backend: Backend) -> None:
    needs(backend, Can.SHIPMENTS)
    intent = ShipIntent(NEVER_WAS, "colis-1", "6A1", lines=(ShipLine("1", 1),))

    assert is_explained_refusal(backend.connector.push_shipment(intent))
    assert backend.connector.find_effect(intent) is not Effect.FOUND


def test_where_numbers_are_kept_natively_the_order_tells_them(backend: Backend) -> None:
    if backend.connector.capabilities.tracking is not Tracking.NATIVE:
        pytest.skip(f"{backend.connector.title} has no field of its own for numbers")
    order = backend.order(("SAV-01", 1))

    backend.connector.push_shipment(_parcel(backend, order, "colis-1", "6A1", 1))

    assert [each.tracking for each in backend.shipments(order)] == ["6A1"]


def test_what_tells_no_parcels_says_so(backend: Backend) -> None:
    if Can.SHIPMENTS in backend.connector.capabilities.can:
        pytest.skip(f"{backend.connector.title} takes parcels")
    order = backend.order(("SAV-01", 1))

    assert is_explained_refusal(backend.connector.push_shipment(ShipIntent(order, "colis-1")))
