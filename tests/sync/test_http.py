"""One careful client between this computer and any shop, over real sockets."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from merchant_desk.errors import UnavailableError
from merchant_desk.sync.errors import (
    ShopBusyError,
    ShopRejectedCredentialsError,
)
from merchant_desk.sync.http import HttpClient, HttpLimits, HttpRequest
from tests.sync.wire import Wire, free_port, serving

HURRIED = HttpLimits(connect_s=2, read_s=0.3, whole_s=1, first_wait_s=1, longest_wait_s=60)


@pytest.fixture
def wire() -> Iterator[Wire]:
    with serving(Wire()) as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def client(waits: list[float]) -> Iterator[HttpClient]:
    made = HttpClient(limits=HURRIED, sleep=waits.append, jitter=lambda: 0.5)
    yield made
    made.close()


def get(client: HttpClient, url: str) -> str:
    return client.send(HttpRequest("GET", url)).text


def test_an_answer_comes_back_with_its_headers_in_lower_case(
    wire: Wire, client: HttpClient
) -> None:
    wire.give((200, {"X-WP-Total": "7"}, '{"nom": "Élodie"}'.encode()))

    answer = client.send(HttpRequest("GET", f"{wire.url}/a", [("page", "2"), ("q", "é&")]))

    assert (answer.status, answer.text) == (200, '{"nom": "Élodie"}')
    assert answer.headers["x-wp-total"] == "7"
    assert wire.calls[0][1] == "/a?page=2&q=%C3%A9%26"
    assert wire.calls[0][2]["User-Agent"].startswith("MerchantDesk/")


def test_a_refusal_the_connector_can_judge_is_an_answer(wire: Wire, client: HttpClient) -> None:
    wire.give((404, {}, b'{"code":"invalid_id"}'))

    answer = client.send(HttpRequest("GET", wire.url))

    assert (answer.status, answer.text) == (404, '{"code":"invalid_id"}')


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_read_is_tried_again_with_growing_waits(
    wire: Wire, client: HttpClient, waits: list[float], status: int
) -> None:
    wire.give((status, {}, b""), (status, {}, b""), (200, {}, b"[]"))

    text = get(client, wire.url)

    assert text == "[]"
    assert waits == [1.0, 2.0]


def test_a_write_is_never_tried_again_by_itself(
    wire: Wire, client: HttpClient, waits: list[float]
) -> None:
    wire.give((503, {}, b""))

    with pytest.raises(ShopBusyError):
        client.send(HttpRequest("POST", wire.url, body=b"{}"))

    assert len(wire.calls) == 1
    assert waits == []


def test_retry_after_in_seconds_is_obeyed(
    wire: Wire, client: HttpClient, waits: list[float]
) -> None:
    wire.give((429, {"Retry-After": "7"}, b""), (200, {}, b"{}"))

    get(client, wire.url)

    assert waits == [7.0]


def test_retry_after_as_a_date_is_obeyed(wire: Wire, waits: list[float]) -> None:
    now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    until = format_datetime(now + timedelta(seconds=12), usegmt=True)
    wire.give((503, {"Retry-After": until}, b""), (200, {}, b"{}"))
    client = HttpClient(limits=HURRIED, sleep=waits.append, now=lambda: now)

    get(client, wire.url)

    client.close()
    assert waits == [12.0]


def test_a_host_that_asks_for_an_hour_is_left_alone(
    wire: Wire, client: HttpClient, waits: list[float]
) -> None:
    wire.give((429, {"Retry-After": "3600"}, b""))

    with pytest.raises(ShopBusyError) as refused:
        get(client, wire.url)

    assert refused.value.retry_after_s == 3600
    assert "hébergeur" in refused.value.title
    assert (len(wire.calls), waits) == (1, [])


def test_patience_has_an_end(wire: Wire, client: HttpClient, waits: list[float]) -> None:
    wire.give((429, {}, b""))

    with pytest.raises(ShopBusyError):
        get(client, wire.url)

    assert len(wire.calls) == 4
    assert waits == [1.0, 2.0, 4.0]


def test_refused_keys_are_told_apart(wire: Wire, client: HttpClient) -> None:
    wire.give((401, {}, b'{"code":"x"}'))

    with pytest.raises(ShopRejectedCredentialsError) as refused:
        get(client, wire.url)

    assert refused.value.reply == '{"code":"x"}'
    assert "clés" in refused.value.title


def test_a_broken_server_is_said_with_its_number(wire: Wire, client: HttpClient) -> None:
    wire.give((500, {}, b"<html>Fatal error</html>"))

    with pytest.raises(UnavailableError, match="erreur 500"):
        get(client, wire.url)


@pytest.mark.parametrize("status", [200, 403, 404])
def test_a_page_for_people_means_the_host_blocks(
    wire: Wire, client: HttpClient, status: int
) -> None:
    wire.give((status, {"Content-Type": "text/html"}, b"<!DOCTYPE html><title>Checking</title>"))

    with pytest.raises(UnavailableError, match="hébergeur a bloqué"):
        get(client, wire.url)


def test_a_shop_that_moved_is_named_without_its_query(wire: Wire, client: HttpClient) -> None:
    wire.give((301, {"Location": "https://www.boutique.fr/wp-json/?consumer_secret=cs_1"}, b""))

    with pytest.raises(UnavailableError) as refused:
        get(client, wire.url)

    assert "https://www.boutique.fr" in refused.value.advice
    assert "cs_1" not in refused.value.advice


@pytest.mark.parametrize(
    "headers",
    [
        {"Location": "https://["},
        {"Location": "/bienvenue-à-l-hôtel"},
        {"Location": "/", "Date": "Fri, 31 Dec 9999 23:59:59 -2359"},
    ],
)
def test_headers_of_no_sense_are_an_answer_of_no_use(
    wire: Wire, client: HttpClient, headers: dict[str, str]
) -> None:
    wire.give((302, headers, b""))

    with pytest.raises(UnavailableError):
        get(client, wire.url)


def test_nobody_listening_is_said(client: HttpClient) -> None:
    with pytest.raises(UnavailableError, match="arrêté ou injoignable"):
        get(client, f"http://127.0.0.1:{free_port()}")


def test_an_unknown_name_is_said(client: HttpClient) -> None:
    with pytest.raises(UnavailableError):
        get(client, "http://boutique-qui-nexiste-pas.invalid")


@pytest.mark.parametrize("address", ["", "boutique", "http://", "ftp://boutique.fr"])
def test_an_impossible_address_is_said(client: HttpClient, address: str) -> None:
    with pytest.raises(UnavailableError, match="adresse"):
        get(client, address)


def test_a_slow_shop_is_a_time_out(wire: Wire, client: HttpClient) -> None:
    wire.hold_s = 0.8

    with pytest.raises(UnavailableError, match="à temps"):
        get(client, wire.url)


def test_an_answer_cut_in_the_middle_is_said(wire: Wire, client: HttpClient) -> None:
    wire.give((200, {"Content-Length": "5000", "Connection": "close"}, b'[{"id":'))

    with pytest.raises(UnavailableError):
        get(client, wire.url)


def test_an_endless_answer_is_dropped(wire: Wire) -> None:
    wire.give((200, {}, b"x" * 300_000))
    client = HttpClient(limits=HttpLimits(largest_bytes=100_000))

    with pytest.raises(UnavailableError, match="démesurée"):
        get(client, wire.url)

    client.close()
